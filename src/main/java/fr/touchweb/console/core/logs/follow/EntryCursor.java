package fr.touchweb.console.core.logs.follow;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The cursor of a journal entry that comes in pieces, in whichever of them it stands, or across two. */
final class EntryCursor {
    /** A cursor with its name is shorter. */
    private static final int LONGEST = 1 << 10;

    private byte[] before = new byte[0];
    private @Nullable String cursor;
    private boolean ended = true;

    /** Whether the entry is whole with this piece. */
    boolean add(LogEvent.Line piece) {
        if (ended) {
            before = new byte[0];
            cursor = null;
        }
        ended = piece.ending() != LogEvent.Ending.CUT;
        if (before.length == 0 && ended) {
            cursor = JournalCursors.of(piece);
            return true;
        }
        byte[] both = Arrays.copyOf(before, before.length + piece.length());
        System.arraycopy(piece.buffer(), piece.start(), both, before.length, piece.length());
        String own = JournalCursors.of(new LogEvent.Line(piece.source(), 0, 0, both, 0, both.length, piece.ending()));
        cursor = own == null ? cursor : own;
        before = Arrays.copyOfRange(both, Math.max(0, both.length - LONGEST), both.length);
        return ended;
    }

    /** Of the entry whose pieces came last, null where none was seen in them. */
    @Nullable
    String get() {
        return cursor;
    }

    boolean is(@Nullable String other) {
        return cursor != null && cursor.equals(other);
    }
}
