package fr.touchweb.console.core.format;

import java.nio.charset.StandardCharsets;

/** Looking at bytes of a line; every method stays inside the range that it is given. */
final class Bytes {
    private Bytes() {}

    /** Place of a byte in {@code [from, end)}, or -1. */
    static int find(byte[] b, int from, int end, char wanted) {
        for (int i = from; i < end; i++) {
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
        double value = 0;
        for (; digit(b, i, to); i++, digits++) {
            value = value * 10 + (b[i] - '0');
        }
        if (i < to && b[i] == '.') {
            double scale = 1;
            for (i++; digit(b, i, to); i++, digits++) {
                value = value * 10 + (b[i] - '0');
                scale *= 10;
            }
            value /= scale;
        }
        return i < to || digits == 0 ? Double.NaN : negative ? -value : value;
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
