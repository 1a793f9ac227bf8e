package fr.touchweb.console.core.journal;

import fr.touchweb.console.core.store.FileGuard;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Bytes of the journal on disk: readable by its person only, one writer at a time among all processes. */
final class JournalFile {
    private final Path file;
    private final FileGuard guard;

    JournalFile(Path file) {
        this.file = file;
        guard = new FileGuard(file);
    }

    <T> T locked(FileGuard.Work<T> work) throws IOException {
        return guard.alone(work);
    }

    private FileChannel open(Path path, OpenOption... options) throws IOException {
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

    /**
     * Replaces the file at once by a line, its own bytes from an offset on, and another line; no copy of the old content
     * stays.
     */
    void replace(byte[] first, long offset, byte[] last) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (FileChannel old = FileChannel.open(file, StandardOpenOption.READ);
                FileChannel channel = open(next, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            writeFully(channel, first);
            writeFully(channel, new byte[]{'\n'});
            for (long at = offset; at < old.size();) {
                at += old.transferTo(at, old.size() - at, channel);
            }
            if (offset < old.size() && !tail().ended()) {
                writeFully(channel, new byte[]{'\n'});
            }
            writeFully(channel, last);
            writeFully(channel, new byte[]{'\n'});
            channel.force(true);
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
