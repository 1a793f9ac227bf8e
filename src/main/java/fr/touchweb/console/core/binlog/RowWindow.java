package fr.touchweb.console.core.binlog;

import fr.touchweb.console.core.binlog.model.RowChange;
import fr.touchweb.console.core.binlog.model.TableColumns;
import fr.touchweb.console.core.binlog.model.TableName;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.model.TransactionDetail;
import fr.touchweb.console.core.binlog.model.Verdict;
import fr.touchweb.console.core.binlog.text.RowListener;
import fr.touchweb.console.core.binlog.text.TextListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps some rows of a transaction, and has enough when there is one more. */
final class RowWindow implements TextListener, RowListener {
    private final Transaction asked;
    private final long first;
    private final int limit;
    private final List<RowChange> rows = new ArrayList<>();
    private final Map<TableName, TableColumns> columns = new HashMap<>();
    private long seen;
    private Transaction read;

    RowWindow(Transaction asked, long first, int limit) {
        this.asked = asked;
        this.first = first;
        this.limit = limit;
        read = asked;
    }

    boolean full() {
        return seen > first + limit;
    }

    @Override
    public void transaction(Transaction transaction) {
        if (transaction.start() == asked.start()) {
            read = transaction;
        }
    }

    @Override
    public void row(RowChange row) {
        if (seen >= first && rows.size() < limit) {
            rows.add(row);
        }
        seen++;
    }

    @Override
    public void columns(TableColumns told) {
        columns.put(told.table(), told);
    }

    TransactionDetail detail(Verdict verdict, String command) {
        boolean more = seen > first + rows.size();
        return new TransactionDetail(more ? asked : read, rows, more, columns, verdict, command);
    }
}
