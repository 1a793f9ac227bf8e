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

    private final int capacity;
    private final int keyBytes;
    private int[] table = new int[1024];
    private int size;
    private int[] offsets = new int[512];
    private int[] lengths = new int[512];
    private int[] hashes = new int[512];
    private long[] counts = new long[512];
    private long[] errors = new long[512];
    private long[] micros = new long[512];
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
        for (int index = table[slot]; index != 0; index = table[slot]) {
            int i = index - 1;
            if (hashes[i] == hash && lengths[i] == length
                    && Arrays.equals(keys, offsets[i], offsets[i] + length, b, from, from + length)) {
                counts[i] += times;
                errors[i] += wrong;
                micros[i] += duration;
                return;
            }
            slot = slot + 1 & mask;
        }
        if (size >= capacity) {
            giveUp();
            add(b, from, length, times, wrong, duration);
            all -= times;
            return;
        }
        insert(b, from, length, hash, slot);
        counts[size - 1] = times;
        errors[size - 1] = wrong;
        micros[size - 1] = duration;
        if (size * 2 > table.length) {
            rehash(table.length * 2);
        }
    }

    private void insert(byte[] b, int from, int length, int hash, int slot) {
        if (size == offsets.length) {
            int larger = size * 2;
            offsets = Arrays.copyOf(offsets, larger);
            lengths = Arrays.copyOf(lengths, larger);
            hashes = Arrays.copyOf(hashes, larger);
            counts = Arrays.copyOf(counts, larger);
            errors = Arrays.copyOf(errors, larger);
            micros = Arrays.copyOf(micros, larger);
        }
        if (keysUsed + length > keys.length) {
            keys = Arrays.copyOf(keys, Math.max(keys.length * 2, keysUsed + length));
        }
        System.arraycopy(b, from, keys, keysUsed, length);
        offsets[size] = keysUsed;
        lengths[size] = length;
        hashes[size] = hash;
        keysUsed += length;
        table[slot] = ++size;
    }

    private void rehash(int length) {
        table = new int[length];
        int mask = length - 1;
        for (int i = 0; i < size; i++) {
            int slot = hashes[i] & mask;
            while (table[slot] != 0) {
                slot = slot + 1 & mask;
            }
            table[slot] = i + 1;
        }
    }

    /** Takes the middle count off all of them and lets those go that have nothing left. */
    private void giveUp() {
        long[] sorted = Arrays.copyOf(counts, size);
        Arrays.sort(sorted);
        long less = Math.max(1, sorted[size / 2]);
        byte[] oldKeys = keys;
        int kept = 0;
        keys = new byte[Math.max(16_384, keysUsed / 2)];
        keysUsed = 0;
        for (int i = 0; i < size; i++) {
            if (counts[i] <= less) {
                continue;
            }
            if (keysUsed + lengths[i] > keys.length) {
                keys = Arrays.copyOf(keys, Math.max(keys.length * 2, keysUsed + lengths[i]));
            }
            System.arraycopy(oldKeys, offsets[i], keys, keysUsed, lengths[i]);
            offsets[kept] = keysUsed;
            keysUsed += lengths[i];
            lengths[kept] = lengths[i];
            hashes[kept] = hashes[i];
            counts[kept] = counts[i] - less;
            errors[kept] = Math.min(errors[i], counts[kept]);
            micros[kept] = micros[i];
            kept++;
        }
        missed += less;
        size = kept;
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
        for (int i = 0; i < other.size; i++) {
            add(other.keys, other.offsets[i], other.lengths[i], other.counts[i], other.errors[i], other.micros[i]);
        }
        missed += other.missed;
        all += other.all - Arrays.stream(other.counts, 0, other.size).sum();
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
        order.sort(Comparator.<Integer>comparingLong(i -> -counts[i]).thenComparing(i -> Arrays.copyOfRange(keys,
                offsets[i], offsets[i] + lengths[i]), Arrays::compareUnsigned));
        return order.stream().limit(most).map(i -> new Entry(
                new String(keys, offsets[i], lengths[i], StandardCharsets.UTF_8), counts[i], errors[i],
                micros[i] / 1e6))
                .toList();
    }
}
