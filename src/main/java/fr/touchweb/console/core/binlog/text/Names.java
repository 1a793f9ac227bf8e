package fr.touchweb.console.core.binlog.text;

import fr.touchweb.console.core.binlog.model.TableName;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Names of tables in labels and rows; each text is read once and its table is one object. */
final class Names {
    private static final int MOST = 20_000;

    private final Map<String, Mapped> labels = new HashMap<>();
    private final Map<TableName, TableName> known = new HashMap<>();
    private final Map<Long, TableName> byId = new HashMap<>();

    private record Mapped(TableName table, long id) {}

    /** Reads {@code Table_map: `db`.`t` mapped to number 18} and remembers the number. */
    TableName map(String label) {
        Mapped mapped = labels.get(label);
        if (mapped == null) {
            int start = label.indexOf('`');
            int end = label.lastIndexOf("` mapped to number ");
            if (start < 0 || end <= start) {
                return new TableName("", "");
            }
            byte[] b = label.getBytes(StandardCharsets.ISO_8859_1);
            long id = Ascii.numberAt(b, end + "` mapped to number ".length(), b.length);
            mapped = new Mapped(name(label.substring(start + 1, end)), id);
            if (labels.size() >= MOST) {
                labels.clear();
            }
            labels.put(label, mapped);
        }
        byId.put(mapped.id, mapped.table);
        if (byId.size() > MOST) {
            byId.clear();
            byId.put(mapped.id, mapped.table);
        }
        return mapped.table;
    }

    /** The table of a rows event; without a name when its Table_map was not read. */
    TableName byId(long id) {
        TableName table = byId.get(id);
        return table == null ? intern(new TableName("", "#" + id)) : table;
    }

    /** Reads {@code db`.`table}; MariaDB doubles backticks inside, MySQL does so in rows only. */
    TableName name(String inner) {
        int dot = inner.indexOf("`.`");
        String database = dot < 0 ? "" : inner.substring(0, dot);
        String table = dot < 0 ? inner : inner.substring(dot + 3);
        return intern(new TableName(text(database), text(table)));
    }

    TableName intern(TableName table) {
        TableName same = known.putIfAbsent(table, table);
        return same == null ? table : same;
    }

    private static String text(String bytes) {
        String plain = bytes.contains("``") ? bytes.replace("``", "`") : bytes;
        return Charsets.decode(plain.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).text();
    }
}
