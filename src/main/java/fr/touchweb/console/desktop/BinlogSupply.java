package fr.touchweb.console.desktop;

import fr.touchweb.console.core.account.Access;
import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.binlog.BinlogReader;
import fr.touchweb.console.core.binlog.DatabaseLogin;
import fr.touchweb.console.core.binlog.RemoteBinlogs;
import fr.touchweb.console.core.binlog.SchemaReader;
import fr.touchweb.console.core.binlog.model.Column;
import fr.touchweb.console.core.binlog.model.TableName;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.binlog.BinlogServer;
import fr.touchweb.console.desktop.binlog.BinlogSource;
import fr.touchweb.console.desktop.shell.Errors;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** What page Binlogs reads: the binlogs that the person may read on the servers of the fleet. */
final class BinlogSupply implements BinlogSource {
    private final Assembly core;
    private final AtomicReference<Fleet> fleet = new AtomicReference<>();
    private final Map<String, BinlogReader> readers = new ConcurrentHashMap<>();
    private final Map<String, DatabaseLogin> logins = new ConcurrentHashMap<>();
    private final SimpleObjectProperty<List<BinlogServer>> servers = new SimpleObjectProperty<>(List.of());

    BinlogSupply(Assembly core) {
        this.core = core;
    }

    /** Reads the fleet in the background. */
    void load(TaskRunner tasks, Errors errors) {
        tasks.start(Task.of(Message.of("binlogs.task.fleet"), control -> {
            Fleet whole = core.usableFleet();
            fleet.set(whole);
            readers.clear();
            return readable(whole);
        }).hidden(), outcome -> {
            switch (outcome) {
                case Outcome.Success<List<BinlogServer>>(List<BinlogServer> found) -> servers.set(found);
                case Outcome.Failure<List<BinlogServer>>(Throwable cause) -> errors.accept(cause);
                case Outcome.Cancelled<List<BinlogServer>> none -> servers.set(List.of());
            }
        });
    }

    private List<BinlogServer> readable(Fleet whole) throws IOException {
        Access access = core.access(whole);
        Instant now = core.options().clock().instant();
        String pattern = core.policy(whole).logPaths().binlogs();
        return access.visible(now).servers().stream()
                .filter(server -> access.may(Right.BINLOG, server.id(), null, now).allowed())
                .map(server -> new BinlogServer(server.id(), server.client(),
                        Objects.requireNonNullElse(server.binlogs(), pattern)))
                .toList();
    }

    ObservableValue<List<BinlogServer>> servers() {
        return servers;
    }

    @Override
    public BinlogReader reader(String server) {
        return readers.computeIfAbsent(server,
                id -> new RemoteBinlogs(host(id), core.policy().binlog(), () -> login(id)));
    }

    @Override
    public Map<TableName, List<Column>> columns(String server, DatabaseLogin login, Set<TableName> tables)
            throws RemoteException, InterruptedException {
        Map<TableName, List<Column>> columns = new SchemaReader(host(server), core.policy().binlog()).read(login,
                tables);
        remember(server, login);
        return columns;
    }

    @Override
    public void remember(String server, DatabaseLogin login) {
        logins.put(server, new DatabaseLogin(login.user(), new char[0], login.address()));
        core.secrets().keep(secret(server), login.password());
    }

    @Override
    public void unmasked(@Nullable String server, String what) throws IOException {
        core.changes().append(Objects.requireNonNullElse(server, "console"), "binlog-unmasked", what, "done");
    }

    @Override
    public void forget(String server) {
        logins.remove(server);
        core.secrets().forget(secret(server));
    }

    @Override
    public @Nullable DatabaseLogin login(String server) {
        DatabaseLogin known = logins.get(server);
        char[] password = known == null ? null : core.secrets().use(secret(server));
        return known == null || password == null ? null : new DatabaseLogin(known.user(), password, known.address());
    }

    private static String secret(String server) {
        return "database of " + server;
    }

    private RemoteHost host(String server) {
        return core.host(fleet.get(), server, Right.BINLOG);
    }
}
