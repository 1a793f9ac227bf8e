package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.logs.StoredLine.Kind;
import fr.touchweb.console.core.logs.follow.SourceKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one source's rows, as {@link LineRecords} has them. One thread appends and lets go, any thread reads.
 */
final class SourceLines {
    private final Spool spool;
    /** What each file of the spool that is kept begins with, the oldest first. */
    private final List<Part> parts = new ArrayList<>();
    /** The same of files that were given up, the oldest first: how far back so many bytes reach. */
    private final List<Long> goneTimes = new ArrayList<>();
    private final Holes holes = new Holes();
    private final int fileBytes;
    private final CRC32C crc = new CRC32C();
    private long lastFile = -1;
    private ByteBuffer current = ByteBuffer.allocate(0);
    private long reading = -1;
    private volatile long first;
    private int givenUp;
    private boolean kept;
    private volatile boolean opening;
    private volatile @Nullable KeptRows taken;
    private long records;
    /** Whether a line had no room: what comes after it would hide that it is missing. */
    private boolean full;
    /** Whether rows are others than those that were taken over. */
    private boolean changed;

    /**
     * Rows of one file.
     *
     * @param row first one
     * @param time of that row
     * @param records that were here before it
     */
    record Part(long row, long time, long records) {}

    SourceLines(Path folder, String name, SourceKey source, int fileBytes) {
        this.spool = new Spool(folder, name, fileBytes, number -> LineRecords.fileHead(source, fileBytes, number),
                LineRecords.FILE_HEAD);
        this.fileBytes = fileBytes;
    }

    /** Appends a record as a row and returns its place. */
    long add(long row, long time, int flags, byte[] buffer, int start, int length, long offset) throws IOException {
        long place = reserve(length + LineRecords.HEAD);
        in(place, row, time);
        spool.putInt(place + LineRecords.LENGTH, length);
        spool.putLong(place + LineRecords.OFFSET, LineRecords.packed(offset, flags | begun(row, flags)));
        spool.putLong(place + LineRecords.TIME, time);
        spool.put(place + LineRecords.HEAD, buffer, start, length);
        seal(place, length);
        return place;
    }

    private long reserve(int length) throws IOException {
        if (full) {
            throw new IOException("the disk took an earlier line no more");
        }
        full = true;
        long place = spool.reserve(length);
        full = false;
        return place;
    }

    private void seal(long place, int length) {
        spool.putInt(place, LineRecords.sum(crc, current, (int) (place % fileBytes), length));
    }

    /** Gives a line another time and other flags, once it was read. */
    void retime(long row, long place, long time, int flags) {
        long packed = spool.getLong(place + LineRecords.OFFSET);
        int kept = LineRecords.flags(packed) & -LineRecords.PAST;
        KeptRows known = taken(row);
        if (known != null) {
            known.retime(row, time,
                    SummaryWriter.counted(Kind.LINE, flags, spool.getInt(place + LineRecords.LENGTH)));
        }
        changed = true;
        spool.putLong(place + LineRecords.OFFSET, LineRecords.packed(LineRecords.offset(packed), kept | flags));
        spool.putLong(place + LineRecords.TIME, time);
        spool.putInt(place, LineRecords.sum(crc, spool.bytes((int) (place / fileBytes)), (int) (place % fileBytes),
                spool.getInt(place + LineRecords.LENGTH)));
    }

    private void in(long place, long row, long time) {
        changed = true;
        if (place / fileBytes != lastFile) {
            last(place);
            parts.add(new Part(row, time, records));
        }
        records++;
    }

    private void last(long place) {
        lastFile = place / fileBytes;
        current = spool.bytes((int) lastFile);
    }

    /** Takes over rows of an earlier run. */
    void take(KeptRows rows) {
        KeptSummary summary = rows.summary();
        taken = rows;
        records = summary.count();
        for (long row : summary.files()) {
            parts.add(new Part(rows.begin() + row, summary.time(row), row));
        }
        if (!parts.isEmpty()) {
            last(RowIndex.place(summary.entry(summary.files().getLast())));
        }
        changed = false;
        opened();
    }

    /** The rows that were taken over, where a row is one of them. */
    private @Nullable KeptRows taken(long row) {
        KeptRows known = taken;
        return known != null && known.has(row) ? known : null;
    }

    /** All rows that were taken over, null for none. */
    @Nullable
    KeptRows taken() {
        return taken;
    }

