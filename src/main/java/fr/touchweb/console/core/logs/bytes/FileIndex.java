package fr.touchweb.console.core.logs.bytes;

import java.io.IOException;
import java.util.Arrays;

/**
 * Where lines begin in a file and when: one entry for every {@link #STEP} bytes, so that any line and any time is one
 * short read away. Immutable.
 *
 * @see FileIndexer
 */
public final class FileIndex {
    /** Bytes from one entry to the next. */
    public static final int STEP = 1 << 16;
    /** A line longer than that is not looked at for its time. */
    private static final int LONGEST = 1 << 16;

    private final long size;
    private final long lines;
    private final long[] starts;
    private final long[] before;
    private final long[] times;
    private final long[] reached;

    /**
     * @param size bytes that it covers
     * @param lines in them; a last one without an end counts
     * @param starts place of the first line that begins in each step, -1 for none
     * @param before lines that begin before that step
     * @param times of the first line in each step that tells one, {@link LineTime#NONE} for none
     */
    FileIndex(long size, long lines, long[] starts, long[] before, long[] times) {
        this.size = size;
        this.lines = lines;
        this.starts = starts;
        this.before = before;
        this.times = times;
        this.reached = new long[times.length];
        long latest = LineTime.NONE;
        for (int i = 0; i < times.length; i++) {
            latest = Math.max(latest, times[i]);
            reached[i] = latest;
        }
    }

    /** Bytes that it covers. */
    public long size() {
        return size;
    }

    /** Lines; a last one without an end counts. */
    public long lines() {
        return lines;
    }

    int steps() {
        return starts.length;
    }

    long start(int step) {
        return starts[step];
    }

    long before(int step) {
        return before[step];
    }

    long time(int step) {
        return times[step];
    }

    /** Bytes that it takes in memory. */
    public long memory() {
        return 4L * Long.BYTES * starts.length;
    }

    /** First time in the file, or {@link LineTime#NONE}. */
    public long firstTime() {
        return Arrays.stream(times).filter(time -> time != LineTime.NONE).findFirst().orElse(LineTime.NONE);
    }

    /** Latest time that was seen, or {@link LineTime#NONE}; lines after the last entry may be later. */
    public long lastTime() {
        return reached.length == 0 ? LineTime.NONE : reached[reached.length - 1];
    }

    /**
     * Place of a line.
     *
     * @param line number from 0
     * @return the size when there are fewer lines
     */
    public long offsetOfLine(long line, RandomBytes bytes) throws IOException {
        if (line >= lines) {
            return size;
        }
        int step = stepOf(line);
        long left = line - before[step];
        byte[] buffer = new byte[STEP];
        for (long at = starts[step]; left > 0;) {
            int read = bytes.read(at, buffer, 0, (int) Math.min(STEP, size - at));
            int feeds = Lines.count(buffer, 0, read);
            if (feeds >= left) {
                return at + Lines.nth(buffer, 0, read, (int) left) + 1;
            }
            if (read == 0) {
                return size;
            }
            left -= feeds;
            at += read;
        }
        return starts[step];
    }

    /** The last step with no more lines before it; it is the one in which the line begins. */
    private int stepOf(long line) {
        int low = 0;
        int high = before.length - 1;
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            if (before[middle] <= line) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private boolean hasLine(int step) {
        return starts[step] >= 0;
    }

    /** Number of the line in which a byte stands, from 0. */
    public long lineAt(long offset, RandomBytes bytes) throws IOException {
        int step = (int) Math.min(offset / STEP, starts.length - 1L);
        while (step > 0 && (!hasLine(step) || starts[step] > offset)) {
            step--;
        }
        long line = before[step];
        byte[] buffer = new byte[STEP];
        for (long at = starts[step]; at < offset;) {
            int read = bytes.read(at, buffer, 0, (int) Math.min(STEP, offset - at));
            if (read == 0) {
                break;
            }
            line += Lines.count(buffer, 0, read);
            at += read;
        }
        return line;
    }

    /**
     * Place of the first line that is not older than a time, taking lines to be out of order by no more than a step.
     *
     * @return the size when every line is older
     */
    public long offsetOfTime(long micros, RandomBytes bytes, LineTime times) throws IOException {
        int low = 0;
        int high = reached.length;
        while (low < high) {
            int middle = low + high >>> 1;
            if (reached[middle] < micros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int step = Math.max(0, low - 2);
        while (step > 0 && !hasLine(step)) {
            step--;
        }
        if (starts.length == 0 || !hasLine(step)) {
            return size;
        }
        return firstSince(micros, starts[step], bytes, times);
    }

    private long firstSince(long micros, long from, RandomBytes bytes, LineTime times) throws IOException {
        byte[] buffer = new byte[2 * LONGEST];
        for (long at = from; at < size;) {
            int read = bytes.read(at, buffer, 0, (int) Math.min(buffer.length, size - at));
            int start = 0;
            while (start < read) {
                int feed = Lines.feed(buffer, start, read);
                boolean whole = feed >= 0 || at + read >= size || read - start >= LONGEST;
                if (!whole) {
                    break;
                }
                int stop = feed < 0 ? read : feed;
                long time = times.of(buffer, start, stop);
                if (time != LineTime.NONE && time >= micros) {
                    return at + start;
                }
                start = stop + 1;
            }
            if (read == 0) {
                break;
            }
            at += Math.min(start, read);
        }
        return size;
    }
}
