package fr.touchweb.console.core.ssh.transport;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.text.Message;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;
import net.schmizz.sshj.connection.channel.direct.SessionChannel;
import org.jspecify.annotations.Nullable;

/** One live connection of the library with its channels counted. Thread-safe. */
final class SshLink {
    private final SSHClient client;
    private final Socket socket;
    private final WireMeter meter;
    private final String host;
    private final boolean interactive;
    private final String algorithms;
    private final long requestMillis;
    private final AtomicBoolean dead = new AtomicBoolean();
    private final AtomicBoolean probing = new AtomicBoolean();
    private final AtomicBoolean closedHere = new AtomicBoolean();
    private volatile @Nullable Runnable freed;
    private int capacity;
    private int taken;

    /** @param interactive whether a person had to do something for this login */
    SshLink(SSHClient client, Socket socket, WireMeter meter, String host, boolean interactive, String algorithms,
            int capacity, long requestMillis) {
        this.client = client;
        this.socket = socket;
        this.meter = meter;
        this.host = host;
        this.interactive = interactive;
        this.algorithms = algorithms;
        this.capacity = capacity;
        this.requestMillis = requestMillis;
    }

    WireMeter meter() {
        return meter;
    }

    boolean interactive() {
        return interactive;
    }

    String algorithms() {
        return algorithms;
    }

    @Nullable
    String server() {
        return client.getTransport().getServerVersion();
    }

    @Nullable
    String banner() {
        String banner = client.getUserAuth().getBanner();
        return banner == null || banner.isBlank() ? null : banner.strip();
    }

    boolean isAlive() {
        return !dead.get() && client.getTransport().isRunning();
    }

    /** Called whenever a channel's place has become free. */
    void whenFreed(Runnable listener) {
        freed = listener;
    }

    synchronized int taken() {
        return taken;
    }

    synchronized boolean tryTake() {
        if (dead.get() || taken >= capacity) {
            return false;
        }
        taken++;
        return true;
    }

    /** The server takes no more channels than are open now (MaxSessions). */
    synchronized void full() {
        capacity = Math.min(capacity, taken);
    }

    synchronized boolean hasRoom() {
        return !dead.get() && taken < capacity;
    }

    synchronized int capacity() {
        return capacity;
    }

    void giveBack() {
        synchronized (this) {
            taken--;
        }
        Runnable listener = freed;
        if (listener != null) {
            listener.run();
        }
    }

    /** A session channel; its place was taken with {@link #tryTake} and is given back when it has really closed. */
    SshSession session(long windowBytes) throws RemoteException, InterruptedException {
        boolean opened = false;
        try {
            SessionChannel session = request(() -> {
                SessionChannel channel;
                // The window is that of the connection and counts for the channel that is made next.
                synchronized (client) {
                    client.getConnection().setWindowSize(windowBytes);
                    channel = new SessionChannel(client.getConnection(), StandardCharsets.UTF_8);
                }
                channel.open();
                return channel;
            }, late -> closeQuietly(late, "a late channel"));
            opened = true;
            return new SshSession(session, this);
        } finally {
            if (!opened) {
                giveBack();
            }
        }
    }

    /** A channel to another host, for a connection through this one; not counted by MaxSessions. */
    DirectConnection direct(String targetHost, int port) throws RemoteException, InterruptedException {
        return request(() -> client.newDirectConnection(targetHost, port),
                late -> closeQuietly(late, "a late jump channel"));
    }

    private static void closeQuietly(Closeable channel, String what) {
        Thread.ofVirtual().name("ssh-channel-close").start(() -> {
            try {
                channel.close();
            } catch (IOException e) {
                SshErrors.quiet("close of " + what, e);
            }
        });
    }

    /** Does something that may write to the socket. */
    <T> T request(Callable<T> work, Consumer<T> unwanted) throws RemoteException, InterruptedException {
        try {
            return Uninterrupted.call(work, requestMillis + 1000, unwanted);
        } catch (ExecutionException e) {
            throw SshErrors.standing(host, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new RemoteException(Kind.TIMEOUT, Message.of("ssh.error.request-timeout", host), e);
        }
    }

    /** Asks the server for a sign of life; whatever it answers counts. Never blocks. */
    void probe() {
        if (probing.getAndSet(true)) {
            return;
        }
        Thread.ofVirtual().name("ssh-probe").start(() -> {
            try {
                client.getConnection().sendGlobalRequest("keepalive@openssh.com", true, new byte[0]);
            } catch (IOException e) {
                SshErrors.quiet("probe of " + host, e);
            } finally {
                probing.set(false);
            }
        });
    }

    /** Whether it was closed on purpose. */
    boolean closedHere() {
        return closedHere.get();
    }

    /** Noted by whoever hears that the connection ended; true the first time. */
    boolean died() {
        return !dead.getAndSet(true);
    }

    /** Ends a connection that answers no more: only closing the socket frees a writer that is blocked in it. */
    void kill() {
        Thread.ofVirtual().name("ssh-kill").start(() -> {
            try {
                socket.close();
            } catch (IOException e) {
                SshErrors.quiet("close of " + host, e);
            }
        });
    }

    /** Says good-bye in the background, and closes the socket when the server does not take it. */
    void close() {
        closedHere.set(true);
        dead.set(true);
        Thread.ofVirtual().name("ssh-close").start(() -> {
            Thread goodbye = Thread.ofVirtual().name("ssh-goodbye").start(() -> {
                try {
                    client.disconnect();
                } catch (IOException e) {
                    SshErrors.quiet("disconnect from " + host, e);
                }
            });
            try {
                goodbye.join(Duration.ofSeconds(3));
                socket.close();
            } catch (IOException e) {
                SshErrors.quiet("close of " + host, e);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