    /** Whether rows came, went or are others since some were taken over. */
    boolean isChanged() {
        return changed;
    }

    private int begun(long row, int flags) {
        if (!RowIndex.isAgain(flags) || holes.reading(row) == reading) {
            return 0;
        }
        reading = holes.reading(row);
        return LineRecords.READING;
    }

    /** Its files outlive the timeline; what an earlier run left of them is looked at next. */
    void kept() {
        kept = true;
        opening = true;
    }

    /** Whether it is not known yet what an earlier run left: nothing is let go of it, and nothing added. */
    boolean isOpening() {
        return opening;
    }

    /** It is known what an earlier run left. */
    void opened() {
        opening = false;
    }

    boolean isKept() {
        return kept;
    }

    Spool spool() {
        return spool;
    }

    /** Bytes of a line; -1 when it is not what was written any more. */
    int length(long row, long place) {
        return isSound(row, place) ? spool.getInt(place + LineRecords.LENGTH) : -1;
    }

    /** Place of a line in its log; -1 when it is not what was written any more. */
    long offset(long row, long place) {
        return isSound(row, place) ? LineRecords.offset(spool.getLong(place + LineRecords.OFFSET)) : -1;
    }

    private boolean isSound(long row, long place) {
        KeptRows known = taken(row);
        return known == null || known.isSound(row, place);
    }

    /** What is said in {@link KeptSummary} of a row beside its flags. */
    int kept(long row, long place, int flags) {
        KeptRows known = taken(row);
        if (known != null) {
            return known.kept(row);
        }
        int own = LineRecords.flags(spool.getLong(place + LineRecords.OFFSET));
        return LineRecords.kept(own)
                | SummaryWriter.counted(Kind.LINE, flags, spool.getInt(place + LineRecords.LENGTH));
    }

    long time(long row, long place) {
        KeptRows known = taken(row);
        return known != null ? known.time(row) : spool.getLong(place + LineRecords.TIME);
    }

    /** Bytes of a line whose length is known. */
    byte[] bytes(long place, int length) {
        byte[] bytes = new byte[length];
        spool.get(place + LineRecords.HEAD, bytes, 0, length);
        return bytes;
    }

    /** Bytes on disk, without what is given up already. */
    long bytes() {
        return spool.bytes() - (long) givenUp * fileBytes;
    }

    /** Bytes of what is written beside them when the session ends. */
    long summary() {
        return kept && !parts.isEmpty() ? (records - parts.getFirst().records()) * KeptSummary.ROW : 0;
    }

    /** Rows of this source before this one were let go. */
    long first() {
        return first;
    }

    /** Gives up the oldest file: its rows are let go, its bytes stay until {@link #drop}. The last one is kept. */
    void giveUp() {
        if (parts.size() > 1) {
            giveUpBefore(parts.get(1).row());
        }
    }

    /** Lets go the rows before one, and gives up the files that hold no others. */
    void giveUpBefore(long row) {
        while (parts.size() > 1 && parts.get(1).row() <= row) {
            goneTimes.add(parts.removeFirst().time());
            givenUp++;
        }
        first = Math.max(first, row);
        changed = true;
    }

    /** Deletes what was given up. */
    void drop() throws IOException {
        for (; givenUp > 0; givenUp--) {
            spool.dropOldest();
        }
    }

    /** What was let go. */
    Holes holes() {
        return holes;
    }

    /** Keeps what was let go for the next run. */
    void keepHoles(long row) throws IOException {
        byte[] kept = keptHoles();
        add(row, 0, LineRecords.HOLES, kept, 0, kept.length, 0);
    }

    byte[] keptHoles() {
        return new KeptHoles(spool.firstFile(), holes.all(), List.copyOf(goneTimes)).bytes();
    }

    /** Takes over how far back lines reached that an earlier run let go. */
    void gone(List<Long> times) {
        goneTimes.addAll(times);
    }

    /** Time in a span from which on at most so many bytes were let go up to its end. */
    long since(long from, long to, long most) {
        long files = Math.max(1, most / fileBytes);
        long since = from;
        for (int i = goneTimes.size() - 1; i >= 0 && files > 0; i--) {
            long time = goneTimes.get(i);
            if (time >= from && time <= to) {
                since = time;
                files--;
            }
        }
        return files > 0 ? from : since;
    }

    void delete() throws IOException {
        spool.delete();
    }
}
