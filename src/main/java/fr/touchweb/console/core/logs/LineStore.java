package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.format.Level;
import fr.touchweb.console.core.logs.StoredLine.Kind;
import fr.touchweb.console.core.logs.follow.LogEvent;
import fr.touchweb.console.core.logs.follow.SourceKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The timeline: lines and markers, numbered as they came, in the order of their times. The lines of each source stand in
 * mapped files of their own, with 8 bytes of index a row for all of them, inside a folder and a budget; past it the
 * source that takes most lets its oldest lines go, and a gap in their place says so. One thread appends at a time, any
 * thread reads without waiting.
 */
public final class LineStore {
    private static final int FILE = 2 << 20;
    private static final byte[] NONE = new byte[0];

    /** Makes the marker that stands for lines that were let go. */
    public interface LetGo {
        /**
         * @param source its number
         * @param offset in its file of the first line that is kept, -1 when none is
         * @param hole the lines that were let go
         */
        LogEvent gap(int source, long offset, Hole hole);
    }

    private final Path folder;
    private final int fileBytes;
    private final RowIndex index;
    private final Markers markers = new Markers();
    private final StoredSources sources = new StoredSources();
    private final TimeOrders orders;
    private final TimeOrder order;
    private final StoreRoom room;
    private final StoreHoles holes;
    private final StoreChanges changes;
    private final StoreTakeOver runs;
    private final StoreDamage damage;
    private final KeptLogs kept;
    private volatile long budget;
    private volatile boolean budgetChanged;
    private boolean released;
    /** Bytes of lines that are kept and not in this timeline. */
    private volatile long others;
    private volatile long size;
    private volatile long first;

    /**
     * @param folder for the files of this timeline alone
     * @param budget bytes on disk
     * @param kept lines of other runs, which share the room
     */
    LineStore(Path folder, long budget, LetGo letGo, KeptLogs kept) {
        this(folder, budget, letGo, FILE, kept);
    }

    LineStore(Path folder, long budget, LetGo letGo, int fileBytes) {
        this(folder, budget, letGo, fileBytes, KeptLogs.NONE);
    }

    private LineStore(Path folder, long budget, LetGo letGo, int fileBytes, KeptLogs kept) {
        this.kept = kept;
        this.folder = folder;
        this.fileBytes = fileBytes;
        this.index = new RowIndex(folder, fileBytes);
        this.orders = new TimeOrders(folder, fileBytes, this::timeOf, this::gone);
        this.budget = budget;
        this.room = new StoreRoom(this, index, markers, letGo, fileBytes);
        this.holes = new StoreHoles(this, room);
        this.order = orders.all();
        this.changes = new StoreChanges(this, index, room);
        this.runs = new StoreTakeOver(this, index, markers);
        this.damage = new StoreDamage(this, index, markers, room, letGo);
    }

    /** Number after the last row. */
    public long size() {
        return size;
    }

    /** Rows before this number were let go, whatever their source; of later ones {@link #holds} tells. */
    public long first() {
        return first;
    }

    void first(long row) {
        first = row;
    }

    /** Whether a row is there and was not let go. */
    public boolean holds(long number) {
        return number >= first && number < size && !gone(number);
    }

    private boolean gone(long number) {
        if (number < first) {
            return true;
        }
        try {
            long entry = index.entry(number);
            SourceLines lines = sources.get(RowIndex.source(entry));
            return lines != null && number < lines.first()
                    || RowIndex.kind(entry) != Kind.LINE && markers.isReplaced(RowIndex.place(entry));
        } catch (Spool.DroppedException e) {
            return true;
        }
    }

    /**
     * Appends a line.
     *
     * @param offset of its first byte in its file
     */
    public void add(int source, long time, boolean timed, @Nullable Level level, int statusClass, boolean late,
            boolean continuation, byte[] buffer, int start, int length, long offset) throws IOException {
        add(source, time, timed, level, statusClass, late, continuation, buffer, start, length, offset,
                Origin.FOLLOWED);
    }

    synchronized void add(int source, long time, boolean timed, @Nullable Level level, int statusClass, boolean late,
            boolean continuation, byte[] buffer, int start, int length, long offset, Origin origin)
            throws IOException {
        if (released) {
            return;
        }
        SourceLines lines = lines(source);
        int before = lines.spool().lastFile();
        int flags = RowIndex.flags(Kind.LINE, level, statusClass, timed, late, continuation, origin == Origin.AGAIN);
        long place = lines.add(size, time, origin == Origin.FOLLOWED ? flags : flags | LineRecords.PAST, buffer, start,
                length, offset);
        index.put(index.reserve(), place, source, flags);
        appended();
        if (budgetChanged || lines.spool().lastFile() != before) {
            budgetChanged = false;
            fit();
        }
    }

    /** Lets lines go until the rest fits. */
    synchronized void fit() throws IOException {
        if (released) {
            return;
        }
        if (bytes() > budget) {
            kept.makeRoom(bytes() - budget + budget / StoreRoom.SLACK);
            others = kept.others();
        }
        if (bytes() > budget) {
            room.make();
        }
    }

    /** Appends a gap or rotation marker. */
    public synchronized void add(int source, long time, LogEvent marker) throws IOException {
        if (released) {
            return;
        }
        SourceLines lines = lines(source);
        int flags = RowIndex.flags(marker instanceof LogEvent.Gap ? Kind.GAP : Kind.ROTATION, null, 0, false, false,
                false, false);
        if (KeptMarkers.isKept(marker)) {
            byte[] kept = KeptMarkers.bytes(marker);
            lines.add(size, time, flags, kept, 0, kept.length, 0);
        }
        index.put(index.reserve(), markers.add(marker, time), source, flags);
        appended();
    }

