package fr.touchweb.console.core.logs.follow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * When the files of a machine are looked at: often while they speak or somebody looks, less and less while they are silent.
 * {@link #begin} to {@link #end}, {@link #next} and {@link #sleep} are for the thread that looks, the others for any.
 */
final class Looks {
    private final FollowTimes times;
    private final InstantSource steady;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean hidden;
    private volatile Instant attended;
    private volatile boolean asking;
    private volatile long askedAt;
    private Duration pause = Duration.ZERO;

    /** @param steady for waits and spans, which do not change with the clock of the machine */
    Looks(FollowTimes times, InstantSource steady) {
        this.times = times;
        this.steady = steady;
        this.attended = steady.instant();
    }

    void hidden(boolean value) {
        hidden = value;
        attended = steady.instant();
        wake();
    }

    void attended() {
        Instant now = steady.instant();
        boolean resting = Duration.between(attended, now).compareTo(times.idleAfter()) > 0;
        attended = now;
        if (resting) {
            wake();
        }
    }

    void wake() {
        wake.release();
    }

    /** A look begins: the machine is asked. */
    void begin() {
        askedAt = System.nanoTime();
        asking = true;
    }

    void end() {
        asking = false;
    }

    /**
     * For how long the machine has not answered; zero when it is not asked.
     *
     * @param answered when it last did, as {@link System#nanoTime} tells; null for never
     */
    Duration unanswered(@Nullable Long answered) {
        long now = System.nanoTime();
        long asked = now - askedAt;
        return asking ? Duration.ofNanos(answered == null ? asked : Math.min(asked, now - answered)) : Duration.ZERO;
    }

    /**
     * Says how long the pause before the next look is: what speaks sets the rhythm for all, so that their lines come in
     * order.
     *
     * @param spoke when bytes last came
     * @param polled whether a look is a command, which stands in the journals of both sides
     */
    void next(Instant spoke, boolean polled) {
        Instant since = spoke.isAfter(attended) ? spoke : attended;
        Duration wanted = times.pause(Duration.between(since, steady.instant()));
        Duration least = hidden ? times.hidden() : polled ? times.idle() : Duration.ZERO;
        pause = wanted.compareTo(least) < 0 ? least : wanted;
    }

    /** Pause between two looks. */
    Duration pause() {
        return pause;
    }

    /**
     * Time to the next look. Machines whose sources are silent are looked at in the same moments, so that the processor
     * wakes once for all of them.
     */
    Duration untilNext() {
        long millis = pause.toMillis();
        return pause.compareTo(times.idle()) < 0
                ? pause
                : Duration.ofMillis(millis - Math.floorMod(steady.instant().toEpochMilli(), millis));
    }

    /** @param span null for until somebody wakes it */
    void sleep(@Nullable Duration span) throws InterruptedException {
        if (span == null) {
            wake.acquire();
        } else if (!wake.tryAcquire(span.toNanos(), TimeUnit.NANOSECONDS)) {
            return;
        }
        wake.drainPermits();
    }
}
