package fr.touchweb.console.core.ssh.transport;

import fr.touchweb.console.core.policy.SshPolicy;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.config.ResolvedTarget;
import fr.touchweb.console.core.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one connection to a host for everybody who uses it (reference ssh, rule 8): a first TCP connection, further ones when
 * the server gives no more channels on it, and one for whole files. Lost while in use, it is made again by itself (rule
 * 11). Thread-safe.
 */
final class SharedConnection {
    /** Window of channels for short answers. */
    static final long WINDOW = 2 << 20;
    /** Window of channels for whole files: over a WAN, speed is window divided by round trip (reference ssh 3.3). */
    static final long BULK_WINDOW = 16 << 20;

    private static final int MOST_LINKS = 8;

    private final ResolvedTarget target;
    private final SshConnector connector;
    private final SshConnector.Way way;
    private final SshPolicy figures;
    private final SshClock clock;
    private final Runnable changed;
    private final Set<String> names = new TreeSet<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final ReentrantLock growing = new ReentrantLock();
    private final List<SshLink> links = new ArrayList<>();
    private @Nullable SshLink bulk;
    private @Nullable CompletableFuture<SshLink> connecting;
    private @Nullable RemoteException lastFailure;
    private ConnectionState state = new ConnectionState.Offline(null);
    private int uses;
    private long lastUseNanos;
    private long connectedNanos;
    private int failures;
    private boolean reconnecting;
    private boolean retryNow;
    private boolean closed;
    private long pastReceived;
    private long pastSent;

    /** @param changed called at each change of state, on any thread */
    SharedConnection(ResolvedTarget target, SshConnector connector, SshConnector.Way way, Runnable changed) {
        this.target = target;
        this.connector = connector;
        this.way = way;
        this.figures = connector.figures();
        this.clock = connector.clock();
        this.changed = changed;
        this.lastUseNanos = clock.nanos();
    }

    ResolvedTarget target() {
        return target;
    }

    void name(String name) {
        locked(() -> names.add(name));
    }

    boolean named(String name) {
        lock.lock();
        try {
            return names.contains(name);
        } finally {
            lock.unlock();
        }
    }

    /** Keeps the connection from being closed as idle. */
    SftpAccess.Use use() {
        locked(() -> uses++);
        AtomicBoolean ended = new AtomicBoolean();
        return () -> {
            if (!ended.getAndSet(true)) {
                locked(() -> {
                    uses--;
                    lastUseNanos = clock.nanos();
                });
            }
        };
    }

    /** The first connection, made when there is none; callers at the same time share one try. */
    SshLink primary() throws RemoteException, InterruptedException {
        CompletableFuture<SshLink> attempt;
        lock.lock();
        try {
            lastUseNanos = clock.nanos();
            for (SshLink link : links) {
                if (link.isAlive()) {
                    return link;
                }
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
        link.whenFreed(() -> locked(news::signalAll));
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
            lastFailure = cause;
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
            if (!links.remove(link) && bulk != link) {
                return;
            }
            forget(link);
            if (bulk == link) {
                bulk = null;
            }
            again = links.isEmpty() && !closed && !link.closedHere() && !reconnecting && connecting == null;
            if (again) {
                if (clock.nanos() - connectedNanos > TimeUnit.MILLISECONDS.toNanos(2L * figures.retryMaxMillis())) {
                    failures = 0;
                }
                reconnecting = isWanted();
            }
            news.signalAll();
        } finally {
            lock.unlock();
        }
        if (!again) {
            changed.run();
            return;
        }
        RemoteException cause = lost(null);
        if (wantsReconnection()) {
            Thread.ofVirtual().name("ssh-reconnect").start(() -> reconnect(cause));
        } else {
            changeTo(new ConnectionState.Offline(cause));
        }
    }

    private boolean wantsReconnection() {
        lock.lock();
        try {
            return reconnecting;
        } finally {
            lock.unlock();
        }
    }

    private void forget(SshLink link) {
        pastReceived += link.meter().received();
        pastSent += link.meter().sent();
    }

    private boolean isWanted() {
        return uses > 0 || clock.nanos() - lastUseNanos < TimeUnit.MILLISECONDS.toNanos(figures.idleMillis());
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
        long millis = Math.min(figures.retryMaxMillis(),
                (long) figures.retryFirstMillis() << Math.min(20, failures));
        double jitter = 1 + (ThreadLocalRandom.current().nextDouble() * 2 - 1) * figures.retryJitterPercent() / 100;
        long wait = Math.max(1, (long) (millis * jitter));
        changeTo(new ConnectionState.Reconnecting(clock.wall().plusMillis(wait), cause));
        lock.lock();
        try {
            failures++;
            retryNow = false;
            long left = TimeUnit.MILLISECONDS.toNanos(wait);
            while (left > 0 && !retryNow && !closed) {
                left = news.awaitNanos(left);
            }
            return !closed && isWanted();
        } finally {
            lock.unlock();
        }
    }

    /** Does not wait for the next try any longer. */
    void retryNow() {
        locked(() -> {
            retryNow = true;
            news.signalAll();
        });
    }

    /** A session channel on a connection with room, made when no open one has any. */
    SshSession session(long windowBytes) throws RemoteException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(figures.channelOpenMillis());
        while (true) {
            SshLink first = primary();
            SshSession session = trySession(windowBytes);
            if (session != null) {
                return session;
            }
            if (!first.interactive() && linkCount() < MOST_LINKS) {
                grow();
            } else if (!awaitRoom(deadline)) {
                throw new RemoteException(Kind.BUSY, Message.of("ssh.error.no-channel", name()), null);
            }
        }
    }

