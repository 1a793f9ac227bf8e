package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.format.Level;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A row of the timeline.
 *
 * @param number place in the timeline, from 0
 * @param source number of its source, or of the source that the marker is about
 * @param time microseconds since 1970-01-01T00:00Z by which it is ordered
 * @param timed whether the line itself tells that time
 * @param statusClass 2 to 5 for an HTTP answer, else 0
 * @param late whether it came after later lines had been shown
 * @param continuation whether it belongs to the record above it from the same source
 * @param bytes the line, cut at the length that was asked for; empty for a marker
 * @param length its whole length in bytes; the number of the marker for a marker
 * @param offset of its first byte in its file, inflated where that is compressed; -1 for a marker
 */
public record StoredLine(long number, Kind kind, int source, long time, boolean timed, @Nullable Level level,
        int statusClass, boolean late, boolean continuation, byte[] bytes, int length,
        long offset) {

    /** What a row is. */
    public enum Kind {
        LINE, GAP, ROTATION
    }

    /** The line as UTF-8; bytes that are none become U+FFFD. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Whether only a part of the line is here. */
    public boolean cut() {
        return kind == Kind.LINE && bytes.length < length;
    }
}
