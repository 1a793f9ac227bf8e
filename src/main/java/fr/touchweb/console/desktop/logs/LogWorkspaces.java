package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.LineFilter;
import fr.touchweb.console.core.logs.LogView;
import fr.touchweb.console.core.logs.ServerLogs;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Sources, filters and highlights under a name, each for the client whose logs they are. JavaFX thread only. */
final class LogWorkspaces {
    private final LogsModel model;
    private final Runnable changed;
    private final Consumer<Throwable> errors;
    private final ObservableList<LogsState.Workspace> list = FXCollections.observableArrayList();

    /** @param changed called when a person changed them */
    LogWorkspaces(LogsModel model, List<LogsState.Workspace> before, Runnable changed, Consumer<Throwable> errors) {
        this.model = model;
        this.changed = changed;
        this.errors = errors;
        list.setAll(before);
    }

    ObservableList<LogsState.Workspace> list() {
        return list;
    }

    /** Those of a client, and those of several; all where no client is chosen. */
    List<LogsState.Workspace> of(@Nullable String client) {
        return list.stream().filter(one -> client == null || one.client() == null || client.equals(one.client()))
                .toList();
    }

    /** Keeps what is followed, filtered and highlighted now; one of the same name and client goes. */
    void save(String name) {
        String client = client();
        List<LogView.Chip> chips = model.filters().chips().stream().filter(chip -> chip.filter().span() == null)
                .toList();
        LogsState.Workspace now = new LogsState.Workspace(name.strip(), client, model.logs().names(),
                chips.stream().map(chip -> chip.filter().query()).toList(),
                chips.stream().filter(chip -> !chip.enabled()).map(chip -> chip.filter().query()).toList(),
                model.highlights().state());
        list.removeIf(one -> one.isSame(now));
        list.add(now);
        changed.run();
    }

    /** The client of everything that is followed, null when they are several or none. */
    private @Nullable String client() {
        Set<String> names = Set.copyOf(model.logs().names());
        Set<String> clients = model.logs().all().stream()
                .filter(server -> server.sources().stream().anyMatch(source -> names.contains(source.name())))
                .map(ServerLogs::client).map(String::valueOf).collect(Collectors.toSet());
        return clients.size() == 1 && !clients.contains("null") ? clients.iterator().next() : null;
    }

    void open(LogsState.Workspace one) {
        List<LogView.Chip> chips = new ArrayList<>();
        for (String typed : one.filters()) {
            try {
                chips.add(new LogView.Chip(LineFilter.of(typed), !one.off().contains(typed)));
            } catch (LineFilter.BadFilterException e) {
                errors.accept(e);
            }
        }
        Set<String> names = Set.copyOf(one.sources());
        model.highlights().restore(one.highlights(), errors);
        model.filters().set(chips);
        model.logs().followOnly(source -> names.contains(source.name()));
    }

    void remove(LogsState.Workspace one) {
        if (list.remove(one)) {
            changed.run();
        }
    }
}