    private @Nullable SshSession trySession(long windowBytes) throws RemoteException, InterruptedException {
        for (SshLink link : snapshotLinks()) {
            if (!link.tryTake()) {
                continue;
            }
            try {
                return link.session(windowBytes);
            } catch (RemoteException e) {
                // "open failed": this connection is full on the server's side, another one may not be.
                if (e.kind() != Kind.BUSY || link.taken() == 0) {
                    throw e;
                }
                link.full();
            }
        }
        return null;
    }

    /** One more connection, unless somebody else has just made room. */
    private void grow() throws RemoteException, InterruptedException {
        growing.lockInterruptibly();
        try {
            if (snapshotLinks().stream().anyMatch(SshLink::hasRoom)) {
                return;
            }
            SshLink link = connector.connect(target, way, quietObserver());
            link.whenFreed(() -> locked(news::signalAll));
            lock.lock();
            try {
                links.add(link);
            } finally {
                lock.unlock();
            }
            changed.run();
        } finally {
            growing.unlock();
        }
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

    private boolean awaitRoom(long deadline) throws InterruptedException {
        lock.lock();
        try {
            long left = deadline - System.nanoTime();
            while (left > 0 && links.stream().noneMatch(SshLink::hasRoom)) {
                left = news.awaitNanos(left);
            }
            return left > 0;
        } finally {
            lock.unlock();
        }
    }

    /**
     * A session channel for whole files, on a connection of its own; on the first one where a second log-in would ask a
     * person again.
     */
    SshSession bulkSession() throws RemoteException, InterruptedException {
        SshLink first = primary();
        if (first.interactive()) {
            return session(BULK_WINDOW);
        }
        growing.lockInterruptibly();
        try {
            SshLink link;
            lock.lock();
            try {
                link = bulk;
            } finally {
                lock.unlock();
            }
            if (link == null || !link.isAlive()) {
                link = connector.connect(target, way, quietObserver());
                lock.lock();
                try {
                    bulk = link;
                } finally {
                    lock.unlock();
                }
                changed.run();
            }
            if (link.tryTake()) {
                return link.session(BULK_WINDOW);
            }
        } finally {
            growing.unlock();
        }
        return session(BULK_WINDOW);
    }

    private List<SshLink> snapshotLinks() {
        lock.lock();
        try {
            return List.copyOf(links);
        } finally {
            lock.unlock();
        }
    }

    private int linkCount() {
        lock.lock();
        try {
            return links.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Looks after the connection, now and then: asks a silent server for a sign of life, gives up a dead one, closes an
     * idle one.
     *
     * @param slept whether this machine slept since the last time: then the server may have gone meanwhile
     */
    void tend(boolean slept) {
        long silence = 0;
        for (SshLink link : allLinks()) {
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
        return snapshotLinks().stream().anyMatch(SshLink::isAlive);
    }

    private boolean isIdle() {
        lock.lock();
        try {
            return !links.isEmpty() && uses == 0 && connecting == null && !isWanted();
        } finally {
            lock.unlock();
        }
    }

    private List<SshLink> allLinks() {
        lock.lock();
        try {
            List<SshLink> all = new ArrayList<>(links);
            SshLink extra = bulk;
            if (extra != null) {
                all.add(extra);
            }
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** Closes what is open; the next use connects again. */
    void disconnect() {
        List<SshLink> open = allLinks();
        locked(() -> {
            open.forEach(this::forget);
            links.clear();
            bulk = null;
            failures = 0;
        });
        open.forEach(SshLink::close);
        changeTo(new ConnectionState.Offline(null));
    }

    /** For good. */
    void close() {
        locked(() -> {
            closed = true;
            news.signalAll();
        });
        disconnect();
    }

    ConnectionState state() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    ConnectionSnapshot snapshot() {
        lock.lock();
        try {
            List<SshLink> all = allLinks();
            long received = pastReceived + all.stream().mapToLong(link -> link.meter().received()).sum();
            long sent = pastSent + all.stream().mapToLong(link -> link.meter().sent()).sum();
            SshLink first = links.isEmpty() ? null : links.getFirst();
            return new ConnectionSnapshot(List.copyOf(names), target.route(), state, received, sent, all.size(),
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

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }
}
