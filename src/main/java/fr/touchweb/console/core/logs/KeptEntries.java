package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.logs.StoredLine.Kind;
import fr.touchweb.console.core.logs.follow.JournalCursors;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Looks through what a console that did not end well left of a journal. Its entries carry their cursors, so that the lines
 * themselves tell where following goes on: behind the last entry but one, since nobody knows whether all pieces of the
 * last one were written.
 */
final class KeptEntries {
    /** Entries that are looked at from the end on for one that tells its cursor. */
    private static final int LAST = 16;

    private final Spool spool;
    private final Deque<Entry> last = new ArrayDeque<>();
    private long number = -1;

    /** An entry: its first record, and behind its last one so far. */
    private static final class Entry {
        private final long place;
        private final long time;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Entry(long place, long time) {
            this.place = place;
            this.time = time;
        }
    }

    private KeptEntries(Spool spool) {
        this.spool = spool;
    }

    /**
     * What was found.
     *
     * @param cut place of the first record that is read again
     * @param cursor of the entry before it
     * @param time of that entry, in microseconds
     */
    record Found(long cut, String cursor, long time) {}

    /** Null when nothing can be gone on from. */
    static @Nullable Found find(Spool spool) {
        KeptEntries entries = new KeptEntries(spool);
        KeptWalk.each(spool, new CRC32C(), Long.MAX_VALUE, entries::record);
        while (entries.last.size() > 1) {
            long cut = entries.last.removeLast().place;
            byte[] bytes = entries.last.getLast().bytes.toByteArray();
            String cursor = JournalCursors.of(bytes);
            if (cursor != null) {
                return new Found(cut, cursor, entries.last.getLast().time);
            }
        }
        return null;
    }

    private boolean record(long place, int length, long offset, int flags, long time) {
        if ((flags & (LineRecords.HOLES | LineRecords.PAST)) == 0 && RowIndex.kindOf(flags) == Kind.LINE) {
            if (last.isEmpty() || offset != number) {
                last.addLast(new Entry(place, time));
                number = offset;
            }
            byte[] bytes = new byte[length];
            spool.get(place + LineRecords.HEAD, bytes, 0, length);
            last.getLast().bytes.writeBytes(bytes);
            if (last.size() > LAST) {
                last.removeFirst();
            }
        }
        return true;
    }
}
