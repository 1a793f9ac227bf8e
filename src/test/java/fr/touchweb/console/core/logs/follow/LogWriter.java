package fr.touchweb.console.core.logs.follow;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;

/**
 * A daemon and its logrotate in one thread: numbered lines at a steady rate, rotations at fixed line numbers, and the
 * daemon reopening its file only some lines later.
 */
final class LogWriter implements Runnable {
    /** How the file is rotated. */
    enum Mode {
        /** Renamed, an empty one made in its place. */
        CREATE,
        /** Renamed; the new one appears when the daemon reopens. */
        NO_CREATE,
        /** Copied and emptied. */
        COPY_TRUNCATE,
        /** Renamed and, once the daemon has reopened, compressed at once. */
        COMPRESS
    }

    private static final int BATCH = 100;

    private final Path file;
    private final Mode mode;
    private final int lines;
    private final int ratePerSecond;
    private final int period;
    private final int reopenAfter;
    private volatile Throwable failure;

    /**
     * @param period lines between two rotations
     * @param reopenAfter lines written into the renamed file before the daemon reopens
     */
    LogWriter(Path file, Mode mode, int lines, int ratePerSecond, int period, int reopenAfter) {
        this.file = file;
        this.mode = mode;
        this.lines = lines;
        this.ratePerSecond = ratePerSecond;
        this.period = period;
        this.reopenAfter = reopenAfter;
    }

    static String line(int number) {
        return "%010d L the quick brown fox jumps over the lazy dog 0123456789".formatted(number);
    }

    Throwable failure() {
        return failure;
    }

    @Override
    public void run() {
        try {
            write();
        } catch (IOException e) {
            failure = e;
        }
    }

    private void write() throws IOException {
        FileChannel channel = open();
        long start = System.nanoTime();
        int reopenAt = -1;
        for (int number = 0; number < lines; number += BATCH) {
            StringBuilder text = new StringBuilder();
            for (int i = number; i < number + BATCH; i++) {
                text.append(line(i)).append('\n');
            }
            channel.write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII)));
            int written = number + BATCH;
            if (written % period == 0 && written < lines) {
                rotate();
                reopenAt = mode == Mode.COPY_TRUNCATE ? -1 : written + reopenAfter;
            }
            if (reopenAt >= 0 && written >= reopenAt) {
                channel.close();
                channel = open();
                reopenAt = -1;
                if (mode == Mode.COMPRESS) {
                    compress();
                }
            }
            long due = start + written * 1_000_000_000L / ratePerSecond;
            for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                LockSupport.parkNanos(due - now);
            }
        }
        channel.close();
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void rotate() throws IOException {
        for (int i = 8; i >= 1; i--) {
            for (String end : new String[]{"", ".gz"}) {
                if (Files.exists(sibling(i, end))) {
                    Files.move(sibling(i, end), sibling(i + 1, end), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        if (mode == Mode.COPY_TRUNCATE) {
            Files.copy(file, sibling(1, ""));
            FileChannel.open(file, StandardOpenOption.WRITE).truncate(0).close();
            return;
        }
        Files.move(file, sibling(1, ""));
        if (mode == Mode.CREATE) {
            Files.createFile(file);
        }
    }

    private void compress() throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(sibling(1, ".gz")))) {
            Files.copy(sibling(1, ""), out);
        }
        Files.setLastModifiedTime(sibling(1, ".gz"), Files.getLastModifiedTime(sibling(1, "")));
        Files.delete(sibling(1, ""));
    }

    private Path sibling(int number, String end) {
        return file.resolveSibling(file.getFileName() + "." + number + end);
    }
}
