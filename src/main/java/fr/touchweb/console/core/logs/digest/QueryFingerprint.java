package fr.touchweb.console.core.logs.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What SQL statements that differ only in their values have in common, by the rules that pt-query-digest documents under
 * FINGERPRINTS, so that its groups and ours are the same: comments gone, literals a question mark, numbers also inside
 * names, lists of values a single {@code (?+)}, spaces single, all in lower case. Not thread-safe: its buffer is reused.
 */
public final class QueryFingerprint {
    private static final String DUMP = "mysqldump";
    private byte[] out = new byte[1024];
    private int length;

    /** The fingerprint of a statement. */
    public String of(String statement) {
        byte[] bytes = statement.getBytes(StandardCharsets.UTF_8);
        return of(bytes, 0, bytes.length);
    }

    /** The fingerprint of a statement in bytes. */
    public String of(byte[] b, int from, int to) {
        abstracted(b, from, to);
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }

    /** Number by which pt-query-digest calls a fingerprint: the MD5 of its text, in capitals. */
    public static String id(String fingerprint) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(fingerprint.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).toUpperCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    /** The fingerprint's bytes, good until the next call; {@link #length()} of them. */
    byte[] abstracted(byte[] b, int from, int to) {
        length = 0;
        if (out.length < to - from + 64) {
            out = new byte[Math.max(to - from + 64, out.length * 2)];
        }
        int start = SqlBytes.space(b, from, to);
        int stop = to;
        while (stop > start && (b[stop - 1] == ';' || SqlBytes.blank(b[stop - 1]))) {
            stop--;
        }
        if (special(b, start, stop)) {
            return out;
        }
        literals(b, start, stop);
        length = SqlLists.collapse(out, length);
        return out;
    }

    int length() {
        return length;
    }

    /** Statements that count as one whatever they say. */
    private boolean special(byte[] b, int from, int to) {
        if (SqlBytes.at(b, from, to, "administrator command: ")) {
            length = to - from;
            System.arraycopy(b, from, out, 0, length);
            return true;
        }
        if (SqlBytes.word(b, from, to, "use")) {
            return write("use ?");
        }
        if (SqlBytes.at(b, from, to, "SELECT /*!40001 SQL_NO_CACHE */ * FROM `")) {
            return write(DUMP);
        }
        return false;
    }

    private boolean write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, out, 0, bytes.length);
        length = bytes.length;
        return true;
    }

    /** Copies without comments, in lower case, spaces single, literals as question marks. */
    private void literals(byte[] b, int from, int to) {
        int i = from;
        while (i < to) {
            byte c = b[i];
            if (c == '\'' || c == '"') {
                i = quoted(b, i, to);
            } else if (c == '/' && SqlBytes.at(b, i, to, "/*") && !SqlBytes.at(b, i, to, "/*!")) {
                int close = SqlBytes.find(b, i + 2, to, "*/");
                i = close < 0 ? copy(c, i) : close + 2;
            } else if (c == '#' || c == '-' && SqlBytes.at(b, i, to, "--")) {
                i = lineComment(b, i, to);
            } else if (SqlBytes.blank(c)) {
                blank();
                i++;
            } else if (c >= '0' && c <= '9' || c == '+' || c == '-') {
                i = number(b, i, to);
            } else if (starts(b, i, from) && SqlBytes.letter(c)) {
                i = word(b, i, to);
            } else {
                i = copy(c >= 'A' && c <= 'Z' ? (byte) (c | 0x20) : c, i);
            }
        }
        // A comment after the semicolon has gone.
        while (length > 1 && (out[length - 1] == ';' || out[length - 1] == ' ' && out[length - 2] == ';')) {
            length--;
        }
    }

    private int copy(byte c, int i) {
        out[length++] = c;
        return i + 1;
    }

    private void blank() {
        if (length > 0 && out[length - 1] != ' ') {
            out[length++] = ' ';
        }
    }

    /** Whether a word may begin here: what stands before is no part of one. */
    private static boolean starts(byte[] b, int i, int from) {
        return i == from || !SqlBytes.inWord(b[i - 1]);
    }

    private int quoted(byte[] b, int at, int to) {
        byte quote = b[at];
        int i = at + 1;
        while (i < to) {
            if (b[i] == '\\') {
                i += 2;
            } else if (b[i] == quote) {
                mark();
                return i + 1;
            } else {
                i++;
            }
        }
        // Never closed: a statement that the server cut.
        out[length++] = quote;
        return at + 1;
    }

    /** A comment to the end of the line; one with a quote in it may be part of a text and is kept. */
    private int lineComment(byte[] b, int at, int to) {
        int i = at;
        while (i < to && b[i] != '\n' && b[i] != '\r') {
            if (b[i] == '\'' || b[i] == '"') {
                return b[at] == '#' ? copy(b[at], at) : number(b, at, to);
            }
            i++;
        }
        return i;
    }

    /** Anything that begins like a number, which takes signs, hexadecimal digits, points and prefixes with it. */
    private int number(byte[] b, int at, int to) {
        int i = at + 1;
        while (i < to && SqlBytes.inNumber(b[i])) {
            i++;
        }
        mark();
        return i;
    }

    /** A question mark, with the prefix or sign that stands before it taken away ({@code x'0f'}, {@code .5}). */
    private void mark() {
        if (length > 0 && "xb.+-".indexOf(out[length - 1]) >= 0) {
            length--;
        }
        out[length++] = '?';
    }

    private int word(byte[] b, int at, int to) {
        int stop = at;
        while (stop < to && SqlBytes.inWord(b[stop])) {
            stop++;
        }
        if (SqlBytes.word(b, at, stop, "null")) {
            mark();
            return stop;
        }
        int i = at;
        while (i < stop && !(b[i] >= '0' && b[i] <= '9')) {
            byte c = b[i];
            out[length++] = c >= 'A' && c <= 'Z' ? (byte) (c | 0x20) : c;
            i++;
        }
        return i;
    }
}
