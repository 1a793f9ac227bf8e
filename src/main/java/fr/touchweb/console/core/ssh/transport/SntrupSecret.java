package fr.touchweb.console.core.ssh.transport;

import java.security.GeneralSecurityException;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimeKEMExtractor;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimePrivateKeyParameters;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimePublicKeyParameters;
import org.jspecify.annotations.Nullable;

/** Streamlined NTRU Prime 761 of Bouncy Castle. */
final class SntrupSecret implements HybridKex.PostQuantumSecret {
    private static final int CIPHERTEXT_BYTES = 1039;

    private @Nullable AsymmetricCipherKeyPair pair;

    @Override
    public byte[] publicKey() {
        AsymmetricCipherKeyPair made = SntrupKeys.OF_PROCESS.take();
        pair = made;
        return ((SNTRUPrimePublicKeyParameters) made.getPublic()).getEncoded();
    }

    @Override
    public int ciphertextBytes() {
        return CIPHERTEXT_BYTES;
    }

    @Override
    public byte[] open(byte[] ciphertext) throws GeneralSecurityException {
        AsymmetricCipherKeyPair made = pair;
        if (made == null) {
            throw new GeneralSecurityException("no key pair was made");
        }
        return new SNTRUPrimeKEMExtractor((SNTRUPrimePrivateKeyParameters) made.getPrivate()).extractSecret(ciphertext);
    }
}
