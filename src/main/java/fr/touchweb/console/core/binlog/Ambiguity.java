package fr.touchweb.console.core.binlog;

import fr.touchweb.console.core.binlog.model.Cell;
import fr.touchweb.console.core.binlog.model.RowChange;
import fr.touchweb.console.core.binlog.model.RowImage;
import fr.touchweb.console.core.binlog.model.Value;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settles what MariaDB's tool leaves open: whether {@code \x0a} is a line feed or four characters. The bytes of the log
 * hold each value with its length before it; the reading as control characters is proved when it stands there as often as
 * the text has it.
 */
final class Ambiguity {
    /** More control characters than this in one value, and only the reading as control characters is tried. */
    private static final int MOST_PLACES = 8;
    private static final int FIRST_PRINTED = 0x20;
    /** Bytes compared at most, in all. */
    private static final long MOST_WORK = 1L << 31;

    private record Key(ByteBuffer bytes, int lengthBytes) {}

    private Ambiguity() {}

    /** Whether any value of the rows is open. */
    static boolean any(List<RowChange> rows) {
        return rows.stream().anyMatch(row -> open(row.before()) || open(row.after()));
    }

    private static boolean open(@Nullable RowImage image) {
        return image != null && image.cells().stream()
                .anyMatch(cell -> cell.value() instanceof Value.Bytes(byte[] _, boolean ambiguous) && ambiguous);
    }

    /**
     * What the bytes prove.
     *
     * @param proved the true value of each that is settled
     * @param unproved values that stay open
     */
    record Settled(Map<Value, Value> proved, Set<Value> unproved) {}

    /**
     * Settles the values of rows.
     *
     * @param raw bytes of all events of the rows
     */
    static Settled settle(List<RowChange> rows, byte[] raw) {
        Map<Key, Integer> wanted = new HashMap<>();
        Map<Key, Value> values = new HashMap<>();
        Set<Value> unproved = new HashSet<>();
        for (RowChange row : rows) {
            count(row.before(), wanted, values, unproved);
            count(row.after(), wanted, values, unproved);
        }
        Map<Value, Value> proved = new HashMap<>();
        boolean tooMuch = (long) wanted.size() * raw.length > MOST_WORK;
        wanted.forEach((key, count) -> {
            Value open = values.get(key);
            byte[] bytes = tooMuch || open == null ? null : settled(raw, key, count);
            if (open != null && bytes != null) {
                proved.put(open, new Value.Bytes(bytes, false));
            } else if (open != null) {
                unproved.add(open);
            }
        });
        proved.keySet().removeAll(unproved);
        return new Settled(proved, unproved);
    }

    /** The only reading that stands in the bytes as often as the text has it, null when none or several do. */
    private static byte @Nullable [] settled(byte[] raw, Key key, int count) {
        byte[] printed = key.bytes.array();
        int places = 0;
        for (byte b : printed) {
            places += b >= 0 && b < FIRST_PRINTED ? 1 : 0;
        }
        if (places > MOST_PLACES) {
            return stands(raw, printed, key.lengthBytes, count) ? printed : null;
        }
        byte[] found = null;
        for (int literal = 0; literal < 1 << places; literal++) {
            byte[] reading = reading(printed, literal);
            if (stands(raw, reading, key.lengthBytes, count)) {
                if (found != null) {
                    return null;
                }
                found = reading;
            }
        }
        return found;
    }

    /** One reading: the control characters whose bits are set are four characters of text. */
    private static byte[] reading(byte[] printed, int literal) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(printed.length + 3 * Integer.bitCount(literal));
        int place = 0;
        for (byte b : printed) {
            boolean control = b >= 0 && b < FIRST_PRINTED;
            if (control && (literal >> place & 1) != 0) {
                bytes.writeBytes(String.format(Locale.ROOT, "\\x%02x", b).getBytes(StandardCharsets.US_ASCII));
            } else {
                bytes.write(b);
            }
            place += control ? 1 : 0;
        }
        return bytes.toByteArray();
    }

    private static void count(@Nullable RowImage image, Map<Key, Integer> wanted, Map<Key, Value> values,
            Set<Value> unproved) {
        if (image == null) {
            return;
        }
        for (Cell cell : image.cells()) {
            if (cell.value() instanceof Value.Bytes(byte[] bytes, boolean ambiguous) && ambiguous) {
                int lengthBytes = lengthBytes(cell.type());
                if (lengthBytes == 0) {
                    unproved.add(cell.value());
                    continue;
                }
                Key key = new Key(ByteBuffer.wrap(bytes), lengthBytes);
                wanted.merge(key, 1, Integer::sum);
                values.put(key, cell.value());
            }
        }
    }

    /** Bytes that the length of a value takes in the log, 0 when the type does not tell. */
    private static int lengthBytes(@Nullable String type) {
        if (type == null) {
            return 0;
        }
        if (type.startsWith("VARSTRING(") || type.startsWith("STRING(")) {
            String digits = type.substring(type.indexOf('(') + 1, Math.max(type.indexOf('(') + 1, type.indexOf(')')));
            return digits.matches("\\d{1,6}") ? Integer.parseInt(digits) > 255 ? 2 : 1 : 0;
        }
        if (type.startsWith("TINYBLOB")) {
            return 1;
        }
        if (type.startsWith("MEDIUMBLOB")) {
            return 3;
        }
        if (type.startsWith("LONGBLOB") || type.startsWith("JSON") || type.startsWith("GEOMETRY")) {
            return 4;
        }
        return type.startsWith("BLOB") ? 2 : 0;
    }

    private static boolean stands(byte[] raw, byte[] value, int lengthBytes, int count) {
        byte[] length = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value.length).array();
        byte[] wanted = new byte[lengthBytes + value.length];
        System.arraycopy(length, 0, wanted, 0, lengthBytes);
        System.arraycopy(value, 0, wanted, lengthBytes, value.length);
        int found = 0;
        for (int at = 0; at <= raw.length - wanted.length && found < count; at++) {
            if (raw[at] == wanted[0] && Arrays.equals(raw, at, at + wanted.length, wanted, 0, wanted.length)) {
                found++;
            }
        }
        return found >= count;
    }
}
