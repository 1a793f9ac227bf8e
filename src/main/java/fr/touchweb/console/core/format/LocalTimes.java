package fr.touchweb.console.core.format;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Turns the parts of a time into microseconds since 1970-01-01T00:00Z. Lines without a zone are in the zone given here;
 * lines without a year get the one that puts them nearest before now (reference logs 5.8). In an hour that the end of
 * daylight saving time repeats, the occurrence nearest to the line before counts, the first one where there is none. Not
 * thread-safe: it remembers the last day, hour and line.
 */
public final class LocalTimes {
    /** No time. */
    public static final long NONE = Long.MIN_VALUE;

    private static final long DAY = 86_400;
    private static final long HOUR = 3_600;
    private static final long MICROS = 1_000_000;
    private static final long QUARTER = 900;
    private static final byte[] LENGTHS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private final ZoneId zone;
    private final InstantSource now;
    private int lastDate = -1;
    private long lastEpochDay;
    private long lastQuarter = Long.MIN_VALUE;
    private long lastOffset;
    private long laterOffset;
    private long previous = NONE;
    private long lastYearless = NONE;
    private int lastYear;
    private long commonFirst;
    private long commonMiddle;
    private long commonLast;
    private long commonTime = NONE;
    private long zonedFirst;
    private long zonedMiddle;
    private long zonedLater;
    private long zonedLast;
    private long zonedTime = NONE;

    /**
     * @param zone zone of lines that carry none
     * @param now now while following; the last change of the file while reading a past one
     */
    public LocalTimes(ZoneId zone, InstantSource now) {
        this.zone = zone;
        this.now = now;
    }

    /** A local time; {@link #NONE} when there is no such time. */
    long local(int year, int month, int day, int hour, int minute, int second, int micros) {
        long seconds = seconds(year, month, day, hour, minute, second);
        if (seconds == NONE) {
            return NONE;
        }
        long quarter = Math.floorDiv(seconds, QUARTER);
        if (quarter != lastQuarter) {
            LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
            List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
            lastOffset = zone.getRules().getOffset(time).getTotalSeconds();
            laterOffset = offsets.size() > 1 ? offsets.get(1).getTotalSeconds() : lastOffset;
            lastQuarter = quarter;
        }
        long local = (seconds - lastOffset) * MICROS + micros;
        if (laterOffset != lastOffset && previous != NONE) {
            long later = (seconds - laterOffset) * MICROS + micros;
            local = Math.abs(later - previous) < Math.abs(local - previous) ? later : local;
        }
        previous = local;
        return local;
    }

    /** A time with its offset from UTC in seconds; {@link #NONE} when there is no such time. */
    long offset(int year, int month, int day, int hour, int minute, int second, int micros, int offset) {
        long seconds = seconds(year, month, day, hour, minute, second);
        return seconds == NONE ? NONE : (seconds - offset) * MICROS + micros;
    }

    /** A local time without a year: a day ahead of now at most, else the year before. */
    long yearless(int month, int day, int hour, int minute, int second, int micros) {
        Instant reference = now.instant();
        long key = Math.floorDiv(reference.getEpochSecond(), HOUR) * 512 + month * 32 + day;
        if (key == lastYearless) {
            return local(lastYear, month, day, hour, minute, second, micros);
        }
        int year = LocalDateTime.ofInstant(reference, zone).getYear();
        long limit = (reference.getEpochSecond() + DAY) * MICROS;
        // 29 February may be eight years away.
        for (int candidate = year + 1; candidate > year - 9; candidate--) {
            long rough = offset(candidate, month, day, hour, minute, second, micros, offsetAt(reference));
            if (rough != NONE && rough <= limit) {
                lastYearless = key;
                lastYear = candidate;
                return local(candidate, month, day, hour, minute, second, micros);
            }
        }
        return NONE;
    }

    private int offsetAt(Instant reference) {
        return zone.getRules().getOffset(reference).getTotalSeconds();
    }

