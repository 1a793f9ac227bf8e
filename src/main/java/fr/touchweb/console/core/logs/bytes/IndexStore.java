package fr.touchweb.console.core.logs.bytes;

import fr.touchweb.console.core.task.TaskControl;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Indexes of files that were opened before, on disk, so that the next opening is instant. A file is known again by its
 * name, its first bytes and the bytes before the place up to which it was indexed; one that has grown is indexed on from
 * there. The least recently used go when the space is used up.
 */
public final class IndexStore {
    private static final int MAGIC = 0x54574958;
    private static final int VERSION = 2;
    private static final int SUM = Long.BYTES;
    private static final int HEAD = 1024;
    private static final int ANCHOR = 256;

    private final Path folder;
    private final long budget;

    /** @param budget bytes on disk */
    public IndexStore(Path folder, long budget) {
        this.folder = folder;
        this.budget = budget;
    }

    /**
     * A file with its index.
     *
     * @param bytes inflated where the file is compressed
     * @param known bytes that need not be read again for it
     */
    public record Opened(RandomBytes bytes, FileIndex index, long known) implements Closeable {
        @Override
        public void close() throws IOException {
            bytes.close();
        }
    }

    /** What was kept of a file. */
    private record Kept(long size, byte[] head, byte[] anchor, FileIndex index, List<GzipBytes.Place> places) {}

    /**
     * Opens a file with its index, made or completed where that is needed.
     *
     * @param name by which the file is known: a path, with its server for one of a server
     * @param source closed with the result, and when this fails
     */
    public Opened open(String name, RandomBytes source, FileIndexer indexer, TaskControl control)
            throws IOException, InterruptedException {
        boolean good = false;
        try {
            long size = source.size();
            Kept kept = known(name, source, size);
            RandomBytes bytes = GzipBytes.inflated(source);
            Opened opened = kept != null && kept.size() == size
                    ? asKept(kept, bytes)
                    : indexed(name, source, bytes, kept, indexer, control);
            good = true;
            return opened;
        } finally {
            if (!good) {
                source.close();
            }
        }
    }

    /** What is kept of this very file, grown or not; null for nothing. */
    private @Nullable Kept known(String name, RandomBytes source, long size) throws IOException {
        Kept kept = load(name);
        return kept != null && kept.size() <= size && Arrays.equals(kept.head(), head(source, kept.size()))
                && Arrays.equals(kept.anchor(), anchor(source, kept.size())) ? kept : null;
    }

    private static Opened asKept(Kept kept, RandomBytes bytes) {
        if (bytes instanceof GzipBytes zipped) {
            zipped.restore(kept.places(), kept.index().size());
        }
        return new Opened(bytes, kept.index(), kept.index().size());
    }

    private Opened indexed(String name, RandomBytes source, RandomBytes bytes, @Nullable Kept before,
            FileIndexer indexer, TaskControl control) throws IOException, InterruptedException {
        boolean zipped = bytes instanceof GzipBytes;
        FileIndex known = before == null || zipped ? null : before.index();
        FileIndex index = indexer.index(bytes, known, control);
        long size = zipped ? source.size() : index.size();
        save(name, new Kept(size, head(source, size), anchor(source, size), index,
                bytes instanceof GzipBytes places ? places.places() : List.of()));
        return new Opened(bytes, index, known == null ? 0 : known.size());
    }

    private static byte[] head(RandomBytes source, long size) throws IOException {
        return bytes(source, 0, (int) Math.min(HEAD, size));
    }

    private static byte[] anchor(RandomBytes source, long size) throws IOException {
        int length = (int) Math.min(ANCHOR, size);
        return bytes(source, size - length, length);
    }

    private static byte[] bytes(RandomBytes source, long offset, int length) throws IOException {
        byte[] bytes = new byte[length];
        return Arrays.copyOf(bytes, source.read(offset, bytes, 0, length));
    }

