package fr.touchweb.console.core.binlog.model;

import org.jspecify.annotations.Nullable;

/**
 * A value in its column.
 *
 * @param column number from 1, as in {@code @1}
 * @param type as the tool names it ({@code VARSTRING(256)}), null at less verbosity
 */
public record Cell(int column, Value value, @Nullable String type) {}
