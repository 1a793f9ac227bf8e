package fr.touchweb.console.core.account.vault;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The two keys that a password makes: one seals, one tells a wrong password from a damaged file. */
final class SealKeys implements AutoCloseable {
    static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final byte[] seal;
    private final byte[] check;

    SealKeys(byte[] seal, byte[] check) {
        this.seal = seal;
        this.check = check;
    }

    /** Keys that {@link #both} gave. */
    static SealKeys of(byte[] both) {
        return new SealKeys(Arrays.copyOf(both, both.length / 2),
                Arrays.copyOfRange(both, both.length / 2, both.length));
    }

    /** A copy of both; the caller wipes it. */
    byte[] both() {
        byte[] both = Arrays.copyOf(seal, seal.length + check.length);
        System.arraycopy(check, 0, both, seal.length, check.length);
        return both;
    }

    /** Stands in the header; the same for every file of one password and salt. */
    byte[] proof() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(check, "HmacSHA256"));
            return Arrays.copyOf(mac.doFinal("tw-console vault".getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
                    16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    /** @param nonce never used twice with these keys */
    byte[] encrypt(byte[] nonce, byte[] header, byte[] content) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, nonce, header).doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES/GCM", e);
        }
    }

    /** @throws GeneralSecurityException when a byte of the header or of the content is not what was sealed */
    byte[] decrypt(byte[] nonce, byte[] header, byte[] sealed) throws GeneralSecurityException {
        return cipher(Cipher.DECRYPT_MODE, nonce, header).doFinal(sealed);
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] header) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(seal, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(header);
        return cipher;
    }

    @Override
    public void close() {
        SecretBytes.wipe(seal);
        SecretBytes.wipe(check);
    }
}
