package fr.touchweb.console.desktop;

import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.Whitelists;
import fr.touchweb.console.desktop.shell.Errors;
import fr.touchweb.console.desktop.whitelist.Lists;
import java.io.IOException;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** What page Listes blanches works on: the servers of the fleet that have lists which the person may edit. */
final class WhitelistSupply {
    private final Assembly core;
    private final SimpleObjectProperty<@Nullable Lists> lists = new SimpleObjectProperty<>();

    WhitelistSupply(Assembly core) {
        this.core = core;
    }

    /** Reads the fleet in the background. */
    void load(TaskRunner tasks, Errors errors) {
        tasks.start(Task
                .of(Message.of("whitelists.task.fleet"), control -> read(core.usableFleet(), (kind, file) -> {
                    Message taken = core.takeList(kind, file);
                    // Assessments of before knew the list of before.
                    Platform.runLater(() -> load(tasks, errors));
                    return taken;
                })).hidden(),
                outcome -> {
                    switch (outcome) {
                        case Outcome.Success<Lists>(Lists found) -> lists.set(found);
                        case Outcome.Failure<Lists>(Throwable cause) -> errors.accept(cause);
                        case Outcome.Cancelled<Lists> none -> errors.accept(new IllegalStateException("cancelled"));
                    }
                });
    }

    private Lists read(Fleet fleet, Lists.Taker taker) throws IOException {
        Whitelists whitelists = core.whitelists(fleet);
        List<Lists.Place> places = fleet.servers().stream()
                .filter(server -> !server.whitelists().isEmpty() && whitelists.may(server.id()).allowed())
                .map(server -> new Lists.Place(server.id(), server.client(), whitelists.scopes(server))).toList();
        return new Lists(whitelists, places, taker, (id, kept) -> around(fleet, id, kept));
    }

    private Lists.@Nullable Detour around(Fleet fleet, String id, RemoteException kept) throws IOException {
        Server shut = fleet.server(id).orElse(null);
        Server peer = shut == null ? null : core.vantages(fleet).around(shut, kept).orElse(null);
        return peer == null
                ? null
                : new Lists.Detour(core.whitelistsThrough(fleet, peer),
                        Message.of("ban.note.through", id, peer.id(), kept.text()));
    }

    ObservableValue<@Nullable Lists> lists() {
        return lists;
    }
}
