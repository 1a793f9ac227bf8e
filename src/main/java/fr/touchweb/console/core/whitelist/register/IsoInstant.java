package fr.touchweb.console.core.whitelist.register;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Times of documents: {@code 2026-11-25T14:00:00Z} and nothing else. */
final class IsoInstant extends JsonDeserializer<Instant> {
    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return (Instant) context.handleUnexpectedToken(Instant.class, parser);
        }
        try {
            return Instant.parse(parser.getText());
        } catch (DateTimeParseException _) {
            return (Instant) context.handleWeirdStringValue(Instant.class, parser.getText(),
                    "a time is written 2026-11-25T14:00:00Z");
        }
    }
}
