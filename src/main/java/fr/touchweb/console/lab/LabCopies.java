package fr.touchweb.console.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Copies of one server's logs on another, some seconds late, as hypervisors of the house keep them (G25). The lab has no
 * hypervisor: a second server of the same client stands for it. One thread at a time.
 */
final class LabCopies {
    /** Whose logs are copied. */
    static final String SERVER = "acme-web1";
    /** Where to. */
    static final String HOLDER = "acme-web2";
    /** Folder there, in the place of {@code /var/log}. */
    static final String FOLDER = "/srv/journaux/" + SERVER;

    private static final Duration EVERY = Duration.ofSeconds(20);
    private static final List<String> FOLDERS = List.of("", "apache2", "php");

    private final Path logs;
    private final Path copies;
    private final Map<Path, Object> copied = new HashMap<>();
    private @Nullable Instant next;

    LabCopies(ServerRoot server, ServerRoot holder) {
        logs = server.at("/var/log");
        copies = holder.at(FOLDER);
    }

    /** Takes over what was written since the last time, when it is time again. */
    void advance(Instant now) throws IOException {
        Instant due = next;
        if (due != null && now.isBefore(due)) {
            return;
        }
        next = now.plus(EVERY);
        for (String folder : FOLDERS) {
            Path from = logs.resolve(folder);
            if (Files.isDirectory(from)) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(from, "*.log")) {
                    for (Path file : files) {
                        copy(file, copies.resolve(folder).resolve(file.getFileName()));
                    }
                }
            }
        }
    }

    private void copy(Path file, Path copy) throws IOException {
        try {
            BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
            Object before = copied.put(file, facts.fileKey() == null ? facts.creationTime() : facts.fileKey());
            Files.createDirectories(copy.getParent());
            boolean rotated = before != null && !before.equals(copied.get(file));
            if (rotated && Files.exists(copy)) {
                Files.move(copy, copy.resolveSibling(copy.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
            append(file, copy);
        } catch (NoSuchFileException e) {
            // Rotated between the listing and now: the next turn finds the new one.
            copied.remove(file);
        }
    }

    private static void append(Path file, Path copy) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(copy, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
            for (long at = out.size(); in.read(buffer, at) > 0; buffer.clear()) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    at += out.write(buffer, at);
                }
            }
        }
    }
}
