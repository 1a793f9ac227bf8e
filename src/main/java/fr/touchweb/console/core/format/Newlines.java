package fr.touchweb.console.core.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds line feeds eight bytes at a time. */
public final class Newlines {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class,
            ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;
    private static final long FEEDS = '\n' * ONES;

    private Newlines() {}

    /** Place of the first line feed in {@code [from, end)}, or -1. */
    public static int find(byte[] b, int from, int end) {
        int i = from;
        for (int last = end - 4 * Long.BYTES; i <= last; i += 4 * Long.BYTES) {
            long one = (long) LONGS.get(b, i) ^ FEEDS;
            long two = (long) LONGS.get(b, i + 8) ^ FEEDS;
            long three = (long) LONGS.get(b, i + 16) ^ FEEDS;
            long four = (long) LONGS.get(b, i + 24) ^ FEEDS;
            if (((one - ONES & ~one | two - ONES & ~two | three - ONES & ~three | four - ONES & ~four) & TOPS) != 0) {
                break;
            }
        }
        for (int last = end - Long.BYTES; i <= last; i += Long.BYTES) {
            long word = (long) LONGS.get(b, i) ^ FEEDS;
            long zeros = word - ONES & ~word & TOPS;
            if (zeros != 0) {
                return i + (Long.numberOfTrailingZeros(zeros) >>> 3);
            }
        }
        for (; i < end; i++) {
            if (b[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
