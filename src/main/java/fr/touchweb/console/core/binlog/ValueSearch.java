package fr.touchweb.console.core.binlog;

import fr.touchweb.console.core.binlog.model.Cell;
import fr.touchweb.console.core.binlog.model.Column;
import fr.touchweb.console.core.binlog.model.RowChange;
import fr.touchweb.console.core.binlog.model.RowImage;
import fr.touchweb.console.core.binlog.model.Statement;
import fr.touchweb.console.core.binlog.model.TableColumns;
import fr.touchweb.console.core.binlog.model.TableName;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.model.Value;
import fr.touchweb.console.core.binlog.model.ValueHit;
import fr.touchweb.console.core.binlog.model.ValueQuery;
import fr.touchweb.console.core.binlog.text.RowListener;
import fr.touchweb.console.core.binlog.text.TextListener;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Looks at every row of a text for a value; keeps places, not texts. */
final class ValueSearch implements TextListener, RowListener {
    private final ValueQuery query;
    private final ColumnNames names;
    private final int limit;
    private final SearchListener listener;
    private final Map<TableName, TableColumns> logged = new HashMap<>();
    private final List<Found> found = new ArrayList<>();
    private int hits;
    private boolean more;

    private record Found(RowChange row, int column) {}

    ValueSearch(ValueQuery query, ColumnNames names, int limit, SearchListener listener) {
        this.query = query;
        this.names = names;
        this.limit = limit;
        this.listener = listener;
    }

    boolean full() {
        return hits >= limit;
    }

    /** Whether there were rows after the last hit that was kept. */
    boolean more() {
        return more;
    }

    @Override
    public void columns(TableColumns columns) {
        logged.put(columns.table(), columns);
    }

    @Override
    public void row(RowChange row) {
        boolean asked = (query.operation() == null || query.operation() == row.operation())
                && (query.table() == null || query.table().equals(row.table().table()))
                && (query.database() == null || query.database().equals(row.table().database()));
        if (!asked) {
            return;
        }
        if (hits + found.size() >= limit) {
            more = true;
            return;
        }
        int column = matching(row, columnsOf(row));
        if (column > 0) {
            // Images stay out of memory until the transaction ends: a place is enough.
            found.add(new Found(new RowChange(row.number(), row.statement(), row.operation(), row.table(), null, null),
                    column));
        }
    }

    private TableColumns columnsOf(RowChange row) {
        TableColumns own = logged.get(row.table());
        int count = Math.max(row.before() == null ? 0 : row.before().lastColumn(),
                row.after() == null ? 0 : row.after().lastColumn());
        TableColumns today = names.of(row.table(), count, false, Instant.EPOCH);
        boolean named = own != null && own.columns().stream().anyMatch(column -> column.name() != null);
        return own != null && (named || today.columns().isEmpty()) ? own : today;
    }

    /** Number of the first column that holds what is asked, 0 for none. */
    private int matching(RowChange row, TableColumns columns) {
        int wanted = query.column() == null ? 0 : wanted(query.column(), columns);
        if (wanted < 0) {
            return 0;
        }
        RowImage before = row.before();
        RowImage after = row.after();
        RowImage shown = before == null ? Objects.requireNonNull(after) : before;
        for (Cell cell : wanted == 0 ? all(shown, after) : List.of(new Cell(wanted, Value.NULL, null))) {
            int number = cell.column();
            Value old = before == null ? Value.NOT_LOGGED : before.value(number);
            Value now = after == null ? Value.NOT_LOGGED : after.value(number);
            Column column = columns.column(number);
            boolean matches = (query.before() == null || is(old, query.before(), column))
                    && (query.after() == null || is(now, query.after(), column))
                    && (query.value() == null || is(old, query.value(), column) || is(now, query.value(), column));
            boolean bothSides = query.before() != null && query.after() != null;
            if (matches && (!bothSides || !old.equals(now))) {
                return number;
            }
        }
        return 0;
    }

    private static List<Cell> all(RowImage shown, @Nullable RowImage after) {
        return after != null && after.cells().size() > shown.cells().size() ? after.cells() : shown.cells();
    }

    private static int wanted(String name, TableColumns columns) {
        if (name.startsWith("@") && name.substring(1).matches("\\d{1,4}")) {
            return Integer.parseInt(name.substring(1));
        }
        int number = columns.number(name);
        return number == 0 ? -1 : number;
    }

    private static boolean is(Value value, String wanted, Column column) {
        if (wanted.equals(ValueQuery.NULL)) {
            return value instanceof Value.Null;
        }
        return switch (value) {
            case Value.NotLogged _,Value.Null _ -> false;
            case Value.Whole whole -> wanted.equals(whole.signed().toString())
                    || whole.unsigned() != null && wanted.equals(whole.unsigned().toString())
                    || wanted.equals(ValueText.of(value, column));
            case Value.Temporal(String text) -> wanted.equals(text) || wanted.equals(ValueText.of(value, column));
            case Value.Epoch(long second, int _) -> wanted.equals(Long.toString(second))
                    || wanted.equals(ValueText.of(value, column))
                    || (wanted + " UTC").equals(ValueText.of(value, column));
            case Value.Numeric(String text, boolean _) -> wanted.equals(text.strip());
            case Value.Bits _,Value.Bytes _,Value.Expression _,Value.Unreadable _ ->
                wanted.equals(ValueText.of(value, column));
        };
    }

    @Override
    public void transaction(Transaction transaction) {
        for (Found one : found) {
            if (hits >= limit) {
                break;
            }
            hits++;
            Instant time = transaction.statements().stream().filter(s -> s.start() == one.row.statement())
                    .map(Statement::time).findFirst().orElse(Instant.EPOCH);
            listener.hit(new ValueHit(transaction.file(), transaction.start(), transaction.end(), one.row.statement(),
                    one.row.number(), one.row.table(), one.row.operation(), one.column, time));
        }
        found.clear();
    }
}
