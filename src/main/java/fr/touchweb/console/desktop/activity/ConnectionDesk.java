package fr.touchweb.console.desktop.activity;

import fr.touchweb.console.core.ssh.transport.ConnectionSnapshot;
import fr.touchweb.console.core.ssh.transport.ConnectionState;
import fr.touchweb.console.desktop.shell.Connections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What the window knows of connections and may do to them.
 *
 * @param all the connections of now; returns at once
 * @param onChange takes a listener that is called on any thread
 * @param retry ends the pause before the next try of a server, by its name; may wait
 * @param disconnect closes the connection of a server, by its name; may wait
 */
public record ConnectionDesk(Supplier<List<ConnectionSnapshot>> all, Consumer<Runnable> onChange,
        Consumer<String> retry, Consumer<String> disconnect) {

    /** Names of the servers to which a connection stands. */
    public Set<String> connected() {
        return all.get().stream().filter(connection -> connection.state() instanceof ConnectionState.Connected
                || connection.state() instanceof ConnectionState.Slow)
                .flatMap(connection -> connection.names().stream()).collect(Collectors.toSet());
    }

    /** The connections of now, counted for the status bar. */
    public Connections count() {
        int open = 0;
        int opening = 0;
        int failed = 0;
        for (ConnectionSnapshot connection : all.get()) {
            switch (connection.state()) {
                case ConnectionState.Connected connected -> open++;
                case ConnectionState.Slow slow -> open++;
                case ConnectionState.Connecting connecting -> opening++;
                case ConnectionState.Reconnecting reconnecting -> opening++;
                case ConnectionState.Offline offline -> failed += offline.cause() == null ? 0 : 1;
                case ConnectionState.NeedsYou needsYou -> failed++;
            }
        }
        return new Connections(open, opening, failed);
    }
}
