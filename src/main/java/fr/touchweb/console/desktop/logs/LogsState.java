package fr.touchweb.console.desktop.logs;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.touchweb.console.core.logs.alert.AlertRule;
import fr.touchweb.console.core.logs.notes.LineMark;
import fr.touchweb.console.desktop.settings.Settings;
import java.util.List;

/**
 * What the page remembers from one run to the next.
 *
 * @param sources names of the sources that are followed
 * @param filters filters as they were typed
 * @param off those of them that do not count
 * @param marks lines that were marked, with notes
 * @param highlights what has a colour
 * @param alerts what is watched for
 */
public record LogsState(@JsonProperty("sources") List<String> sources, @JsonProperty("filters") List<String> filters,
        @JsonProperty("off") List<String> off, @JsonProperty("marks") List<LineMark> marks,
        @JsonProperty("highlights") List<Coloured> highlights,
        @JsonProperty("alerts") List<AlertRule> alerts) {
    /** Nothing followed, nothing filtered. */
    public static final LogsState NONE = new LogsState(List.of(), List.of(), List.of(), List.of(), List.of(),
            List.of());

    /** Words with a colour, as {@link fr.touchweb.console.core.logs.LineFilter} reads them. */
    public record Coloured(int colour, String text) {}

    @SuppressWarnings("NullAway") // the reader leaves out what the document leaves out
    public LogsState {
        sources = sources == null ? List.of() : List.copyOf(sources);
        filters = filters == null ? List.of() : List.copyOf(filters);
        off = off == null ? List.of() : List.copyOf(off);
        alerts = alerts == null ? List.of() : List.copyOf(alerts);
        highlights = highlights == null ? List.of() : List.copyOf(highlights);
        marks = marks == null ? List.of() : List.copyOf(marks);
    }

    /** Where it is kept. */
    public interface Memory {
        LogsState load();

        void save(LogsState state);

        /** In the settings, under this page's name. */
        static Memory of(Settings settings) {
            return new Memory() {
                @Override
                public LogsState load() {
                    return settings.page("logs", LogsState.class, NONE);
                }

                @Override
                public void save(LogsState state) {
                    settings.savePage("logs", state);
                }
            };
        }
    }
}
