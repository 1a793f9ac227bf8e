package fr.touchweb.console.core.format;

import java.nio.charset.StandardCharsets;

/** Looks at JSON (RFC 8259) in the bytes of a line without building anything; what is no JSON is told by -1. */
final class JsonScan {
    /** Nesting past which a value counts as none, so that a hostile line costs no stack. */
    private static final int DEEPEST = 512;

    private JsonScan() {}

    static int space(byte[] b, int from, int end) {
        int i = from;
        while (i < end && (b[i] == ' ' || b[i] == '\t' || b[i] == '\n' || b[i] == '\r')) {
            i++;
        }
        return i;
    }

    /** Place after the closing quote of the string that starts here. */
    static int string(byte[] b, int at, int end) {
        if (!Bytes.at(b, at, end, '"')) {
            return -1;
        }
        int close = Bytes.closingQuote(b, at + 1, end);
        return close < 0 ? -1 : close + 1;
    }

    /** Place after the value that starts here: a string, a number, a word, or a whole object or list. */
    static int value(byte[] b, int at, int end) {
        if (at >= end) {
            return -1;
        }
        return switch (b[at]) {
            case '"' -> string(b, at, end);
            case '{', '[' -> nested(b, at, end);
            default -> scalar(b, at, end);
        };
    }

    private static int scalar(byte[] b, int at, int end) {
        int i = at;
        while (i < end && (Bytes.letter(b[i]) || Bytes.digit(b, i, end) || b[i] == '-' || b[i] == '+' || b[i] == '.')) {
            i++;
        }
        if (i == at) {
            return -1;
        }
        boolean word = Bytes.is(b, at, i, "true") || Bytes.is(b, at, i, "false") || Bytes.is(b, at, i, "null");
        return word || Bytes.digit(b, at, end) || b[at] == '-' && Bytes.digit(b, at + 1, end) ? i : -1;
    }

    /** Brackets must pair; between them only strings are looked into, which is enough to find the end. */
    private static int nested(byte[] b, int at, int end) {
        long[] objects = new long[DEEPEST / Long.SIZE];
        int depth = 0;
        for (int i = at; i < end; i++) {
            switch (b[i]) {
                case '"' -> {
                    int after = string(b, i, end);
                    if (after < 0) {
                        return -1;
                    }
                    i = after - 1;
                }
                case '{', '[' -> {
                    if (depth == DEEPEST) {
                        return -1;
                    }
                    long bit = 1L << depth;
                    objects[depth >> 6] = b[i] == '{' ? objects[depth >> 6] | bit : objects[depth >> 6] & ~bit;
                    depth++;
                }
                case '}', ']' -> {
                    depth--;
                    if ((objects[depth >> 6] >> depth & 1) != (b[i] == '}' ? 1 : 0)) {
                        return -1;
                    }
                    if (depth == 0) {
                        return i + 1;
                    }
                }
                default -> {
                    // numbers, words, commas and colons between the brackets
                }
            }
        }
        return -1;
    }

    /** The text of the inside of a string; an escape that is none stays as it is. */
    static String unescape(byte[] b, int from, int to) {
        String raw = new String(b, from, to - from, StandardCharsets.UTF_8);
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\' || i + 1 == raw.length()) {
                text.append(c);
                continue;
            }
            char kind = raw.charAt(++i);
            switch (kind) {
                case 'n' -> text.append('\n');
                case 't' -> text.append('\t');
                case 'r' -> text.append('\r');
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case '"', '\\', '/' -> text.append(kind);
                case 'u' -> {
                    int code = hex(raw, i + 1);
                    if (code < 0) {
                        text.append("\\u");
                    } else {
                        text.append((char) code);
                        i += 4;
                    }
                }
                default -> text.append('\\').append(kind);
            }
        }
        return text.toString();
    }

    private static int hex(String text, int at) {
        if (at + 4 > text.length()) {
            return -1;
        }
        int code = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            code = code << 4 | digit;
        }
        return code;
    }
}
