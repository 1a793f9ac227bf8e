package fr.touchweb.console.core.logs.bytes;

import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import java.util.function.Supplier;

/** Time that a line tells. */
@FunctionalInterface
public interface LineTime {
    /** A line that tells none, or goes on with the one before it. */
    long NONE = LocalTimes.NONE;

    /** Microseconds since 1970-01-01T00:00Z, or {@link #NONE}; not thread-safe. */
    long of(byte[] b, int start, int end);

    /** Times as the parsers of known formats read them. */
    static LineTime of(Supplier<LineParser> parsers) {
        LineParser parser = parsers.get();
        return parser::time;
    }
}
