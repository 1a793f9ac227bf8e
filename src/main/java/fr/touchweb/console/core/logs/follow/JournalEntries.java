package fr.touchweb.console.core.logs.follow;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entries of a journal as they come, in pieces where they are long. One is given out when all of it is here, so that a
 * place in the journal is always the end of an entry.
 */
final class JournalEntries {
    /** Bytes of one entry beyond which it is given out in parts. */
    private static final int MOST = 64 << 20;

    private final EntryCursor cursor = new EntryCursor();
    private List<LogEvent.Line> pieces = new ArrayList<>();
    private long bytes;

    /**
     * An entry, or a part of one.
     *
     * @param cursor null where none was seen in it
     */
    record Entry(List<LogEvent.Line> pieces, @Nullable String cursor) {}

    /** The entry that is whole with this piece, null when more of it is to come. */
    @Nullable
    Entry take(LogEvent.Line piece) {
        boolean whole = cursor.add(piece);
        pieces.add(piece);
        bytes += piece.length();
        if (!whole && bytes < MOST) {
            return null;
        }
        Entry entry = new Entry(pieces, cursor.get());
        pieces = new ArrayList<>();
        bytes = 0;
        return entry;
    }
}
