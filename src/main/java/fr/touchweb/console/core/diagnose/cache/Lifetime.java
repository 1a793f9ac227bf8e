package fr.touchweb.console.core.diagnose.cache;

import fr.touchweb.console.core.diagnose.probe.HttpAnswer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long an answer may be kept (RFC 9111, 4.2). */
final class Lifetime {
    private static final Pattern MAX_AGE = Pattern.compile("(?i)(?:^|[,\\s])max-age=\"?(\\d{1,10})");
    private static final Pattern SHARED = Pattern.compile("(?i)(?:^|[,\\s])s-maxage=\"?(\\d{1,10})");

    private Lifetime() {}

    /** Seconds that a browser may keep it, null when the answer does not say. */
    static @Nullable Long seconds(HttpAnswer answer, Instant now) {
        Long said = find(MAX_AGE, answer);
        return said != null ? said : expires(answer, now);
    }

    /** Seconds that a shared cache may keep it, null when the answer does not say. */
    static @Nullable Long sharedSeconds(HttpAnswer answer, Instant now) {
        Long said = find(SHARED, answer);
        return said != null ? said : seconds(answer, now);
    }

    private static @Nullable Long find(Pattern pattern, HttpAnswer answer) {
        for (String value : answer.headers("Cache-Control")) {
            Matcher matcher = pattern.matcher(value);
            if (matcher.find()) {
                return Long.parseLong(matcher.group(1));
            }
        }
        return null;
    }

    private static @Nullable Long expires(HttpAnswer answer, Instant now) {
        String value = answer.header("Expires").orElse(null);
        if (value == null) {
            return null;
        }
        Instant until = date(value);
        // What is no date means already over (RFC 9111, 5.3).
        if (until == null) {
            return 0L;
        }
        Instant sent = answer.header("Date").map(Lifetime::date).orElse(now);
        return Math.max(0, Duration.between(sent == null ? now : sent, until).toSeconds());
    }

    static @Nullable Instant date(String value) {
        try {
            return ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
