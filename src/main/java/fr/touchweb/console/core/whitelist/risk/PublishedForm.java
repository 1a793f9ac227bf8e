package fr.touchweb.console.core.whitelist.risk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A list of ranges in the form in which its owner publishes it: lines of text, of which a comma ends the range (Apple's CSV of
 * the egress of iCloud Private Relay: {@code prefix,country,region,city,}); or JSON, {@code ipv4Prefix} and {@code ipv6Prefix}
 * as Google and DuckDuckGo name them, {@code ExitIP} as Proton does.
 *
 * @param lines with the ranges, comments among them; the place of each is its number
 * @param date that the JSON tells of its making, null where it tells none
 */
record PublishedForm(List<Line> lines, @Nullable LocalDate date) {
    private static final Set<String> RANGES = Set.of("ipv4Prefix", "ipv6Prefix", "ExitIP");
    private static final Set<String> DATES = Set.of("creationTime");
    private static final int DAY = 10;

    /** Something that should be a range. @param number of its line, from 1 */
    record Line(int number, String text) {}

    static PublishedForm of(String content) throws IOException {
        String head = content.stripLeading();
        return head.startsWith("{") || head.startsWith("[") ? json(content) : text(content);
    }

    private static PublishedForm text(String content) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String line : content.lines().toList()) {
            number++;
            int comma = line.indexOf(',');
            lines.add(
                    new Line(number, comma < 0 || line.lastIndexOf('#', comma) >= 0 ? line : line.substring(0, comma)));
        }
        return new PublishedForm(lines, null);
    }

    private static PublishedForm json(String content) throws IOException {
        List<Line> lines = new ArrayList<>();
        LocalDate date = null;
        try (JsonParser parser = new JsonFactory().createParser(content)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.VALUE_STRING || parser.currentName() == null) {
                    continue;
                }
                if (RANGES.contains(parser.currentName())) {
                    lines.add(new Line(parser.currentLocation().getLineNr(), parser.getText()));
                } else if (DATES.contains(parser.currentName())) {
                    date = day(parser.getText());
                }
            }
        }
        return new PublishedForm(lines, date);
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return LocalDate.parse(text.substring(0, Math.min(DAY, text.length())));
        } catch (DateTimeParseException _) {
            // A moment in another form: the file's own date stands in.
            return null;
        }
    }
}
