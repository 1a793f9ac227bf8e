package fr.touchweb.console.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import fr.touchweb.console.core.format.Level;
import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.logs.digest.RateSeries;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record as JSON, with the names of the design. */
final class LogsJson {
    private LogsJson() {}

    /** Writes time, format, level, message and fields; what is not known is null. */
    static void fields(JsonGenerator json, LogRecord record) throws IOException {
        Instant time = record.time();
        Level level = record.level();
        json.writeStringField("time", time == null ? null : JsonLines.time(time));
        json.writeStringField("format", record.format().id());
        json.writeStringField("level", level == null ? null : level.id());
        json.writeStringField("message", record.message());
        json.writeObjectFieldStart("fields");
        for (Map.Entry<String, Object> field : record.fields().entrySet()) {
            switch (field.getValue()) {
                case Long number -> json.writeNumberField(field.getKey(), number);
                case Double number -> json.writeNumberField(field.getKey(), number);
                case List<?> list -> strings(json, field.getKey(), list);
                default -> json.writeStringField(field.getKey(), String.valueOf(field.getValue()));
            }
        }
        json.writeEndObject();
        moment(json, "began", record.began(), time);
        moment(json, "written", record.written(), time);
    }

    /** The other moment of a request, beside that which its line tells. */
    private static void moment(JsonGenerator json, String name, @Nullable Instant moment, @Nullable Instant time)
            throws IOException {
        if (moment != null && !moment.equals(time)) {
            json.writeStringField(name, JsonLines.time(moment));
        }
    }

    static void strings(JsonGenerator json, String name, List<?> list) throws IOException {
        json.writeArrayFieldStart(name);
        for (Object item : list) {
            json.writeString(String.valueOf(item));
        }
        json.writeEndArray();
    }

    /** Counts over time; steps without a record are left out. */
    static void rate(JsonGenerator json, Duration step, List<RateSeries.Step> steps) throws IOException {
        json.writeNumberField("stepSeconds", step.toSeconds());
        json.writeArrayFieldStart("rate");
        for (RateSeries.Step one : steps) {
            if (one.records() > 0) {
                json.writeStartObject();
                json.writeStringField("from", JsonLines.time(one.from()));
                json.writeNumberField("records", one.records());
                json.writeNumberField("errors", one.errors());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }
}
