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

    /** A value takes so many longs, side by side: hash and length, place of its bytes, count, errors, microseconds. */
    private static final int WIDTH = 5;

    private final int capacity;
    private final int keyBytes;
    private int[] table = new int[1024];
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
        long head = (long) hash << 32 | length;
        int mask = table.length - 1;
        int slot = hash & mask;
        for (int index = table[slot]; index != 0; index = table[slot]) {
            int at = (index - 1) * WIDTH;
            if (entries[at] == head) {
                int key = (int) entries[at + 1];
                if (Arrays.equals(keys, key, key + length, b, from, from + length)) {
                    entries[at + 2] += times;
                    entries[at + 3] += wrong;
                    entries[at + 4] += duration;
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
        entries[at] = head;
        entries[at + 2] = times;
        entries[at + 3] = wrong;
        entries[at + 4] = duration;
        table[slot] = ++size;
        if (size * 2 > table.length) {
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
        entries[size * WIDTH + 1] = keysUsed;
        keysUsed += length;
    }

    private void rehash(int length) {
        table = new int[length];
        int mask = length - 1;
        for (int i = 0; i < size; i++) {
            int slot = (int) (entries[i * WIDTH] >>> 32) & mask;
            while (table[slot] != 0) {
                slot = slot + 1 & mask;
            }
            table[slot] = i + 1;
        }
    }

    /** Takes the middle count off all of them and lets those go that have nothing left. */
    private void giveUp() {
        long[] sorted = new long[size];
        for (int i = 0; i < size; i++) {
            sorted[i] = entries[i * WIDTH + 2];
        }
        Arrays.sort(sorted);
        long less = Math.max(1, sorted[size / 2]);
        long[] old = entries;
        byte[] oldKeys = keys;
        int count = size;
        entries = new long[old.length];
        keys = new byte[oldKeys.length];
        keysUsed = 0;
        size = 0;
        for (int i = 0; i < count; i++) {
            int from = i * WIDTH;
            if (old[from + 2] > less) {
                insert(oldKeys, (int) old[from + 1], (int) old[from]);
                int to = size * WIDTH;
                entries[to] = old[from];
                entries[to + 2] = old[from + 2] - less;
                entries[to + 3] = Math.min(old[from + 3], entries[to + 2]);
                entries[to + 4] = old[from + 4];
                size++;
            }
        }
        missed += less;
        rehash(table.length);
    }

    private static int hash(byte[] b, int from, int length) {
        long h = length * MIX;
        int i = from;
        int end = from + length;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            h = (h ^ (long) LONGS.get(b, i)) * MIX;
            h ^= h >>> 29;
        }
        long rest = 0;
        for (; i < end; i++) {
            rest = rest << 8 | b[i] & 0xFF;
        }
        h = (h ^ rest) * MIX;
        return (int) (h >>> 32);
    }

    /** Adds what another one counted. */
    public void merge(TopCounter other) {
        long told = 0;
        for (int i = 0; i < other.size; i++) {
            int at = i * WIDTH;
            told += other.entries[at + 2];
            add(other.keys, (int) other.entries[at + 1], (int) other.entries[at], other.entries[at + 2],
                    other.entries[at + 3], other.entries[at + 4]);
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
        order.sort(Comparator.<Integer>comparingLong(i -> -entries[i * WIDTH + 2]).thenComparing(this::key,
                Arrays::compareUnsigned));
        return order.stream().limit(most).map(i -> new Entry(new String(key(i), StandardCharsets.UTF_8),
                entries[i * WIDTH + 2], entries[i * WIDTH + 3], entries[i * WIDTH + 4] / 1e6)).toList();
    }

    private byte[] key(int index) {
        int from = (int) entries[index * WIDTH + 1];
        return Arrays.copyOfRange(keys, from, from + (int) entries[index * WIDTH]);
    }
}
