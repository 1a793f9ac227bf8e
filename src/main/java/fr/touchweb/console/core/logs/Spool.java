package fr.touchweb.console.core.logs;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Bytes in files of one size each, mapped into memory: what is read again comes from the page cache and the heap stays
 * flat. One thread appends; any thread reads what was published before. Files of ours are never truncated while mapped,
 * which is what makes mapping them safe.
 */
final class Spool {
    /** Files at a time, far below the mappings that Linux allows a process; a file's number goes on. */
    private static final int MOST_FILES = 1 << 15;
    /** Places fit into so many bits. */
    static final int PLACE_BITS = 42;

    private final Path folder;
    private final String name;
    private final int fileBytes;
    private final IntFunction<byte[]> head;
    private final int headBytes;
    /** A file stands at its number modulo the length; whoever sees a place of it sees it too. */
    private volatile @Nullable MemorySegment[] files = new MemorySegment[16];
    private int last = -1;
    private volatile int first;
    private int used;

    Spool(Path folder, String name, int fileBytes) {
        this(folder, name, fileBytes, number -> new byte[0], 0);
    }

    /**
     * @param head what each file begins with, by its number
     * @param headBytes length of that
     */
    Spool(Path folder, String name, int fileBytes, IntFunction<byte[]> head, int headBytes) {
        this.folder = folder;
        this.name = name;
        this.fileBytes = fileBytes;
        this.head = head;
        this.headBytes = headBytes;
        this.used = fileBytes;
    }

    /** Reserves bytes that lie in one file and returns their place. */
    long reserve(int length) throws IOException {
        if (used + length > fileBytes) {
            open();
        }
        long place = (long) last * fileBytes + used;
        used += length;
        return place;
    }

    /** Bytes that are left in the file that is written now. */
    int left() {
        return fileBytes - used;
    }

    private void open() throws IOException {
        int next = last + 1;
        if (next - first >= MOST_FILES || (next + 1L) * fileBytes > 1L << PLACE_BITS) {
            throw new IOException("the spool holds " + (next - first) + " files already, of " + next);
        }
        Files.createDirectories(folder);
        try (FileChannel channel = FileChannel.open(file(next), Set.of(StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ, StandardOpenOption.WRITE), KeptLogs.ownFile(folder))) {
            fill(channel);
            put(next, channel.map(FileChannel.MapMode.READ_WRITE, 0, fileBytes, Arena.ofAuto()));
            put((long) next * fileBytes, head.apply(next), 0, headBytes);
        } catch (IOException e) {
            // What a full disk took of it gives no room back by itself.
            Files.deleteIfExists(file(next));
            throw e;
        }
        last = next;
        used = headBytes;
    }

