package fr.touchweb.console.core.ssh.transport;

import fr.touchweb.console.core.policy.SshPolicy;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Pauses between tries, each twice as long as the one before up to a limit, with jitter. Thread-safe. */
final class RetryPause {
    private static final int MOST_DOUBLINGS = 20;

    private final SshPolicy figures;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private int failures;
    private boolean over;

    RetryPause(SshPolicy figures) {
        this.figures = figures;
    }

    /** Length of the next pause, which {@link #await} then waits for. */
    Duration next() {
        lock.lock();
        try {
            long millis = Math.min(figures.retryMaxMillis(),
                    (long) figures.retryFirstMillis() << Math.min(MOST_DOUBLINGS, failures));
            double jitter = 1 + (ThreadLocalRandom.current().nextDouble() * 2 - 1) * figures.retryJitterPercent() / 100;
            failures++;
            over = false;
            return Duration.ofMillis(Math.max(1, (long) (millis * jitter)));
        } finally {
            lock.unlock();
        }
    }

    /** Waits, at most until {@link #end}. */
    void await(Duration pause) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(pause.toMillis());
            while (left > 0 && !over) {
                left = news.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the pause that is waited for now. */
    void end() {
        lock.lock();
        try {
            over = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The next pause is the shortest again. */
    void forget() {
        lock.lock();
        try {
            failures = 0;
        } finally {
            lock.unlock();
        }
    }
}