    /**
     * A local time {@code 14/Jan/2015:12:48:57}, of which all 20 bytes must be there; {@link #NONE} when it is none. Lines
     * of one second are found again without reading it.
     */
    long common(byte[] b, int at, int end) {
        long first = Bytes.eight(b, at);
        long middle = Bytes.eight(b, at + 8);
        long last = Bytes.eight(b, at + 12);
        if (first != commonFirst || middle != commonMiddle || last != commonLast || commonTime == NONE) {
            commonTime = local(Bytes.number(b, at + 7, 4, end), month(b, at + 3, end), Bytes.number(b, at, 2, end),
                    Bytes.number(b, at + 12, 2, end), Bytes.number(b, at + 15, 2, end),
                    Bytes.number(b, at + 18, 2, end),
                    0);
            commonFirst = first;
            commonMiddle = middle;
            commonLast = last;
        }
        return commonTime;
    }

    /**
     * A time with its offset {@code 18/Sep/2011:19:18:28 -0400}, of which all 26 bytes must be there; {@link #NONE} when it is
     * none. Lines of one second are found again without reading it.
     */
    long commonZoned(byte[] b, int at, int end) {
        long first = Bytes.eight(b, at);
        long middle = Bytes.eight(b, at + 8);
        long later = Bytes.eight(b, at + 16);
        long last = Bytes.eight(b, at + 18);
        if (first != zonedFirst || middle != zonedMiddle || later != zonedLater || last != zonedLast
                || zonedTime == NONE) {
            zonedTime = AccessGrammar.time(b, at, end, this);
            zonedFirst = first;
            zonedMiddle = middle;
            zonedLater = later;
            zonedLast = last;
        }
        return zonedTime;
    }

    /** A local time in a zone that the line names; in our zone when nobody knows that name. */
    long zoned(String name, int year, int month, int day, int hour, int minute, int second, int micros) {
        long seconds = seconds(year, month, day, hour, minute, second);
        if (seconds == NONE || !ZoneId.getAvailableZoneIds().contains(name)) {
            return local(year, month, day, hour, minute, second, micros);
        }
        LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
        return (seconds - ZoneId.of(name).getRules().getOffset(time).getTotalSeconds()) * MICROS + micros;
    }

    private long seconds(int year, int month, int day, int hour, int minute, int second) {
        if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > LENGTHS[month - 1] || hour < 0
                || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
            return NONE;
        }
        int date = (year * 100 + month) * 100 + day;
        if (date != lastDate) {
            if (month == 2 && day == 29 && !java.time.Year.isLeap(year)) {
                return NONE;
            }
            lastEpochDay = LocalDate.of(year, month, day).toEpochDay();
            lastDate = date;
        }
        return lastEpochDay * DAY + hour * 3600L + minute * 60L + second;
    }

    public ZoneId zone() {
        return zone;
    }

    /** Months of logs are English whatever the locale (reference logs 5.1); 1 to 12, or -1. */
    static int month(byte[] b, int at, int end) {
        if (end - at < 3) {
            return -1;
        }
        int key = (b[at] & 0xFF) << 16 | (b[at + 1] & 0xFF) << 8 | b[at + 2] & 0xFF;
        return switch (key) {
            case 'J' << 16 | 'a' << 8 | 'n' -> 1;
            case 'F' << 16 | 'e' << 8 | 'b' -> 2;
            case 'M' << 16 | 'a' << 8 | 'r' -> 3;
            case 'A' << 16 | 'p' << 8 | 'r' -> 4;
            case 'M' << 16 | 'a' << 8 | 'y' -> 5;
            case 'J' << 16 | 'u' << 8 | 'n' -> 6;
            case 'J' << 16 | 'u' << 8 | 'l' -> 7;
            case 'A' << 16 | 'u' << 8 | 'g' -> 8;
            case 'S' << 16 | 'e' << 8 | 'p' -> 9;
            case 'O' << 16 | 'c' << 8 | 't' -> 10;
            case 'N' << 16 | 'o' << 8 | 'v' -> 11;
            case 'D' << 16 | 'e' << 8 | 'c' -> 12;
            default -> -1;
        };
    }
}
