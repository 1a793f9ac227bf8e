package fr.touchweb.console.desktop.fleet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page keeps from one start to the next.
 *
 * @param columns in their order; empty for the page's own
 * @param sort id of the column that sorts, null for none
 * @param filter the filter line
 * @param saved filters kept as chips
 * @param terminal program that opens a terminal with its arguments, {@code {}} where the command goes; null to look for
 *        one
 */
record FleetSettings(List<Column> columns, @Nullable String sort, boolean descending, String filter,
        List<SavedFilter> saved, @Nullable List<String> terminal) {

    record Column(String id, double width, boolean visible) {}

    /** A filter with a name. */
    record SavedFilter(String name, String text) {}

    static FleetSettings first(List<SavedFilter> saved) {
        return new FleetSettings(List.of(), null, false, "", saved, null);
    }
}
