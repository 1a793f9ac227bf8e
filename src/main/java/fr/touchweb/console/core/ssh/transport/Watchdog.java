package fr.touchweb.console.core.ssh.transport;

import fr.touchweb.console.core.policy.SshPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Looks after all connections from one virtual thread (reference ssh 2.1, rule 10). It never writes to a connection
 * itself, so that one blocked writer holds up nobody.
 */
final class Watchdog implements AutoCloseable {
    private static final long LONGEST_ROUND_MILLIS = 5_000;
    private static final Duration SLEPT = Duration.ofSeconds(10);

    private final SshClock clock;
    private final Supplier<Collection<SharedConnection>> connections;
    private final long roundNanos;
    private final Thread thread;
    private volatile boolean closed;
    private long lastNanos;
    private Instant lastWall;

    Watchdog(SshPolicy figures, SshClock clock, Supplier<Collection<SharedConnection>> connections) {
        this.clock = clock;
        this.connections = connections;
        this.roundNanos = Duration.ofMillis(
                Math.max(10, Math.min(LONGEST_ROUND_MILLIS, figures.keepAliveMillis() / 3))).toNanos();
        this.lastNanos = clock.nanos();
        this.lastWall = clock.wall();
        this.thread = Thread.ofVirtual().name("ssh-watchdog").start(this::run);
    }

    private void run() {
        while (!closed) {
            LockSupport.parkNanos(roundNanos);
            if (!connections.get().isEmpty()) {
                round();
            }
        }
    }

    /** One look at everything. */
    synchronized void round() {
        long nanos = clock.nanos();
        Instant wall = clock.wall();
        // The wall clock ran on while the machine slept, the other one did not.
        Duration asleep = Duration.between(lastWall, wall).minusNanos(nanos - lastNanos);
        lastNanos = nanos;
        lastWall = wall;
        boolean slept = asleep.compareTo(SLEPT) > 0;
        for (SharedConnection connection : connections.get()) {
            connection.tend(slept);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
