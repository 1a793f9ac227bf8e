package fr.touchweb.console.core.ssh.transport;

import fr.touchweb.console.core.policy.SshPolicy;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.config.ResolvedTarget;
import fr.touchweb.console.core.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one connection to a host for everybody who uses it (reference ssh, rule 8). Lost while in use, it is made again by
 * itself (rule 11). Thread-safe.
 */
final class SharedConnection {
    /** Window of channels for short answers. */
    private static final long WINDOW = 2 << 20;
    /** Window of channels for whole files: over a WAN, speed is window divided by round trip (reference ssh 3.3). */
    private static final long BULK_WINDOW = 16 << 20;

    private final ResolvedTarget target;
    private final SshConnector connector;
    private final SshConnector.Way way;
    private final SshPolicy figures;
    private final SshClock clock;
    private final Runnable changed;
    private final Set<String> names = new TreeSet<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final LinkPool links;
    private final Interest interest;
    private final RetryPause pauses;
    private @Nullable CompletableFuture<SshLink> connecting;
    private ConnectionState state = new ConnectionState.Offline(null);
    private long connectedNanos;
    private boolean reconnecting;
    private boolean closed;

    /** @param changed called at each change of state, on any thread */
    SharedConnection(ResolvedTarget target, SshConnector connector, SshConnector.Way way, Runnable changed) {
        this.target = target;
        this.connector = connector;
        this.way = way;
        this.figures = connector.figures();
        this.clock = connector.clock();
        this.changed = changed;
        this.interest = new Interest(clock, figures.idleMillis());
        this.pauses = new RetryPause(figures);
        this.links = new LinkPool(target.target().name(), figures.channelOpenMillis(),
                () -> connector.connect(target, way, quietObserver()));
    }

    ResolvedTarget target() {
        return target;
    }

    void name(String name) {
        locked(() -> names.add(name));
    }

    boolean named(String name) {
        return seen(() -> names.contains(name));
    }

    /** Keeps the connection from being closed as idle. */
    SftpAccess.Use use() {
        return interest.begin();
    }

    /** The first connection, made when there is none; callers at the same time share one try. */
    SshLink primary() throws RemoteException, InterruptedException {
        CompletableFuture<SshLink> attempt;
        interest.touch();
        lock.lock();
        try {
            SshLink known = links.first();
            if (known != null) {
                return known;
            }
            if (closed) {
                throw lost(null);
            }
            if (connecting == null && reconnecting
                    && state instanceof ConnectionState.Reconnecting(Instant next, RemoteException cause)) {
                long seconds = Math.max(0, Duration.between(clock.wall(), next).toSeconds()) + 1;
                throw new RemoteException(Kind.LOST,
                        Message.of("ssh.error.reconnecting", name(), seconds, cause.text()), cause);
            }
            attempt = connecting;
            if (attempt == null) {
                attempt = begin();
            }
        } finally {
            lock.unlock();
        }
        try {
            return attempt.get();
        } catch (ExecutionException e) {
            throw SshErrors.standing(name(), e.getCause() == null ? e : e.getCause());
        }
    }

