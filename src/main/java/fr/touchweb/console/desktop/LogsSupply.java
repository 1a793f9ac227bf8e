package fr.touchweb.console.desktop;

import fr.touchweb.console.core.account.Access;
import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.logs.ServerLogs;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Errors;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

/** What page Journaux follows: the logs that the person may read on the servers of the fleet, and those machines. */
final class LogsSupply {
    private final Assembly core;
    private final AtomicReference<Fleet> fleet = new AtomicReference<>();
    private final SimpleObjectProperty<List<ServerLogs>> servers = new SimpleObjectProperty<>(List.of());

    LogsSupply(Assembly core) {
        this.core = core;
    }

    /** Reads the fleet in the background. */
    void load(TaskRunner tasks, Errors errors) {
        tasks.start(Task.of(Message.of("logs.task.fleet"), control -> {
            Fleet whole = core.usableFleet();
            fleet.set(whole);
            return readable(whole);
        }).hidden(), outcome -> {
            switch (outcome) {
                case Outcome.Success<List<ServerLogs>>(List<ServerLogs> found) -> servers.set(found);
                case Outcome.Failure<List<ServerLogs>>(Throwable cause) -> errors.accept(cause);
                case Outcome.Cancelled<List<ServerLogs>> none -> servers.set(List.of());
            }
        });
    }

    private List<ServerLogs> readable(Fleet whole) throws IOException {
        Access access = core.access(whole);
        Instant now = core.options().clock().instant();
        return ServerLogs.of(access.visible(now), core.policy(whole).logPaths(),
                server -> access.may(Right.LOGS, server, null, now).allowed());
    }

    ObservableValue<List<ServerLogs>> servers() {
        return servers;
    }

    /** The machine of a server; connects at its first use. */
    RemoteHost host(String id) {
        return core.host(fleet.get(), id, Right.LOGS);
    }
}
