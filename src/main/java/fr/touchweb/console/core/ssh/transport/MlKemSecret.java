package fr.touchweb.console.core.ssh.transport;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import javax.crypto.KEM;
import org.jspecify.annotations.Nullable;

/** ML-KEM-768 (FIPS 203) of the JDK. */
final class MlKemSecret implements HybridKex.PostQuantumSecret {
    private static final int PUBLIC_KEY_BYTES = 1184;
    private static final int CIPHERTEXT_BYTES = 1088;

    private @Nullable KeyPair pair;

    @Override
    public byte[] publicKey() throws GeneralSecurityException {
        KeyPair made = KeyPairGenerator.getInstance("ML-KEM-768").generateKeyPair();
        pair = made;
        byte[] encoded = made.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - PUBLIC_KEY_BYTES, encoded.length);
    }

    @Override
    public int ciphertextBytes() {
        return CIPHERTEXT_BYTES;
    }

    @Override
    public byte[] open(byte[] ciphertext) throws GeneralSecurityException {
        KeyPair made = pair;
        if (made == null) {
            throw new GeneralSecurityException("no key pair was made");
        }
        return KEM.getInstance("ML-KEM-768").newDecapsulator(made.getPrivate()).decapsulate(ciphertext).getEncoded();
    }
}
