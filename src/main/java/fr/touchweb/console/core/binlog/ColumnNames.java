package fr.touchweb.console.core.binlog;

import fr.touchweb.console.core.binlog.model.Column;
import fr.touchweb.console.core.binlog.model.Operation;
import fr.touchweb.console.core.binlog.model.Statement;
import fr.touchweb.console.core.binlog.model.TableChange;
import fr.touchweb.console.core.binlog.model.TableColumns;
import fr.touchweb.console.core.binlog.model.TableColumns.Doubt;
import fr.touchweb.console.core.binlog.model.TableColumns.Origin;
import fr.touchweb.console.core.binlog.model.TableName;
import fr.touchweb.console.core.binlog.model.Transaction;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Column names of tables as of today, and the DDL of the index that casts doubt on them. Safe on any thread.
 */
public final class ColumnNames {
    private final Map<TableName, List<Column>> today = new HashMap<>();
    private final Map<TableName, Instant> lastDdl = new HashMap<>();
    private boolean asked;

    /** Takes what {@code information_schema} says now; a table that was asked for and is not there has no columns. */
    public synchronized void today(Map<TableName, List<Column>> columns) {
        asked = true;
        columns.forEach((table, list) -> today.put(table, List.copyOf(list)));
    }

    /** Whether anything was asked from a database. */
    public synchronized boolean known() {
        return asked;
    }

    /** Notes the DDL of a transaction of the index. */
    public synchronized void note(Transaction transaction) {
        for (Statement statement : transaction.statements()) {
            if (statement.operation().isDdl() && statement.operation() != Operation.TRUNCATE) {
                for (TableChange change : statement.changes()) {
                    lastDdl.merge(change.table(), statement.time(), (a, b) -> a.isAfter(b) ? a : b);
                }
            }
        }
    }

    /**
     * Columns of a table for an event.
     *
     * @param count columns that the row image is known to have at least; another number of today's columns means that
     *        the names are not those
     * @param exact whether the image logs all columns, so that fewer are a difference too
     * @param time of the event
     */
    public synchronized TableColumns of(TableName table, int count, boolean exact, Instant time) {
        List<Column> columns = today.get(table);
        if (columns == null) {
            return TableColumns.none(table);
        }
        if (columns.isEmpty()) {
            return new TableColumns(table, columns, Origin.TODAY, Doubt.NO_TABLE);
        }
        if (exact ? columns.size() != count : columns.size() < count) {
            return new TableColumns(table, columns, Origin.TODAY, Doubt.COUNT_DIFFERS);
        }
        Instant ddl = lastDdl.get(table);
        boolean later = ddl != null && !ddl.isBefore(time);
        return new TableColumns(table, columns, Origin.TODAY, later ? Doubt.LATER_DDL : Doubt.NONE);
    }
}
