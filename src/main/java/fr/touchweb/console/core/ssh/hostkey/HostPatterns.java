package fr.touchweb.console.core.ssh.hostkey;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The first field of a known_hosts line: names in the clear, or one hashed name. Immutable, safe on any thread. */
public sealed interface HostPatterns {

    /**
     * Whether the line speaks of this host.
     *
     * @param name lower case; {@code [host]:port} for a port other than 22
     */
    boolean matches(String name);

    /** Names and patterns with {@code *} and {@code ?}; one negated hit vetoes the whole line, whatever else matches. */
    record Plain(List<String> patterns) implements HostPatterns {
        public Plain {
            patterns = List.copyOf(patterns);
        }

        @Override
        public boolean matches(String name) {
            return Glob.matchesList(patterns, name);
        }
    }

    /** HMAC-SHA1 of one name under a salt of the line's own ({@code HashKnownHosts}). */
    record Hashed(byte[] salt, byte[] hash) implements HostPatterns {
        private static final int SIZE = 20;

        @Override
        public boolean matches(String name) {
            return MessageDigest.isEqual(hash, hmac(salt, name));
        }

        /** The field for a name, with a salt of its own. */
        static String fieldOf(String name, SecureRandom random) {
            byte[] salt = new byte[SIZE];
            random.nextBytes(salt);
            Base64.Encoder base64 = Base64.getEncoder();
            return "|1|" + base64.encodeToString(salt) + "|" + base64.encodeToString(hmac(salt, name));
        }

        private static byte[] hmac(byte[] salt, String name) {
            try {
                Mac mac = Mac.getInstance("HmacSHA1");
                mac.init(new SecretKeySpec(salt, "HmacSHA1"));
                return mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has HmacSHA1", e);
            }
        }
    }

    /**
     * Reads the field.
     *
     * @throws IllegalArgumentException when it is none
     */
    static HostPatterns parse(String field) {
        if (field.startsWith("|")) {
            String[] parts = field.split("\\|", -1);
            if (parts.length != 4 || !parts[1].equals("1")) {
                throw new IllegalArgumentException("hashed in an unknown way");
            }
            byte[] salt = Base64.getDecoder().decode(parts[2]);
            byte[] hash = Base64.getDecoder().decode(parts[3]);
            if (salt.length != Hashed.SIZE || hash.length != Hashed.SIZE) {
                throw new IllegalArgumentException("a hash of the wrong length");
            }
            return new Hashed(salt, hash);
        }
        List<String> patterns = new ArrayList<>();
        for (String pattern : field.split(",", -1)) {
            if (!pattern.isEmpty()) {
                patterns.add(pattern.toLowerCase(Locale.ROOT));
            }
        }
        return new Plain(patterns);
    }
}