    /** Starts a try; the lock is held. */
    private CompletableFuture<SshLink> begin() {
        CompletableFuture<SshLink> attempt = new CompletableFuture<>();
        connecting = attempt;
        Thread.ofVirtual().name("ssh-open").start(() -> {
            try {
                SshLink link = connector.connect(target, way, observer());
                opened(link);
                attempt.complete(link);
            } catch (RemoteException e) {
                failed(e);
                attempt.completeExceptionally(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failed(lost(e));
                attempt.completeExceptionally(lost(e));
            } catch (RuntimeException | Error e) {
                failed(lost(e));
                attempt.completeExceptionally(e);
            }
        });
        return attempt;
    }

    private SshConnector.Observer observer() {
        return new SshConnector.Observer() {
            @Override
            public void step(ConnectStep step) {
                changeTo(new ConnectionState.Connecting(step));
            }

            @Override
            public void ended(SshLink link) {
                linkEnded(link);
            }
        };
    }

    private void opened(SshLink link) {
        lock.lock();
        try {
            connecting = null;
            if (closed) {
                link.close();
            } else {
                links.add(link);
                connectedNanos = clock.nanos();
            }
        } finally {
            lock.unlock();
        }
        changeTo(new ConnectionState.Connected());
        if (!link.isAlive()) {
            linkEnded(link);
        }
    }

    private void failed(RemoteException cause) {
        ConnectionState next;
        lock.lock();
        try {
            connecting = null;
            next = cause.kind().retryable() ? new ConnectionState.Offline(cause) : new ConnectionState.NeedsYou(cause);
        } finally {
            lock.unlock();
        }
        changeTo(next);
    }

    private void linkEnded(SshLink link) {
        boolean again;
        lock.lock();
        try {
            if (!links.remove(link)) {
                return;
            }
            again = links.open().isEmpty() && !closed && !link.closedHere() && !reconnecting && connecting == null;
            if (again) {
                if (clock.nanos() - connectedNanos > TimeUnit.MILLISECONDS.toNanos(2L * figures.retryMaxMillis())) {
                    pauses.forget();
                }
                reconnecting = interest.wanted();
            }
        } finally {
            lock.unlock();
        }
        if (!again) {
            changed.run();
            return;
        }
        RemoteException cause = lost(null);
        if (seen(() -> reconnecting)) {
            Thread.ofVirtual().name("ssh-reconnect").start(() -> reconnect(cause));
        } else {
            changeTo(new ConnectionState.Offline(cause));
        }
    }

    /** Tries again and again, with growing pauses, while somebody wants the connection. */
    private void reconnect(RemoteException first) {
        RemoteException cause = first;
        try {
            while (true) {
                if (!pause(cause)) {
                    changeTo(new ConnectionState.Offline(cause));
                    return;
                }
                CompletableFuture<SshLink> attempt;
                lock.lock();
                try {
                    attempt = connecting == null ? begin() : connecting;
                } finally {
                    lock.unlock();
                }
                try {
                    attempt.get();
                    return;
                } catch (ExecutionException e) {
                    cause = SshErrors.standing(name(), e.getCause() == null ? e : e.getCause());
                    if (!cause.kind().retryable()) {
                        return;
                    }
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            locked(() -> reconnecting = false);
            changed.run();
        }
    }

    /** Waits for the next try; false when nobody wants the connection any more. */
    private boolean pause(RemoteException cause) throws InterruptedException {
        Duration wait = pauses.next();
        changeTo(new ConnectionState.Reconnecting(clock.wall().plus(wait), cause));
        if (!seen(() -> closed)) {
            pauses.await(wait);
        }
        return !seen(() -> closed) && interest.wanted();
    }

    /** Does not wait for the next try any longer. */
    void retryNow() {
        pauses.end();
    }

    /** A session channel for short answers or a command. */
    SshSession session() throws RemoteException, InterruptedException {
        return links.session(WINDOW, this::primary);
    }

    /** A session channel for whole files. */
    SshSession bulkSession() throws RemoteException, InterruptedException {
        return links.bulkSession(BULK_WINDOW, this::primary);
    }

    private SshConnector.Observer quietObserver() {
        return new SshConnector.Observer() {
            @Override
            public void step(ConnectStep step) {
                // The first connection stands: the state that people see is its.
            }

            @Override
            public void ended(SshLink link) {
                linkEnded(link);
            }
        };
    }

    /**
     * Looks after the connection, now and then: asks a silent server for a sign of life, gives up a dead one, closes an
     * idle one.
     *
     * @param slept whether this machine slept since the last time: then the server may have gone meanwhile
     */
    void tend(boolean slept) {
        long silence = 0;
        for (SshLink link : links.all()) {
            long millis = TimeUnit.NANOSECONDS.toMillis(link.meter().silenceNanos());
            if (millis >= figures.deadMillis()) {
                link.kill();
            } else if (slept || millis >= figures.keepAliveMillis()) {
                link.probe();
            }
            silence = Math.max(silence, millis);
        }
        if (slept) {
            retryNow();
        }
        ConnectionState now = state();
        if (silence >= figures.slowMillis() && (now instanceof ConnectionState.Connected
                || now instanceof ConnectionState.Slow)) {
            changeTo(new ConnectionState.Slow(Duration.ofMillis(silence)));
        } else if (now instanceof ConnectionState.Slow && isUp()) {
            changeTo(new ConnectionState.Connected());
        }
        if (isIdle()) {
            disconnect();
        }
    }

    private boolean isUp() {
        return links.first() != null;
    }

    private boolean isIdle() {
        return seen(() -> !links.open().isEmpty() && connecting == null && !interest.wanted());
    }

    /** Closes what is open; the next use connects again. */
    void disconnect() {
        pauses.forget();
        links.clear().forEach(SshLink::close);
        changeTo(new ConnectionState.Offline(null));
    }

    /** The same, unless somebody uses it now or waits for it. */
    void disconnectUnused() {
        if (seen(() -> !links.open().isEmpty() && connecting == null && !interest.inUse())) {
            disconnect();
        }
    }

    /** For good. */
    void close() {
        locked(() -> closed = true);
        pauses.end();
        disconnect();
    }

    ConnectionState state() {
        return seen(() -> state);
    }

    ConnectionSnapshot snapshot() {
        lock.lock();
        try {
            List<SshLink> all = links.all();
            SshLink first = links.first();
            return new ConnectionSnapshot(List.copyOf(names), target.route(), state, links.received(), links.sent(),
                    all.size(),
                    all.stream().mapToInt(SshLink::taken).sum(), first == null ? null : first.server(),
                    first == null ? null : first.algorithms(), connector.isLegacy(target),
                    first == null ? null : first.banner());
        } finally {
            lock.unlock();
        }
    }

    private void changeTo(ConnectionState next) {
        locked(() -> state = next);
        changed.run();
    }

    private String name() {
        return target.target().name();
    }

    private RemoteException lost(@Nullable Throwable cause) {
        return new RemoteException(Kind.LOST, Message.of("ssh.error.lost", name()), cause);
    }

    private <T> T seen(Supplier<T> look) {
        lock.lock();
        try {
            return look.get();
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }
}
