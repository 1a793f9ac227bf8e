package fr.touchweb.console.core.binlog.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A changed row.
 *
 * @param number from 0, within its statement
 * @param statement position of its statement's first event
 * @param operation INSERT, UPDATE or DELETE
 * @param before null for an insert
 * @param after null for a delete
 */
public record RowChange(long number, long statement, Operation operation, TableName table, @Nullable RowImage before,
        @Nullable RowImage after) {
    /**
     * Columns of an update whose two sides differ, or that only one side logs; all logged columns of an insert or a
     * delete. Ascending.
     */
    public List<Integer> changedColumns() {
        List<Integer> changed = new ArrayList<>();
        int last = Math.max(before == null ? 0 : before.lastColumn(), after == null ? 0 : after.lastColumn());
        for (int column = 1; column <= last; column++) {
            Value old = before == null ? Value.NOT_LOGGED : before.value(column);
            Value now = after == null ? Value.NOT_LOGGED : after.value(column);
            boolean oneSided = before == null || after == null;
            // The after image of MINIMAL holds only what changed: a column that it leaves out did not change.
            if (oneSided ? !old.equals(now) : !(now instanceof Value.NotLogged) && !old.equals(now)) {
                changed.add(column);
            }
        }
        return changed;
    }
}
