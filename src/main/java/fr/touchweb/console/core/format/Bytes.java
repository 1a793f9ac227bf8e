package fr.touchweb.console.core.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Looking at bytes of a line; every method stays inside the range that it is given. */
final class Bytes {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class,
            ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;
    private static final long MOST_EXACT = Long.MAX_VALUE / 10 - 1;

    private Bytes() {}

    /** Place of a byte in {@code [from, end)}, or -1. */
    static int find(byte[] b, int from, int end, char wanted) {
        int i = from;
        long pattern = wanted * ONES;
        for (int last = end - Long.BYTES; i <= last; i += Long.BYTES) {
            long word = (long) LONGS.get(b, i) ^ pattern;
            long zeros = word - ONES & ~word & TOPS;
            if (zeros != 0) {
                return i + (Long.numberOfTrailingZeros(zeros) >>> 3);
            }
        }
        for (; i < end; i++) {
            if (b[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** Last place of a byte in {@code [from, end)}, or -1. */
    static int findLast(byte[] b, int from, int end, char wanted) {
        for (int i = end - 1; i >= from; i--) {
            if (b[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** Place of an ASCII text in {@code [from, end)}, or -1. */
    static int find(byte[] b, int from, int end, String wanted) {
        int last = end - wanted.length();
        char first = wanted.charAt(0);
        for (int i = from; i <= last; i++) {
            if (b[i] == first && at(b, i, end, wanted)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether an ASCII text stands at a place. */
    static boolean at(byte[] b, int place, int end, String wanted) {
        int length = wanted.length();
        if (place < 0 || end - place < length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (b[place + i] != wanted.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static boolean at(byte[] b, int place, int end, char wanted) {
        return place >= 0 && place < end && b[place] == wanted;
    }

    static boolean digit(byte[] b, int place, int end) {
        return place >= 0 && place < end && b[place] >= '0' && b[place] <= '9';
    }

    /** Place after the digits that start here. */
    static int digits(byte[] b, int from, int end) {
        int i = from;
        while (i < end && b[i] >= '0' && b[i] <= '9') {
            i++;
        }
        return i;
    }

    /** A number of exactly so many digits, or -1. */
    static int number(byte[] b, int from, int count, int end) {
        if (end - from < count) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + count; i++) {
            int d = b[i] - '0';
            if (d < 0 || d > 9) {
                return -1;
            }
            value = value * 10 + d;
        }
        return value;
    }

    /** Millionths that stand as a fraction of 1 to 9 digits in {@code [from, to)}. */
    static int micros(byte[] b, int from, int to) {
        int value = 0;
        for (int i = 0; i < 6; i++) {
            value = value * 10 + (from + i < to ? b[from + i] - '0' : 0);
        }
        return value;
    }

    /** Place after a quoted text whose first character (after the quote) is here; -1 when the quote is never closed. */
    static int closingQuote(byte[] b, int from, int end) {
        for (int i = from; i < end; i++) {
            if (b[i] == '\\') {
                i++;
            } else if (b[i] == '"') {
                return i;
            }
        }
        return -1;
    }

    /** Text of bytes as UTF-8; bytes that are none become U+FFFD. */
    static String text(byte[] b, int from, int to) {
        return new String(b, from, to - from, StandardCharsets.UTF_8);
    }

    /** Eight bytes as one number, for comparing; all of them must be there. */
    static long eight(byte[] b, int at) {
        return (long) LONGS.get(b, at);
    }

    static boolean letter(byte c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** Whether bytes can be an IPv4 or IPv6 address: a cheap look, not a proof. */
    static boolean looksLikeAddress(byte[] b, int from, int to) {
        boolean separator = false;
        for (int i = from; i < to; i++) {
            byte c = b[i];
            if (c == '.' || c == ':') {
                separator = true;
            } else if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F')) {
                return false;
            }
        }
        return separator;
    }

    /** Digits with an optional sign and fraction, without an object; NaN when it is something else. */
    static double decimal(byte[] b, int from, int to) {
        int i = from;
        boolean negative = i < to && b[i] == '-';
        if (negative || i < to && b[i] == '+') {
            i++;
        }
        int digits = 0;
        long value = 0;
        double scale = 1;
        boolean fraction = false;
        for (; i < to; i++) {
            int digit = b[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits++;
                if (value > MOST_EXACT) {
                    return large(b, from, to);
                }
                value = value * 10 + digit;
                scale = fraction ? scale * 10 : 1;
            } else if (b[i] == '.' && !fraction) {
                fraction = true;
            } else {
                return Double.NaN;
            }
        }
        double result = value / scale;
        return digits == 0 ? Double.NaN : negative ? -result : result;
    }

    /** One that has more digits than a long. */
    private static double large(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!digit(b, i, to) && b[i] != '.' && i != from) {
                return Double.NaN;
            }
        }
        try {
            return Double.parseDouble(text(b, from, to));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Whether a range is exactly an ASCII text. */
    static boolean is(byte[] b, int from, int to, String wanted) {
        return to - from == wanted.length() && at(b, from, to, wanted);
    }

    /** Place after the line feed at or after this one; the end when there is none. */
    static int nextLine(byte[] b, int from, int end) {
        int feed = find(b, from, end, '\n');
        return feed < 0 ? end : feed + 1;
    }
}
