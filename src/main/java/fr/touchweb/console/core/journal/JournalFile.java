package fr.touchweb.console.core.journal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Bytes of the journal on disk: readable by its person only, one writer at a time among all processes. */
final class JournalFile {
    private static final Duration LOCK_LIMIT = Duration.ofSeconds(20);

    private static final Map<Path, ReentrantLock> OWN = new ConcurrentHashMap<>();

    private final Path file;
    private final Path lock;

    JournalFile(Path file) {
        this.file = file;
        lock = file.resolveSibling(file.getFileName() + ".lock");
    }

    /** Work done while no other process and no other thread writes. */
    @FunctionalInterface
    interface Locked<T> {
        T run() throws IOException;
    }

    <T> T locked(Locked<T> work) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        long deadline = System.nanoTime() + LOCK_LIMIT.toNanos();
        // One thread of this process at a time, from before the lock file is opened until after it is closed: closing any
        // descriptor of a file gives up all locks that the process has on it (fcntl), those of other threads too.
        ReentrantLock own = OWN.computeIfAbsent(lock.toAbsolutePath().normalize(), path -> new ReentrantLock());
        takeOwn(own, deadline);
        try (FileChannel channel = open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = lock(channel, deadline)) {
            assert held.isValid();
            return work.run();
        } finally {
            own.unlock();
        }
    }

    private void takeOwn(ReentrantLock own, long deadline) throws IOException {
        try {
            if (own.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the journal " + file);
        }
        throw busy();
    }

    private IOException busy() {
        return new IOException("the journal stays locked: " + lock);
    }

    private FileLock lock(FileChannel channel, long deadline) throws IOException {
        while (true) {
            FileLock held = channel.tryLock();
            if (held != null) {
                return held;
            }
            if (System.nanoTime() > deadline) {
                throw busy();
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    FileChannel open(Path path, OpenOption... options) throws IOException {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
        return FileChannel.open(path, Set.of(options), attributes);
    }

    void append(byte[] bytes) throws IOException {
        try (FileChannel channel = open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.APPEND)) {
            writeFully(channel, bytes);
            channel.force(true);
        }
    }

    /** Replaces the file at once; no copy of the old content stays. */
    void replace(Iterable<byte[]> lines) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (FileChannel channel = open(next, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            for (byte[] line : lines) {
                writeFully(channel, line);
                writeFully(channel, new byte[]{'\n'});
            }
            channel.force(true);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        Files.move(next, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static void writeFully(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    boolean exists() {
        return Files.exists(file);
    }

    Path path() {
        return file;
    }

    /** The bytes after the last LF but one: the last line, and whether it is ended. */
    Tail tail() throws IOException {
        if (!exists()) {
            return new Tail(new byte[0], true);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            for (long want = Math.min(size, 64 << 10);; want = Math.min(size, want * 4)) {
                if (want > Integer.MAX_VALUE - 16) {
                    throw new IOException("the journal's last line has no start: " + file);
                }
                byte[] end = read(channel, size - want, (int) want);
                boolean ended = end.length == 0 || end[end.length - 1] == '\n';
                int to = ended && end.length > 0 ? end.length - 1 : end.length;
                for (int i = to - 1; i >= 0; i--) {
                    if (end[i] == '\n') {
                        return new Tail(java.util.Arrays.copyOfRange(end, i + 1, to), ended);
                    }
                }
                if (want == size) {
                    return new Tail(java.util.Arrays.copyOf(end, to), ended);
                }
            }
        }
    }

    /** @param ended whether the line has its LF */
    record Tail(byte[] line, boolean ended) {}

    private static byte[] read(FileChannel channel, long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offset + buffer.position()) < 0) {
                break;
            }
        }
        return java.util.Arrays.copyOf(buffer.array(), buffer.position());
    }
}
