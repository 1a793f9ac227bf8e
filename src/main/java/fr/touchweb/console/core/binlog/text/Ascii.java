package fr.touchweb.console.core.binlog.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Looking at bytes; every method stays inside the range that it is given. */
final class Ascii {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class,
            ByteOrder.LITTLE_ENDIAN);
    private static final long LINE_FEEDS = 0x0a0a0a0a0a0a0a0aL;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final int MOST_DIGITS = 18;

    private Ascii() {}

    /** Place of the next line feed in {@code [from, to)}, or -1; eight bytes at a time. */
    static int lineFeed(byte[] b, int from, int to) {
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long x = (long) LONGS.get(b, i) ^ LINE_FEEDS;
            long found = x - ONES & ~x & HIGHS;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        for (; i < to; i++) {
            if (b[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Whether an ASCII text stands at a place. */
    static boolean at(byte[] b, int place, int to, String wanted) {
        int length = wanted.length();
        if (to - place < length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (b[place + i] != wanted.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the range is this text. */
    static boolean is(byte[] b, int from, int to, String wanted) {
        return to - from == wanted.length() && at(b, from, to, wanted);
    }

    static boolean endsWith(byte[] b, int from, int to, String wanted) {
        return to - from >= wanted.length() && at(b, to - wanted.length(), to, wanted);
    }

    /** Place of an ASCII text in {@code [from, to)}, or -1. */
    static int find(byte[] b, int from, int to, String wanted) {
        int last = to - wanted.length();
        byte first = (byte) wanted.charAt(0);
        for (int i = from; i <= last; i++) {
            if (b[i] == first && at(b, i, to, wanted)) {
                return i;
            }
        }
        return -1;
    }

    /** Last place of an ASCII text in {@code [from, to)}, or -1. */
    static int findLast(byte[] b, int from, int to, String wanted) {
        for (int i = to - wanted.length(); i >= from; i--) {
            if (b[i] == wanted.charAt(0) && at(b, i, to, wanted)) {
                return i;
            }
        }
        return -1;
    }

    static int find(byte[] b, int from, int to, byte wanted) {
        for (int i = from; i < to; i++) {
            if (b[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    static boolean digit(byte c) {
        return c >= '0' && c <= '9';
    }

    /** Place after the digits that start here. */
    static int digits(byte[] b, int from, int to) {
        int i = from;
        while (i < to && digit(b[i])) {
            i++;
        }
        return i;
    }

    /** The number that all of the range is, or -1: not a number, empty, or too long for one. */
    static long number(byte[] b, int from, int to) {
        if (to <= from || to - from > MOST_DIGITS) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            if (!digit(b[i])) {
                return -1;
            }
            value = value * 10 + (b[i] - '0');
        }
        return value;
    }

    /** The number whose digits start here, -1 when there are none. */
    static long numberAt(byte[] b, int from, int to) {
        return number(b, from, digits(b, from, to));
    }

    /** The number after a text, -1 when the text or the number is not there. */
    static long numberAfter(byte[] b, int from, int to, String text) {
        int place = find(b, from, to, text);
        return place < 0 ? -1 : numberAt(b, place + text.length(), to);
    }

    static int count(byte[] b, int from, int to, char wanted) {
        int count = 0;
        for (int i = from; i < to; i++) {
            if (b[i] == wanted) {
                count++;
            }
        }
        return count;
    }

    /** Bytes as characters of the same number, for what is ASCII. */
    static String text(byte[] b, int from, int to) {
        return new String(b, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
