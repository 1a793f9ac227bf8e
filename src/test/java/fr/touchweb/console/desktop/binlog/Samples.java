package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.core.binlog.model.Operation;
import fr.touchweb.console.core.binlog.model.SqlText;
import fr.touchweb.console.core.binlog.model.Statement;
import fr.touchweb.console.core.binlog.model.TableChange;
import fr.touchweb.console.core.binlog.model.TableName;
import fr.touchweb.console.core.binlog.model.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Transactions made by hand. */
final class Samples {
    static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private Samples() {}

    static Statement statement(long start, Instant time, Operation operation, String table, long rows, String sql) {
        TableName name = new TableName("shop", table);
        return new Statement(start, start + 100, time, operation, List.of(new TableChange(name, operation, rows)), rows,
                new SqlText(sql, sql.length(), sql.length(), "UTF-8"), Set.of());
    }

    /** One a second from noon on, each with so many statements of one row. */
    static Transaction transaction(int second, int statements, Operation operation, String table) {
        List<Statement> all = new ArrayList<>();
        Instant time = NOON.plusSeconds(second);
        for (int i = 0; i < statements; i++) {
            all.add(statement(second * 1_000L + i * 100L, time, operation, table, 1,
                    operation + " " + table + " " + second));
        }
        return new Transaction("mysql-bin.000001", second * 1_000L, second * 1_000L + 900, "0-1-" + second, time,
                time.plusSeconds(1), null, 1, Transaction.Ending.COMMIT, all, Set.of());
    }
}
