package fr.touchweb.console.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;

/** Throw-away keys: made at each start, gone with the lab. */
final class LabKeys {
    private final Path folder;
    private final KeyPair user;
    private final StringBuilder knownHosts = new StringBuilder();

    private LabKeys(Path folder, KeyPair user) {
        this.folder = folder;
        this.user = user;
    }

    /** Makes the person's key and writes it as OpenSSH does. */
    static LabKeys create(Path folder) throws IOException {
        Files.createDirectories(folder);
        KeyPair user = generate();
        Path file = folder.resolve("id_ed25519");
        try (OutputStream out = Files.newOutputStream(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(user, "lab", null, out);
        } catch (GeneralSecurityException e) {
            throw new IOException("the lab's key cannot be written", e);
        }
        Files.writeString(folder.resolve("id_ed25519.pub"), PublicKeyEntry.toString(user.getPublic()) + " lab\n");
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return new LabKeys(folder, user);
    }

    KeyPair user() {
        return user;
    }

    KeyPair newHostKey() throws IOException {
        return generate();
    }

    private static KeyPair generate() throws IOException {
        try {
            return KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java makes no Ed25519 keys", e);
        }
    }

    void know(int port, KeyPair hostKey) {
        knownHosts.append("[127.0.0.1]:").append(port).append(' ')
                .append(PublicKeyEntry.toString(hostKey.getPublic())).append('\n');
    }

    void writeKnownHosts() throws IOException {
        Files.writeString(folder.resolve("known_hosts"), knownHosts, StandardCharsets.US_ASCII);
    }
}
