package fr.touchweb.console.core.binlog.model;

/**
 * A table.
 *
 * @param database empty when the log does not say it
 */
public record TableName(String database, String table) implements Comparable<TableName> {
    /** As people write it: {@code shop.orders}. */
    @Override
    public String toString() {
        return database.isEmpty() ? table : database + "." + table;
    }

    /** As SQL has it, with doubled backticks inside the names. */
    public String quoted() {
        return database.isEmpty() ? quote(table) : quote(database) + "." + quote(table);
    }

    public static String quote(String identifier) {
        return "`" + identifier.replace("`", "``") + "`";
    }

    @Override
    public int compareTo(TableName other) {
        int byDatabase = database.compareTo(other.database);
        return byDatabase != 0 ? byDatabase : table.compareTo(other.table);
    }
}
