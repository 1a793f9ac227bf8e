package fr.touchweb.console.core.logs.follow;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where reading of a log stopped in an earlier run: what finds the place again under any name.
 *
 * @param at when that was
 * @param generation of the newest file that was read
 * @param last whether the last place is that of the file that the path named
 * @param places in files that were not read to their end, the oldest first; none in a journal, or when what was kept
 *        could not be read
 * @param finished heads of the newest files that need no reading any more
 * @param cursor of the last entry of a journal, null for a file
 */
record Bookmark(Instant at, int generation, boolean last, List<Position> places, List<Fingerprint> finished,
        @Nullable String cursor) {
    /** Something was kept and nobody can read it. */
    static Bookmark unreadable(Instant at) {
        return new Bookmark(at, 0, false, List.of(), List.of(), null);
    }

    static Bookmark ofJournal(Instant at, String cursor) {
        return new Bookmark(at, 0, false, List.of(), List.of(), cursor);
    }

    boolean isSamePlace(Bookmark other) {
        return generation == other.generation && last == other.last && offset() == other.offset()
                && places.size() == other.places.size();
    }

    /** Offset of the last place, 0 when there is none. */
    long offset() {
        return places.isEmpty() ? 0 : places.getLast().offset();
    }
}
