package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.format.Level;
import fr.touchweb.console.core.logs.StoredLine.Kind;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Eight bytes for each row of a timeline. One thread appends and lets go, any thread reads. */
final class RowIndex {
    private static final int ENTRY = 8;
    private static final int SOURCE = Spool.PLACE_BITS;
    private static final int SOURCE_BITS = 10;
    private static final int KIND = SOURCE + SOURCE_BITS;
    private static final int LEVEL = KIND + 2;
    private static final int STATUS = LEVEL + 3;
    private static final int TIMED = STATUS + 3;
    private static final int LATE = TIMED + 1;
    private static final int CONTINUATION = LATE + 1;
    private static final int AGAIN = CONTINUATION + 1;
    /** Bits of the source. */
    private static final long SOURCES = (1L << SOURCE_BITS) - 1 << SOURCE;
    private static final Level[] LEVELS = Level.values();
    private static final Kind[] KINDS = {Kind.LINE, Kind.GAP, Kind.ROTATION, Kind.LINE};
    /** Bits that {@link #flags} takes. */
    static final int FLAG_BITS = Long.SIZE - KIND;

    private final Spool spool;
    private final int rowsPerFile;

    RowIndex(Path folder, int fileBytes) {
        this.rowsPerFile = fileBytes / ENTRY;
        this.spool = new Spool(folder, "index", rowsPerFile * ENTRY);
    }

    /** Takes room for one more row. */
    long reserve() throws IOException {
        return spool.reserve(ENTRY);
    }

    /** What the index says of a row beside its place and its source, as it is kept with its bytes too. */
    static int flags(Kind kind, @Nullable Level level, int statusClass, boolean timed, boolean late,
            boolean continuation, boolean again) {
        return (int) (((long) kind.ordinal() << KIND | (level == null ? 0L : level.ordinal() + 1L) << LEVEL
                | (long) statusClass << STATUS | bit(timed, TIMED) | bit(late, LATE)
                | bit(continuation, CONTINUATION) | bit(again, AGAIN)) >>> KIND);
    }

    /** The same flags of a row that is here. */
    static int flags(long entry) {
        return (int) (entry >>> KIND);
    }

    /**
     * @param place of a line among those of its source, or number of a marker
     * @param flags from {@link #flags}
     */
    void put(long room, long place, int source, int flags) {
        spool.putLong(room, entry(place, source, flags));
    }

    static long entry(long place, int source, int flags) {
        return place | (long) source << SOURCE | (long) flags << KIND;
    }

    /** The same entry of another source. */
    static long of(long entry, int source) {
        return entry & ~SOURCES | (long) source << SOURCE;
    }

    /**
     * Appends rows of one source.
     *
     * @param kept each with its time behind it, as {@link KeptSummary} has them
     */
    void append(MemorySegment kept, long rows, int source) throws IOException {
        for (long row = 0; row < rows;) {
            int left = spool.left() / ENTRY;
            int part = (int) Math.min(rows - row, left == 0 ? rowsPerFile : left);
            MemorySegment room = spool.slice(spool.reserve(part * ENTRY), part * ENTRY);
            MemorySegment from = kept.asSlice(row * KeptSummary.ROW, (long) part * KeptSummary.ROW);
            for (int i = 0; i < part; i++) {
                long entry = from.get(ValueLayout.JAVA_LONG_UNALIGNED, (long) i * KeptSummary.ROW);
                room.set(ValueLayout.JAVA_LONG_UNALIGNED, (long) i * ENTRY, of(entry, source));
            }
            row += part;
        }
    }

    /** A row that is there is this marker. */
    void marker(long row, long marker) {
        long entry = entry(row);
        put(row * ENTRY, marker, source(entry), flags(entry));
    }

    private static long bit(boolean set, int place) {
        return set ? 1L << place : 0;
    }

    /** Says other things of a row than before. */
    void flags(long row, int flags) {
        long entry = entry(row);
        put(row * ENTRY, place(entry), source(entry), flags);
    }

    /** A gap stands for a row. */
    void gap(long row, long marker, int source) {
        put(row * ENTRY, marker, source, flags(Kind.GAP, null, 0, false, false, false, false));
    }

    /** @throws Spool.DroppedException when it was let go */
    long entry(long row) {
        return spool.getLong(row * ENTRY);
    }

    static long place(long entry) {
        return entry & (1L << Spool.PLACE_BITS) - 1;
    }

    static int source(long entry) {
        return (int) (entry >>> SOURCE) & (1 << SOURCE_BITS) - 1;
    }

    static Kind kind(long entry) {
        return KINDS[(int) (entry >>> KIND) & 3];
    }

    static @Nullable Level level(long entry) {
        int level = (int) (entry >>> LEVEL) & 7;
        return level == 0 ? null : LEVELS[level - 1];
    }

    static int statusClass(long entry) {
        return (int) (entry >>> STATUS) & 7;
    }

    static boolean timed(long entry) {
        return (entry >>> TIMED & 1) != 0;
    }

    static boolean late(long entry) {
        return (entry >>> LATE & 1) != 0;
    }

    static boolean continuation(long entry) {
        return (entry >>> CONTINUATION & 1) != 0;
    }

    static boolean isAgain(int flags) {
        return (flags >>> AGAIN - KIND & 1) != 0;
    }

    static Kind kindOf(int flags) {
        return KINDS[flags & 3];
    }

    static boolean isContinuation(int flags) {
        return (flags >>> CONTINUATION - KIND & 1) != 0;
    }

    static boolean isTimed(int flags) {
        return (flags >>> TIMED - KIND & 1) != 0;
    }

    static @Nullable Level levelOf(int flags) {
        return level((long) flags << KIND);
    }

    static int statusOf(int flags) {
        return statusClass((long) flags << KIND);
    }

    static boolean again(long entry) {
        return entry >>> AGAIN != 0;
    }

    /** First row that would be left if the oldest file went. */
    long secondFile() {
        return spool.firstPlace() / ENTRY + rowsPerFile;
    }

    /** Deletes files that hold only rows before one. */
    void dropBefore(long row) throws IOException {
        for (long second = secondFile(); second <= row; second = secondFile()) {
            spool.dropOldest();
            if (second == secondFile()) {
                return;
            }
        }
    }

    long bytes() {
        return spool.bytes();
    }

    void delete() throws IOException {
        spool.delete();
    }
}
