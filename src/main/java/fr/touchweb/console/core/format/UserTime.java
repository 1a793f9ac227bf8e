package fr.touchweb.console.core.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a person's format writes times: a pattern, or one of {@code iso}, {@code epoch}, {@code epochMillis}. */
final class UserTime {
    private final @Nullable DateTimeFormatter formatter;
    private final long unit;

    private UserTime(@Nullable DateTimeFormatter formatter, long unit) {
        this.formatter = formatter;
        this.unit = unit;
    }

    static UserTime of(String pattern, @Nullable String language) {
        return switch (pattern) {
            case "iso" -> new UserTime(new DateTimeFormatterBuilder().appendPattern("uuuu-MM-dd['T'][' ']HH:mm:ss")
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true).appendPattern("[XXX][XX][X]")
                    .toFormatter(Locale.ENGLISH), 0);
            case "epoch" -> new UserTime(null, 1_000_000);
            case "epochMillis" -> new UserTime(null, 1_000);
            default -> new UserTime(new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(pattern)
                    .toFormatter("fr".equals(language) ? Locale.FRENCH : Locale.ENGLISH), 0);
        };
    }

    long micros(String value, @Nullable ZoneId zone, LocalTimes times) {
        if (formatter == null) {
            try {
                return Math.round(Double.parseDouble(value) * unit);
            } catch (NumberFormatException e) {
                return LocalTimes.NONE;
            }
        }
        try {
            TemporalAccessor parsed = formatter.parse(value);
            ZoneId told = parsed.query(TemporalQueries.zone());
            LocalTime clock = LocalTime.from(parsed);
            int micros = clock.getNano() / 1_000;
            int second = clock.getSecond();
            if (!parsed.isSupported(ChronoField.YEAR) && !parsed.isSupported(ChronoField.YEAR_OF_ERA)) {
                MonthDay day = MonthDay.from(parsed);
                return times.yearless(day.getMonthValue(), day.getDayOfMonth(), clock.getHour(), clock.getMinute(),
                        second, micros);
            }
            int year = parsed.get(ChronoField.YEAR);
            int month = parsed.get(ChronoField.MONTH_OF_YEAR);
            int day = parsed.get(ChronoField.DAY_OF_MONTH);
            if (told instanceof ZoneOffset offset) {
                return times.offset(year, month, day, clock.getHour(), clock.getMinute(), second, micros,
                        offset.getTotalSeconds());
            }
            ZoneId place = told != null ? told : zone;
            if (place == null) {
                return times.local(year, month, day, clock.getHour(), clock.getMinute(), second, micros);
            }
            Instant instant = java.time.LocalDateTime.of(year, month, day, clock.getHour(), clock.getMinute(), second)
                    .atZone(place).toInstant();
            return instant.getEpochSecond() * 1_000_000 + micros;
        } catch (DateTimeException e) {
            return LocalTimes.NONE;
        }
    }
}
