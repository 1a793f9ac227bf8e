package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.format.Level;
import fr.touchweb.console.core.logs.StoredLine.Kind;
import fr.touchweb.console.core.logs.follow.LogEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The timeline: lines and markers, numbered as they came, in the order of their times. Bytes and a 16-byte index entry a line stand in mapped files
 * inside a folder of its own, within a budget; past it the oldest lines are let go and counted. One thread appends at a
 * time, any thread reads without waiting.
 */
public final class LineStore {
    /** Sources that one timeline can have. */
    public static final int MOST_SOURCES = 1 << 10;

    private static final int FILE = 16 << 20;
    private static final int ENTRY = 16;
    /** Before the bytes of a line: their number, and their place in their file. */
    private static final int HEAD = 12;
    private static final long OFFSET_MASK = (1L << 42) - 1;
    private static final Level[] LEVELS = Level.values();
    private static final Kind[] KINDS = {Kind.LINE, Kind.GAP, Kind.ROTATION, Kind.LINE};
    private static final byte[] NONE = new byte[0];

    private final Path folder;
    private final Spool bytes;
    private final Spool index;
    private volatile long budget;
    private final int fileBytes;
    private final TimeOrder order = new TimeOrder(this::time);
    private final List<LogEvent> markers = new ArrayList<>();
    private final List<long[]> fileStarts = new ArrayList<>();
    private volatile long size;
    private volatile long first;

    /**
     * @param folder for the files of this timeline alone
     * @param budget bytes on disk
     */
    public LineStore(Path folder, long budget) {
        this(folder, budget, FILE);
    }

    LineStore(Path folder, long budget, int fileBytes) {
        this.folder = folder;
        this.bytes = new Spool(folder, "lines", fileBytes);
        this.index = new Spool(folder, "index", fileBytes / ENTRY * ENTRY);
        this.budget = budget;
        this.fileBytes = fileBytes;
    }

    /** Number after the last row. */
    public long size() {
        return size;
    }

    /** Number of the first row that is kept. */
    public long first() {
        return first;
    }

    /**
     * Appends a line.
     *
     * @param offset of its first byte in its file
     */
    public synchronized void add(int source, long time, boolean timed, @Nullable Level level, int statusClass,
            boolean late, boolean continuation, byte[] buffer, int start, int length, long offset)
            throws IOException {
        long place = bytes.reserve(length + HEAD);
        bytes.putInt(place, length);
        bytes.putLong(place + 4, offset);
        bytes.put(place + HEAD, buffer, start, length);
        long flags = (timed ? 1 : 0) | (late ? 2 : 0) | (continuation ? 4 : 0);
        long levels = level == null ? 0 : level.ordinal() + 1;
        append(place, source, Kind.LINE, levels | (long) statusClass << 3 | flags << 6, time);
    }

    /** Appends a gap or rotation marker. */
    public synchronized void add(int source, long time, LogEvent marker) throws IOException {
        Kind kind = marker instanceof LogEvent.Gap ? Kind.GAP : Kind.ROTATION;
        synchronized (markers) {
            markers.add(marker);
            append(markers.size() - 1L, source, kind, 0, time);
        }
    }

    private void append(long place, int source, Kind kind, long rest, long time) throws IOException {
        long entry = index.reserve(ENTRY);
        // 42 bits of place, 10 of source, 2 of kind, 3 of level, 3 of status, 3 flags.
        index.putLong(entry, place | (long) source << 42 | (long) kind.ordinal() << 52 | rest << 54);
        index.putLong(entry + 8, time);
        if (kind == Kind.LINE && (fileStarts.isEmpty() || place / fileBytes != fileStarts.getLast()[0])) {
            fileStarts.add(new long[]{place / fileBytes, size});
        }
        size++;
        order.add(size - 1);
        while (bytes.bytes() + index.bytes() > budget && dropOldest()) {
            // Each turn lets one file go.
        }
    }

    /** Gives rows that came late their places in the order of time; until then they are in none. */
    public synchronized void settle() {
        order.settle();
    }

