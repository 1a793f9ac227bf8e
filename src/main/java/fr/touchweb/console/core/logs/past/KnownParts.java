package fr.touchweb.console.core.logs.past;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of one log were read, in the order of their times: what is followed reaches to the end and is the last of
 * them. One thread at a time.
 */
public final class KnownParts {
    /**
     * A part without holes.
     *
     * @param from time of its first line, in microseconds since 1970-01-01T00:00Z
     * @param to time of its last line; {@link Long#MAX_VALUE} for what is followed
     * @param last its last line, null for what is followed
     */
    public record Part(long from, Place first, long to, @Nullable Place last) {}

    /**
     * What is to be read for a moment.
     *
     * @param since time from which on lines are looked at
     * @param after line after which new ones come, null when all from {@code since} on are new
     * @param until line before which reading ends, null for the end of the log
     */
    public record Wanted(long since, @Nullable Place after, @Nullable Place until) {}

    private final List<Part> parts = new ArrayList<>();

    public void add(Part part) {
        parts.add(part);
        parts.sort(Comparator.comparingLong(Part::from));
    }

    /** Time of the earliest line that is known; {@link Long#MAX_VALUE} when none is. */
    public long earliest() {
        return parts.isEmpty() ? Long.MAX_VALUE : parts.getFirst().from();
    }

    /** What is missing from a moment on, up to the next part; null when that is nothing. */
    public @Nullable Wanted missing(long since) {
        Part before = null;
        for (Part part : parts) {
            if (part.from() > since) {
                return before != null && before.to() >= since
                        ? new Wanted(before.to(), before.last(), part.first())
                        : new Wanted(since, null, part.first());
            }
            before = part;
        }
        return before == null || before.to() < since ? new Wanted(since, null, null) : null;
    }

    /**
     * Takes over what was read for {@link #missing}.
     *
     * @param reached whether it joins the next part
     */
    public void read(Wanted wanted, Part part, boolean reached) {
        long from = part.from();
        Place first = part.first();
        long to = part.to();
        Place last = part.last();
        for (Part other : List.copyOf(parts)) {
            if (wanted.after() != null && wanted.after().equals(other.last())) {
                from = other.from();
                first = other.first();
                parts.remove(other);
            } else if (reached && other.first().equals(wanted.until())) {
                to = other.to();
                last = other.last();
                parts.remove(other);
            }
        }
        add(new Part(from, first, to, last));
    }
}
