package fr.touchweb.console.core.logs;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LogRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Writes the rows of a view to a file: the lines as they are, JSON Lines, or CSV. */
public final class LogExport {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int LONGEST = 1 << 20;

    /** What an export looks like. */
    public enum Kind {
        TEXT, JSON_LINES, CSV
    }

    private LogExport() {}

    /**
     * Writes rows.
     *
     * @param to number of the row after the last one
     * @return lines written; markers are written to text only, as comments
     */
    public static long write(LogSession session, LogView view, long from, long to, Kind kind, OutputStream out,
            BooleanSupplier cancelled) throws IOException {
        Map<Integer, LineParser> parsers = new HashMap<>();
        long written = 0;
        if (kind == Kind.CSV) {
            out.write("time,source,format,level,message\r\n".getBytes(StandardCharsets.UTF_8));
        }
        for (long row = from; row < to && !cancelled.getAsBoolean(); row++) {
            StoredLine line = view.row(row, LONGEST);
            if (line == null || line.kind() != StoredLine.Kind.LINE) {
                continue;
            }
            written++;
            if (kind == Kind.TEXT) {
                out.write(line.bytes());
                out.write('\n');
                continue;
            }
            LogRecord record = LogRecord.of(parsers.computeIfAbsent(line.source(), session::reader), line.bytes(),
                    line.number(), 1);
            String source = session.source(line.source()).toString();
            out.write((kind == Kind.CSV ? csv(record, source) : json(record, source)).getBytes(StandardCharsets.UTF_8));
        }
        return written;
    }

    private static String csv(LogRecord record, String source) {
        Instant time = record.time();
        return String.join(",", time == null ? "" : time.toString(), quoted(source), record.format().id(),
                record.level() == null ? "" : record.level().id(), quoted(record.message())) + "\r\n";
    }

    /** RFC 4180; a value that a spreadsheet would take for a formula is told to be text. */
    private static String quoted(String value) {
        boolean formula = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + value.replace("\"", "\"\"") + '"';
    }

    private static String json(LogRecord record, String source) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = MAPPER.createGenerator(text)) {
            Instant time = record.time();
            json.writeStartObject();
            json.writeStringField("time", time == null ? null : time.toString());
            json.writeStringField("source", source);
            json.writeStringField("format", record.format().id());
            json.writeStringField("level", record.level() == null ? null : record.level().id());
            json.writeStringField("message", record.message());
            json.writeObjectField("fields", record.fields());
            json.writeEndObject();
        }
        return text + "\n";
    }
}
