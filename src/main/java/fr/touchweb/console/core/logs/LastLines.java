package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.logs.follow.Bookmarks;
import fr.touchweb.console.core.logs.follow.SourceHealth;
import fr.touchweb.console.core.logs.follow.SourceKey;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The last lines of a source in a timeline, as they stand in its file. */
final class LastLines {
    /** Rows that are looked at for them. */
    private static final long ROWS = 200_000;

    private final LineStore store;

    LastLines(LineStore store) {
        this.store = store;
    }

    /**
     * Keeps those of each log for the next run.
     *
     * @param logs with how they are
     * @param numbers of them in the timeline, -1 for one from which nothing came
     */
    void keep(Map<SourceKey, SourceHealth> logs, ToIntFunction<SourceKey> numbers, Bookmarks marks)
            throws IOException {
        for (Map.Entry<SourceKey, SourceHealth> one : logs.entrySet()) {
            int number = numbers.applyAsInt(one.getKey());
            if (number >= 0) {
                marks.keepLines(one.getKey(), one.getValue().zone(), (place, most) -> before(number, place, most));
            }
        }
    }

    /**
     * Whole lines without a hole, up to a place in the file.
     *
     * @param place end of the last one, behind its line feed
     * @param most bytes
     * @return null when the line before the place is not here
     */
    byte @Nullable [] before(int source, long place, int most) {
        Deque<StoredLine> lines = new ArrayDeque<>();
        long expected = place;
        int bytes = 0;
        for (long row = store.size() - 1; row >= Math.max(store.first(), store.size() - ROWS) && expected > 0; row--) {
            StoredLine line = store.get(row, most);
            if (line == null || line.source() != source || line.kind() != StoredLine.Kind.LINE
                    || line.offset() + line.length() + 1 != expected) {
                continue;
            }
            if (bytes + line.length() + 1 > most) {
                break;
            }
            bytes += line.length() + 1;
            lines.addFirst(line);
            expected = line.offset();
        }
        if (lines.isEmpty()) {
            return null;
        }
        byte[] all = new byte[bytes];
        int at = 0;
        for (StoredLine line : lines) {
            System.arraycopy(line.bytes(), 0, all, at, line.length());
            at += line.length();
            all[at++] = '\n';
        }
        return all;
    }
}
