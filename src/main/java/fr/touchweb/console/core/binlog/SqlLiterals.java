package fr.touchweb.console.core.binlog;

import fr.touchweb.console.core.binlog.model.Cell;
import fr.touchweb.console.core.binlog.model.Column;
import fr.touchweb.console.core.binlog.model.Value;
import fr.touchweb.console.core.binlog.text.Charsets;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values as SQL that gives back the same bytes, in a session with {@code SET NAMES utf8mb4} and the time zone UTC. What a
 * quoted text cannot hold for sure is written in hexadecimal.
 */
final class SqlLiterals {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Pattern FIXED = Pattern.compile("STRING\\((\\d{1,3})\\)");

    private SqlLiterals() {}

    /** The literal of a value, null when there is none that is certain. */
    static @Nullable String of(Cell cell, Column column) {
        return switch (cell.value()) {
            case Value.NotLogged _,Value.Expression _,Value.Unreadable _ -> null;
            case Value.Null _ -> "NULL";
            case Value.Whole whole -> whole(whole, cell, column);
            case Value.Numeric(String text, boolean _) -> text.startsWith("[") ? null : text.strip();
            case Value.Bits(String bits) -> new BigInteger(bits, 2).toString();
            case Value.Temporal(String text) -> "'" + (text.matches("\\d{4}:\\d\\d:\\d\\d")
                    ? text.replace(':', '-')
                    : text) + "'";
            case Value.Epoch(long second, int micros) -> epoch(second, micros);
            case Value.Bytes(byte[] bytes, boolean _) -> bytes(bytes, cell, column);
        };
    }

    /** Whether a comparison with this literal finds the value again. */
    static boolean comparable(Value value) {
        return switch (value) {
            case Value.NotLogged _,Value.Expression _,Value.Unreadable _ -> false;
            case Value.Numeric(String _, boolean lossy) -> !lossy;
            default -> true;
        };
    }

    private static @Nullable String whole(Value.Whole whole, Cell cell, Column column) {
        if (whole.unsigned() != null && column.unsigned() == null) {
            return null;
        }
        // YEAR prints 0000 as 1900, which it cannot hold.
        boolean yearZero = cell.type() != null && cell.type().startsWith("YEAR")
                && whole.signed().equals(BigInteger.valueOf(1900));
        return yearZero ? "0" : ValueText.number(whole, column).toString();
    }

    private static String epoch(long second, int micros) {
        if (second == 0 && micros == 0) {
            return "'0000-00-00 00:00:00'";
        }
        String fraction = micros == 0 ? "" : "." + String.format(Locale.ROOT, "%06d", micros);
        return "'" + TIME.format(Instant.ofEpochSecond(second)) + fraction + "'";
    }

    private static String bytes(byte[] told, Cell cell, Column column) {
        byte[] bytes = told;
        String type = column.type() == null ? "" : column.type().toLowerCase(Locale.ROOT);
        Matcher fixed = FIXED.matcher(cell.type() == null ? "" : cell.type());
        if (fixed.matches() && (type.startsWith("binary") || type.startsWith("uuid") || type.startsWith("inet"))) {
            // Zeros at the end of a fixed length are not in the log.
            bytes = Arrays.copyOf(told, Math.max(told.length, Integer.parseInt(fixed.group(1))));
        }
        Charset charset = ValueText.charset(column);
        String text = charset == null || ValueText.binary(column)
                ? ascii(bytes)
                : Charsets.strict(bytes, charset);
        boolean plain = text != null && text.chars().noneMatch(c -> c < 0x20 || c == '\\' || c == 0x7f
                || c >= 0xd800 && c < 0xe000 && charset == null);
        return plain && text != null
                ? "'" + text.replace("'", "''") + "'"
                : "X'" + HexFormat.of().formatHex(bytes) + "'";
    }

    private static @Nullable String ascii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return null;
            }
        }
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