    /** The lines of a source stand in a folder of their own, which outlives the timeline; null once some stand elsewhere. */
    synchronized @Nullable SourceLines keep(int source, KeptSource kept) {
        if (has(source)) {
            return null;
        }
        SourceLines lines = new SourceLines(kept.folder(), KeptSource.LINES, kept.source(), fileBytes);
        lines.kept();
        sources.put(source, lines);
        return lines;
    }

    /** Counts what is kept of logs that are not in this timeline. */
    void countOthers() throws IOException {
        others = kept.others();
    }

    /** Whether something came of a source. */
    boolean has(int source) {
        return sources.get(source) != null;
    }

    /** Changes what is known of rows. */
    StoreChanges changes() {
        return changes;
    }

    /** Nothing is added any more. */
    synchronized void release() {
        released = true;
    }

    /** Whether the lines that are kept may be others' already. */
    boolean isReleased() {
        return released;
    }

    /** What is taken over from earlier runs and left to later ones. */
    StoreTakeOver runs() {
        return runs;
    }

    /** Lines that the disk did not keep. */
    StoreDamage damage() {
        return damage;
    }

    private void appended() throws IOException {
        size++;
        order.add(size - 1);
    }

    /** So many rows stand in the index, and in no order yet. */
    void appended(long rows) {
        size += rows;
    }

    private SourceLines lines(int source) {
        SourceLines lines = sources.get(source);
        if (lines == null) {
            lines = new SourceLines(folder, "lines-" + source, new SourceKey("", ""), fileBytes);
            sources.put(source, lines);
        }
        return lines;
    }

    /** The sources that have lines here. */
    StoredSources sources() {
        return sources;
    }

    private SourceLines source(int source) {
        return sources.of(source);
    }

    /** Gives rows that came late their places in the order of time; until then they are in none. */
    public synchronized void settle() throws IOException {
        order.settle();
    }

    /** An order for some of the rows, out of which those that are let go are taken. */
    TimeOrder newOrder() {
        return orders.some();
    }

    void eachOrder(TimeOrders.Each action) throws IOException {
        orders.each(action);
    }

    /**
     * Reads a row.
     *
     * @param most bytes of the line wanted
     * @return null when the row was let go meanwhile or is not there yet
     */
    public @Nullable StoredLine get(long number, int most) {
        if (!holds(number)) {
            return null;
        }
        try {
            long entry = index.entry(number);
            long place = RowIndex.place(entry);
            Kind kind = RowIndex.kind(entry);
            int source = RowIndex.source(entry);
            byte[] line = NONE;
            int length = (int) place;
            long offset = -1;
            if (kind == Kind.LINE) {
                SourceLines lines = source(source);
                length = lines.length(number, place);
                if (length < 0) {
                    return null;
                }
                offset = lines.offset(number, place);
                line = lines.bytes(place, Math.min(length, most));
            }
            return new StoredLine(number, kind, source, timeOf(number), RowIndex.timed(entry), RowIndex.level(entry),
                    RowIndex.statusClass(entry), RowIndex.late(entry), RowIndex.continuation(entry), line, length,
                    offset);
        } catch (Spool.DroppedException e) {
            return null;
        }
    }

    /** Time of a row, in microseconds; throws when it was let go. */
    long timeOf(long number) {
        long entry = index.entry(number);
        long place = RowIndex.place(entry);
        return RowIndex.kind(entry) == Kind.LINE
                ? source(RowIndex.source(entry)).time(number, place)
                : markers.time(place);
    }

    /** Time of a row, in microseconds; {@link Long#MIN_VALUE} when it was let go or is not there yet. */
    public long time(long number) {
        if (number < first || number >= size) {
            return Long.MIN_VALUE;
        }
        try {
            return timeOf(number);
        } catch (Spool.DroppedException e) {
            return Long.MIN_VALUE;
        }
    }

    /** What a marker row is about. */
    public LogEvent marker(StoredLine row) {
        return markers.event(row.length());
    }

    /** Rows in the order of their times. */
    TimeOrder order() {
        return order;
    }

    /** Finds rows by their times. */
    public RowFinder finder() {
        return new RowFinder(this);
    }

    /** What was let go of it. */
    public StoreHoles holes() {
        return holes;
    }

    /** Room on disk that it may take. */
    public long budget() {
        return budget;
    }

    /** Gives it other room; less takes effect with the next line. */
    public void budget(long limit) {
        budget = limit;
        budgetChanged = true;
    }

    /** Bytes on disk. */
    public long bytes() {
        return index.bytes() + orders.bytes() + others + sources.bytes();
    }

    /** Those of them that are kept of logs that are not in this timeline. */
    public long others() {
        return others;
    }

    /** Deletes the files and their folder but for what is kept; the store is empty and takes nothing any more. */
    public synchronized void delete() throws IOException {
        released = true;
        first = size;
        orders.each(each -> each.remove(size));
        sources.<IOException>each((source, lines) -> {
            if (!lines.isKept()) {
                lines.delete();
            }
        });
        index.delete();
        orders.delete();
        Files.deleteIfExists(folder);
    }
}
