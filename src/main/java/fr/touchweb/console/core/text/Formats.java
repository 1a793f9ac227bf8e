package fr.touchweb.console.core.text;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;

/** Numbers, sizes, durations and times as people of one language read them, in one display zone. Thread-safe. */
public final class Formats {
    private static final String[] UNITS = {"bytes", "kilo", "mega", "giga", "tera", "peta"};

    private final Texts texts;
    private final ZoneId zone;
    private final DateTimeFormatter time;
    private final DateTimeFormatter timeMillis;
    private final DateTimeFormatter date;
    private final DateTimeFormatter dateTime;

    public Formats(Texts texts, ZoneId zone) {
        this.texts = texts;
        this.zone = zone;
        this.time = DateTimeFormatter.ofPattern("HH:mm:ss", texts.locale());
        this.timeMillis = DateTimeFormatter.ofPattern(texts.get("common.pattern.timeMillis"), texts.locale());
        this.date = DateTimeFormatter.ofPattern(texts.get("common.pattern.date"), texts.locale());
        this.dateTime = DateTimeFormatter.ofPattern(texts.get("common.pattern.dateTime"), texts.locale());
    }

    public ZoneId zone() {
        return zone;
    }

    /** The zone's name for a label: {@code heure de Paris}, {@code UTC}. */
    public String zoneName() {
        if (zone.normalized() instanceof java.time.ZoneOffset offset) {
            return offset.getTotalSeconds() == 0 ? "UTC" : "UTC" + offset.getId();
        }
        String id = zone.getId();
        int slash = id.lastIndexOf('/');
        return slash < 0
                ? zone.getDisplayName(TextStyle.FULL, texts.locale())
                : texts.get("common.zone.of", id.substring(slash + 1).replace('_', ' '));
    }

    /** A count with grouping. */
    public String number(long value) {
        return NumberFormat.getIntegerInstance(texts.locale()).format(value);
    }

    /** A number with a fixed count of decimals. */
    public String decimal(double value, int decimals) {
        NumberFormat format = NumberFormat.getNumberInstance(texts.locale());
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        return format.format(value);
    }

    /** A part of the whole, 0 to 1, as whole percents. */
    public String percent(double fraction) {
        return texts.get("common.percent", number(Math.round(fraction * 100)));
    }

    /** Bytes in powers of 1024, as {@code ls -h} counts them; one decimal below ten of a unit. */
    public String size(long bytes) {
        double value = bytes;
        int unit = 0;
        while (Math.abs(value) >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        String shown = unit == 0 || Math.abs(value) >= 10 ? number(Math.round(value)) : decimal(value, 1);
        return texts.get("common.size." + UNITS[unit], shown);
    }

    /** Elapsed time with the two units that matter: {@code 340 ms}, {@code 2,1 s}, {@code 3 min 20 s}, {@code 4 j 2 h}. */
    public String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1000) {
            return texts.get("common.duration.millis", number(millis));
        }
        if (millis < 10_000) {
            return texts.get("common.duration.seconds", decimal(millis / 1000.0, 1));
        }
        long seconds = millis / 1000;
        if (seconds < 60) {
            return texts.get("common.duration.seconds", number(seconds));
        }
        if (seconds < 3600) {
            return two("minutes", seconds / 60, "seconds", seconds % 60);
        }
        if (seconds < 86_400) {
            return two("hours", seconds / 3600, "minutes", seconds % 3600 / 60);
        }
        return two("days", seconds / 86_400, "hours", seconds % 86_400 / 3600);
    }

    private String two(String large, long count, String small, long rest) {
        String first = texts.get("common.duration." + large, number(count));
        return rest == 0 ? first : first + '\u00a0' + texts.get("common.duration." + small, number(rest));
    }

    /** How long ago, in one unit: {@code il y a 12 s}. */
    public String ago(Instant moment, Instant now) {
        return texts.get("common.ago", age(moment, now));
    }

    /** The age in one unit: {@code 12 s}, {@code 1 min}, {@code 3 h}, {@code 19 j}. */
    public String age(Instant moment, Instant now) {
        long seconds = Math.max(0, Duration.between(moment, now).toSeconds());
        if (seconds < 60) {
            return texts.get("common.duration.seconds", number(seconds));
        }
        if (seconds < 3600) {
            return texts.get("common.duration.minutes", number(seconds / 60));
        }
        if (seconds < 86_400) {
            return texts.get("common.duration.hours", number(seconds / 3600));
        }
        return texts.get("common.duration.days", number(seconds / 86_400));
    }

    /** {@code 14:22:03} in the display zone. */
    public String time(Instant moment) {
        return time.format(moment.atZone(zone));
    }

    /** {@code 14:22:03,318} in the display zone. */
    public String timeMillis(Instant moment) {
        return timeMillis.format(moment.atZone(zone));
    }

    /** {@code 21/11/2026} in the display zone. */
    public String date(Instant moment) {
        return date.format(moment.atZone(zone));
    }

    public String date(LocalDate day) {
        return date.format(day);
    }

    /** {@code 21/11/2026 14:22:03} in the display zone. */
    public String dateTime(Instant moment) {
        return dateTime.format(moment.atZone(zone));
    }
}
