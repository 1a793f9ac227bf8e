package fr.touchweb.console.core.format;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of one line stand in its bytes. One object is reused for every line of a source, so it is valid until
 * the next line is parsed and belongs to one thread.
 */
public final class ParsedLine {
    private static final int FIELDS = Field.all().length;

    private final int[] starts = new int[FIELDS];
    private final int[] ends = new int[FIELDS];
    private byte[] bytes = new byte[0];
    private int start;
    private int end;
    private int messageStart;
    private int messageEnd;
    private double durationUnit = 1;
    private LogFormat format = LogFormat.TEXT;
    private @Nullable Level level;
    private long time = LocalTimes.NONE;
    private boolean continuation;

    void reset(byte[] line, int from, int to) {
        bytes = line;
        start = from;
        end = to;
        messageStart = from;
        messageEnd = to;
        durationUnit = 1;
        format = LogFormat.TEXT;
        level = null;
        time = LocalTimes.NONE;
        continuation = false;
        Arrays.fill(starts, -1);
    }

    void format(LogFormat value) {
        format = value;
    }

    void level(@Nullable Level value) {
        level = value;
    }

    void time(long micros) {
        time = micros;
    }

    void message(int from, int to) {
        messageStart = Math.min(from, end);
        messageEnd = Math.max(messageStart, to);
    }

    void continuation(boolean value) {
        continuation = value;
    }

    /** Notes a field; an empty one and a lone {@code -} are none. */
    void field(Field field, int from, int to) {
        if (to > from && !(to - from == 1 && bytes[from] == '-')) {
            starts[field.ordinal()] = from;
            ends[field.ordinal()] = to;
        }
    }

    /** The duration and the seconds that one of its units lasts. */
    void duration(int from, int to, double unit) {
        field(Field.DURATION, from, to);
        durationUnit = unit;
    }

    public LogFormat format() {
        return format;
    }

    public @Nullable Level level() {
        return level;
    }

    /** Microseconds since 1970-01-01T00:00Z, or {@link LocalTimes#NONE}. */
    public long time() {
        return time;
    }

    /** Whether this line belongs to the record that an earlier line started. */
    public boolean continuation() {
        return continuation;
    }

    /** What the line says beyond its time and its origin. */
    public String message() {
        return Bytes.text(bytes, messageStart, messageEnd);
    }

    /** Place of the message from the start of the line, in bytes. */
    public int messageOffset() {
        return messageStart - start;
    }

    public boolean has(Field field) {
        return starts[field.ordinal()] >= 0;
    }

    /** Place of a field from the start of the line, in bytes; -1 when the line has none. */
    public int offsetOf(Field field) {
        return has(field) ? starts[field.ordinal()] - start : -1;
    }

    /** Bytes that a field takes; 0 when the line has none. */
    public int lengthOf(Field field) {
        return has(field) ? ends[field.ordinal()] - starts[field.ordinal()] : 0;
    }

    /** A field as it stands, {@code \"} and {@code \\} undone; null when the line has none. */
    public @Nullable String text(Field field) {
        int i = field.ordinal();
        if (starts[i] < 0) {
            return null;
        }
        String raw = Bytes.text(bytes, starts[i], ends[i]);
        return raw.indexOf('\\') < 0 ? raw : raw.replace("\\\"", "\"").replace("\\\\", "\\");
    }

    /** A field as a number; NaN when the line has none. */
    public double number(Field field) {
        int i = field.ordinal();
        if (starts[i] < 0) {
            return Double.NaN;
        }
        double value = decimal(starts[i], ends[i]);
        return field == Field.DURATION ? value * durationUnit : value;
    }

    /** HTTP status, or -1. */
    public int status() {
        double value = number(Field.STATUS);
        return value >= 100 && value <= 999 ? (int) value : -1;
    }

    /** A field as JSON shows it: a number where it is one, else text; null when the line has none. */
    public @Nullable Object value(Field field) {
        if (field.number() && has(field)) {
            double value = number(field);
            if (!Double.isNaN(value)) {
                return field != Field.DURATION && value == Math.rint(value)
                        ? (Object) (long) value
                        : Math.round(value * 1e6) / 1e6;
            }
        }
        return text(field);
    }

    /** All fields that the line has, in a fixed order. */
    public Map<Field, Object> fields() {
        Map<Field, Object> all = new EnumMap<>(Field.class);
        for (Field field : Field.all()) {
            Object value = value(field);
            if (value != null) {
                all.put(field, value);
            }
        }
        return all;
    }

    /** The whole line. */
    public String raw() {
        return Bytes.text(bytes, start, end);
    }

    /** Digits with an optional sign and fraction, without an object; NaN when it is something else. */
    private double decimal(int from, int to) {
        int i = from;
        boolean negative = bytes[i] == '-';
        if (negative || bytes[i] == '+') {
            i++;
        }
        int digits = 0;
        double value = 0;
        for (; i < to && Bytes.digit(bytes, i, to); i++, digits++) {
            value = value * 10 + (bytes[i] - '0');
        }
        if (i < to && bytes[i] == '.') {
            double unit = 0.1;
            for (i++; i < to && Bytes.digit(bytes, i, to); i++, digits++) {
                value += (bytes[i] - '0') * unit;
                unit /= 10;
            }
        }
        return i < to || digits == 0 ? Double.NaN : negative ? -value : value;
    }
}
