package fr.touchweb.console.core.binlog.text;

import fr.touchweb.console.core.binlog.model.Mark;
import fr.touchweb.console.core.binlog.model.Operation;
import fr.touchweb.console.core.binlog.model.SqlText;
import fr.touchweb.console.core.binlog.model.Statement;
import fr.touchweb.console.core.binlog.model.TableChange;
import fr.touchweb.console.core.binlog.model.TableName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A statement while its events are read. */
final class StatementBuilder {
    final long start;
    long end;
    final long localSecond;
    int nanos;
    Operation operation = Operation.OTHER;
    boolean ofRows;
    /** The last rows event was read; images may follow. */
    boolean ended;
    @Nullable
    SqlText sql;
    /** From {@code # Number of rows}, -1 when there was none. */
    long toldRows = -1;
    final Set<Mark> marks = EnumSet.noneOf(Mark.class);
    private final List<Change> changes = new ArrayList<>(2);
    private final List<TableName> mapped = new ArrayList<>(2);

    /** Rows of one table and operation. */
    static final class Change {
        final TableName table;
        final Operation operation;
        /** Images seen in the text, 0 while there was none. */
        long images;

        Change(TableName table, Operation operation) {
            this.table = table;
            this.operation = operation;
        }
    }

    StatementBuilder(long start, long localSecond) {
        this.start = start;
        this.end = start;
        this.localSecond = localSecond;
    }

    Change change(TableName table, Operation does) {
        for (Change change : changes) {
            if (change.operation == does && change.table.equals(table)) {
                return change;
            }
        }
        Change change = new Change(table, does);
        changes.add(change);
        return change;
    }

    /** The first change of an operation. */
    Change first(Operation does) {
        for (Change change : changes) {
            if (change.operation == does) {
                return change;
            }
        }
        return change(new TableName("", ""), does);
    }

    /** Notes a table that the statement opened for changes. */
    void map(TableName table) {
        if (!mapped.contains(table)) {
            mapped.add(table);
        }
    }

    /** Whether it opened tables of which it logged no row: children of foreign keys among them. */
    boolean mapsMore() {
        return mapped.stream().anyMatch(table -> changes.stream().noneMatch(c -> c.table.equals(table)));
    }

    /** Rows by images, else by the tool's own count, else -1. */
    long rows() {
        if (!ofRows) {
            return TableChange.UNKNOWN;
        }
        long images = changes.stream().mapToLong(change -> change.images).sum();
        return images > 0 ? images : toldRows;
    }

    Statement build(Zone zone) {
        long rows = rows();
        boolean counted = changes.stream().anyMatch(change -> change.images > 0);
        List<TableChange> told;
        if (changes.isEmpty()) {
            told = List.of();
        } else if (counted) {
            told = changes.stream().map(c -> new TableChange(c.table, c.operation, c.images)).toList();
        } else if (changes.size() == 1) {
            Change only = changes.getFirst();
            told = List.of(new TableChange(only.table, only.operation, rows));
        } else {
            told = changes.stream().map(c -> new TableChange(c.table, c.operation, TableChange.UNKNOWN)).toList();
            if (ofRows) {
                marks.add(Mark.ROWS_NOT_SPLIT);
            }
        }
        Instant time = zone.instant(localSecond).plusNanos(nanos);
        return new Statement(start, end, time, operation, told, rows, sql, marks);
    }
}
