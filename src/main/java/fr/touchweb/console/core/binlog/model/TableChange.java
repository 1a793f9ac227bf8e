package fr.touchweb.console.core.binlog.model;

/**
 * What a statement did to a table.
 *
 * @param rows rows changed, -1 when the log or the pass does not tell
 */
public record TableChange(TableName table, Operation operation, long rows) {
    public static final long UNKNOWN = -1;
}
