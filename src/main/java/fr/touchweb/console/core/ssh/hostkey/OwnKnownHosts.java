package fr.touchweb.console.core.ssh.hostkey;

import fr.touchweb.console.core.ssh.key.KeyBlob;
import fr.touchweb.console.core.store.FileGuard;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The console's own known_hosts file, the only one that it ever writes to, and only by adding a line. Several consoles may
 * do so at the same time. Safe on any thread.
 */
public final class OwnKnownHosts {
    private final Path file;
    private final FileGuard guard;

    public OwnKnownHosts(Path file) {
        this.file = file;
        guard = new FileGuard(file);
    }

    public Path file() {
        return file;
    }

    /**
     * Adds a key that the person has confirmed; nothing is written when the line is there already. The line is on the disk
     * when this returns, and a failure (a full disk) leaves the file as it was.
     *
     * @param key never a certificate: the key inside it
     * @throws IllegalArgumentException when the host's name cannot stand in such a file, or the key is a certificate
     */
    public void add(String host, int port, KeyBlob key) throws IOException {
        String name = KnownHosts.nameOf(host, port);
        if (name.isEmpty() || name.startsWith("@") || name.startsWith("#") || name.startsWith("|")
                || name.chars().anyMatch(c -> c <= ' ' || c == 0x7f || c == ',' || c == '*' || c == '?' || c == '!')) {
            throw new IllegalArgumentException("no host name: " + name);
        }
        if (key.isCertificate()) {
            throw new IllegalArgumentException("a certificate is never stored, only the key inside it");
        }
        String entry = name + " " + key.type() + " " + key.base64();
        guard.alone(() -> {
            append(entry);
            return entry;
        });
    }

    private void append(String entry) throws IOException {
        createPrivate();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            byte[] old = readAll(channel);
            String text = new String(old, StandardCharsets.UTF_8);
            if (text.lines().anyMatch(line -> line.strip().equals(entry))) {
                return;
            }
            String addition = (old.length > 0 && old[old.length - 1] != '\n' ? "\n" : "") + entry + "\n";
            try {
                channel.position(old.length);
                ByteBuffer buffer = ByteBuffer.wrap(addition.getBytes(StandardCharsets.UTF_8));
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            } catch (IOException e) {
                channel.truncate(old.length);
                throw e;
            }
        }
    }

    private void createPrivate() throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        FileAttribute<?>[] attributes = {};
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rw-------");
            attributes = new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(owner)};
        }
        try {
            Files.createFile(file, attributes);
        } catch (java.nio.file.FileAlreadyExistsException e) {
            return; // another console was quicker
        }
    }

    private static byte[] readAll(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            continue;
        }
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }
}
