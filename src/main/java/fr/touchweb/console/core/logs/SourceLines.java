package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.logs.follow.SourceKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The bytes of one source's rows, as {@link LineRecords} has them. One thread appends and lets go, any thread reads.
 */
final class SourceLines {
    private final Spool spool;
    /** First row of each file of the spool that is kept, the oldest first. */
    private final List<Long> firstRows = new ArrayList<>();
    /** Time of that row. */
    private final List<Long> firstTimes = new ArrayList<>();
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

    SourceLines(Path folder, String name, SourceKey source, int fileBytes) {
        this.spool = new Spool(folder, name, fileBytes, number -> LineRecords.fileHead(source, fileBytes, number),
                LineRecords.FILE_HEAD);
        this.fileBytes = fileBytes;
    }

    /** Appends a record as a row and returns its place. */
    long add(long row, long time, int flags, byte[] buffer, int start, int length, long offset) throws IOException {
        long place = spool.reserve(length + LineRecords.HEAD);
        in(place, row, time);
        spool.putInt(place + LineRecords.LENGTH, length);
        spool.putLong(place + LineRecords.OFFSET, LineRecords.packed(offset, flags | begun(row, flags)));
        spool.putLong(place + LineRecords.TIME, time);
        spool.put(place + LineRecords.HEAD, buffer, start, length);
        seal(place, length);
        return place;
    }

    private void seal(long place, int length) {
        spool.putInt(place, LineRecords.sum(crc, current, (int) (place % fileBytes), length));
    }

    /** Gives a line another time and other flags. */
    void retime(long place, long time, int flags) {
        int kept = flags(place) & -LineRecords.PAST;
        spool.putLong(place + LineRecords.OFFSET, LineRecords.packed(offset(place), kept | flags));
        spool.putLong(place + LineRecords.TIME, time);
        spool.putInt(place, LineRecords.sum(crc, spool.bytes((int) (place / fileBytes)), (int) (place % fileBytes),
                length(place)));
    }

    /** Takes over that a row stands at a place. */
    void in(long place, long row, long time) {
        if (place / fileBytes != lastFile) {
            lastFile = place / fileBytes;
            current = spool.bytes((int) lastFile);
            firstRows.add(row);
            firstTimes.add(time);
        }
    }

    private int begun(long row, int flags) {
        if (!RowIndex.isAgain(flags) || holes.reading(row) == reading) {
            return 0;
        }
        reading = holes.reading(row);
        return LineRecords.READING;
    }

    /** Its files outlive the timeline. */
    void kept() {
        kept = true;
    }

    boolean isKept() {
        return kept;
    }

    Spool spool() {
        return spool;
    }

    int length(long place) {
        return spool.getInt(place + LineRecords.LENGTH);
    }

    long offset(long place) {
        return LineRecords.offset(spool.getLong(place + LineRecords.OFFSET));
    }

    int flags(long place) {
        return LineRecords.flags(spool.getLong(place + LineRecords.OFFSET));
    }

    long time(long place) {
        return spool.getLong(place + LineRecords.TIME);
    }

    byte[] bytes(long place, int length) {
        byte[] bytes = new byte[length];
        spool.get(place + LineRecords.HEAD, bytes, 0, length);
        return bytes;
    }

    /** Bytes on disk, without what is given up already. */
    long bytes() {
        return spool.bytes() - (long) givenUp * fileBytes;
    }

    /** Rows of this source before this one were let go. */
    long first() {
        return first;
    }

    /** Gives up the oldest file: its rows are let go, its bytes stay until {@link #drop}. The last one is kept. */
    void giveUp() {
        if (firstRows.size() > 1) {
            giveUpBefore(firstRows.get(1));
        }
    }

    /** Lets go the rows before one, and gives up the files that hold no others. */
    void giveUpBefore(long row) {
        while (firstRows.size() > 1 && firstRows.get(1) <= row) {
            firstRows.removeFirst();
            goneTimes.add(firstTimes.removeFirst());
            givenUp++;
        }
        first = Math.max(first, row);
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
        byte[] kept = new KeptHoles(spool.firstFile(), holes.all(), List.copyOf(goneTimes)).bytes();
        add(row, 0, LineRecords.HOLES, kept, 0, kept.length, 0);
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
