package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.core.binlog.model.Operation;
import fr.touchweb.console.core.binlog.model.Statement;
import fr.touchweb.console.core.binlog.model.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Changed rows by second of their statement and by kind of operation, and the DDL beside them. One thread at a time. */
final class OperationTimes {
    static final int INSERT = 0;
    static final int UPDATE = 1;
    static final int DELETE = 2;
    /** Logged as SQL, users and rights, anything else: a statement counts one. */
    static final int OTHER = 3;
    static final int SERIES = 4;

    private final TreeMap<Long, long[]> seconds = new TreeMap<>();
    private final List<Ddl> ddl = new ArrayList<>();
    private long version;

    /**
     * A DDL statement.
     *
     * @param second of its header
     * @param number of its transaction in the list
     */
    record Ddl(long second, int number, Operation operation, String text) {}

    /**
     * Sums of equal spans.
     *
     * @param from first second
     * @param width seconds of a column
     */
    record Columns(long from, long width, long[][] sums) {
        long highest() {
            long most = 0;
            for (long[] column : sums) {
                most = Math.max(most, sum(column));
            }
            return most;
        }

        static long sum(long[] column) {
            long all = 0;
            for (long one : column) {
                all += one;
            }
            return all;
        }
    }

    /** Another one after each change. */
    long version() {
        return version;
    }

    void clear() {
        version++;
        seconds.clear();
        ddl.clear();
    }

    /** @param number of the transaction in the list */
    void add(Transaction transaction, int number) {
        version++;
        for (Statement statement : transaction.statements()) {
            long second = statement.time().getEpochSecond();
            if (statement.operation().isDdl()) {
                ddl.add(new Ddl(second, number, statement.operation(),
                        statement.sql() == null ? "" : statement.sql().firstLine()));
            } else {
                seconds.computeIfAbsent(second, s -> new long[SERIES])[series(statement.operation())] += Math.max(1,
                        statement.rows());
            }
        }
    }

    static int series(Operation operation) {
        return switch (operation) {
            case INSERT, LOAD -> INSERT;
            case UPDATE, REPLACE -> UPDATE;
            case DELETE -> DELETE;
            default -> OTHER;
        };
    }

    List<Ddl> ddl() {
        return ddl;
    }

    boolean isEmpty() {
        return seconds.isEmpty() && ddl.isEmpty();
    }

    long first() {
        long own = seconds.isEmpty() ? Long.MAX_VALUE : seconds.firstKey();
        return ddl.stream().mapToLong(Ddl::second).reduce(own, Math::min);
    }

    long last() {
        long own = seconds.isEmpty() ? Long.MIN_VALUE : seconds.lastKey();
        return ddl.stream().mapToLong(Ddl::second).reduce(own, Math::max);
    }

    /** The part between two seconds, in at most so many columns of whole seconds. */
    Columns columns(long from, long to, int most) {
        if (isEmpty() || most <= 0 || to < from) {
            return new Columns(from, 1, new long[0][]);
        }
        long width = Math.max(1, (to - from + most) / most);
        long[][] sums = new long[(int) ((to - from) / width + 1)][SERIES];
        NavigableMap<Long, long[]> part = seconds.subMap(from, true, to, true);
        part.forEach((second, counts) -> {
            long[] column = sums[(int) ((second - from) / width)];
            for (int i = 0; i < SERIES; i++) {
                column[i] += counts[i];
            }
        });
        return new Columns(from, width, sums);
    }
}
