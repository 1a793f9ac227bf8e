package fr.touchweb.console.desktop.binlog;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.touchweb.console.desktop.settings.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page remembers from one run to the next.
 *
 * @param server whose files were looked at
 * @param files names of those that were read
 * @param filters as they were typed
 * @param off those of them that do not count
 * @param allColumns whether unchanged columns are shown too
 */
public record BinlogState(@JsonProperty("server") @Nullable String server,
        @JsonProperty("files") List<String> files, @JsonProperty("filters") List<String> filters,
        @JsonProperty("off") List<String> off, @JsonProperty("allColumns") boolean allColumns) {
    /** Nothing read, nothing filtered. */
    public static final BinlogState NONE = new BinlogState(null, List.of(), List.of(), List.of(), false);

    @SuppressWarnings("NullAway") // the reader leaves out what the document leaves out
    public BinlogState {
        files = files == null ? List.of() : List.copyOf(files);
        filters = filters == null ? List.of() : List.copyOf(filters);
        off = off == null ? List.of() : List.copyOf(off);
    }

    /** Where it is kept. */
    public interface Memory {
        BinlogState load();

        void save(BinlogState state);

        /** In the settings, under this page's name. */
        static Memory of(Settings settings) {
            return new Memory() {
                @Override
                public BinlogState load() {
                    return settings.page("binlog", BinlogState.class, NONE);
                }

                @Override
                public void save(BinlogState state) {
                    settings.savePage("binlog", state);
                }
            };
        }
    }
}
