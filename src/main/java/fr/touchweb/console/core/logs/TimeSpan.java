package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.format.ParsedLine;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A span of time, as a filter names it: {@code time:2025-01-13T10:00:00Z..2025-01-13T10:05:00Z} is about the times of lines,
 * {@code during:...} also about requests that were under way then.
 *
 * @param to after it
 * @param whole whether work that began before it or ended after it belongs to it
 */
public record TimeSpan(Instant from, Instant to, boolean whole) {
    private static final String TIME = "time:";
    private static final String DURING = "during:";
    private static final String BETWEEN = "..";

    /** A span that is about the times of lines. */
    public TimeSpan(Instant from, Instant to) {
        this(from, to, false);
    }

    /** A span as a filter names it; empty when it is none. */
    static Optional<TimeSpan> of(String typed) {
        int middle = typed.indexOf(BETWEEN);
        boolean whole = typed.startsWith(DURING);
        if (!whole && !typed.startsWith(TIME) || middle < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TimeSpan(Instant.parse(typed.substring((whole ? DURING : TIME).length(), middle)),
                    Instant.parse(typed.substring(middle + BETWEEN.length())), whole));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether a line is in it.
     *
     * @param time of the line, in microseconds since 1970-01-01T00:00Z
     * @param parsed tells when its request began and when it was written; asked only where that may count
     */
    boolean holds(long time, Supplier<ParsedLine> parsed) {
        long first = micros(from);
        long after = micros(to);
        if (time >= first && time < after || !whole || time == LocalTimes.NONE) {
            return time >= first && time < after;
        }
        ParsedLine line = parsed.get();
        if (line.time() == LocalTimes.NONE) {
            return false;
        }
        // The timeline may know better than the line what its clock was worth.
        long less = time - line.time();
        return line.began() + less < after && line.written() + less >= first;
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }

    @Override
    public String toString() {
        return (whole ? DURING : TIME) + from + BETWEEN + to;
    }
}
