package fr.touchweb.console.core.logs.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Ends of lines in bytes, eight places at a time. */
public final class Lines {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class,
            ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long LOWS = ~HIGHS;
    private static final long FEEDS = '\n' * ONES;

    private Lines() {}

    /** First line feed from {@code from} on and before {@code to}; -1 when there is none. */
    public static int feed(byte[] b, int from, int to) {
        int i = from;
        for (; i <= to - 8; i += 8) {
            long x = (long) LONGS.get(b, i) ^ FEEDS;
            long zero = x - ONES & ~x & HIGHS;
            if (zero != 0) {
                return i + (Long.numberOfTrailingZeros(zero) >>> 3);
            }
        }
        for (; i < to; i++) {
            if (b[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Last line feed before {@code to} and not before {@code from}; -1 when there is none. */
    public static int feedBefore(byte[] b, int from, int to) {
        int i = to;
        for (; i - 8 >= from; i -= 8) {
            long marks = marks((long) LONGS.get(b, i - 8));
            if (marks != 0) {
                return i - 1 - (Long.numberOfLeadingZeros(marks) >>> 3);
            }
        }
        while (--i >= from) {
            if (b[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Number of line feeds. */
    public static int count(byte[] b, int from, int to) {
        int count = 0;
        int i = from;
        for (; i <= to - 8; i += 8) {
            count += Long.bitCount(marks((long) LONGS.get(b, i)));
        }
        for (; i < to; i++) {
            count += b[i] == '\n' ? 1 : 0;
        }
        return count;
    }

    /** The high bit of each byte that is a line feed, and no other bit. */
    private static long marks(long word) {
        long x = word ^ FEEDS;
        return ~((x & LOWS) + LOWS | x | LOWS);
    }

    /** Place of the n-th line feed, n from 1, which must be there. */
    public static int nth(byte[] b, int from, int to, int n) {
        int left = n;
        int i = from;
        for (; i <= to - 8; i += 8) {
            long marks = marks((long) LONGS.get(b, i));
            int here = Long.bitCount(marks);
            if (here >= left) {
                for (; left > 1; left--) {
                    marks &= marks - 1;
                }
                return i + (Long.numberOfTrailingZeros(marks) >>> 3);
            }
            left -= here;
        }
        for (; i < to; i++) {
            if (b[i] == '\n' && --left == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("fewer than " + n + " lines");
    }

    /** Whether every byte is ASCII. */
    public static boolean ascii(byte[] b, int from, int to) {
        int i = from;
        for (; i <= to - 8; i += 8) {
            if (((long) LONGS.get(b, i) & HIGHS) != 0) {
                return false;
            }
        }
        for (; i < to; i++) {
            if (b[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
