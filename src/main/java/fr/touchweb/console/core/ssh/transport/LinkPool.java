package fr.touchweb.console.core.ssh.transport;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The TCP connections of one shared connection: a first one, further ones when the server gives no more channels, one for
 * whole files. Thread-safe.
 */
final class LinkPool {
    private static final int MOST_LINKS = 8;

    private final String name;
    private final long patienceMillis;
    private final Maker maker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private final ReentrantLock growing = new ReentrantLock();
    private final List<SshLink> links = new ArrayList<>();
    private @Nullable SshLink bulk;
    private long pastReceived;
    private long pastSent;

    /** Makes one more connection, beside the first. */
    interface Maker {
        SshLink make() throws RemoteException, InterruptedException;
    }

    /** Gives the first connection, made when there is none. */
    interface First {
        SshLink get() throws RemoteException, InterruptedException;
    }

    LinkPool(String name, long patienceMillis, Maker maker) {
        this.name = name;
        this.patienceMillis = patienceMillis;
        this.maker = maker;
    }

    void add(SshLink link) {
        link.whenFreed(this::wake);
        lock.lock();
        try {
            links.add(link);
            freed.signalAll();
        } finally {
            lock.unlock();
        }
        if (!link.isAlive()) {
            // It ended before it was known here, so that nobody would take it out.
            remove(link);
        }
    }

    /** The oldest connection that lives, null for none. */
    @Nullable
    SshLink first() {
        return open().stream().filter(SshLink::isAlive).findFirst().orElse(null);
    }

    /** Connections for commands and questions. */
    List<SshLink> open() {
        lock.lock();
        try {
            return List.copyOf(links);
        } finally {
            lock.unlock();
        }
    }

    /** Those and the one for whole files. */
    List<SshLink> all() {
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

    /** False when it was not of this pool, or is no more. */
    boolean remove(SshLink link) {
        lock.lock();
        try {
            boolean known = links.remove(link);
            if (bulk == link) {
                bulk = null;
                known = true;
            }
            if (known) {
                forget(link);
                freed.signalAll();
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    /** Removes all; whoever asked closes them. */
    List<SshLink> clear() {
        lock.lock();
        try {
            List<SshLink> all = all();
            all.forEach(this::forget);
            links.clear();
            bulk = null;
            freed.signalAll();
            return all;
        } finally {
            lock.unlock();
        }
    }

    private void forget(SshLink link) {
        pastReceived += link.meter().received();
        pastSent += link.meter().sent();
    }

    /** Bytes of all connections, those that ended included. */
    long received() {
        lock.lock();
        try {
            return pastReceived + all().stream().mapToLong(link -> link.meter().received()).sum();
        } finally {
            lock.unlock();
        }
    }

    long sent() {
        lock.lock();
        try {
            return pastSent + all().stream().mapToLong(link -> link.meter().sent()).sum();
        } finally {
            lock.unlock();
        }
    }

    /** A session channel on a connection with room, made when no open one has any. */
    SshSession session(long windowBytes, First first) throws RemoteException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
        while (true) {
            SshLink oldest = first.get();
            SshSession session = trySession(windowBytes);
            if (session != null) {
                return session;
            }
            // A second log-in would ask the person again.
            if (!oldest.interactive() && open().size() < MOST_LINKS) {
                grow();
            } else if (!awaitRoom(deadline)) {
                throw new RemoteException(Kind.BUSY, Message.of("ssh.error.no-channel", name), null);
            }
        }
    }

    private @Nullable SshSession trySession(long windowBytes) throws RemoteException, InterruptedException {
        for (SshLink link : open()) {
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
            if (open().stream().noneMatch(SshLink::hasRoom)) {
                add(maker.make());
            }
        } finally {
            growing.unlock();
        }
    }

    private boolean awaitRoom(long deadline) throws InterruptedException {
        lock.lock();
        try {
            long left = deadline - System.nanoTime();
            while (left > 0 && links.stream().noneMatch(SshLink::hasRoom)) {
                left = freed.awaitNanos(left);
            }
            return left > 0;
        } finally {
            lock.unlock();
        }
    }

    /** A session channel for whole files, on a connection of its own where that asks nobody. */
    SshSession bulkSession(long windowBytes, First first) throws RemoteException, InterruptedException {
        if (!first.get().interactive()) {
            growing.lockInterruptibly();
            try {
                SshLink link = bulkLink();
                if (link.tryTake()) {
                    return link.session(windowBytes);
                }
            } finally {
                growing.unlock();
            }
        }
        return session(windowBytes, first);
    }

    private SshLink bulkLink() throws RemoteException, InterruptedException {
        SshLink known;
        lock.lock();
        try {
            known = bulk;
        } finally {
            lock.unlock();
        }
        if (known != null && known.isAlive()) {
            return known;
        }
        SshLink made = maker.make();
        lock.lock();
        try {
            bulk = made;
        } finally {
            lock.unlock();
        }
        return made;
    }

    private void wake() {
        lock.lock();
        try {
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
