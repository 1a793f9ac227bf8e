package fr.touchweb.console.core.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Writes a whole file so that a reader sees the old or the new one, never a part, and the old one is kept. */
public final class AtomicFile {
    private AtomicFile() {}

    /** The file that holds the previous version. */
    public static Path previous(Path file) {
        return file.resolveSibling(file.getFileName() + ".previous");
    }

    /**
     * Writes temporary file, fsync, keeps the old version as {@link #previous}, rename. Folders are made as needed. On a
     * failure (a full disk) the old file and the one before it stand untouched.
     */
    public static void write(Path file, byte[] content) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Files.createDirectories(folder);
        Path temporary = Files.createTempFile(folder, "." + file.getFileName(), ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            if (Files.exists(file)) {
                if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(file));
                }
                keep(file, folder);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** A second name for the old version, which needs no room; a copy where the file system has no second names. */
    private static void keep(Path file, Path folder) throws IOException {
        Path kept = Files.createTempFile(folder, "." + file.getFileName(), ".tmp");
        try {
            Files.delete(kept);
            try {
                Files.createLink(kept, file);
            } catch (UnsupportedOperationException | FileSystemException e) {
                Files.copy(file, kept, StandardCopyOption.COPY_ATTRIBUTES);
            }
            Files.move(kept, previous(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            // A rename of one name of a file onto another of the same file does nothing.
            Files.deleteIfExists(kept);
        }
    }
}
