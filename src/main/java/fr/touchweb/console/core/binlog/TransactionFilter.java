package fr.touchweb.console.core.binlog;

import fr.touchweb.console.core.binlog.model.Operation;
import fr.touchweb.console.core.binlog.model.TableName;
import fr.touchweb.console.core.binlog.model.Transaction;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses transactions of an index. What is null or empty is not asked about.
 *
 * @param tables full names, or names without database that fit any
 * @param text part of an original SQL text, whatever its case
 * @param minimumRows rows at least; unknown counts pass
 * @param from first moment: a transaction passes when the time from its statement to its commit meets the range
 * @param to last moment
 */
public record TransactionFilter(Set<String> tables, Set<Operation> operations, @Nullable String text,
        @Nullable Long thread, long minimumRows, long minimumBytes, @Nullable Instant from, @Nullable Instant to) {
    public static final TransactionFilter ALL = new TransactionFilter(Set.of(), Set.of(), null, null, 0, 0, null,
            null);

    public TransactionFilter {
        tables = Set.copyOf(tables);
        operations = Set.copyOf(operations);
    }

    public boolean accepts(Transaction transaction) {
        return inTime(transaction) && transaction.bytes() >= minimumBytes
                && (thread == null || thread.equals(transaction.thread()))
                && (minimumRows <= 0 || transaction.rows() < 0 || transaction.rows() >= minimumRows)
                && (operations.isEmpty()
                        || transaction.operations().keySet().stream().anyMatch(operations::contains))
                && (tables.isEmpty() || transaction.tables().stream().anyMatch(this::names))
                && (text == null || hasText(transaction, text.toLowerCase(Locale.ROOT)));
    }

    private boolean names(TableName table) {
        return tables.contains(table.toString()) || tables.contains(table.table());
    }

    private static boolean hasText(Transaction transaction, String wanted) {
        return transaction.statements().stream()
                .anyMatch(s -> s.sql() != null && s.sql().text().toLowerCase(Locale.ROOT).contains(wanted));
    }

    private boolean inTime(Transaction transaction) {
        Instant begin = transaction.time() == null ? transaction.commitTime() : transaction.time();
        Instant end = transaction.commitTime() == null ? transaction.time() : transaction.commitTime();
        if (begin == null || end == null) {
            return true;
        }
        Instant first = begin.isBefore(end) ? begin : end;
        Instant last = begin.isBefore(end) ? end : begin;
        return (from == null || !last.isBefore(from)) && (to == null || !first.isAfter(to));
    }
}
