package fr.touchweb.console.core.whitelist;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times as web servers, HAProxy, fail2ban and syslog write them; those without a zone are the server's. */
final class LogTimes {
    private static final List<DateTimeFormatter> ZONED = List.of(
            DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ROOT),
            DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    private static final List<DateTimeFormatter> LOCAL = List.of(
            DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss.SSS", Locale.ROOT),
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss,SSS", Locale.ROOT));

    private final ZoneId zone;

    /** @param zone of the server, null when it does not tell: UTC then */
    LogTimes(@Nullable String zone) {
        this.zone = zone(zone);
    }

    private static ZoneId zone(@Nullable String zone) {
        try {
            return zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
        } catch (DateTimeException _) {
            // A zone that only the server's own tables know.
            return ZoneOffset.UTC;
        }
    }

    /** The moment that a text tells, null when it tells none. */
    @Nullable
    Instant read(String text) {
        String plain = text.replaceAll("[\\[\\]]", "");
        for (DateTimeFormatter form : ZONED) {
            try {
                return OffsetDateTime.parse(plain, form).toInstant();
            } catch (DateTimeException _) {
                // the next form
            }
        }
        for (DateTimeFormatter form : LOCAL) {
            try {
                return LocalDateTime.parse(plain, form).atZone(zone).toInstant();
            } catch (DateTimeException _) {
                // the next form
            }
        }
        return null;
    }
}
