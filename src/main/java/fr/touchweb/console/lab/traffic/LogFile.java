package fr.touchweb.console.lab.traffic;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A log as a daemon and logrotate treat it: appended to, renamed away while the daemon goes on writing to the old file,
 * reopened a moment later, compressed one rotation late. One thread at a time.
 */
final class LogFile implements AutoCloseable {
    private static final int GENERATIONS = 4;

    private final Path path;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private @Nullable FileChannel open;
    private long lines;

    LogFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** Lines given so far. */
    long lines() {
        return lines;
    }

    /** Text that is in the file at the next {@link #flush}; LF is added. */
    void add(String text) {
        pending.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        pending.write('\n');
        lines += 1 + text.chars().filter(c -> c == '\n').count();
    }

    void flush() throws IOException {
        if (pending.size() == 0) {
            return;
        }
        FileChannel channel = open;
        if (channel == null) {
            channel = opened();
            open = channel;
        }
        ByteBuffer bytes = ByteBuffer.wrap(pending.toByteArray());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        pending.reset();
    }

    /** Renames the log away unless it is empty. What is written until {@link #reopen} still goes to the renamed file. */
    void rename() throws IOException {
        flush();
        if (!Files.exists(path) || Files.size(path) == 0) {
            return;
        }
        Files.deleteIfExists(generation(GENERATIONS, true));
        for (int i = GENERATIONS - 1; i >= 2; i--) {
            if (Files.exists(generation(i, true))) {
                Files.move(generation(i, true), generation(i + 1, true), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path first = generation(1, false);
        if (Files.exists(first)) {
            Path packed = generation(2, true);
            try (InputStream in = Files.newInputStream(first);
                    OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
                in.transferTo(out);
            }
            Files.delete(first);
        }
        Files.move(path, first);
    }

    /** The daemon opens its log again, which makes the new file. */
    void reopen() throws IOException {
        flush();
        close();
        open = opened();
    }

    private FileChannel opened() throws IOException {
        Files.createDirectories(path.getParent());
        return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    private Path generation(int number, boolean packed) {
        return path.resolveSibling(path.getFileName() + "." + number + (packed ? ".gz" : ""));
    }

    @Override
    public void close() throws IOException {
        FileChannel channel = open;
        if (channel != null) {
            open = null;
            channel.close();
        }
    }
}
