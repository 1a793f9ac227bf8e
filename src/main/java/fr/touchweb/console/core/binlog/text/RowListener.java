package fr.touchweb.console.core.binlog.text;

import fr.touchweb.console.core.binlog.model.RowChange;
import fr.touchweb.console.core.binlog.model.TableColumns;

/** Hears rows, in the order of the text. */
public interface RowListener {
    void row(RowChange row);

    /** What the log itself says about columns of a table, before its rows. */
    default void columns(TableColumns columns) {}
}
