package fr.touchweb.console.core.binlog;

import fr.touchweb.console.core.binlog.model.Column;
import fr.touchweb.console.core.binlog.model.TableName;
import fr.touchweb.console.core.policy.BinlogPolicy;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.Exit;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Asks {@code information_schema} for columns as they are today, with the database client of the machine. The login reaches
 * the client on its standard input as an option file; where a jail has no {@code /dev/stdin}, in a file of mode 0600 in a
 * private folder that goes with the command.
 */
public final class SchemaReader {
    private static final int GIVEN_UP = 71;
    private static final int NO_CLIENT = 127;

    private static final String SCRIPT = """
            umask 077; d=; trap '[ -n "$d" ] && rm -rf -- "$d"' EXIT; trap 'exit 143' HUP INT TERM PIPE; \
            c=$(command -v mariadb) || c=$(command -v mysql) || exit @NOCLIENT@; \
            if [ -r /dev/stdin ]; then "$c" --defaults-extra-file=/dev/stdin -B -N -e "$1"; exit $?; fi; \
            for b in "${TMPDIR:-}" /tmp /var/tmp "${HOME:-}"; do \
            [ -n "$b" ] && [ -d "$b" ] && [ -w "$b" ] || continue; d=$b/.tw-console-binlog.$$; \
            mkdir -m 700 -- "$d" && break; d=; done; [ -n "$d" ] || exit @GIVENUP@; \
            while IFS= read -r l; do printf '%s\\n' "$l"; done >"$d/login"; \
            "$c" --defaults-extra-file="$d/login" -B -N -e "$1" """
            .replace("@NOCLIENT@", Integer.toString(NO_CLIENT)).replace("@GIVENUP@", Integer.toString(GIVEN_UP))
            .strip();

    private final RemoteHost host;
    private final BinlogPolicy policy;

    public SchemaReader(RemoteHost host, BinlogPolicy policy) {
        this.host = host;
        this.policy = policy;
    }

    /**
     * Columns of tables; a table that does not exist has none.
     *
     * @throws RemoteException when there is no client, or the server refuses the login, in its own words
     */
    public Map<TableName, List<Column>> read(DatabaseLogin login, Collection<TableName> tables)
            throws RemoteException, InterruptedException {
        Map<TableName, List<Column>> columns = new HashMap<>();
        for (TableName table : tables) {
            columns.put(table, new ArrayList<>());
        }
        if (columns.isEmpty()) {
            return columns;
        }
        byte[] options = login.optionFile();
        try {
            CommandResult result = host.run(Command.script(SCRIPT, query(columns.keySet())).withStdin(options)
                    .withLimit(policy.schema()));
            if (!result.ok()) {
                throw refused(result);
            }
            result.text().lines().forEach(line -> add(columns, line.split("\t", -1)));
            return columns;
        } finally {
            Arrays.fill(options, (byte) 0);
        }
    }

    private static RemoteException refused(CommandResult result) {
        String words = result.errorText().strip().lines().reduce((a, b) -> b).orElse("–");
        boolean none = result.exit() instanceof Exit.Code(int code)
                && (code == NO_CLIENT || code == GIVEN_UP);
        return new RemoteException(none ? Kind.UNSUPPORTED : Kind.PERMISSION,
                none ? Message.of("binlog.schema.noClient") : Message.of("binlog.schema.refused", words), null);
    }

    private static String query(Collection<TableName> tables) {
        List<String> wanted = tables.stream().map(t -> "(" + hex(t.database()) + "," + hex(t.table()) + ")").toList();
        return "SELECT HEX(TABLE_SCHEMA),HEX(TABLE_NAME),ORDINAL_POSITION,HEX(COLUMN_NAME),HEX(COLUMN_TYPE),"
                + "IFNULL(CHARACTER_SET_NAME,''),COLUMN_KEY,EXTRA FROM information_schema.COLUMNS"
                + " WHERE (TABLE_SCHEMA,TABLE_NAME) IN (" + String.join(",", wanted) + ") ORDER BY 1,2,3";
    }

    private static String hex(String name) {
        return "CONVERT(X'" + HexFormat.of().formatHex(name.getBytes(StandardCharsets.UTF_8)) + "' USING utf8)";
    }

    private static void add(Map<TableName, List<Column>> columns, String[] fields) {
        if (fields.length < 8) {
            return;
        }
        List<Column> of = columns.get(new TableName(text(fields[0]), text(fields[1])));
        if (of == null) {
            return;
        }
        String type = text(fields[4]);
        boolean generated = fields[7].toUpperCase(Locale.ROOT).contains("GENERATED")
                || fields[7].toUpperCase(Locale.ROOT).contains("PERSISTENT");
        String lower = type.toLowerCase(Locale.ROOT);
        of.add(new Column(of.size() + 1, text(fields[3]), generated ? type + " generated" : type,
                lower.contains("unsigned"), fields[5].isEmpty() ? null : fields[5], members(type),
                fields[6].equals("PRI")));
    }

    private static String text(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
    }

    /** Members of {@code enum('a','b''c')}. */
    private static List<String> members(String type) {
        List<String> members = new ArrayList<>();
        String lower = type.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("enum(") && !lower.startsWith("set(")) {
            return members;
        }
        StringBuilder member = null;
        for (int i = type.indexOf('(') + 1; i < type.length(); i++) {
            char c = type.charAt(i);
            if (member == null) {
                member = c == '\'' ? new StringBuilder() : null;
            } else if (c != '\'') {
                member.append(c);
            } else if (i + 1 < type.length() && type.charAt(i + 1) == '\'') {
                member.append('\'');
                i++;
            } else {
                members.add(member.toString());
                member = null;
            }
        }
        return members;
    }
}
