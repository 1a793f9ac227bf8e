package fr.touchweb.console.desktop.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page keeps from one start to the next.
 *
 * @param columns in their order; empty for the page's own
 * @param sort id of the column that sorts, null for none
 * @param filter the filter line
 * @param saved filters kept as chips, null for the page's own in the language of now
 * @param read servers whose first steps the person has read, null for none
 */
@JsonIgnoreProperties("terminal") // moved to the settings of all pages
record FleetSettings(List<Column> columns, @Nullable String sort, boolean descending, String filter,
        @Nullable List<SavedFilter> saved, @Nullable List<String> read) {

    record Column(String id, double width, boolean visible) {}

    /** A filter with a name. */
    record SavedFilter(String name, String text) {}

    static FleetSettings first() {
        return new FleetSettings(List.of(), null, false, "", null, null);
    }
}
