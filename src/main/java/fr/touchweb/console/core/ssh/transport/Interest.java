package fr.touchweb.console.core.ssh.transport;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Whether anybody still wants a connection: it is in use, or was a moment ago. Thread-safe. */
final class Interest {
    private final SshClock clock;
    private final long idleNanos;
    private final AtomicInteger uses = new AtomicInteger();
    private volatile long lastUse;

    Interest(SshClock clock, long idleMillis) {
        this.clock = clock;
        this.idleNanos = TimeUnit.MILLISECONDS.toNanos(idleMillis);
        this.lastUse = clock.nanos();
    }

    /** Somebody uses it for a moment. */
    void touch() {
        lastUse = clock.nanos();
    }

    /** Somebody uses it until the answer is closed. */
    SftpAccess.Use begin() {
        uses.incrementAndGet();
        AtomicBoolean ended = new AtomicBoolean();
        return () -> {
            if (!ended.getAndSet(true)) {
                touch();
                uses.decrementAndGet();
            }
        };
    }

    boolean inUse() {
        return uses.get() > 0;
    }

    boolean wanted() {
        return inUse() || clock.nanos() - lastUse < idleNanos;
    }
}
