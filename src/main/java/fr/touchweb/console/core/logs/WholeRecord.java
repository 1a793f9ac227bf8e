package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LogRecord;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The whole record of a line, with the lines before and after it that belong to it. */
final class WholeRecord {
    private static final int LINES = 500;
    private static final int BYTES = 1 << 20;

    private WholeRecord() {}

    /** @return null for a row that is no line, or that was let go */
    static @Nullable LogRecord of(LineStore store, long number, IntFunction<LineParser> parsers) {
        StoredLine line = store.get(number, BYTES);
        if (line == null || line.kind() != StoredLine.Kind.LINE) {
            return null;
        }
        List<StoredLine> lines = new ArrayList<>(List.of(line));
        for (long at = number - 1; lines.getFirst().continuation() && at >= number - LINES * 4L; at--) {
            StoredLine before = store.get(at, BYTES);
            if (before != null && before.source() == line.source() && before.kind() == StoredLine.Kind.LINE) {
                lines.addFirst(before);
            }
        }
        for (long at = number + 1; at < number + LINES && lines.size() < LINES; at++) {
            StoredLine after = store.get(at, BYTES);
            if (after == null || after.source() != line.source()) {
                continue;
            }
            if (!after.continuation()) {
                break;
            }
            lines.add(after);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (StoredLine part : lines) {
            if (bytes.size() > 0) {
                bytes.write('\n');
            }
            bytes.writeBytes(part.bytes());
        }
        return LogRecord.of(parsers.apply(line.source()), bytes.toByteArray(), lines.getFirst().number() + 1,
                lines.size());
    }
}
