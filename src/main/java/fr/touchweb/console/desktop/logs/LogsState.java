package fr.touchweb.console.desktop.logs;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.touchweb.console.core.logs.LogView;
import fr.touchweb.console.core.logs.alert.AlertRule;
import fr.touchweb.console.core.logs.notes.LineMark;
import fr.touchweb.console.desktop.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the page remembers from one run to the next.
 *
 * @param sources names of the sources that are followed
 * @param filters filters as they were typed
 * @param off those of them that do not count
 * @param marks lines that were marked, with notes
 * @param highlights what has a colour
 * @param alerts what is watched for
 * @param copies names of the sources that are read from the hypervisor's copy
 * @param folded ids of the servers whose logs are not listed
 * @param workspaces sources, filters and colours under a name
 * @param spoolMegabytes room on disk for lines, 0 for that of the policy
 * @param formats formats that the person gave to files, by server and path
 */
public record LogsState(@JsonProperty("sources") List<String> sources, @JsonProperty("filters") List<String> filters,
        @JsonProperty("off") List<String> off, @JsonProperty("marks") List<LineMark> marks,
        @JsonProperty("highlights") List<Coloured> highlights,
        @JsonProperty("alerts") List<AlertRule> alerts,
        @JsonProperty("copies") List<String> copies,
        @JsonProperty("folded") List<String> folded,
        @JsonProperty("workspaces") List<Workspace> workspaces,
        @JsonProperty("spoolMegabytes") int spoolMegabytes,
        @JsonProperty("formats") Map<String, String> formats) {
    /** Nothing followed, nothing filtered. */
    public static final LogsState NONE = new LogsState(List.of(), List.of(), List.of(), List.of(), List.of(),
            List.of(), List.of(), List.of(), List.of(), 0, Map.of());

    /** @param client whose logs they are, null for several */
    public record Workspace(String name, @Nullable String client, List<String> sources, List<String> filters,
            List<String> off, List<Coloured> highlights) {
        /** Whether the other one takes its place. */
        boolean isSame(Workspace other) {
            return name.equals(other.name) && Objects.equals(client, other.client);
        }
    }

    /** Words with a colour, as {@link fr.touchweb.console.core.logs.LineFilter} reads them. */
    public record Coloured(int colour, String text) {}

    @SuppressWarnings("NullAway") // the reader leaves out what the document leaves out
    public LogsState {
        sources = sources == null ? List.of() : List.copyOf(sources);
        filters = filters == null ? List.of() : List.copyOf(filters);
        off = off == null ? List.of() : List.copyOf(off);
        workspaces = workspaces == null ? List.of() : List.copyOf(workspaces);
        formats = formats == null ? Map.of() : Map.copyOf(formats);
        folded = folded == null ? List.of() : List.copyOf(folded);
        copies = copies == null ? List.of() : List.copyOf(copies);
        alerts = alerts == null ? List.of() : List.copyOf(alerts);
        highlights = highlights == null ? List.of() : List.copyOf(highlights);
        marks = marks == null ? List.of() : List.copyOf(marks);
    }

    /** The state of now. */
    static LogsState of(LogsModel model) {
        List<LogView.Chip> chips = model.filters().chips();
        return new LogsState(model.logs().names(), chips.stream().map(chip -> chip.filter().query()).toList(),
                chips.stream().filter(chip -> !chip.enabled()).map(chip -> chip.filter().query()).toList(),
                model.marks().list(), model.highlights().state(), model.alerts().rules(), model.logs().copies(),
                model.logs().folded(),
                model.workspaces().list(), (int) (model.session().store().budget() >> 20), model.formats().state());
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
