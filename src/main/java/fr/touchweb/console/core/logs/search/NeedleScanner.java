package fr.touchweb.console.core.logs.search;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds a needle eight bytes at a time: two of its bytes, the rarest two, are compared with eight places at once in long
 * words, and only a place at which both agree is looked at (reference logs 6). Immutable.
 */
final class NeedleScanner {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class,
            ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final byte CASE = 0x20;

    private final byte[] needle;
    private final byte[] fold;
    private final int first;
    private final int second;
    private final long firstByte;
    private final long secondByte;
    private final long firstFold;
    private final long secondFold;

    /** @param frequency how often each byte value stands in a sample of what will be searched */
    NeedleScanner(Needle wanted, int[] frequency) {
        needle = wanted.bytes();
        fold = new byte[needle.length];
        int rarest = 0;
        int next = needle.length == 1 ? 0 : 1;
        for (int i = 0; i < needle.length; i++) {
            boolean letter = needle[i] >= 'a' && needle[i] <= 'z';
            fold[i] = wanted.ignoreCase() && letter ? CASE : 0;
        }
        if (rank(next, frequency) < rank(rarest, frequency)) {
            rarest = 1;
            next = 0;
        }
        for (int i = 2; i < needle.length; i++) {
            if (rank(i, frequency) < rank(rarest, frequency)) {
                next = rarest;
                rarest = i;
            } else if (rank(i, frequency) < rank(next, frequency)) {
                next = i;
            }
        }
        first = rarest;
        second = next;
        firstByte = (needle[first] & 0xFF) * ONES;
        secondByte = (needle[second] & 0xFF) * ONES;
        firstFold = fold[first] * ONES;
        secondFold = fold[second] * ONES;
    }

    private int rank(int i, int[] frequency) {
        int value = needle[i] & 0xFF;
        return frequency[value] + (fold[i] == 0 ? 0 : frequency[value - CASE]);
    }

    int length() {
        return needle.length;
    }

    /** First place from {@code from} on at which the needle stands whole before {@code to}; -1 when there is none. */
    int next(byte[] b, int from, int to) {
        int end = to - needle.length;
        int wide = end - 8 + 1;
        int i = from;
        for (; i <= wide; i += 8) {
            long one = ((long) LONGS.get(b, i + first) | firstFold) ^ firstByte;
            long other = ((long) LONGS.get(b, i + second) | secondFold) ^ secondByte;
            long differ = one | other;
            // The lowest marked byte is surely zero; a borrow may mark those above it, which are then compared in vain.
            long same = differ - ONES & ~differ & HIGHS;
            while (same != 0) {
                int place = i + (Long.numberOfTrailingZeros(same) >>> 3);
                if (stands(b, place)) {
                    return place;
                }
                same &= same - 1;
            }
        }
        for (; i <= end; i++) {
            if (stands(b, i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean stands(byte[] b, int at) {
        for (int i = 0; i < needle.length; i++) {
            if ((b[at + i] | fold[i]) != needle[i]) {
                return false;
            }
        }
        return true;
    }
}
