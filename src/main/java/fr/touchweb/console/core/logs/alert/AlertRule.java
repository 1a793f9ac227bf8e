package fr.touchweb.console.core.logs.alert;

import java.time.Duration;

/**
 * What a person wants to be told of.
 *
 * @param filter which lines it is about, as {@link fr.touchweb.console.core.logs.LineFilter} reads it; empty for every line
 * @param count lines within the time, for a rate
 * @param seconds the time: that of a rate, that of a silence, and the time within which a pattern is told once
 */
public record AlertRule(Kind kind, String filter, int count, int seconds) {
    /** What happens. */
    public enum Kind {
        /** So many lines within the time. */
        RATE,
        /** A line. */
        PATTERN,
        /** No line for the time. */
        SILENCE
    }

    public AlertRule {
        if (count < 1 || seconds < 1) {
            throw new IllegalArgumentException("count and seconds are at least 1");
        }
    }

    public Duration time() {
        return Duration.ofSeconds(seconds);
    }
}
