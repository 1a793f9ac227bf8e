package fr.touchweb.console.core.binlog;

import fr.touchweb.console.core.binlog.model.Cell;
import fr.touchweb.console.core.binlog.model.RowChange;
import fr.touchweb.console.core.binlog.model.RowImage;
import fr.touchweb.console.core.binlog.model.Value;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settles what MariaDB's tool leaves open: whether {@code \x0a} is a line feed or four characters. The bytes of the log
 * hold each value with its length before it; the reading as control characters is proved when it stands there as often as
 * the text has it.
 */
final class Ambiguity {
    private static final int MOST_PLACES = 10_000;

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
     * Values that the bytes do not prove.
     *
     * @param raw bytes of all events of the rows
     */
    static Set<Value> unproved(List<RowChange> rows, byte[] raw) {
        Map<Key, Integer> wanted = new HashMap<>();
        Map<Key, Value> values = new HashMap<>();
        Set<Value> unproved = new HashSet<>();
        for (RowChange row : rows) {
            count(row.before(), wanted, values, unproved);
            count(row.after(), wanted, values, unproved);
        }
        wanted.forEach((key, count) -> {
            if (count > MOST_PLACES || !stands(raw, key, count)) {
                unproved.add(values.get(key));
            }
        });
        return unproved;
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

    private static boolean stands(byte[] raw, Key key, int count) {
        byte[] value = key.bytes.array();
        byte[] length = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value.length).array();
        byte[] wanted = new byte[key.lengthBytes + value.length];
        System.arraycopy(length, 0, wanted, 0, key.lengthBytes);
        System.arraycopy(value, 0, wanted, key.lengthBytes, value.length);
        int found = 0;
        for (int at = 0; at <= raw.length - wanted.length && found < count; at++) {
            if (raw[at] == wanted[0]
                    && java.util.Arrays.equals(raw, at, at + wanted.length, wanted, 0, wanted.length)) {
                found++;
            }
        }
        return found >= count;
    }
}
