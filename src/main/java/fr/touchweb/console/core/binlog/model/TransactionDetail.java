package fr.touchweb.console.core.binlog.model;

import java.util.List;
import java.util.Map;

/**
 * A transaction with rows of it.
 *
 * @param transaction with exact row counts by table and operation, and longer texts than in the index
 * @param rows those that were asked for, in the order of the log
 * @param more whether there are further rows after them
 * @param columns what the log's own metadata says about its tables
 * @param verdict whether the transaction was read whole
 * @param command what ran, as a shell line
 */
public record TransactionDetail(Transaction transaction, List<RowChange> rows, boolean more,
        Map<TableName, TableColumns> columns, Verdict verdict, String command) {
    public TransactionDetail {
        rows = List.copyOf(rows);
        columns = Map.copyOf(columns);
    }
}
