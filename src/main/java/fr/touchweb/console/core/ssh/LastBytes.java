package fr.touchweb.console.core.ssh;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The last bytes of a stream that nobody may leave unread (standard error), in bounded memory. Thread-safe. */
public final class LastBytes {
    /** Bytes of standard error that are kept. */
    public static final int STDERR = 256 << 10;

    private final int limit;
    private byte[] ring;
    private int next;
    private int kept;
    private long total;

    public LastBytes(int limit) {
        this.limit = limit;
        this.ring = new byte[Math.min(limit, 1024)];
    }

    public synchronized void add(byte[] bytes, int start, int length) {
        total += length;
        int part = Math.min(length, limit);
        int from = start + length - part;
        if (kept + part > ring.length && ring.length < limit) {
            grow(part);
        }
        int head = Math.min(part, ring.length - next);
        System.arraycopy(bytes, from, ring, next, head);
        System.arraycopy(bytes, from + head, ring, 0, part - head);
        next = (next + part) % ring.length;
        kept = Math.min(ring.length, kept + part);
    }

    /** The kept bytes, oldest first. */
    public synchronized byte[] bytes() {
        byte[] result = new byte[kept];
        int first = (next - kept + ring.length) % ring.length;
        int head = Math.min(kept, ring.length - first);
        System.arraycopy(ring, first, result, 0, head);
        System.arraycopy(ring, 0, result, head, kept - head);
        return result;
    }

    /** The kept bytes as UTF-8; bytes that are none become U+FFFD. */
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** Bytes that went through. */
    public synchronized long total() {
        return total;
    }

    public synchronized boolean truncated() {
        return total > limit;
    }

    /** A quiet stream costs 1 KiB, a loud one the limit. */
    private void grow(int part) {
        byte[] old = bytes();
        ring = Arrays.copyOf(old, (int) Math.min(limit, Math.max(ring.length * 2L, kept + (long) part)));
        next = kept % ring.length;
    }
}
