package fr.touchweb.console.core.logs.digest;

import fr.touchweb.console.core.format.LogFormat;
import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.text.Message;
import java.util.List;
import java.util.Optional;

/** One line for a record of several lines, to be shown while it is folded. */
public final class BlockHeading {
    private BlockHeading() {}

    /** The heading; none when the first line of the record says it as well. Thread-safe. */
    public static Optional<Message> of(LogRecord record) {
        if (record.format() == LogFormat.PHP_FPM_SLOW) {
            Object script = record.fields().get("script");
            if (script == null || !(record.fields().get("frames") instanceof List<?> frames)) {
                return Optional.empty();
            }
            return Optional.of(frames.isEmpty()
                    ? Message.of("format.block.noFrames", script)
                    : Message.of("format.block.frames", script, frames.size(), frames.getFirst()));
        }
        if (record.format() == LogFormat.MYSQL_SLOW && record.fields().get("query") instanceof String query
                && record.fields().get("duration") instanceof Double seconds) {
            return Optional.of(
                    Message.of("format.block.query", seconds, rows(record), new QueryFingerprint().of(query)));
        }
        return Optional.empty();
    }

    private static long rows(LogRecord record) {
        return record.fields().get("rowsExamined") instanceof Long value ? value : 0;
    }
}
