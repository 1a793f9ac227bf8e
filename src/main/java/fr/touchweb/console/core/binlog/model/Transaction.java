package fr.touchweb.console.core.binlog.model;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A transaction, or a statement that the server logs on its own (DDL).
 *
 * @param file name of the binary log, {@code -} for text from elsewhere
 * @param start position of its first event, the GTID where there is one
 * @param end position after its last event
 * @param gtid as the server writes it, null without GTIDs
 * @param time start of its first statement; null when it has none
 * @param commitTime when it was committed; microseconds on MySQL 8 and later, else whole seconds; null when its end was
 *        not read
 * @param thread connection id on the server; null where the log has none (row format of MariaDB before 11)
 * @param serverId server that executed it first
 * @param ending how it ends in the log
 */
public record Transaction(String file, long start, long end, @Nullable String gtid, @Nullable Instant time,
        @Nullable Instant commitTime, @Nullable Long thread, long serverId, Ending ending,
        List<Statement> statements, Set<Mark> marks) {
    /** How a transaction ends in the log. */
    public enum Ending {
        COMMIT, ROLLBACK, XA_PREPARE,
        /** Its own commit: DDL and statements of tables without transactions. */
        IMPLICIT,
        /** Not seen: the log ends first. */
        OPEN
    }

    public Transaction {
        statements = List.copyOf(statements);
        marks = Set.copyOf(marks);
    }

    /** Bytes in the binary log. */
    public long bytes() {
        return end - start;
    }

    public SortedSet<TableName> tables() {
        SortedSet<TableName> tables = new TreeSet<>();
        statements.forEach(s -> s.changes().forEach(c -> tables.add(c.table())));
        return tables;
    }

    /** Rows changed; -1 when that of one statement is not known. A statement that changes no rows counts none. */
    public long rows() {
        long sum = 0;
        for (Statement statement : statements) {
            if (statement.rows() < 0 && statement.operation().changesRows()) {
                return TableChange.UNKNOWN;
            }
            sum += Math.max(0, statement.rows());
        }
        return sum;
    }

    /**
     * Rows by operation for what is logged as rows, statements for what is logged as SQL; -1 where the rows are not
     * known.
     */
    public Map<Operation, Long> operations() {
        Map<Operation, Long> counts = new EnumMap<>(Operation.class);
        for (Statement statement : statements) {
            boolean rows = statement.operation().changesRows() && !statement.has(Mark.STATEMENT_FORMAT);
            if (!rows || statement.changes().isEmpty()) {
                add(counts, statement.operation(), 1);
            } else if (statement.changes().stream().map(TableChange::operation).distinct().count() == 1) {
                add(counts, statement.operation(), statement.rows());
            } else {
                statement.changes().forEach(change -> add(counts, change.operation(), change.rows()));
            }
        }
        return counts;
    }

    private static void add(Map<Operation, Long> counts, Operation operation, long rows) {
        counts.merge(operation, rows, (a, b) -> a < 0 || b < 0 ? TableChange.UNKNOWN : a + b);
    }

    /** Whether any statement of it is DDL. */
    public boolean hasDdl() {
        return statements.stream().anyMatch(s -> s.operation().isDdl());
    }

    /** Marks of its own and of its statements. */
    public boolean has(Mark mark) {
        return marks.contains(mark) || statements.stream().anyMatch(s -> s.has(mark));
    }
}