    /**
     * Takes over the files of an earlier run, up to the first one that is not what this spool would have written.
     *
     * @param from number of the oldest one
     * @param to number of the newest one
     */
    void adopt(int from, int to) throws IOException {
        first = from;
        last = from - 1;
        for (int number = from; number <= to; number++) {
            Path path = file(number);
            if (!Files.isRegularFile(path) || Files.size(path) != fileBytes) {
                return;
            }
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                put(number, channel.map(FileChannel.MapMode.READ_WRITE, 0, fileBytes, Arena.ofAuto()));
            }
            byte[] begin = new byte[headBytes];
            get((long) number * fileBytes, begin, 0, headBytes);
            if (!Arrays.equals(begin, head.apply(number))) {
                return;
            }
            last = number;
        }
    }

    /**
     * Takes over files of an earlier run whose lines are known, each of which is looked at when it is read.
     *
     * @return whether all of them are there, and as long as this spool makes them
     */
    boolean trust(int from, int to) throws IOException {
        for (int number = from; number <= to; number++) {
            Path path = file(number);
            if (!Files.isRegularFile(path) || Files.size(path) != fileBytes) {
                return false;
            }
        }
        int length = files.length;
        while (to - from >= length) {
            length *= 2;
        }
        files = new MemorySegment[length];
        first = from;
        last = to;
        return true;
    }

    /** Null when it cannot be read. */
    private synchronized @Nullable MemorySegment look(int number) {
        MemorySegment known = files[number % files.length];
        if (known != null || number < first || number > last) {
            return known;
        }
        try (FileChannel channel = FileChannel.open(file(number), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MemorySegment file = channel.size() == fileBytes
                    ? channel.map(FileChannel.MapMode.READ_WRITE, 0, fileBytes, Arena.ofAuto())
                    : null;
            files[number % files.length] = file;
            return file;
        } catch (IOException e) {
            // Somebody deleted it under the console: its lines are gone.
            return null;
        }
    }

    /** The oldest file that is kept, and the newest one. */
    int firstFile() {
        return first;
    }

    int lastFile() {
        return last;
    }

    /** A file whole; its bytes are read only. */
    ByteBuffer bytes(int number) {
        return segment((long) number * fileBytes).asByteBuffer().asReadOnlyBuffer();
    }

    /** What stands from a place on was never written: the rest of its file becomes empty, and later files none. */
    void cut(long place, int newest) throws IOException {
        int mapped = last;
        // A place behind the last byte of a file is the end of that one: the next one may never have been begun.
        last = (int) ((place - 1) / fileBytes);
        used = (int) (place - (long) last * fileBytes);
        segment(place - 1).asSlice(used).fill((byte) 0);
        for (int number = last + 1; number <= Math.max(mapped, newest); number++) {
            if (number <= mapped) {
                files[number % files.length] = null;
            }
            Files.deleteIfExists(file(number));
        }
    }

    private synchronized void put(int number, MemorySegment file) {
        @Nullable
        MemorySegment[] now = files;
        if (number - first >= now.length) {
            @Nullable
            MemorySegment[] more = new MemorySegment[now.length * 2];
            for (int i = first; i < number; i++) {
                more[i % more.length] = now[i % now.length];
            }
            now = more;
        }
        now[number % now.length] = file;
        files = now;
    }

    /** Takes the room on disk now: a mapped page without room would end the program when it is written. */
    private void fill(FileChannel channel) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(Math.min(fileBytes, 1 << 20));
        for (long left = fileBytes; left > 0;) {
            zeros.clear().limit((int) Math.min(left, zeros.capacity()));
            left -= channel.write(zeros);
        }
    }

    private Path file(int number) {
        return folder.resolve(name + "-" + number);
    }

    void putInt(long place, int value) {
        segment(place).set(ValueLayout.JAVA_INT_UNALIGNED, place % fileBytes, value);
    }

    void putLong(long place, long value) {
        segment(place).set(ValueLayout.JAVA_LONG_UNALIGNED, place % fileBytes, value);
    }

    void put(long place, byte[] bytes, int start, int length) {
        MemorySegment.copy(bytes, start, segment(place), ValueLayout.JAVA_BYTE, place % fileBytes, length);
    }

    int getInt(long place) {
        return segment(place).get(ValueLayout.JAVA_INT_UNALIGNED, place % fileBytes);
    }

    long getLong(long place) {
        return segment(place).get(ValueLayout.JAVA_LONG_UNALIGNED, place % fileBytes);
    }

    void get(long place, byte[] into, int start, int length) {
        MemorySegment.copy(segment(place), ValueLayout.JAVA_BYTE, place % fileBytes, into, start, length);
    }

    /** The bytes from a place on, to be read and written in place. */
    MemorySegment slice(long place, int length) {
        return segment(place).asSlice(place % fileBytes, length);
    }

    private MemorySegment segment(long place) {
        int file = (int) (place / fileBytes);
        @Nullable
        MemorySegment[] now = files;
        MemorySegment segment = now[file % now.length];
        if (segment == null) {
            segment = look(file);
        }
        if (segment == null || file < first) {
            throw new DroppedException();
        }
        return segment;
    }

    /** Place behind what was reserved last. */
    long end() {
        return (long) last * fileBytes + used;
    }

    int fileBytes() {
        return fileBytes;
    }

    int headBytes() {
        return headBytes;
    }

    /** Bytes on disk. */
    long bytes() {
        return (long) (last - first + 1) * fileBytes;
    }

    /** The first place that is kept. */
    long firstPlace() {
        return (long) first * fileBytes;
    }

    /** Lets the oldest file go, never the one being written. */
    void dropOldest() throws IOException {
        int oldest = first;
        if (oldest < last) {
            first = oldest + 1;
            files[oldest % files.length] = null;
            Files.deleteIfExists(file(oldest));
        }
    }

    /** Deletes every file. */
    void delete() throws IOException {
        for (int i = first; i <= last; i++) {
            files[i % files.length] = null;
            Files.deleteIfExists(file(i));
        }
        first = last + 1;
    }

    /** The bytes were let go, or deleted by somebody, between asking how many there are and reading them. */
    static final class DroppedException extends IllegalStateException {
        private static final long serialVersionUID = 1;
    }
}
