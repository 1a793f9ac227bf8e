package fr.touchweb.console.core.logs;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A moment in the past as a person says it, in French and in English: {@code hier 14h30}, {@code 2 hours ago},
 * {@code lundi 9h}, {@code 13/01 10:11}, {@code noon}. What may be a day of this week or the last, this year or the last, is
 * the one before now.
 */
public final class TimeWords {
    private static final Pattern AGO = Pattern.compile("(?:il y a |-)?(\\d{1,6}) ?([a-z]+)(?: ago)?");
    private static final Pattern CLOCK = Pattern
            .compile("(\\d{1,2})(?:(?:[:h])(\\d{2})(?::(\\d{2}))?| ?h(?:eures?)?)? ?(am|pm)?");
    private static final Pattern ISO_DAY = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
    private static final Pattern DAY = Pattern.compile("(\\d{1,2})/(\\d{1,2})(?:/(\\d{4}))?");
    private static final Pattern DAY_MONTH = Pattern
            .compile("(\\d{1,2})(?:er|st|nd|rd|th)? ([a-z]{3,9})(?: (\\d{4}))?");
    private static final Pattern MONTH_DAY = Pattern.compile("([a-z]{3,9}) (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?");
    private static final Map<String, LocalTime> TIMES = Map.of("midi", LocalTime.NOON, "noon", LocalTime.NOON,
            "minuit", LocalTime.MIDNIGHT, "midnight", LocalTime.MIDNIGHT);
    private static final List<String> DAYS = List.of("lundi monday", "mardi tuesday", "mercredi wednesday",
            "jeudi thursday", "vendredi friday", "samedi saturday", "dimanche sunday");
    private static final List<String> MONTHS = List.of("janvier january", "fevrier february", "mars march",
            "avril april", "mai may", "juin june", "juillet july", "aout august", "septembre september",
            "octobre october", "novembre november", "decembre december");

    private TimeWords() {}

