package fr.touchweb.console.core.binlog.text;

import fr.touchweb.console.core.binlog.model.Column;
import fr.touchweb.console.core.binlog.model.TableColumns;
import fr.touchweb.console.core.binlog.model.TableColumns.Doubt;
import fr.touchweb.console.core.binlog.model.TableColumns.Origin;
import fr.touchweb.console.core.binlog.model.TableName;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code --print-table-metadata} adds below a Table_map (reference binlog 1.6): {@code # Columns(`id` BIGINT
 * UNSIGNED NOT NULL,} … {@code )} and {@code # Primary Key(id)}. How much of it there is depends on the server.
 */
final class MetadataReader {
    private static final String COLUMNS = "# Columns(";
    private static final String MORE = "#         ";
    private static final String KEY = "# Primary Key(";

    private final RowListener listener;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private @Nullable TableName table;
    private Set<String> keys = Set.of();
    private boolean mariaDb;

    MetadataReader(RowListener listener) {
        this.listener = listener;
    }

    /** Takes whose tool printed the text. */
    void mariaDb(boolean value) {
        mariaDb = value;
    }

    void line(TableName name, byte[] b, int from, int to) {
        if (Ascii.at(b, from, to, COLUMNS)) {
            flush();
            table = name;
            text.write(b, from + COLUMNS.length(), to - from - COLUMNS.length());
        } else if (Ascii.at(b, from, to, KEY)) {
            String list = Charsets.decode(java.util.Arrays.copyOfRange(b, from + KEY.length(), Math.max(from
                    + KEY.length(), to - 1)), StandardCharsets.UTF_8).text();
            keys = new HashSet<>();
            for (String key : list.split(",")) {
                // A key of a prefix has its length in brackets.
                keys.add(key.strip().replaceFirst("\\(\\d+\\)$", "").replaceAll("^`|`$", "").replace("``", "`"));
            }
        } else if (table != null && Ascii.at(b, from, to, MORE)) {
            text.write('\n');
            text.write(b, from + MORE.length(), to - from - MORE.length());
        } else if (table != null && !Ascii.at(b, from, to, "# ")) {
            // A member of an ENUM with a line feed in it.
            text.write('\n');
            text.write(b, from, to - from);
        }
    }

    /** Tells the table that was read, before its rows. */
    void flush() {
        TableName done = table;
        if (done == null) {
            return;
        }
        String list = Charsets.decode(text.toByteArray(), StandardCharsets.UTF_8).text();
        List<Column> columns = new ArrayList<>();
        boolean afterYear = false;
        for (String definition : split(list.endsWith(")") ? list.substring(0, list.length() - 1) : list)) {
            Column column = column(columns.size() + 1, definition.strip());
            columns.add(afterYear ? signUnknown(column) : column);
            // MariaDB writes a sign for YEAR too, which its own tool does not count: from there on signs are those of
            // the column before (seen on 10.11.19).
            afterYear |= mariaDb && "YEAR".equalsIgnoreCase(column.type());
        }
        table = null;
        text.reset();
        keys = Set.of();
        listener.columns(new TableColumns(done, columns, Origin.LOG, Doubt.NONE));
    }

    private static Column signUnknown(Column column) {
        return new Column(column.number(), column.name(), column.type(), null, column.charset(), column.members(),
                column.key());
    }

    /** Parts of a list at the commas that stand outside of quotes and brackets. */
    private static List<String> split(String list) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        char quote = 0;
        int start = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            if (quote != 0) {
                if (c == '\\' && quote == '\'') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '\'' || c == '`') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(list.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(list.substring(start));
        return parts;
    }

    private Column column(int number, String definition) {
        String name = null;
        String rest = definition;
        if (definition.startsWith("`")) {
            int end = 1;
            while (end < definition.length() && (definition.charAt(end) != '`'
                    || end + 1 < definition.length() && definition.charAt(end + 1) == '`')) {
                end += definition.charAt(end) == '`' ? 2 : 1;
            }
            name = definition.substring(1, Math.min(end, definition.length())).replace("``", "`");
            rest = definition.substring(Math.min(end + 1, definition.length())).strip();
        }
        // MariaDB says so before the members, MySQL after them.
        rest = rest.replaceFirst("(?i)^(ENUM|SET) NOT NULL\\(", "$1(");
        List<String> members = new ArrayList<>();
        String upper = rest.toUpperCase(Locale.ROOT);
        if (upper.startsWith("ENUM(") || upper.startsWith("SET(")) {
            int close = rest.lastIndexOf(')');
            String inner = rest.substring(rest.indexOf('(') + 1, Math.max(rest.indexOf('(') + 1, close));
            for (String member : split(inner)) {
                String m = member.strip();
                if (m.length() >= 2) {
                    members.add(m.substring(1, m.length() - 1).replace("\\'", "'").replace("\\\\", "\\"));
                }
            }
        }
        int charset = upper.indexOf(" CHARSET ");
        String set = null;
        if (charset >= 0) {
            String after = rest.substring(charset + " CHARSET ".length());
            int space = after.indexOf(' ');
            set = space < 0 ? after : after.substring(0, space);
        }
        String type = rest.replaceFirst("(?i)( NOT NULL| CHARSET | UNSIGNED)(?s).*", "");
        // Without names the server logs no signs either (MariaDB, binlog_row_metadata=NO_LOG).
        Boolean unsigned = upper.contains(" UNSIGNED") ? Boolean.TRUE : name == null ? null : Boolean.FALSE;
        return new Column(number, name, type, unsigned, set, members, name != null && keys.contains(name));
    }
}
