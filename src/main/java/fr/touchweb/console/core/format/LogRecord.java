package fr.touchweb.console.core.format;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record as text, for JSON and for the record sheet.
 *
 * @param time moment that the line tells, null when it tells none
 * @param message what it says beyond time and origin
 * @param fields by name, in a fixed order; numbers are Long or Double, lists are lists of strings
 * @param line number of its first line in the file, from 1
 * @param lines lines that it takes
 */
public record LogRecord(@Nullable Instant time, LogFormat format, @Nullable Level level, String message,
        Map<String, Object> fields, long line, int lines) {

    public LogRecord {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /**
     * Reads a whole record.
     *
     * @param parser remembers nothing of the records before
     * @param bytes its lines, joined by a line feed, without the last one
     */
    public static LogRecord of(LineParser parser, byte[] bytes, long line, int lines) {
        return of(parser.parseRecord(bytes, 0, bytes.length), line, lines);
    }

    /** A record that has been parsed as a whole. */
    public static LogRecord of(ParsedLine parsed, long line, int lines) {
        Map<String, Object> fields = new LinkedHashMap<>();
        parsed.fields().forEach((field, value) -> fields.put(field.id(), value));
        parsed.extras().forEach(fields::putIfAbsent);
        String message = parsed.message();
        if (parsed.format() == LogFormat.PHP_FPM_SLOW) {
            fields.put(Field.FRAMES.id(), frames(parsed));
        }
        return new LogRecord(instant(parsed.time()), parsed.format(), parsed.level(), message, fields, line, lines);
    }

    /** When the request began that it tells of: its time, or its duration earlier; null when it tells neither. */
    public @Nullable Instant began() {
        return switch (format.moment()) {
            case START -> time;
            case END -> later(-1);
            case EVENT -> null;
        };
    }

    /** When it was written: its time, or its duration later (reference logs 5.8); null when it tells neither. */
    public @Nullable Instant written() {
        return format.moment() == LogFormat.Moment.START ? later(1) : time;
    }

    private @Nullable Instant later(int times) {
        return time != null && fields.get(Field.DURATION.id()) instanceof Number seconds
                ? time.plusNanos(times * Math.round(seconds.doubleValue() * 1e6) * 1_000)
                : null;
    }

    /** The stack of a slow PHP request, innermost first: {@code curl_exec() /home/www/avis.php:42}; none when it tells none. */
    public static List<String> frames(ParsedLine parsed) {
        String lines = parsed.text(Field.FRAMES);
        return lines == null
                ? List.of()
                : lines.lines().filter(l -> l.startsWith("[0x")).map(l -> l.substring(Math.min(l.length(),
                        l.indexOf(']') + 2))).toList();
    }

    /** A time of {@link ParsedLine#time()} as an instant, null for none. */
    public static @Nullable Instant instant(long micros) {
        return micros == LocalTimes.NONE
                ? null
                : Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000L);
    }
}
