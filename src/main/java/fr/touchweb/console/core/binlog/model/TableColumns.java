package fr.touchweb.console.core.binlog.model;

import java.util.List;

/**
 * Columns of a table and how far they can be trusted.
 *
 * @param origin where they come from
 * @param doubt whether they may not be those of the event
 */
public record TableColumns(TableName table, List<Column> columns, Origin origin, Doubt doubt) {
    /** Where columns come from. */
    public enum Origin {
        /** The log's own metadata: as of the event. */
        LOG,
        /** {@code information_schema} now: “as of today”. */
        TODAY,
        /** Not known: columns are {@code @1}, {@code @2}… */
        NONE
    }

    /** Why columns may not be those of the event. */
    public enum Doubt {
        NONE,
        /** Another number of columns than the row image has: names are not used. */
        COUNT_DIFFERS,
        /** A later DDL changed the table: names are shown greyed. */
        LATER_DDL,
        /** The table does not exist today. */
        NO_TABLE
    }

    public TableColumns {
        columns = List.copyOf(columns);
    }

    public static TableColumns none(TableName table) {
        return new TableColumns(table, List.of(), Origin.NONE, Doubt.NONE);
    }

    /** A column by number; one that is not known has its number alone. */
    public Column column(int number) {
        boolean usable = doubt != Doubt.COUNT_DIFFERS && doubt != Doubt.NO_TABLE;
        return usable && number >= 1 && number <= columns.size() ? columns.get(number - 1) : Column.unknown(number);
    }

    /** The number of a column by name, 0 when there is none. */
    public int number(String name) {
        return columns.stream().filter(c -> name.equalsIgnoreCase(c.name())).mapToInt(Column::number).findFirst()
                .orElse(0);
    }
}
