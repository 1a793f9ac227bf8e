package fr.touchweb.console.core.account.vault;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/** Codes of an authenticator by time: RFC 6238 with SHA-1, six digits, steps of 30 seconds, as every application has them. */
final class OneTimeCode {
    static final int SECRET = 20;
    private static final int STEP_SECONDS = 30;
    private static final int DIGITS = 6;
    private static final int MODULUS = 1_000_000;

    private OneTimeCode() {}

    /** The code of a step. */
    static String at(byte[] secret, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = (ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff) % MODULUS;
            return String.format(Locale.ROOT, "%0" + DIGITS + "d", number);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA1", e);
        }
    }

    static long step(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
    }

    /**
     * The step that a code belongs to: the one of now, the one before or the one after, since clocks differ (RFC 6238,
     * section 5.2); empty when it is none of these or was used already.
     *
     * @param used last step that was accepted
     */
    static OptionalLong accepts(byte[] secret, String code, Instant now, long used) {
        long found = Long.MIN_VALUE;
        for (long step = step(now) - 1; step <= step(now) + 1; step++) {
            boolean same = java.security.MessageDigest.isEqual(at(secret, step).getBytes(StandardCharsets.US_ASCII),
                    code.getBytes(StandardCharsets.UTF_8));
            if (same && step > used) {
                found = step;
            }
        }
        return found == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(found);
    }

    /** The secret as an authenticator takes it when typed. */
    static String typed(byte[] secret) {
        return Base32.toBase32String(secret).replace("=", "");
    }

    /** The secret as an authenticator takes it from a picture ({@code otpauth} of Google Authenticator). */
    static String address(byte[] secret, String issuer, String login) {
        return "otpauth://totp/" + encoded(issuer) + ":" + encoded(login) + "?secret=" + typed(secret) + "&issuer="
                + encoded(issuer);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
