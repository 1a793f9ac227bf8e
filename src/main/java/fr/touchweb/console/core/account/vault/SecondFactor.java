package fr.touchweb.console.core.account.vault;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The second factor of this console: codes of an authenticator, and recovery codes for the day when it is lost, each good
 * once. It keeps others from the console of a person who went away; whoever has both the file and its password needs no
 * code. Not thread-safe.
 */
final class SecondFactor {
    private static final int RECOVERY_CODES = 10;
    /** Without letters that look like digits: 50 bits a code. */
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int HALF = 5;

    private final byte[] secret;
    private final List<byte[]> recovery;
    private long used = Long.MIN_VALUE;

    private SecondFactor(byte[] secret, List<byte[]> recovery) {
        this.secret = secret;
        this.recovery = new ArrayList<>(recovery);
    }

    /** A new one with its recovery codes, which are told once and kept as hashes only. */
    record Made(SecondFactor factor, List<String> recoveryCodes) {}

    static Made make(SecureRandom random) {
        byte[] secret = new byte[OneTimeCode.SECRET];
        random.nextBytes(secret);
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < RECOVERY_CODES; i++) {
            codes.add(letters(random) + "-" + letters(random));
        }
        return new Made(new SecondFactor(secret, codes.stream().map(SecondFactor::hash).toList()), codes);
    }

    static SecondFactor of(List<byte[]> fields) {
        return new SecondFactor(fields.getFirst(), fields.subList(1, fields.size()));
    }

    List<byte[]> fields() {
        List<byte[]> fields = new ArrayList<>();
        fields.add(secret);
        fields.addAll(recovery);
        return fields;
    }

    byte[] secret() {
        return secret;
    }

    int recoveryCodesLeft() {
        return recovery.size();
    }

    /** Whether a code of the authenticator is right now; the same one is not taken twice. */
    boolean acceptsCode(String code, Instant now) {
        OptionalLong step = OneTimeCode.accepts(secret, code.replace(" ", ""), now, used);
        step.ifPresent(accepted -> used = accepted);
        return step.isPresent();
    }

    /** Whether it is a recovery code that is left; it is none afterwards. */
    boolean takesRecoveryCode(String code) {
        byte[] wanted = hash(code.strip().toUpperCase(Locale.ROOT));
        return recovery.removeIf(known -> MessageDigest.isEqual(known, wanted));
    }

    void wipe() {
        SecretBytes.wipe(secret);
    }

    private static String letters(SecureRandom random) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < HALF; i++) {
            letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return letters.toString();
    }

    private static byte[] hash(String code) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256")
                    .digest(code.getBytes(StandardCharsets.UTF_8)), 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
