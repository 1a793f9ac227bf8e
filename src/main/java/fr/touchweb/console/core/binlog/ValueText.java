package fr.touchweb.console.core.binlog;

import fr.touchweb.console.core.binlog.model.Column;
import fr.touchweb.console.core.binlog.model.Value;
import fr.touchweb.console.core.binlog.text.Charsets;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as people read them: what a number, a bitmap or bytes mean in their column. */
public final class ValueText {
    private static final int MOST_HEX_BYTES = 64;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private ValueText() {}

    /**
     * The text of a value; {@code NULL} and values that are not logged have none and give an empty text.
     *
     * @param column what is known of its column
     */
    public static String of(Value value, Column column) {
        return switch (value) {
            case Value.NotLogged _ -> "";
            case Value.Null _ -> "NULL";
            case Value.Whole whole -> whole(whole, column);
            case Value.Numeric(String text, boolean _) -> text;
            case Value.Bits(String bits) -> bits(bits, column);
            case Value.Temporal(String text) -> text.matches("\\d{4}:\\d\\d:\\d\\d") ? text.replace(':', '-') : text;
            case Value.Epoch(long second, int micros) -> epoch(second, micros);
            case Value.Bytes(byte[] bytes, boolean _) -> bytes(bytes, column);
            case Value.Expression(String text) -> text;
            case Value.Unreadable(String text) -> text;
        };
    }

    /** Whether the text of bytes rests on a guess of their character set. */
    public static boolean guessed(Value value, Column column) {
        return value instanceof Value.Bytes(byte[] bytes, boolean _) && !binary(column)
                && Charsets.decode(bytes, charset(column)).guessed();
    }

    /** The whole number that counts: the unsigned reading where the column is known to be unsigned. */
    static BigInteger number(Value.Whole whole, Column column) {
        BigInteger unsigned = whole.unsigned();
        return unsigned != null && Boolean.TRUE.equals(column.unsigned()) ? unsigned : whole.signed();
    }

    private static String whole(Value.Whole whole, Column column) {
        BigInteger number = number(whole, column);
        String type = type(column);
        if (type.startsWith("enum") && !column.members().isEmpty() && number.bitLength() < 31) {
            int index = number.intValue();
            return index >= 1 && index <= column.members().size() ? column.members().get(index - 1) : "";
        }
        BigInteger unsigned = whole.unsigned();
        if (unsigned != null && column.unsigned() == null) {
            return number + " (" + unsigned + ")";
        }
        // The tool prints the year 0000 as 1900, which YEAR cannot hold.
        return type.startsWith("year") && number.intValueExact() == 1900 ? "0000" : number.toString();
    }

    private static String bits(String bits, Column column) {
        if (!type(column).startsWith("set") || column.members().isEmpty()) {
            return "b'" + bits + "'";
        }
        List<String> members = new ArrayList<>();
        for (int i = 0; i < bits.length(); i++) {
            if (bits.charAt(bits.length() - 1 - i) == '1') {
                members.add(i < column.members().size() ? column.members().get(i) : "#" + (i + 1));
            }
        }
        return String.join(",", members);
    }

    private static String epoch(long second, int micros) {
        if (second == 0 && micros == 0) {
            return "0000-00-00 00:00:00";
        }
        String fraction = micros == 0 ? "" : ("." + String.format(Locale.ROOT, "%06d", micros)).replaceFirst("0+$", "");
        return TIME.format(Instant.ofEpochSecond(second)) + fraction + " UTC";
    }

    private static String bytes(byte[] bytes, Column column) {
        if (!binary(column)) {
            Charset told = charset(column);
            Charsets.Decoded text = Charsets.decode(bytes, told);
            if (told != null || text.text().chars().noneMatch(ValueText::unprintable)) {
                return text.text();
            }
        }
        String hex = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, MOST_HEX_BYTES));
        return "0x" + hex + (bytes.length > MOST_HEX_BYTES ? "… (" + bytes.length + ")" : "");
    }

    private static boolean unprintable(int c) {
        return c < 0x20 && c != '\n' && c != '\r' && c != '\t';
    }

    static boolean binary(Column column) {
        String type = type(column);
        return "binary".equals(column.charset()) || type.contains("blob") && column.charset() == null
                && column.name() != null || type.startsWith("binary") || type.startsWith("varbinary")
                        && column.name() != null
                || type.startsWith("geometry") || type.startsWith("point");
    }

    static @Nullable Charset charset(Column column) {
        return column.charset() == null ? null : Charsets.of(column.charset());
    }

    private static String type(Column column) {
        return column.type() == null ? "" : column.type().toLowerCase(Locale.ROOT);
    }
}
