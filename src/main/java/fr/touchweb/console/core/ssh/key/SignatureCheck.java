package fr.touchweb.console.core.ssh.key;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;

/**
 * Verifies SSH signatures with the JDK's own cryptography: Ed25519, ECDSA, RSA with SHA-2, and those of security keys.
 * SHA-1 and DSA are refused.
 */
public final class SignatureCheck {
    private static final int SMALLEST_RSA = 1024;

    private SignatureCheck() {}

    /**
     * @param signature in the wire's form: algorithm, then what the algorithm says
     * @return whether the key made this signature over these bytes
     */
    public static boolean verify(KeyBlob key, byte[] signature, byte[] data) {
        try {
            WireReader parts = new WireReader(signature);
            String algorithm = parts.readText();
            byte[] value = parts.readString();
            boolean securityKey = key.type().startsWith("sk-");
            byte[] message = securityKey ? securityKeyMessage(key, parts, data) : data;
            if (parts.remaining() > 0) {
                return false;
            }
            PublicKey publicKey = PublicKeys.of(key);
            return switch (key.type()) {
                case "ssh-ed25519", "sk-ssh-ed25519@openssh.com" ->
                    algorithm.equals(key.type()) && check("Ed25519", publicKey, value, message);
                case "ecdsa-sha2-nistp256", "sk-ecdsa-sha2-nistp256@openssh.com" ->
                    algorithm.equals(key.type()) && check("SHA256withECDSA", publicKey, der(value), message);
                case "ecdsa-sha2-nistp384" ->
                    algorithm.equals(key.type()) && check("SHA384withECDSA", publicKey, der(value), message);
                case "ecdsa-sha2-nistp521" ->
                    algorithm.equals(key.type()) && check("SHA512withECDSA", publicKey, der(value), message);
                case "ssh-rsa" -> rsa(algorithm, publicKey, value, message);
                default -> false;
            };
        } catch (WireException | GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean rsa(String algorithm, PublicKey key, byte[] value, byte[] data)
            throws GeneralSecurityException {
        int bits = ((java.security.interfaces.RSAPublicKey) key).getModulus().bitLength();
        if (bits < SMALLEST_RSA) {
            return false;
        }
        int size = (bits + 7) / 8;
        if (value.length > size) {
            return false;
        }
        byte[] padded = new byte[size]; // some signers drop leading zeros
        System.arraycopy(value, 0, padded, size - value.length, value.length);
        return switch (algorithm) {
            case "rsa-sha2-256" -> check("SHA256withRSA", key, padded, data);
            case "rsa-sha2-512" -> check("SHA512withRSA", key, padded, data);
            default -> false;
        };
    }

    private static boolean check(String algorithm, PublicKey key, byte[] value, byte[] data)
            throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm);
        signature.initVerify(key);
        signature.update(data);
        return signature.verify(value);
    }

    /** What a security key signs instead of the data (PROTOCOL.u2f of OpenSSH). */
    private static byte[] securityKeyMessage(KeyBlob key, WireReader parts, byte[] data)
            throws WireException, GeneralSecurityException {
        int flags = parts.readByte();
        long counter = parts.readUint32();
        WireReader fields = new WireReader(key.bytes());
        byte[] application = fields.readString();
        while (fields.remaining() > 0) {
            application = fields.readString(); // it is the last field
        }
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        return new WireWriter().putRaw(sha256.digest(application)).putByte(flags).putUint32(counter)
                .putRaw(sha256.digest(data)).toBytes();
    }

    /** Two numbers r and s as the JDK wants them: a DER sequence. */
    private static byte[] der(byte[] wire) throws WireException {
        WireReader reader = new WireReader(wire);
        byte[] r = derInteger(reader.readMpint());
        byte[] s = derInteger(reader.readMpint());
        if (reader.remaining() > 0) {
            throw new WireException("bytes after the signature");
        }
        int length = r.length + s.length;
        WireWriter writer = new WireWriter().putByte(0x30);
        if (length >= 0x80) {
            writer.putByte(0x81);
        }
        return writer.putByte(length).putRaw(r).putRaw(s).toBytes();
    }

    private static byte[] derInteger(BigInteger value) throws WireException {
        byte[] bytes = value.toByteArray();
        if (value.signum() <= 0 || bytes.length > 0x7f) {
            throw new WireException("no number of a signature");
        }
        return new WireWriter().putByte(2).putByte(bytes.length).putRaw(bytes).toBytes();
    }
}
