package fr.touchweb.console.core.logs.digest;

/** Looking at the bytes of a statement; every method stays inside its range. */
final class SqlBytes {
    private SqlBytes() {}

    static boolean blank(byte c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }

    static boolean letter(byte c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    static boolean inWord(byte c) {
        return letter(c) || c >= '0' && c <= '9';
    }

    static boolean inNumber(byte c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c == 'x' || c == '.' || c == '+' || c == '-';
    }

    static int space(byte[] b, int from, int to) {
        int i = from;
        while (i < to && blank(b[i])) {
            i++;
        }
        return i;
    }

    static boolean at(byte[] b, int at, int to, String wanted) {
        if (to - at < wanted.length()) {
            return false;
        }
        for (int i = 0; i < wanted.length(); i++) {
            if (b[at + i] != wanted.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a whole word of lower-case letters stands here, whatever its case. */
    static boolean word(byte[] b, int at, int to, String wanted) {
        int end = at + wanted.length();
        if (at < 0 || end > to || end < to && inWord(b[end]) || at > 0 && inWord(b[at - 1])) {
            return false;
        }
        for (int i = 0; i < wanted.length(); i++) {
            if ((b[at + i] | 0x20) != wanted.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static int find(byte[] b, int from, int to, String wanted) {
        for (int i = from; i <= to - wanted.length(); i++) {
            if (b[i] == wanted.charAt(0) && at(b, i, to, wanted)) {
                return i;
            }
        }
        return -1;
    }
}
