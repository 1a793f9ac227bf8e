package fr.touchweb.console.core.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Where the values of a JSON document stand, for errors that are found after it was read. Immutable. */
public final class JsonLines {
    private final Map<String, Integer> lines;

    private JsonLines(Map<String, Integer> lines) {
        this.lines = lines;
    }

    /** Lines of every value of a document that {@link StrictJson} accepted. */
    public static JsonLines of(byte[] bytes) throws IOException {
        Map<String, Integer> lines = new HashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(bytes)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME || token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
                    continue;
                }
                JsonStreamContext context = parser.getParsingContext();
                // On an opening bracket the parser stands inside already; the value belongs to the parent.
                JsonStreamContext owner = token.isStructStart() ? context.getParent() : context;
                lines.putIfAbsent(path(owner), parser.currentTokenLocation().getLineNr());
            }
        }
        return new JsonLines(lines);
    }

    /**
     * Line of a value, 1-based; that of the nearest value around it when it is not there itself, 0 when nothing is.
     *
     * @param path as {@code servers[3].port}
     */
    public int line(String path) {
        String place = path;
        while (!lines.containsKey(place)) {
            if (place.isEmpty()) {
                return 0;
            }
            place = place.substring(0, Math.max(0, Math.max(place.lastIndexOf('.'), place.lastIndexOf('['))));
        }
        return lines.get(place);
    }

    private static String path(JsonStreamContext context) {
        StringBuilder path = new StringBuilder();
        for (JsonStreamContext at = context; at != null; at = at.getParent()) {
            if (at.inObject() && at.getCurrentName() != null) {
                path.insert(0, "." + at.getCurrentName());
            } else if (at.inArray()) {
                path.insert(0, "[" + at.getCurrentIndex() + "]");
            }
        }
        return path.length() > 0 && path.charAt(0) == '.' ? path.substring(1) : path.toString();
    }
}