    /**
     * Reads a moment.
     *
     * @param now in the zone in which times are shown, which is the one that the person means
     */
    public static Optional<Instant> read(String typed, ZonedDateTime now) {
        try {
            return Optional.of(Instant.parse(typed.strip()));
        } catch (DateTimeException e) {
            String text = Normalizer.normalize(typed.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                    .replaceAll("\\p{M}", "").replace('\u2019', '\'')
                    .replaceAll("\\b(a|at|le|the|on|vers|about|dernier|derniere|last)\\b", " ")
                    .replaceAll("(?<=\\d)t(?=\\d)", " ").replaceAll("\\s+", " ").strip();
            try {
                return Optional.ofNullable(moment(text, now)).map(ZonedDateTime::toInstant);
            } catch (DateTimeException impossible) {
                return Optional.empty();
            }
        }
    }

    private static @Nullable ZonedDateTime moment(String text, ZonedDateTime now) {
        Matcher ago = AGO.matcher(text);
        boolean said = text.startsWith("il y ") || text.startsWith("-") || text.endsWith(" ago");
        if (said && text.startsWith("il y ") && !text.startsWith("il y a ")) {
            // “a” was taken for a preposition.
            ago = AGO.matcher(text.replaceFirst("il y ", "il y a "));
        }
        if (said && ago.matches()) {
            return before(now, Integer.parseInt(ago.group(1)), ago.group(2));
        }
        if (text.equals("maintenant") || text.equals("now")) {
            return now;
        }
        LocalTime alone = clock(text);
        if (alone != null) {
            ZonedDateTime today = now.with(alone);
            return today.isAfter(now) ? today.minusDays(1) : today;
        }
        // The day is all but the last words, the hour those.
        for (int space = text.length(); space > 0; space = text.lastIndexOf(' ', space - 1)) {
            LocalDate day = day(text.substring(0, space), now.toLocalDate());
            String rest = text.substring(space).strip();
            LocalTime time = rest.isEmpty() ? LocalTime.MIDNIGHT : clock(rest);
            if (day != null && time != null) {
                ZonedDateTime moment = day.atTime(time).atZone(now.getZone());
                boolean named = weekday(text.substring(0, space)) != null;
                return named && moment.isAfter(now) ? moment.minusWeeks(1) : moment;
            }
        }
        return null;
    }

    private static @Nullable ZonedDateTime before(ZonedDateTime now, int amount, String unit) {
        return switch (unit) {
            case "s", "sec", "seconde", "secondes", "second", "seconds" -> now.minus(Duration.ofSeconds(amount));
            case "m", "mn", "min", "minute", "minutes", "mins" -> now.minus(Duration.ofMinutes(amount));
            case "h", "heure", "heures", "hour", "hours" -> now.minus(Duration.ofHours(amount));
            case "j", "jour", "jours", "d", "day", "days" -> now.minus(Period.ofDays(amount));
            case "semaine", "semaines", "w", "week", "weeks" -> now.minus(Period.ofWeeks(amount));
            case "mois", "month", "months" -> now.minus(Period.ofMonths(amount));
            default -> null;
        };
    }

    private static @Nullable LocalTime clock(String text) {
        LocalTime word = TIMES.get(text);
        Matcher matcher = CLOCK.matcher(text);
        if (word != null || !matcher.matches()) {
            return word;
        }
        boolean bare = matcher.group(2) == null && matcher.group(4) == null && !text.contains("h");
        if (bare) {
            return null;
        }
        int hour = Integer.parseInt(matcher.group(1));
        if (matcher.group(4) != null) {
            if (hour < 1 || hour > 12) {
                return null;
            }
            hour = hour % 12 + (matcher.group(4).equals("pm") ? 12 : 0);
        }
        return LocalTime.of(hour, number(matcher.group(2)), number(matcher.group(3)));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static @Nullable LocalDate day(String text, LocalDate today) {
        switch (text) {
            case "aujourd'hui", "today" -> {
                return today;
            }
            case "hier", "yesterday" -> {
                return today.minusDays(1);
            }
            case "avant-hier" -> {
                return today.minusDays(2);
            }
            default -> {
                // Not a word for a day: a date.
            }
        }
        DayOfWeek weekday = weekday(text);
        if (weekday != null) {
            return today.minusDays(Math.floorMod(today.getDayOfWeek().getValue() - weekday.getValue(), 7));
        }
        Matcher iso = ISO_DAY.matcher(text);
        if (iso.matches()) {
            return LocalDate.of(number(iso.group(1)), number(iso.group(2)), number(iso.group(3)));
        }
        Matcher numbers = DAY.matcher(text);
        if (numbers.matches()) {
            return past(number(numbers.group(1)), number(numbers.group(2)), numbers.group(3), today);
        }
        Matcher first = DAY_MONTH.matcher(text);
        if (first.matches() && month(first.group(2)) > 0) {
            return past(number(first.group(1)), month(first.group(2)), first.group(3), today);
        }
        Matcher second = MONTH_DAY.matcher(text);
        return second.matches() && month(second.group(1)) > 0
                ? past(number(second.group(2)), month(second.group(1)), second.group(3), today)
                : null;
    }

    /** A date whose year, when it was not said, is this one or the last. */
    private static LocalDate past(int day, int month, @Nullable String year, LocalDate today) {
        if (year != null) {
            return LocalDate.of(Integer.parseInt(year), month, day);
        }
        LocalDate date = LocalDate.of(today.getYear(), month, day);
        return date.isAfter(today) ? date.minusYears(1) : date;
    }

    private static @Nullable DayOfWeek weekday(String text) {
        for (int i = 0; i < DAYS.size(); i++) {
            for (String name : DAYS.get(i).split(" ")) {
                if (text.equals(name)) {
                    return DayOfWeek.of(i + 1);
                }
            }
        }
        return null;
    }

    private static int month(String text) {
        for (int i = 0; i < MONTHS.size(); i++) {
            for (String name : MONTHS.get(i).split(" ")) {
                // “jui” is two months and so none; “ma” is too short to be asked.
                if (name.equals(text) || name.startsWith(text) && !text.equals("jui") && text.length() >= 3) {
                    return i + 1;
                }
            }
        }
        return 0;
    }
}
