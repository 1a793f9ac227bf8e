package fr.touchweb.console.desktop.binlog;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Two moments, both within. */
public record TimeRange(Instant from, Instant to) {
    private static final Pattern SEPARATOR = Pattern.compile("\\s*(?:\\.\\.|→|–|\\sà\\s|\\sto\\s|\\s-\\s)\\s*");
    private static final Pattern MOMENT = Pattern.compile(
            "(?:(?:(\\d{4})-(\\d{1,2})-(\\d{1,2})|(\\d{1,2})/(\\d{1,2})(?:/(\\d{4}))?)[ T]?)?"
                    + "(?:(\\d{1,2})[:h](\\d{2})(?::(\\d{2}))?)?");
    private static final int LAST_SECOND = 59;

    private record Parts(@Nullable LocalDate day, @Nullable Integer hour, int minute, @Nullable Integer second) {}

    /**
     * Reads {@code 14:05..14:10}, {@code 25/11 23:50 → 26/11 00:10}, {@code 2026-11-25T14:11:31}, {@code 25/11}. A time
     * without seconds stands for its whole minute, a day for all of it, a time without day for that of {@code today}, the
     * end without day for that of the beginning.
     */
    public static Optional<TimeRange> parse(String text, ZoneId zone, LocalDate today) {
        String[] sides = SEPARATOR.split(text.strip(), 2);
        Parts first = parts(sides[0], today);
        Parts last = sides.length > 1 ? parts(sides[1], today) : first;
        if (first == null || last == null) {
            return Optional.empty();
        }
        LocalDate day = first.day() == null ? today : first.day();
        LocalDateTime from = (first.hour() == null
                ? day.atStartOfDay()
                : day.atTime(first.hour(), first.minute(), first.second() == null ? 0 : first.second()));
        LocalDate end = last.day() == null ? day : last.day();
        LocalDateTime to = last.hour() == null
                ? end.atTime(LocalTime.of(23, LAST_SECOND, LAST_SECOND))
                : end.atTime(last.hour(), last.minute(), last.second() == null ? LAST_SECOND : last.second());
        if (to.isBefore(from) && last.day() == null) {
            to = to.plusDays(1);
        }
        return to.isBefore(from)
                ? Optional.empty()
                : Optional.of(new TimeRange(from.atZone(zone).toInstant(), to.atZone(zone).toInstant()));
    }

    private static @Nullable Parts parts(String text, LocalDate today) {
        Matcher m = MOMENT.matcher(text.strip());
        if (text.isBlank() || !m.matches()) {
            return null;
        }
        try {
            LocalDate day = m.group(1) != null
                    ? LocalDate.of(number(m, 1), number(m, 2), number(m, 3))
                    : m.group(4) != null
                            ? LocalDate.of(m.group(6) == null ? today.getYear() : number(m, 6), number(m, 5),
                                    number(m, 4))
                            : null;
            if (m.group(7) == null) {
                return day == null ? null : new Parts(day, null, 0, null);
            }
            LocalTime time = LocalTime.of(number(m, 7), number(m, 8), m.group(9) == null ? 0 : number(m, 9));
            return new Parts(day, time.getHour(), time.getMinute(), m.group(9) == null ? null : time.getSecond());
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int number(Matcher m, int group) {
        return Integer.parseInt(m.group(group));
    }
}