    private boolean dropOldest() throws IOException {
        if (fileStarts.size() < 2) {
            return false;
        }
        fileStarts.removeFirst();
        long kept = fileStarts.getFirst()[1];
        first = kept;
        bytes.dropOldest();
        return true;
    }

    /**
     * Reads a row.
     *
     * @param most bytes of the line wanted
     * @return null when the row was let go meanwhile or is not there yet
     */
    public @Nullable StoredLine get(long number, int most) {
        if (number < first || number >= size) {
            return null;
        }
        try {
            long entry = index.getLong(number * ENTRY);
            long place = entry & OFFSET_MASK;
            Kind kind = KINDS[(int) (entry >>> 52) & 3];
            int rest = (int) (entry >>> 54);
            byte[] line = NONE;
            int length = (int) place;
            long offset = -1;
            if (kind == Kind.LINE) {
                length = bytes.getInt(place);
                offset = bytes.getLong(place + 4);
                line = new byte[Math.min(length, most)];
                bytes.get(place + HEAD, line, 0, line.length);
            }
            Level level = (rest & 7) == 0 ? null : LEVELS[(rest & 7) - 1];
            return new StoredLine(number, kind, sourceOf(entry), index.getLong(number * ENTRY + 8), (rest & 64) != 0,
                    level, rest >>> 3 & 7, (rest & 128) != 0, (rest & 256) != 0, line, length, offset);
        } catch (Spool.DroppedException e) {
            return null;
        }
    }

    private static int sourceOf(long entry) {
        return (int) (entry >>> 42) & (MOST_SOURCES - 1);
    }

    /** Source of a row, without its bytes. */
    public int source(long number) {
        return sourceOf(index.getLong(number * ENTRY));
    }

    /** Whether a row is a marker, without its bytes. */
    public boolean isMarker(long number) {
        return ((int) (index.getLong(number * ENTRY) >>> 52) & 3) != 0;
    }

    /** Time of a row, in microseconds. */
    public long time(long number) {
        return index.getLong(number * ENTRY + 8);
    }

    /** What a marker row is about. */
    public LogEvent marker(StoredLine row) {
        synchronized (markers) {
            return markers.get(row.length());
        }
    }

    /** Rows in the order of their times. */
    TimeOrder order() {
        return order;
    }

    /** Number of the first row at or after a time; the size when there is none. */
    public long at(long time) {
        long place = order.placeOf(time, 0);
        return place < order.size() ? order.get(place) : size;
    }

    /** Time of the first row that is kept, in the order of times; {@link Long#MAX_VALUE} when there is none. */
    public long earliest() {
        long kept = first;
        if (kept >= size) {
            return Long.MAX_VALUE;
        }
        long place = kept == 0 ? 0 : order.placeOf(time(kept), kept);
        return place < order.size() ? time(order.get(place)) : Long.MAX_VALUE;
    }

    /** Number of the line of a source that begins at a place in its file and has this time; -1 when none is here. */
    public long find(int source, long offset, long time) {
        return find(source, time, 0, line -> line.offset() == offset);
    }

    /** Number of the first line of a source with this time on which a condition holds; -1 when none is here. */
    public long find(int source, long time, Predicate<StoredLine> wanted) {
        return find(source, time, Integer.MAX_VALUE, wanted);
    }

    private long find(int source, long time, int most, Predicate<StoredLine> wanted) {
        for (long place = order.placeOf(time, 0); place < order.size(); place++) {
            long number = order.get(place);
            if (time(number) != time) {
                return -1;
            }
            if (source(number) == source && !isMarker(number)) {
                StoredLine line = get(number, most);
                if (line != null && wanted.test(line)) {
                    return number;
                }
            }
        }
        return -1;
    }

    /** Room on disk that it may take. */
    public long budget() {
        return budget;
    }

    /** Gives it other room; less takes effect with the next line. */
    public void budget(long limit) {
        budget = limit;
    }

    /** Bytes on disk. */
    public long bytes() {
        return bytes.bytes() + index.bytes();
    }

    /** Deletes the files and their folder; the store is empty and takes nothing any more. */
    public synchronized void delete() throws IOException {
        first = size;
        bytes.delete();
        index.delete();
        Files.deleteIfExists(folder);
    }
}