    private Path file(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return folder.resolve(HexFormat.of().formatHex(hash, 0, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is kept; null when there is nothing, or something of another version, foreign or torn. */
    private @Nullable Kept load(String name) throws IOException {
        Path file = file(name);
        try {
            byte[] bytes = Files.readAllBytes(file);
            int length = bytes.length - SUM;
            if (length < 0 || ByteBuffer.wrap(bytes, length, SUM).getLong() != sum(bytes, length)) {
                return null;
            }
            return load(name, file, new DataInputStream(new ByteArrayInputStream(bytes, 0, length)));
        } catch (NoSuchFileException e) {
            return null;
        } catch (EOFException | UTFDataFormatException | NegativeArraySizeException e) {
            return null;
        }
    }

    private static long sum(byte[] bytes, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, length);
        return sum.getValue();
    }

    private static @Nullable Kept load(String name, Path file, DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC || in.readInt() != VERSION || !in.readUTF().equals(name)) {
            return null;
        }
        long size = in.readLong();
        byte[] head = in.readNBytes(in.readInt());
        byte[] anchor = in.readNBytes(in.readInt());
        long covered = in.readLong();
        long lines = in.readLong();
        int steps = in.readInt();
        if (steps < 0 || steps > covered / FileIndex.STEP + 1) {
            return null;
        }
        long[] starts = deltas(in, steps);
        long[] before = deltas(in, steps);
        long[] times = deltas(in, steps);
        GzipBytes.Place[] places = new GzipBytes.Place[in.readInt()];
        for (int i = 0; i < places.length; i++) {
            places[i] = new GzipBytes.Place(in.readLong(), in.readLong(), in.readNBytes(in.readInt()),
                    in.readInt());
        }
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        return new Kept(size, head, anchor, new FileIndex(covered, lines, starts, before, times),
                List.of(places));
    }

    private void save(String name, Kept kept) throws IOException {
        Files.createDirectories(folder);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            // It holds bytes of logs.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        Path temporary = Files.createTempFile(folder, "new", ".tmp");
        try {
            CheckedOutputStream summed = new CheckedOutputStream(
                    new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16), new CRC32C());
            try (DataOutputStream out = new DataOutputStream(summed)) {
                out.writeInt(MAGIC);
                out.writeInt(VERSION);
                out.writeUTF(name);
                out.writeLong(kept.size());
                out.writeInt(kept.head().length);
                out.write(kept.head());
                out.writeInt(kept.anchor().length);
                out.write(kept.anchor());
                FileIndex index = kept.index();
                out.writeLong(index.size());
                out.writeLong(index.lines());
                out.writeInt(index.steps());
                deltas(out, index.steps(), index::start);
                deltas(out, index.steps(), index::before);
                deltas(out, index.steps(), index::time);
                out.writeInt(kept.places().size());
                for (GzipBytes.Place place : kept.places()) {
                    out.writeLong(place.offset());
                    out.writeLong(place.bit());
                    out.writeInt(place.packed().length);
                    out.write(place.packed());
                    out.writeInt(place.length());
                }
                out.writeLong(summed.getChecksum().getValue());
            }
            Files.move(temporary, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        makeRoom();
    }

    private interface Values {
        long at(int i);
    }

    private static void deltas(DataOutputStream out, int count, Values values) throws IOException {
        long last = 0;
        for (int i = 0; i < count; i++) {
            long delta = values.at(i) - last;
            last = values.at(i);
            // Zigzag, seven bits a byte.
            long left = delta << 1 ^ delta >> 63;
            for (; (left & ~0x7FL) != 0; left >>>= 7) {
                out.writeByte((int) (left & 0x7F | 0x80));
            }
            out.writeByte((int) left);
        }
    }

    private static long[] deltas(DataInputStream in, int count) throws IOException {
        long[] values = new long[count];
        long last = 0;
        for (int i = 0; i < count; i++) {
            long packed = 0;
            for (int shift = 0;; shift += 7) {
                int next = in.readUnsignedByte();
                packed |= (next & 0x7FL) << shift;
                if (next < 0x80) {
                    break;
                }
            }
            last += packed >>> 1 ^ -(packed & 1);
            values[i] = last;
        }
        return values;
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> !path.toString().endsWith(".tmp")).toList();
        }
    }

    /** Bytes that are kept. */
    public long bytes() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            bytes += size(file);
        }
        return bytes;
    }

    /** Forgets every index; returns how many bytes they took. */
    public long clear() throws IOException {
        long bytes = bytes();
        for (Path file : files()) {
            Files.deleteIfExists(file);
        }
        return bytes;
    }

    /** Lets the least recently used go until the rest fits. */
    private void makeRoom() throws IOException {
        List<Path> files = files();
        long bytes = bytes();
        List<Path> oldest = files.stream().sorted(Comparator.comparing(IndexStore::used)).toList();
        for (Path file : oldest) {
            if (bytes <= budget) {
                return;
            }
            bytes -= size(file);
            Files.deleteIfExists(file);
        }
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            // Another console has just let it go.
            return 0;
        }
    }

    private static FileTime used(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }
}
