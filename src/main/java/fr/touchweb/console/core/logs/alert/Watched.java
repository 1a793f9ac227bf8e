package fr.touchweb.console.core.logs.alert;

import fr.touchweb.console.core.logs.LineFilter;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One rule and what has happened to it so far. One thread at a time. */
final class Watched {
    private final AlertRule rule;
    private final @Nullable LineFilter filter;
    private final Burst burst;
    private final long since;
    private Instant lastHit;
    private @Nullable Instant mutedUntil;
    private long toldAt = Long.MIN_VALUE;
    private boolean told;
    private long heard = -1;

    /** @param filter null for every line */
    Watched(AlertRule rule, @Nullable LineFilter filter, Instant now) {
        this.rule = rule;
        this.filter = filter;
        this.burst = new Burst(rule.count(), rule.seconds() * 1_000_000L);
        this.since = micros(now);
        this.lastHit = now;
    }

    AlertRule rule() {
        return rule;
    }

    @Nullable
    LineFilter filter() {
        return filter;
    }

    void mute(@Nullable Instant until) {
        mutedUntil = until;
    }

    @Nullable
    Instant mutedUntil(Instant now) {
        return mutedUntil != null && now.isBefore(mutedUntil) ? mutedUntil : null;
    }

    /** Nobody follows anything: no silence is one. */
    void wait(Instant now) {
        lastHit = now;
    }

    /** Whether a record did not count yet; the rest of one may come late. */
    boolean isNew(long head) {
        return heard != head;
    }

    /** A record counts, by the number of its first line. */
    void heard(long head) {
        heard = head;
    }

    /**
     * A line that the rule is about.
     *
     * @param ahead of our clock is the one by which its time was told, in microseconds
     */
    Optional<Alert> hit(long time, long ahead, long number, Instant now) {
        lastHit = now;
        if (time - ahead < since) {
            // It was written before anybody watched.
            return Optional.empty();
        }
        boolean full = switch (rule.kind()) {
            case SILENCE -> {
                told = false;
                yield false;
            }
            case PATTERN -> true;
            case RATE -> burst.isFull(time);
        };
        // A line that tells a time far ahead keeps none quiet that comes in its own.
        if (!full || toldAt != Long.MIN_VALUE && Math.abs(time - toldAt) < span()) {
            return Optional.empty();
        }
        toldAt = time;
        return Optional.of(alert(instant(time), number, now));
    }

    /** Whether nothing was heard for too long. */
    Optional<Alert> quiet(Instant now) {
        if (rule.kind() != AlertRule.Kind.SILENCE || told || now.isBefore(lastHit.plus(rule.time()))) {
            return Optional.empty();
        }
        told = true;
        return Optional.of(alert(now, -1, now));
    }

    private Alert alert(Instant at, long number, Instant now) {
        return new Alert(rule, at, number, mutedUntil(now) != null);
    }

    private long span() {
        return rule.seconds() * 1_000_000L;
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }

    static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }
}
