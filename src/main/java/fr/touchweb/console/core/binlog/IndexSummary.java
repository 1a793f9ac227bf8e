package fr.touchweb.console.core.binlog;

import fr.touchweb.console.core.binlog.model.Mark;
import fr.touchweb.console.core.binlog.model.Operation;
import fr.touchweb.console.core.binlog.model.Statement;
import fr.touchweb.console.core.binlog.model.TableChange;
import fr.touchweb.console.core.binlog.model.TableName;
import fr.touchweb.console.core.binlog.model.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** Totals of an index, kept while it streams. Memory grows with tables and minutes, not with transactions. One thread at a time. */
public final class IndexSummary {
    private static final int SECONDS = 60;

    private final int biggestKept;
    private final Map<TableName, Map<Operation, Total>> tables = new HashMap<>();
    private final TreeMap<Long, Map<Operation, Long>> minutes = new TreeMap<>();
    private final PriorityQueue<Transaction> biggest = new PriorityQueue<>(
            Comparator.comparingLong(Transaction::bytes));
    private long transactions;
    private long unsplitRows;

    /**
     * What was done to a table.
     *
     * @param rows rows whose number is known
     * @param statements statements
     * @param uncounted statements whose rows are not known
     */
    public record Total(long rows, long statements, long uncounted) {
        private Total plus(long moreRows, boolean counted) {
            return new Total(rows + (counted ? moreRows : 0), statements + 1, uncounted + (counted ? 0 : 1));
        }
    }

    /**
     * A minute.
     *
     * @param start of it
     * @param operations rows by operation, statements for DDL and for what is logged as SQL
     */
    public record Minute(Instant start, Map<Operation, Long> operations) {
        public long sum() {
            return operations.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** @param biggestKept how many of the biggest transactions are kept */
    public IndexSummary(int biggestKept) {
        this.biggestKept = biggestKept;
    }

    public void add(Transaction transaction) {
        transactions++;
        biggest.add(transaction);
        if (biggest.size() > biggestKept) {
            biggest.remove();
        }
        for (Statement statement : transaction.statements()) {
            add(statement);
        }
    }

    private void add(Statement statement) {
        if (statement.has(Mark.ROWS_NOT_SPLIT)) {
            unsplitRows += Math.max(0, statement.rows());
        }
        for (TableChange change : statement.changes()) {
            tables.computeIfAbsent(change.table(), t -> new EnumMap<>(Operation.class))
                    .merge(change.operation(), new Total(0, 0, 0).plus(change.rows(), change.rows() >= 0),
                            (a, b) -> new Total(a.rows + b.rows, a.statements + b.statements,
                                    a.uncounted + b.uncounted));
        }
        long minute = Math.floorDiv(statement.time().getEpochSecond(), SECONDS);
        long weight = statement.operation().changesRows() && statement.rows() >= 0 ? statement.rows() : 1;
        minutes.computeIfAbsent(minute, m -> new EnumMap<>(Operation.class)).merge(statement.operation(), weight,
                Long::sum);
    }

    public long transactions() {
        return transactions;
    }

    /** Rows of statements that changed several tables and whose share of each table the index does not know. */
    public long unsplitRows() {
        return unsplitRows;
    }

    /** Totals by table and operation. */
    public Map<TableName, Map<Operation, Total>> tables() {
        Map<TableName, Map<Operation, Total>> copy = new TreeMap<>();
        tables.forEach((table, totals) -> copy.put(table, new EnumMap<>(totals)));
        return copy;
    }

    /** The biggest transactions by bytes in the log, the biggest first. */
    public List<Transaction> biggest() {
        return biggest.stream().sorted(Comparator.comparingLong(Transaction::bytes).reversed()).toList();
    }

    /** The busiest minutes by rows, the busiest first. */
    public List<Minute> busiestMinutes(int count) {
        return minutes().stream().sorted(Comparator.comparingLong(Minute::sum).reversed()).limit(count).toList();
    }

    /** All minutes with something in them, by time. */
    public List<Minute> minutes() {
        List<Minute> all = new ArrayList<>();
        minutes.forEach((minute, counts) -> all
                .add(new Minute(Instant.ofEpochSecond(minute * SECONDS), new EnumMap<>(counts))));
        return all;
    }
}
