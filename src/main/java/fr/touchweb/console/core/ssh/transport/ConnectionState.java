package fr.touchweb.console.core.ssh.transport;

import fr.touchweb.console.core.ssh.RemoteException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** State of one shared connection, as the status bar shows it. */
public sealed interface ConnectionState {

    record Connecting(ConnectStep step) implements ConnectionState {}

    record Connected() implements ConnectionState {}

    /** No byte for some time; it may come back, or be given up. */
    record Slow(Duration silence) implements ConnectionState {}

    /** Lost while somebody used it; tried again by itself at that moment. */
    record Reconnecting(Instant next, RemoteException cause) implements ConnectionState {}

    /** Not connected, and nobody needs it now; the cause when the last try failed. */
    record Offline(@Nullable RemoteException cause) implements ConnectionState {}

    /** Login, host key or configuration: never tried again by itself. */
    record NeedsYou(RemoteException cause) implements ConnectionState {}
}
