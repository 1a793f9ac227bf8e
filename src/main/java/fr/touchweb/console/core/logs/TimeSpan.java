package fr.touchweb.console.core.logs;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * A span of time, as a filter names it: {@code time:2025-01-13T10:00:00Z..2025-01-13T10:05:00Z}.
 *
 * @param to after it
 */
public record TimeSpan(Instant from, Instant to) {
    private static final String PREFIX = "time:";
    private static final String BETWEEN = "..";

    /** A span as a filter names it; empty when it is none. */
    static Optional<TimeSpan> of(String typed) {
        int middle = typed.indexOf(BETWEEN);
        if (!typed.startsWith(PREFIX) || middle < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TimeSpan(Instant.parse(typed.substring(PREFIX.length(), middle)),
                    Instant.parse(typed.substring(middle + BETWEEN.length()))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether a moment is in it, in microseconds since 1970-01-01T00:00Z. */
    boolean holds(long micros) {
        return micros >= micros(from) && micros < micros(to);
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }

    @Override
    public String toString() {
        return PREFIX + from + BETWEEN + to;
    }
}
