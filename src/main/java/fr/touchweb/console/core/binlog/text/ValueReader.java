package fr.touchweb.console.core.binlog.text;

import fr.touchweb.console.core.binlog.model.Cell;
import fr.touchweb.console.core.binlog.model.Value;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one {@code @N=value} of a row image (reference binlog 1.4 and 1.5). */
final class ValueReader {
    private static final String COMMENT = " /* ";
    private static final String COMMENT_END = " */";

    private final Dialect dialect;
    private final Map<String, String> types = new HashMap<>();

    ValueReader(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Reads a value whose line was cut: what is left of it is told as unreadable, with its beginning.
     */
    Cell cut(int column, byte[] b, int from, int to, long length) {
        String begin = Ascii.text(b, from, Math.min(to, from + 60));
        return new Cell(column, new Value.Unreadable(begin + "… (" + length + " bytes)"), null);
    }

    /** Reads a value that is {@code [from, to)}, type comment included where there is one. */
    Cell read(int column, byte[] b, int from, int to) {
        int end = to;
        String type = null;
        if (Ascii.endsWith(b, from, to, COMMENT_END)) {
            int comment = Ascii.findLast(b, from, to, COMMENT);
            int meta = comment < 0 ? -1 : Ascii.find(b, comment, to, " meta=");
            if (meta > 0 && Ascii.find(b, meta, to, " is_null=") > 0) {
                type = type(Ascii.text(b, comment + COMMENT.length(), meta));
                end = comment;
            }
        }
        return new Cell(column, value(b, from, end, type), type);
    }

    private String type(String text) {
        return types.computeIfAbsent(text, t -> t);
    }

    private Value value(byte[] b, int from, int to, @Nullable String type) {
        if (from >= to) {
            return new Value.Unreadable("");
        }
        if (b[from] == '\'') {
            return quoted(b, from, to, type);
        }
        if (Ascii.is(b, from, to, "NULL")) {
            return Value.NULL;
        }
        String text = Ascii.text(b, from, to).strip();
        if (b[from] == 'b' && to - from >= 3 && b[from + 1] == '\'' && b[to - 1] == '\'') {
            return new Value.Bits(Ascii.text(b, from + 2, to - 1));
        }
        if (text.startsWith("JSON_") || text.startsWith("CAST(")) {
            return new Value.Expression(Charsets.decode(java.util.Arrays.copyOfRange(b, from, to), null).text());
        }
        if (type != null && type.startsWith("TIMESTAMP")) {
            return epoch(text);
        }
        return number(text, type);
    }

    private Value quoted(byte[] b, int from, int to, @Nullable String type) {
        int close = to - 1;
        while (close > from && b[close] != '\'') {
            close--;
        }
        if (close <= from) {
            return new Value.Unreadable(Ascii.text(b, from, to));
        }
        if (type != null && (type.startsWith("DATE") || type.startsWith("TIME"))) {
            return new Value.Temporal(Ascii.text(b, from + 1, close));
        }
        return dialect.read(b, from + 1, close);
    }

    private static Value epoch(String text) {
        int dot = text.indexOf('.');
        String second = dot < 0 ? text : text.substring(0, dot);
        String fraction = dot < 0 ? "" : text.substring(dot + 1);
        try {
            int micros = fraction.isEmpty() ? 0 : Integer.parseInt((fraction + "000000").substring(0, 6));
            return new Value.Epoch(Long.parseLong(second), micros);
        } catch (NumberFormatException _) {
            return new Value.Unreadable(text);
        }
    }

    private static Value number(String text, @Nullable String type) {
        boolean approximate = type != null && type.startsWith("FLOAT");
        if (type != null && (approximate || type.startsWith("DOUBLE") || type.startsWith("DECIMAL"))) {
            return new Value.Numeric(text, approximate);
        }
        if (text.startsWith("[")) {
            return new Value.Numeric(text, true);
        }
        int bracket = text.indexOf(" (");
        String signed = bracket < 0 ? text : text.substring(0, bracket);
        if (whole(signed)) {
            String unsigned = bracket > 0 && text.endsWith(")") ? text.substring(bracket + 2, text.length() - 1) : "";
            return new Value.Whole(new BigInteger(signed), whole(unsigned) ? new BigInteger(unsigned) : null);
        }
        if (!text.isEmpty() && (Character.isDigit(text.charAt(0)) || text.charAt(0) == '-') && bracket < 0) {
            // Without its type, six digits cannot be told from an exact number.
            return new Value.Numeric(text, type == null && text.length() <= 8);
        }
        return new Value.Unreadable(text);
    }

    private static boolean whole(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        return text.length() > start && text.chars().skip(start).allMatch(c -> c >= '0' && c <= '9');
    }
}
