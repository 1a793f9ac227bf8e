package fr.touchweb.console.cli;

import fr.touchweb.console.core.text.Message;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as arguments name them: RFC 3339, or a span before now such as {@code 15m}. */
final class Moments {
    private static final Pattern SPAN = Pattern.compile("(\\d+)(ms|s|m|h|d)?");

    /** RFC 3339 has years of four digits. */
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private Moments() {}

    static Instant moment(String text) throws UsageException {
        Instant moment;
        try {
            moment = Instant.parse(text);
        } catch (DateTimeException e) {
            moment = Instant.now().minus(span(text));
        }
        if (moment.isBefore(FIRST) || moment.isAfter(LAST)) {
            throw new UsageException(Message.of("cli.logs.noTime", text));
        }
        return moment;
    }

    /** Seconds without a unit. */
    static Duration span(String text) throws UsageException {
        Matcher matcher = SPAN.matcher(text);
        if (!matcher.matches() || matcher.group(1).length() > 9) {
            throw new UsageException(Message.of("cli.logs.noTime", text));
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2) == null ? "s" : matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> Duration.ofSeconds(amount);
        };
    }
}
