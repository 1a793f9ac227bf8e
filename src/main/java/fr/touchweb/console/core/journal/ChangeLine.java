package fr.touchweb.console.core.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One line of the journal: a JSON object whose last key, {@code hash}, is SHA-256 over the line's other bytes. Those hold
 * {@code previous}, the hash of the line before, so that no line can be changed, moved or taken out alone.
 *
 * @param kind {@code change}; {@code anchor} for the first line after a purge; {@code torn} after a line that a crash cut
 * @param previous hash of the line before, for an anchor that of the last purged line; 64 zeros at the very start
 */
record ChangeLine(String kind, ChangeEntry entry, String previous, String hash) {
    static final String CHANGE = "change";
    static final String ANCHOR = "anchor";
    static final String TORN = "torn";
    static final String START = "0".repeat(64);

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final byte[] HASH_KEY = ",\"hash\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int TAIL = HASH_KEY.length + 64 + 2;

    /** Bytes of the line, without its LF. */
    static byte[] write(String kind, ChangeEntry entry, String previous) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("kind", kind);
            json.writeNumberField("seq", entry.sequence());
            json.writeStringField("time", entry.time().toString());
            json.writeStringField("person", entry.person());
            json.writeStringField("machine", entry.machine());
            json.writeStringField("target", entry.target());
            json.writeStringField("action", entry.action());
            json.writeStringField("detail", entry.detail());
            json.writeStringField("result", entry.result());
            json.writeStringField("previous", previous);
            json.writeEndObject();
        }
        byte[] body = Arrays.copyOf(bytes.toByteArray(), bytes.size() - 1);
        ByteArrayOutputStream line = new ByteArrayOutputStream(body.length + TAIL);
        line.writeBytes(body);
        line.writeBytes(HASH_KEY);
        line.writeBytes(hash(body).getBytes(StandardCharsets.US_ASCII));
        line.writeBytes("\"}".getBytes(StandardCharsets.US_ASCII));
        return line.toByteArray();
    }

    /** Reads a line without its LF; null when it is not one, or its hash is not that of its bytes. */
    static @Nullable ChangeLine read(byte[] line) {
        int body = line.length - TAIL;
        if (body < 0 || !Arrays.equals(line, body, body + HASH_KEY.length, HASH_KEY, 0, HASH_KEY.length)
                || line[line.length - 1] != '}' || line[line.length - 2] != '"') {
            return null;
        }
        String stated = new String(line, body + HASH_KEY.length, 64, StandardCharsets.US_ASCII);
        if (!stated.equals(hash(Arrays.copyOf(line, body)))) {
            return null;
        }
        try {
            JsonNode json = MAPPER.readTree(line);
            ChangeEntry entry = new ChangeEntry(json.path("seq").asLong(), Instant.parse(json.path("time").asText()),
                    json.path("person").asText(), json.path("machine").asText(), json.path("target").asText(),
                    json.path("action").asText(), json.path("detail").asText(), json.path("result").asText());
            return new ChangeLine(json.path("kind").asText(), entry, json.path("previous").asText(), stated);
        } catch (JsonProcessingException | DateTimeException e) {
            return null;
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
