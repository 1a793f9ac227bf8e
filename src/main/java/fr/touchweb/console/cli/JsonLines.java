package fr.touchweb.console.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** One JSON object a line on standard output, UTF-8, ended by LF on every system. */
public final class JsonLines {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Terminal terminal;

    public JsonLines(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Writes the fields of one object. */
    @FunctionalInterface
    public interface Fields {
        void write(JsonGenerator generator) throws IOException;
    }

    /** RFC 3339 in UTC, as every time of the command line. */
    public static String time(Instant instant) {
        return DateTimeFormatter.ISO_INSTANT.format(instant);
    }

    public void write(Fields fields) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        try (JsonGenerator generator = MAPPER.createGenerator(line)) {
            generator.writeStartObject();
            fields.write(generator);
            generator.writeEndObject();
        }
        line.write('\n');
        terminal.bytes(line.toByteArray());
    }

    public void write(JsonNode object) throws IOException {
        byte[] json = MAPPER.writeValueAsBytes(object);
        byte[] line = java.util.Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        terminal.bytes(line);
    }
}
