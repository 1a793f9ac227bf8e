package fr.touchweb.console.core.binlog.model;

import org.jspecify.annotations.Nullable;

/**
 * Looks for a value in row images: {@code orders.status: 'paid' → 'cancelled'}. What is null is not asked about.
 *
 * @param database of that name only
 * @param table of any database when {@code database} is null
 * @param column name or {@code @3}; null for any column
 * @param operation INSERT, UPDATE or DELETE
 * @param before text of the old value, {@code NULL} without quotes written as {@link #NULL}
 * @param after text of the new value
 * @param value text of the old or the new value
 */
public record ValueQuery(@Nullable String database, @Nullable String table, @Nullable String column,
        @Nullable Operation operation, @Nullable String before, @Nullable String after, @Nullable String value) {
    /** Stands for SQL's NULL in a query. */
    public static final String NULL = "\0NULL";
}
