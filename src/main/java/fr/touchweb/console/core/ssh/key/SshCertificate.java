package fr.touchweb.console.core.ssh.key;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An OpenSSH certificate, version 01 (PROTOCOL.certkeys of OpenSSH). Reading it proves nothing:
 * {@link SignatureCheck} does.
 *
 * @param key the key that is certified, without the certificate
 * @param serial number given by the authority
 * @param kind {@link #USER} or {@link #HOST}
 * @param id the authority's name for it
 * @param principals users or hosts that it is valid for; empty for any
 * @param validAfter seconds since 1970, unsigned
 * @param validBefore seconds since 1970, unsigned; all ones for ever
 * @param criticalOptions names of the options that must be understood
 * @param authority key that signed it
 * @param signature signature in the wire's form
 * @param signed the bytes that were signed
 */
public record SshCertificate(KeyBlob key, long serial, int kind, String id, List<String> principals, long validAfter,
        long validBefore, List<String> criticalOptions, KeyBlob authority, byte[] signature, byte[] signed) {
    public static final int USER = 1;
    public static final int HOST = 2;

    public SshCertificate {
        principals = List.copyOf(principals);
        criticalOptions = List.copyOf(criticalOptions);
    }

    /** @throws WireException when the bytes are no certificate, or of a type that is not known */
    public static SshCertificate parse(KeyBlob blob) throws WireException {
        if (!blob.isCertificate()) {
            throw new WireException(blob.type() + " is no certificate");
        }
        byte[] bytes = blob.bytes();
        WireReader reader = new WireReader(bytes);
        reader.readString();
        reader.readString(); // the nonce says nothing
        int start = reader.position();
        String plain = blob.plainType();
        for (int i = fieldsOf(plain); i > 0; i--) {
            reader.readString();
        }
        byte[] material = Arrays.copyOfRange(bytes, start, reader.position());
        KeyBlob key = KeyBlob.of(new WireWriter().putText(plain).putRaw(material).toBytes());
        long serial = reader.readUint64();
        long kind = reader.readUint32();
        String id = reader.readText();
        List<String> principals = new ArrayList<>();
        WireReader names = new WireReader(reader.readString());
        while (names.remaining() > 0) {
            principals.add(names.readText());
        }
        long validAfter = reader.readUint64();
        long validBefore = reader.readUint64();
        List<String> critical = new ArrayList<>();
        WireReader options = new WireReader(reader.readString());
        while (options.remaining() > 0) {
            critical.add(options.readText());
            options.readString();
        }
        reader.readString(); // extensions may be ignored when unknown, and a host has none
        reader.readString(); // reserved
        KeyBlob authority = KeyBlob.of(reader.readString());
        byte[] signed = Arrays.copyOfRange(bytes, 0, reader.position());
        byte[] signature = reader.readString();
        if (reader.remaining() > 0) {
            throw new WireException("bytes after the signature");
        }
        if (authority.isCertificate()) {
            throw new WireException("signed by a certificate, which is not allowed");
        }
        return new SshCertificate(key, serial, (int) Math.min(kind, Integer.MAX_VALUE), id, principals, validAfter,
                validBefore, critical, authority, signature, signed);
    }

    /** How many strings the public key of a type has; every one of them, numbers too, has a length in front. */
    private static int fieldsOf(String type) throws WireException {
        return switch (type) {
            case "ssh-ed25519" -> 1;
            case "ssh-rsa", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
                    "sk-ssh-ed25519@openssh.com" ->
                2;
            case "sk-ecdsa-sha2-nistp256@openssh.com" -> 3;
            case "ssh-dss" -> 4;
            default -> throw new WireException("a certificate of an unknown type");
        };
    }
}
