package fr.touchweb.console.core.ssh.auth;

import fr.touchweb.console.core.ssh.key.WireWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/** Signs with a private key in memory, in the wire's form. */
final class KeySigner {
    private KeySigner() {}

    /** @param algorithm name of the signature, {@code rsa-sha2-512} for one; never one with SHA-1 */
    static byte[] sign(PrivateKey key, String algorithm, byte[] data) throws GeneralSecurityException {
        String jca = switch (algorithm) {
            case "ssh-ed25519" -> "Ed25519";
            case "rsa-sha2-256" -> "SHA256withRSA";
            case "rsa-sha2-512" -> "SHA512withRSA";
            case "ecdsa-sha2-nistp256" -> "SHA256withECDSA";
            case "ecdsa-sha2-nistp384" -> "SHA384withECDSA";
            case "ecdsa-sha2-nistp521" -> "SHA512withECDSA";
            default -> throw new GeneralSecurityException("no signature " + algorithm);
        };
        Signature signature = Signature.getInstance(jca);
        signature.initSign(key);
        signature.update(data);
        byte[] value = signature.sign();
        return new WireWriter().putText(algorithm)
                .putString(algorithm.startsWith("ecdsa") ? numbers(value) : value).toBytes();
    }

    /** The two numbers of a DER sequence as mpints. */
    private static byte[] numbers(byte[] der) throws GeneralSecurityException {
        int place = (der[1] & 0x80) == 0 ? 2 : 3;
        int rLength = der[place + 1];
        int sLength = der[place + 2 + rLength + 1];
        if (der[place] != 2 || place + 4 + rLength + sLength != der.length) {
            throw new GeneralSecurityException("no DER signature");
        }
        BigInteger r = new BigInteger(der, place + 2, rLength);
        BigInteger s = new BigInteger(der, place + 4 + rLength, sLength);
        return new WireWriter().putMpint(r).putMpint(s).toBytes();
    }
}
