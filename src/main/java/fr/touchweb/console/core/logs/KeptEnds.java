package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.logs.follow.LogEvent;
import fr.touchweb.console.core.logs.follow.SourceKey;
import org.jspecify.annotations.Nullable;

/**
 * Between which lines of a log following gave those that are kept.
 *
 * @param firstTime time of the first line that tells one
 * @param lastTime time of the last line
 */
record KeptEnds(LogEvent.Line first, LogEvent.Line last, long firstTime, long lastTime) {
    /** Null when no line is there that following gave, or when one of the two is not what was written any more. */
    static @Nullable KeptEnds of(KeptSummary kept, KeptRows rows, SourceLines lines, SourceKey key) {
        if (kept.firstLine() < 0) {
            return null;
        }
        LogEvent.Line first = line(kept, kept.firstLine(), rows, lines, key);
        LogEvent.Line last = line(kept, kept.lastLine(), rows, lines, key);
        return first == null || last == null ? null : new KeptEnds(first, last, kept.firstTime(), kept.lastTime());
    }

    private static LogEvent.@Nullable Line line(KeptSummary kept, long row, KeptRows rows, SourceLines lines,
            SourceKey key) {
        long place = RowIndex.place(kept.entry(row));
        if (!rows.isSound(rows.begin() + row, place)) {
            return null;
        }
        byte[] bytes = lines.bytes(place, lines.spool().getInt(place + LineRecords.LENGTH));
        return new LogEvent.Line(key, 0, LineRecords.offset(lines.spool().getLong(place + LineRecords.OFFSET)), bytes,
                0,
                bytes.length, LogEvent.Ending.LINE_FEED);
    }
}
