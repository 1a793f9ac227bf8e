package fr.touchweb.console.core.logs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of one source's lines, each behind its length, its place in its file and its time. One thread appends and
 * lets go, any thread reads.
 */
final class SourceLines {
    private static final int OFFSET = 4;
    private static final int TIME = 12;
    private static final int HEAD = 20;

    private final Spool spool;
    /** First row of each file of the spool that is kept, the oldest first. */
    private final List<Long> firstRows = new ArrayList<>();
    /** Time of that row. */
    private final List<Long> firstTimes = new ArrayList<>();
    /** The same of files that were given up, the oldest first: how far back so many bytes reach. */
    private final List<Long> goneTimes = new ArrayList<>();
    private final Holes holes = new Holes();
    private final int fileBytes;
    private long lastFile = -1;
    private volatile long first;
    private int givenUp;

    SourceLines(Path folder, int source, int fileBytes) {
        this.spool = new Spool(folder, "lines-" + source, fileBytes);
        this.fileBytes = fileBytes;
    }

    /** Appends a line as a row and returns its place. */
    long add(long row, long time, byte[] buffer, int start, int length, long offset) throws IOException {
        long place = spool.reserve(length + HEAD);
        if (place / fileBytes != lastFile) {
            lastFile = place / fileBytes;
            firstRows.add(row);
            firstTimes.add(time);
        }
        spool.putInt(place, length);
        spool.putLong(place + OFFSET, offset);
        spool.putLong(place + TIME, time);
        spool.put(place + HEAD, buffer, start, length);
        return place;
    }

    int length(long place) {
        return spool.getInt(place);
    }

    long offset(long place) {
        return spool.getLong(place + OFFSET);
    }

    long time(long place) {
        return spool.getLong(place + TIME);
    }

    byte[] bytes(long place, int length) {
        byte[] bytes = new byte[length];
        spool.get(place + HEAD, bytes, 0, length);
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
