package fr.touchweb.console.core.logs.merge;

import fr.touchweb.console.core.logs.bytes.LineTime;
import java.util.Arrays;

/**
 * Lines with their times, in the order of time: a line that comes late is put where it belongs, one that tells no time
 * stays behind the line before it. For one thread at a time.
 */
final class TimedLines {
    /** Lines that a late one may pass on its way to its place. */
    static final int REACH = 1 << 14;

    private long[] times = new long[1 << 12];
    private byte[][] blocks = new byte[1 << 12][];
    private int[] starts = new int[1 << 12];
    private int[] lengths = new int[1 << 12];
    private int count;
    private long last = LineTime.NONE;

    int count() {
        return count;
    }

    long time(int i) {
        return times[i];
    }

    byte[] block(int i) {
        return blocks[i];
    }

    int start(int i) {
        return starts[i];
    }

    int length(int i) {
        return lengths[i];
    }

    /** Adds the next line of the file. */
    void add(long time, byte[] block, int start, int length) {
        if (count == times.length) {
            grow();
        }
        boolean goesOn = time == LineTime.NONE;
        if (!goesOn && last == LineTime.NONE) {
            // Lines before the first time of the file belong to it.
            Arrays.fill(times, 0, count, time);
        }
        long own = goesOn ? last : time;
        int at = count;
        if (count > 0 && own < times[count - 1]) {
            // Behind the last line that is not later, which for a line without a time is the one it goes on with.
            int least = Math.max(0, count - REACH);
            while (at > least && times[at - 1] > own) {
                at--;
            }
            System.arraycopy(times, at, times, at + 1, count - at);
            System.arraycopy(blocks, at, blocks, at + 1, count - at);
            System.arraycopy(starts, at, starts, at + 1, count - at);
            System.arraycopy(lengths, at, lengths, at + 1, count - at);
        }
        times[at] = own;
        blocks[at] = block;
        starts[at] = start;
        lengths[at] = length;
        count++;
        last = own;
    }

    private void grow() {
        int more = times.length * 2;
        times = Arrays.copyOf(times, more);
        blocks = Arrays.copyOf(blocks, more);
        starts = Arrays.copyOf(starts, more);
        lengths = Arrays.copyOf(lengths, more);
    }

    /** What follows the first lines, to be added to; those are in the result. */
    TimedLines split(int first) {
        TimedLines rest = new TimedLines();
        int left = count - first;
        rest.times = Arrays.copyOfRange(times, first, first + Math.max(left, 1 << 12));
        rest.blocks = Arrays.copyOfRange(blocks, first, first + Math.max(left, 1 << 12));
        rest.starts = Arrays.copyOfRange(starts, first, first + Math.max(left, 1 << 12));
        rest.lengths = Arrays.copyOfRange(lengths, first, first + Math.max(left, 1 << 12));
        rest.count = left;
        rest.last = last;
        count = first;
        return rest;
    }
}
