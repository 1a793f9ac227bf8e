package fr.touchweb.console.core.binlog.model;

import java.time.Instant;

/**
 * A row in which a value was found; the row itself is fetched by position.
 *
 * @param transaction position of the transaction's first event
 * @param transactionEnd position after its last event
 * @param statement position of the statement's first event
 * @param row number of the row within its statement, from 0
 * @param column number of the column that matched first
 * @param time of the statement
 */
public record ValueHit(String file, long transaction, long transactionEnd, long statement, long row, TableName table,
        Operation operation, int column, Instant time) {}
