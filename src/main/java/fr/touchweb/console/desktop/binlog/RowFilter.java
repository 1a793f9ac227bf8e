package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.core.binlog.TransactionFilter;
import fr.touchweb.console.core.binlog.model.ValueQuery;

/** A filter as it was typed, and what it asks. */
sealed interface RowFilter {
    /** As it was typed. */
    String typed();

    /**
     * Answered from the list.
     *
     * @param exclude whether transactions that fit are left out
     */
    record InList(String typed, TransactionFilter what, boolean exclude) implements RowFilter {
        boolean accepts(fr.touchweb.console.core.binlog.model.Transaction transaction) {
            return what.accepts(transaction) != exclude;
        }
    }

    /** Answered by a pass over all rows. */
    record InRows(String typed, ValueQuery what) implements RowFilter {}
}
