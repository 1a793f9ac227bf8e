package fr.touchweb.console.core.journal;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
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
            if (entry.clockOffsetMillis() != null) {
                json.writeNumberField("clockOffsetMillis", entry.clockOffsetMillis());
            }
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
        return read(line, 0, line.length, sha256());
    }

    /** The same in a part of a buffer, with a digest that is used again and again. */
    static @Nullable ChangeLine read(byte[] buffer, int from, int to, MessageDigest digest) {
        int body = to - TAIL;
        if (body < from || !Arrays.equals(buffer, body, body + HASH_KEY.length, HASH_KEY, 0, HASH_KEY.length)
                || buffer[to - 1] != '}' || buffer[to - 2] != '"') {
            return null;
        }
        String stated = new String(buffer, body + HASH_KEY.length, 64, StandardCharsets.US_ASCII);
        digest.update(buffer, from, body - from);
        if (!stated.equals(HexFormat.of().formatHex(digest.digest()))) {
            return null;
        }
        return fields(buffer, from, to, stated);
    }

    private static @Nullable ChangeLine fields(byte[] buffer, int from, int to, String hash) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = MAPPER.createParser(buffer, from, to - from)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken().isScalarValue()) {
                    fields.put(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
            String offset = fields.get("clockOffsetMillis");
            ChangeEntry entry = new ChangeEntry(Long.parseLong(fields.getOrDefault("seq", "0")),
                    Instant.parse(fields.getOrDefault("time", "")), fields.getOrDefault("person", ""),
                    fields.getOrDefault("machine", ""), fields.getOrDefault("target", ""),
                    fields.getOrDefault("action", ""), fields.getOrDefault("detail", ""),
                    fields.getOrDefault("result", ""), offset == null ? null : Long.valueOf(offset));
            return new ChangeLine(fields.getOrDefault("kind", ""), entry, fields.getOrDefault("previous", ""), hash);
        } catch (JacksonException | DateTimeException | NumberFormatException e) {
            return null;
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    /** The digest of every line. */
    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }
}
