package fr.touchweb.console.core.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
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

/**
 * Keeps all other threads and processes of the console from a file while one writes. The lock stands on a file of its own
 * beside it, and one thread of a process at a time has that open: closing any descriptor of a file gives up all locks that
 * the process has on it (fcntl), whoever took them. Safe on any thread; other programs do not know of it.
 */
public final class FileGuard {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Map<Path, ReentrantLock> OWN = new ConcurrentHashMap<>();

    private final Path lock;

    /** @param file what is guarded; the lock file has its name with {@code .lock} behind it */
    public FileGuard(Path file) {
        lock = file.resolveSibling(file.getFileName() + ".lock").toAbsolutePath().normalize();
    }

    /** Work done while nobody else writes. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException;
    }

    /**
     * Does the work alone; folders are made as needed.
     *
     * @throws IOException when the lock is not free within 20 seconds, or the thread was interrupted while it waited
     */
    public <T> T alone(Work<T> work) throws IOException {
        Files.createDirectories(lock.getParent());
        long deadline = System.nanoTime() + LIMIT.toNanos();
        ReentrantLock own = OWN.computeIfAbsent(lock, path -> new ReentrantLock());
        takeOwn(own, deadline);
        try (FileChannel channel = open(); FileLock held = take(channel, deadline)) {
            assert held.isValid();
            return work.run();
        } finally {
            own.unlock();
        }
    }

    private FileChannel open() throws IOException {
        FileAttribute<?>[] attributes = lock.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
        return FileChannel.open(lock, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), attributes);
    }

    private void takeOwn(ReentrantLock own, long deadline) throws IOException {
        try {
            if (own.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + lock);
        }
        throw busy();
    }

    private FileLock take(FileChannel channel, long deadline) throws IOException {
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

    private IOException busy() {
        return new IOException("stays locked by another process: " + lock);
    }
}
