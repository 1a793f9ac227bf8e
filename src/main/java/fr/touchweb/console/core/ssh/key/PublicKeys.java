package fr.touchweb.console.core.ssh.key;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;

/** Wire keys as keys of the JDK. */
final class PublicKeys {
    private PublicKeys() {}

    static PublicKey of(KeyBlob blob) throws WireException, GeneralSecurityException {
        WireReader reader = new WireReader(blob.bytes());
        reader.readString();
        return switch (blob.type()) {
            case "ssh-ed25519", "sk-ssh-ed25519@openssh.com" -> ed25519(reader.readString());
            case "ecdsa-sha2-nistp256", "sk-ecdsa-sha2-nistp256@openssh.com" -> ecdsa(reader, "secp256r1", 32);
            case "ecdsa-sha2-nistp384" -> ecdsa(reader, "secp384r1", 48);
            case "ecdsa-sha2-nistp521" -> ecdsa(reader, "secp521r1", 66);
            case "ssh-rsa" -> {
                BigInteger exponent = reader.readMpint();
                yield KeyFactory.getInstance("RSA")
                        .generatePublic(new RSAPublicKeySpec(reader.readMpint(), exponent));
            }
            default -> throw new WireException("a key type that is not known here");
        };
    }

    private static PublicKey ed25519(byte[] point) throws WireException, GeneralSecurityException {
        if (point.length != 32) {
            throw new WireException("an Ed25519 key has 32 bytes");
        }
        byte[] big = new byte[32];
        for (int i = 0; i < 32; i++) {
            big[i] = point[31 - i];
        }
        boolean odd = (big[0] & 0x80) != 0;
        big[0] &= 0x7f;
        return KeyFactory.getInstance("Ed25519").generatePublic(
                new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, big))));
    }

    private static PublicKey ecdsa(WireReader reader, String curve, int size)
            throws WireException, GeneralSecurityException {
        reader.readString();
        byte[] point = reader.readString();
        if (point.length != 1 + 2 * size || point[0] != 4) {
            throw new WireException("no uncompressed point of " + curve);
        }
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(curve));
        ECPoint w = new ECPoint(new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + size)),
                new BigInteger(1, Arrays.copyOfRange(point, 1 + size, point.length)));
        return KeyFactory.getInstance("EC").generatePublic(
                new ECPublicKeySpec(w, parameters.getParameterSpec(ECParameterSpec.class)));
    }
}
