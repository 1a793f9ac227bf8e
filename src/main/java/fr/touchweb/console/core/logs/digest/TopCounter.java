package fr.touchweb.console.core.logs.digest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Counts values that are bytes, in a bounded memory. While no more than its capacity of different values came, it is
 * exact. Past that the rarest half is given up (Misra and Gries, in batches): each count is then at most
 * {@link #missed()} too low, and a value that came more often than that is there. Not thread-safe.
 */
public final class TopCounter {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class,
            ByteOrder.LITTLE_ENDIAN);
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** A value takes so many longs, side by side: place and length of its bytes, count, errors, microseconds. */
    private static final int WIDTH = 4;

    private final int capacity;
    private final int keyBytes;
    /** Hash and number of a value, from 1; in one long, so that a slot of another value is passed over without looking at it. */
    private long[] table = new long[1024];
    private int size;
    private long[] entries = new long[512 * WIDTH];
    private byte[] keys = new byte[16_384];
    private int keysUsed;
    private long missed;
    private long all;

    /**
     * A value and what it stands for.
     *
     * @param count how often it came, at most {@link #missed()} too low
     * @param errors how many of those were errors
     * @param seconds sum of their durations
     */
    public record Entry(String key, long count, long errors, double seconds) {}

    /**
     * @param capacity different values that are counted at a time
     * @param keyBytes a longer value counts by its beginning
     */
    public TopCounter(int capacity, int keyBytes) {
        this.capacity = capacity;
        this.keyBytes = keyBytes;
    }

    /** Counts a value; {@code micros} is added to the sum of its durations. */
    void add(byte[] b, int from, int length, long times, boolean error, long duration) {
        add(b, from, Math.min(length, keyBytes), times, error ? times : 0, duration);
    }

    private void add(byte[] b, int from, int length, long times, long wrong, long duration) {
        all += times;
        int hash = hash(b, from, length);
        int mask = table.length - 1;
        int slot = hash & mask;
        for (long found = table[slot]; found != 0; found = table[slot]) {
            if ((int) (found >>> 32) == hash) {
                int at = ((int) found - 1) * WIDTH;
                long key = entries[at];
                if ((int) key == length && same(keys, (int) (key >>> 32), b, from, length)) {
                    entries[at + 1] += times;
                    entries[at + 2] += wrong;
                    entries[at + 3] += duration;
                    return;
                }
            }
            slot = slot + 1 & mask;
        }
        if (size >= capacity) {
            giveUp();
            all -= times;
            add(b, from, length, times, wrong, duration);
            return;
        }
        insert(b, from, length);
        int at = size * WIDTH;
        entries[at + 1] = times;
        entries[at + 2] = wrong;
        entries[at + 3] = duration;
        table[slot] = (long) hash << 32 | ++size;
        if (size * 4 > table.length * 3) {
            rehash(table.length * 2);
        }
    }

    private void insert(byte[] b, int from, int length) {
        if ((size + 1) * WIDTH > entries.length) {
            entries = Arrays.copyOf(entries, entries.length * 2);
        }
        if (keysUsed + length > keys.length) {
            keys = Arrays.copyOf(keys, Math.max(keys.length * 2, keysUsed + length));
        }
        System.arraycopy(b, from, keys, keysUsed, length);
        entries[size * WIDTH] = (long) keysUsed << 32 | length;
        keysUsed += length;
    }

    private void rehash(int length) {
        long[] old = table;
        table = new long[length];
        for (long one : old) {
            if (one != 0) {
                put(one);
            }
        }
    }

    private void put(long one) {
        int mask = table.length - 1;
        int slot = (int) (one >>> 32) & mask;
        while (table[slot] != 0) {
            slot = slot + 1 & mask;
        }
        table[slot] = one;
    }

    /** Takes the middle count off all of them and lets those go that have nothing left. */
    private void giveUp() {
        long[] sorted = new long[size];
        for (int i = 0; i < size; i++) {
            sorted[i] = entries[i * WIDTH + 1];
        }
        Arrays.sort(sorted);
        long less = Math.max(1, sorted[size / 2]);
        long[] old = entries;
        byte[] oldKeys = keys;
        int count = size;
        entries = new long[old.length];
        keys = new byte[oldKeys.length];
        table = new long[table.length];
        keysUsed = 0;
        size = 0;
        for (int i = 0; i < count; i++) {
            int from = i * WIDTH;
            if (old[from + 1] > less) {
                int place = (int) (old[from] >>> 32);
                int length = (int) old[from];
                insert(oldKeys, place, length);
                int to = size * WIDTH;
                entries[to + 1] = old[from + 1] - less;
                entries[to + 2] = Math.min(old[from + 2], entries[to + 1]);
                entries[to + 3] = old[from + 3];
                put((long) hash(oldKeys, place, length) << 32 | ++size);
            }
        }
        missed += less;
    }

    /** Eight bytes at a time, the last eight once more where they are not full. */
    private static boolean same(byte[] a, int from, byte[] b, int start, int length) {
        if (length < Long.BYTES) {
            return Arrays.equals(a, from, from + length, b, start, start + length);
        }
        int last = length - Long.BYTES;
        for (int i = 0; i < last; i += Long.BYTES) {
            if ((long) LONGS.get(a, from + i) != (long) LONGS.get(b, start + i)) {
                return false;
            }
        }
        return (long) LONGS.get(a, from + last) == (long) LONGS.get(b, start + last);
    }

    private static int hash(byte[] b, int from, int length) {
        long h = length * MIX;
        int end = from + length;
        for (int i = from; i <= end - Long.BYTES; i += Long.BYTES) {
            h = (h ^ (long) LONGS.get(b, i)) * MIX;
            h ^= h >>> 29;
        }
        return (int) ((h ^ rest(b, from, end)) * MIX >>> 32);
    }

    /** The last bytes; those before them are in it again where that makes a whole word. */
    private static long rest(byte[] b, int from, int end) {
        if (end - from >= Long.BYTES) {
            return (long) LONGS.get(b, end - Long.BYTES);
        }
        if (end - from >= Integer.BYTES) {
            return (long) (int) INTS.get(b, from) << 32 | (int) INTS.get(b, end - Integer.BYTES) & 0xFFFF_FFFFL;
        }
        long rest = 0;
        for (int i = from; i < end; i++) {
            rest = rest << 8 | b[i] & 0xFF;
        }
        return rest;
    }

    /** Adds what another one counted. */
    public void merge(TopCounter other) {
        long told = 0;
        for (int i = 0; i < other.size; i++) {
            int at = i * WIDTH;
            told += other.entries[at + 1];
            add(other.keys, (int) (other.entries[at] >>> 32), (int) other.entries[at], other.entries[at + 1],
                    other.entries[at + 2], other.entries[at + 3]);
        }
        missed += other.missed;
        all += other.all - told;
    }

    /** Values that came in all, doubles included. */
    public long total() {
        return all;
    }

    /** How much any count may be too low; 0 while it is exact. */
    public long missed() {
        return missed;
    }

    /** Different values that are counted now. */
    public int size() {
        return size;
    }

    /** The most frequent ones, equal ones in the order of their names. */
    public List<Entry> top(int most) {
        List<Integer> order = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            order.add(i);
        }
        order.sort(Comparator.<Integer>comparingLong(i -> -entries[i * WIDTH + 1]).thenComparing(this::key,
                Arrays::compareUnsigned));
        return order.stream().limit(most).map(i -> new Entry(new String(key(i), StandardCharsets.UTF_8),
                entries[i * WIDTH + 1], entries[i * WIDTH + 2], entries[i * WIDTH + 3] / 1e6)).toList();
    }

    private byte[] key(int index) {
        int from = (int) (entries[index * WIDTH] >>> 32);
        return Arrays.copyOfRange(keys, from, from + (int) entries[index * WIDTH]);
    }
}
