package fr.touchweb.console.core.ssh.key;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** A public key or certificate as it stands on the wire; equal when its bytes are. Immutable. */
public final class KeyBlob {
    private static final String CERTIFICATE = "-cert-v01@openssh.com";

    private final byte[] bytes;
    private final String type;

    private KeyBlob(byte[] bytes, String type) {
        this.bytes = bytes;
        this.type = type;
    }

    /**
     * @param bytes the wire form: the type's name, then what the type says
     * @throws WireException when it does not begin with a type's name
     */
    public static KeyBlob of(byte[] bytes) throws WireException {
        WireReader reader = new WireReader(bytes);
        String type = reader.readText();
        if (type.isEmpty() || type.length() > 64 || !type.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ',')) {
            throw new WireException("no key type");
        }
        if (reader.remaining() == 0) {
            throw new WireException("a key type without a key");
        }
        return new KeyBlob(bytes.clone(), type);
    }

    /**
     * @param base64 the key as it stands in {@code .pub} files and known_hosts
     * @throws WireException when it is not base64 of a key
     */
    public static KeyBlob ofBase64(String base64) throws WireException {
        try {
            return of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new WireException("not base64");
        }
    }

    /** The type's name, {@code ssh-ed25519} for one; for RSA always {@code ssh-rsa}, whatever signs. */
    public String type() {
        return type;
    }

    public boolean isCertificate() {
        return type.endsWith(CERTIFICATE);
    }

    /** The type without the certificate: {@code ssh-ed25519-cert-v01@openssh.com} becomes {@code ssh-ed25519}. */
    public String plainType() {
        if (!isCertificate()) {
            return type;
        }
        String plain = type.substring(0, type.length() - CERTIFICATE.length());
        return plain.startsWith("sk-") ? plain + "@openssh.com" : plain;
    }

    /** The type as {@code ssh-keygen -l} prints it: {@code ED25519}, {@code RSA}; else the name on the wire. */
    public String typeName() {
        return switch (plainType()) {
            case "ssh-ed25519" -> "ED25519";
            case "ssh-rsa" -> "RSA";
            case "ssh-dss" -> "DSA";
            case "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521" -> "ECDSA";
            case "sk-ssh-ed25519@openssh.com" -> "ED25519-SK";
            case "sk-ecdsa-sha2-nistp256@openssh.com" -> "ECDSA-SK";
            default -> type;
        };
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * {@code SHA256:} and base64 without padding, as OpenSSH prints it. For a certificate that of the key inside, also as
     * OpenSSH; a certificate that cannot be read gives that of its bytes.
     */
    public String fingerprint() {
        byte[] key = bytes;
        if (isCertificate()) {
            try {
                key = SshCertificate.parse(this).key().bytes;
            } catch (WireException e) {
                key = bytes;
            }
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyBlob blob && Arrays.equals(bytes, blob.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return type + " " + fingerprint();
    }
}
