package fr.touchweb.console.core.whitelist.register;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/** Times of documents: {@code 2026-11-25T14:00:00Z} and nothing else. */
final class IsoInstant extends JsonDeserializer<Instant> {
    private static final int LENGTH = 20;

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return (Instant) context.handleUnexpectedToken(Instant.class, parser);
        }
        try {
            return read(parser.getText());
        } catch (DateTimeParseException _) {
            return (Instant) context.handleWeirdStringValue(Instant.class, parser.getText(),
                    "a time is written 2026-11-25T14:00:00Z");
        }
    }

    /** The form that the console writes is read by its digits: a register holds two of them for each of its entries. */
    static Instant read(String text) {
        if (text.length() != LENGTH || text.charAt(4) != '-' || text.charAt(7) != '-' || text.charAt(10) != 'T'
                || text.charAt(13) != ':' || text.charAt(16) != ':' || text.charAt(19) != 'Z') {
            return Instant.parse(text);
        }
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return Instant.parse(text);
        }
        try {
            long day = LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)).toEpochDay();
            return Instant.ofEpochSecond(day * 86_400 + hour * 3_600 + minute * 60 + second);
        } catch (DateTimeException _) {
            // The other reader tells what is wrong with it.
            return Instant.parse(text);
        }
    }

    /** A number of digits alone, -1 for anything else. */
    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = 10 * value + digit;
        }
        return value;
    }
}
