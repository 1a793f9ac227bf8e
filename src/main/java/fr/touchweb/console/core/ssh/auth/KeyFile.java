package fr.touchweb.console.core.ssh.auth;

import fr.touchweb.console.core.ssh.key.KeyBlob;
import fr.touchweb.console.core.ssh.key.WireException;
import fr.touchweb.console.core.ssh.key.WireReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A private key file, as far as it can be read without its passphrase.
 *
 * @param publicKey from the file itself or the {@code .pub} beside it, null when neither tells
 * @param certificate from the {@code -cert.pub} beside it
 * @param encrypted whether it needs a passphrase
 */
public record KeyFile(Path file, @Nullable KeyBlob publicKey, @Nullable KeyBlob certificate, boolean encrypted) {
    private static final int LARGEST = 1 << 20;
    private static final String OPENSSH_BEGIN = "-----BEGIN OPENSSH PRIVATE KEY-----";
    private static final String OPENSSH_END = "-----END OPENSSH PRIVATE KEY-----";
    private static final String MAGIC = "openssh-key-v1\0";

    /** Whether the file only points at a security key, which the agent alone can use. */
    public boolean securityKey() {
        return publicKey != null && publicKey.type().startsWith("sk-");
    }

    /**
     * @throws IOException when it is not there, not readable, or no private key
     */
    public static KeyFile read(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new WireException("too large for a key");
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        KeyBlob beside = blobOf(file.resolveSibling(file.getFileName() + ".pub"));
        KeyBlob certificate = blobOf(file.resolveSibling(file.getFileName() + "-cert.pub"));
        if (certificate != null && !certificate.isCertificate()) {
            certificate = null;
        }
        int begin = text.indexOf(OPENSSH_BEGIN);
        if (begin >= 0) {
            int end = text.indexOf(OPENSSH_END);
            if (end < begin) {
                throw new WireException("the key ends early");
            }
            return openssh(file, text.substring(begin + OPENSSH_BEGIN.length(), end), certificate);
        }
        if (text.startsWith("PuTTY-User-Key-File-")) {
            return new KeyFile(file, beside, certificate, !text.contains("\nEncryption: none"));
        }
        if (!text.contains("-----BEGIN ") || !text.contains("PRIVATE KEY-----")) {
            throw new WireException("no private key");
        }
        return new KeyFile(file, beside, certificate,
                text.contains("Proc-Type: 4,ENCRYPTED") || text.contains("BEGIN ENCRYPTED PRIVATE KEY"));
    }

    /** Whether others than the owner may read it, which OpenSSH refuses; false where there are no such rights. */
    public boolean openToOthers() throws IOException {
        if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
            return false;
        }
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
        return rights.stream().anyMatch(right -> !right.name().startsWith("OWNER_"));
    }

    private static KeyFile openssh(Path file, String base64, @Nullable KeyBlob certificate) throws WireException {
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new WireException("not base64");
        }
        if (!new String(bytes, 0, Math.min(bytes.length, MAGIC.length()), StandardCharsets.ISO_8859_1).equals(MAGIC)) {
            throw new WireException("no OpenSSH key");
        }
        WireReader reader = new WireReader(bytes);
        for (int i = 0; i < MAGIC.length(); i++) {
            reader.readByte();
        }
        String cipher = reader.readText();
        reader.readString();
        reader.readString();
        if (reader.readUint32() != 1) {
            throw new WireException("a file of several keys");
        }
        return new KeyFile(file, KeyBlob.of(reader.readString()), certificate, !cipher.equals("none"));
    }

    /** Key of a {@code .pub} file; null when it is not there or holds none: it is a help, not a need. */
    static @Nullable KeyBlob blobOf(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                return null;
            }
            String[] words = Files.readString(file, StandardCharsets.ISO_8859_1).strip().split("\\s+");
            return words.length < 2 ? null : KeyBlob.ofBase64(words[1]);
        } catch (IOException e) {
            return null;
        }
    }
}
