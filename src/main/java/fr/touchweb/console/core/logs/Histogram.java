package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.format.Level;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lines counted by time and by how they ended, for all lines, as they arrive. Buckets widen when there are too many, so
 * the memory is bounded. Safe on any thread.
 */
public final class Histogram {
    /** What is counted: answers by class, other lines by level. */
    public enum Series {
        OTHER, SUCCESS, REDIRECT, WARNING, ERROR
    }

    private static final int SERIES = Series.values().length;
    private static final int MOST = 8_192;

    private final TreeMap<Long, int[]> buckets = new TreeMap<>();
    private long width = 1;
    private long lines;
    /** The bucket that was counted in last: the next line mostly belongs there too. */
    private long lastKey;
    private int @Nullable [] last;

    static Series series(@Nullable Level level, int statusClass) {
        return switch (statusClass) {
            case 2 -> Series.SUCCESS;
            case 3 -> Series.REDIRECT;
            case 4 -> Series.WARNING;
            case 5 -> Series.ERROR;
            default -> level == null || level.compareTo(Level.NOTICE) <= 0
                    ? Series.OTHER
                    : level == Level.WARNING ? Series.WARNING : Series.ERROR;
        };
    }

    void add(long micros, Series series) {
        add(micros, series, 1);
    }

    /** Adds lines of one second; takes them away when there are less than none. */
    synchronized void add(long micros, Series series, int count) {
        lines += count;
        long key = Math.floorDiv(micros / 1_000_000, width);
        int[] bucket = last;
        if (bucket == null || key != lastKey) {
            bucket = buckets.computeIfAbsent(key, k -> new int[SERIES]);
            last = bucket;
            lastKey = key;
        }
        bucket[series.ordinal()] += count;
        if (buckets.size() > MOST) {
            widen();
        }
    }

    /** Adds what another one counted, in buckets that are no narrower than its own. */
    void add(Histogram other) {
        Map<Long, int[]> more = new TreeMap<>();
        long others;
        long counted;
        synchronized (other) {
            others = other.width;
            counted = other.lines;
            other.buckets.forEach((key, counts) -> more.put(key, counts.clone()));
        }
        synchronized (this) {
            while (width < others) {
                widen();
            }
            lines += counted;
            for (Map.Entry<Long, int[]> one : more.entrySet()) {
                int[] sum = buckets.computeIfAbsent(Math.floorDiv(one.getKey() * others, width), k -> new int[SERIES]);
                for (int i = 0; i < SERIES; i++) {
                    sum[i] += one.getValue()[i];
                }
                if (buckets.size() > MOST) {
                    widen();
                }
            }
        }
    }

    /** As it is kept, in the order of this machine's bytes. */
    synchronized byte[] bytes() {
        ByteBuffer bytes = ByteBuffer
                .allocate(2 * Long.BYTES + Integer.BYTES + buckets.size() * (Long.BYTES + SERIES * Integer.BYTES))
                .order(ByteOrder.nativeOrder()).putLong(width).putLong(lines).putInt(buckets.size());
        for (Map.Entry<Long, int[]> one : buckets.entrySet()) {
            bytes.putLong(one.getKey());
            for (int count : one.getValue()) {
                bytes.putInt(count);
            }
        }
        return bytes.array();
    }

    /** Reads {@link #bytes}, and no more than those. */
    static Histogram of(ByteBuffer bytes) {
        Histogram kept = new Histogram();
        kept.width = bytes.getLong();
        kept.lines = bytes.getLong();
        for (int left = bytes.getInt(); left > 0; left--) {
            int[] counts = new int[SERIES];
            long key = bytes.getLong();
            for (int i = 0; i < SERIES; i++) {
                counts[i] = bytes.getInt();
            }
            kept.buckets.put(key, counts);
        }
        return kept;
    }

    private void widen() {
        TreeMap<Long, int[]> wider = new TreeMap<>();
        for (Map.Entry<Long, int[]> bucket : buckets.entrySet()) {
            int[] sum = wider.computeIfAbsent(Math.floorDiv(bucket.getKey(), 2L), k -> new int[SERIES]);
            for (int i = 0; i < SERIES; i++) {
                sum[i] += bucket.getValue()[i];
            }
        }
        buckets.clear();
        buckets.putAll(wider);
        width *= 2;
        last = null;
    }

    /** Lines that were counted. */
    public synchronized long lines() {
        return lines;
    }

    /** Second after the last that has a line; 0 when there is none. */
    public synchronized long end() {
        return buckets.isEmpty() ? 0 : (buckets.lastKey() + 1) * width;
    }

    synchronized void clear() {
        buckets.clear();
        width = 1;
        last = null;
    }

    /**
     * Columns of equal width that cover everything.
     *
     * @param from second of the first column's start
     * @param seconds width of a column
     * @param counts by column and by {@link Series#ordinal}
     */
    public record Columns(long from, long seconds, int[][] counts) {
        public boolean isEmpty() {
            return counts.length == 0;
        }

        /** Lines of the fullest column. */
        public int highest() {
            return Arrays.stream(counts).mapToInt(c -> Arrays.stream(c).sum()).max().orElse(0);
        }
    }

    /** At most so many columns over the last part of the time that is covered. */
    public synchronized Columns columns(int most, long longestSeconds) {
        if (buckets.isEmpty() || most < 1) {
            return new Columns(0, 1, new int[0][]);
        }
        long end = (buckets.lastKey() + 1) * width;
        return columns(most, Math.max(buckets.firstKey() * width, end - longestSeconds), end);
    }

    /**
     * At most so many columns over a span of time, those without a line too.
     *
     * @param first second of its start
     * @param end second after it
     */
    public synchronized Columns columns(int most, long first, long end) {
        if (most < 1 || end <= first) {
            return new Columns(0, 1, new int[0][]);
        }
        long from = first;
        long seconds = Math.max(1, (end - from + most - 1) / most);
        seconds = Math.max(width, (seconds + width - 1) / width * width);
        from = Math.floorDiv(from, seconds) * seconds;
        int[][] counts = new int[(int) ((end - from + seconds - 1) / seconds)][SERIES];
        for (Map.Entry<Long, int[]> bucket : buckets
                .subMap(Math.floorDiv(from, width), Math.floorDiv(end - 1, width) + 1).entrySet()) {
            int column = (int) ((bucket.getKey() * width - from) / seconds);
            for (int i = 0; column >= 0 && i < SERIES; i++) {
                counts[column][i] += bucket.getValue()[i];
            }
        }
        return new Columns(from, seconds, counts);
    }
}
