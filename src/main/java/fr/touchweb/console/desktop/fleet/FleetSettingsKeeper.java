package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.desktop.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The page's settings between the file and the views. JavaFX thread only. */
final class FleetSettingsKeeper {
    private static final String PAGE = "fleet";

    private final Settings file;
    private final ObservableList<FleetSettings.SavedFilter> saved = FXCollections.observableArrayList();
    private FleetSettings settings;

    /**
     * @param first filters of a person who saved none yet
     */
    FleetSettingsKeeper(Settings file, List<FleetSettings.SavedFilter> first) {
        this.file = file;
        settings = file.page(PAGE, FleetSettings.class, FleetSettings.first());
        saved.setAll(Objects.requireNonNullElse(settings.saved(), first));
    }

    FleetSettings settings() {
        return settings;
    }

    ObservableList<FleetSettings.SavedFilter> saved() {
        return saved;
    }

    void columns(List<FleetSettings.Column> columns, @Nullable String sort, boolean descending) {
        put(new FleetSettings(columns, sort, descending, settings.filter(), settings.saved(),
                settings.read()));
    }

    void filter(String text) {
        put(new FleetSettings(settings.columns(), settings.sort(), settings.descending(), text, settings.saved(),
                settings.read()));
    }

    void save(FleetSettings.SavedFilter filter) {
        List<FleetSettings.SavedFilter> next = new ArrayList<>(saved);
        next.removeIf(each -> each.name().equals(filter.name()));
        next.add(filter);
        chips(next);
    }

    void forget(FleetSettings.SavedFilter filter) {
        List<FleetSettings.SavedFilter> next = new ArrayList<>(saved);
        next.remove(filter);
        chips(next);
    }

    /** Whether the person has read the first steps on a server. */
    boolean hasRead(String server) {
        return Objects.requireNonNullElse(settings.read(), List.<String>of()).contains(server);
    }

    void read(String server) {
        List<String> next = new ArrayList<>(Objects.requireNonNullElse(settings.read(), List.<String>of()));
        next.add(server);
        put(new FleetSettings(settings.columns(), settings.sort(), settings.descending(), settings.filter(),
                settings.saved(), next));
    }

    private void chips(List<FleetSettings.SavedFilter> next) {
        saved.setAll(next);
        put(new FleetSettings(settings.columns(), settings.sort(), settings.descending(), settings.filter(), next,
                settings.read()));
    }

    private void put(FleetSettings next) {
        if (!next.equals(settings)) {
            settings = next;
            file.savePage(PAGE, next);
        }
    }
}
