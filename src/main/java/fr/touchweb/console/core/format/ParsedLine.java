package fr.touchweb.console.core.format;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
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
    private final List<String> extraNames = new ArrayList<>();
    private final List<int[]> extraPlaces = new ArrayList<>();
    private byte[] bytes = new byte[0];
    private int start;
    private int end;
    private int messageStart;
    private int messageEnd;
    private double durationUnit = 1;
    private LogFormat format = LogFormat.TEXT;
    private @Nullable Level level;
    private long time = LocalTimes.NONE;
    private Escapes escapes = Escapes.NONE;
    private int count = 1;
    private boolean continuation;
    /** A bit for each field that the line has. */
    private long present;

    /** How a format writes characters that would end a field. */
    enum Escapes {
        NONE,
        /** {@code \"}, {@code \\} and {@code \xhh} of Apache and nginx. */
        QUOTED,
        /** {@code #hh} of HAProxy. */
        HASHED, JSON
    }

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
        escapes = Escapes.NONE;
        count = 1;
        continuation = false;
        present = 0;
        if (!extraNames.isEmpty()) {
            extraNames.clear();
            extraPlaces.clear();
        }
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

    void escapes(Escapes value) {
        escapes = value;
    }

    void count(int value) {
        count = value;
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
            int i = field.ordinal();
            starts[i] = from;
            ends[i] = to;
            present |= 1L << i;
        }
    }

    /** The duration and the seconds that one of its units lasts. */
    void duration(int from, int to, double unit) {
        field(Field.DURATION, from, to);
        durationUnit = unit;
    }

    /** Notes a field that has no name of ours. */
    void extra(String name, int from, int to) {
        if (to > from) {
            extraNames.add(name);
            extraPlaces.add(new int[]{from, to});
        }
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

    /**
     * Microseconds since 1970-01-01T00:00Z at which the line was written: for a request that is noted at its end but with
     * the time of its start, its duration later than {@link #time()} (reference logs 5.8).
     */
    public long written() {
        return time == LocalTimes.NONE || format.moment() != LogFormat.Moment.START || !has(Field.DURATION)
                ? time
                : time + micros(number(Field.DURATION));
    }

    /** Microseconds since 1970-01-01T00:00Z at which what the line tells of began, as far as it says so. */
    public long began() {
        return time == LocalTimes.NONE || format.moment() != LogFormat.Moment.END || !has(Field.DURATION)
                ? time
                : time - micros(number(Field.DURATION));
    }

    private static long micros(double seconds) {
        return Double.isNaN(seconds) ? 0 : Math.round(seconds * 1e6);
    }

    /** How many like events the line stands for: syslog folds repetitions. */
    public int count() {
        return count;
    }

    /** Whether this line belongs to the record that an earlier line started. */
    public boolean continuation() {
        return continuation;
    }

    /** Place after the message in {@link #buffer()}. */
    int messageEnd() {
        return messageEnd;
    }

    /** What the line says beyond its time and its origin. */
    public String message() {
        return unescaped(messageStart, messageEnd);
    }

    /** Place of the message from the start of the line, in bytes. */
    public int messageOffset() {
        return messageStart - start;
    }

    public boolean has(Field field) {
        return (present & 1L << field.ordinal()) != 0;
    }

    /** Place of a field from the start of the line, in bytes; -1 when the line has none. */
    public int offsetOf(Field field) {
        return has(field) ? starts[field.ordinal()] - start : -1;
    }

    /** Bytes that a field takes; 0 when the line has none. */
    public int lengthOf(Field field) {
        return has(field) ? ends[field.ordinal()] - starts[field.ordinal()] : 0;
    }

    /** The bytes that this line lies in, which the caller must not change. */
    public byte[] buffer() {
        return bytes;
    }

    /** Place of the line in {@link #buffer()}. */
    public int start() {
        return start;
    }

    /** Place after the line in {@link #buffer()}. */
    public int end() {
        return end;
    }

    /** A field without the escapes of its format; null when the line has none. */
    public @Nullable String text(Field field) {
        int i = field.ordinal();
        return has(field) ? unescaped(starts[i], ends[i]) : null;
    }

    /** A field as it stands in the line; null when the line has none. */
    public @Nullable String written(Field field) {
        int i = field.ordinal();
        return has(field) ? Bytes.text(bytes, starts[i], ends[i]) : null;
    }

    private String unescaped(int from, int to) {
        return switch (escapes) {
            case NONE -> Bytes.text(bytes, from, to);
            case QUOTED -> HexEscapes.backslashed(bytes, from, to);
            case HASHED -> HexEscapes.hashed(bytes, from, to);
            case JSON -> json(from, to);
        };
    }

    /** An object or a list is shown as it stands, but for the bytes of a journal. */
    private String json(int from, int to) {
        if (from > start && bytes[from - 1] == '"') {
            return Bytes.find(bytes, from, to, '\\') >= 0
                    ? JsonScan.unescape(bytes, from, to)
                    : Bytes.text(bytes, from, to);
        }
        String written = format == LogFormat.JOURNAL ? JournalBytes.text(bytes, from, to) : null;
        return written == null ? Bytes.text(bytes, from, to) : written;
    }

    /** A field as a number; NaN when the line has none. */
    public double number(Field field) {
        if (!has(field)) {
            return Double.NaN;
        }
        int i = field.ordinal();
        double value = Bytes.decimal(bytes, starts[i], ends[i]);
        return field == Field.DURATION ? value * durationUnit : value;
    }

    /** HTTP status, or -1. */
    public int status() {
        if (!has(Field.STATUS)) {
            return -1;
        }
        int i = Field.STATUS.ordinal();
        int value = ends[i] - starts[i] == 3 ? Bytes.number(bytes, starts[i], 3, end) : -1;
        return value >= 100 ? value : -1;
    }

    /** A field as JSON shows it: a number where it is one, else text; null when the line has none. */
    public @Nullable Object value(Field field) {
        if (field.number() && has(field)) {
            double value = number(field);
            if (!Double.isNaN(value)) {
                return !field.seconds() && value == Math.rint(value)
                        ? (Object) (long) value
                        : Math.round(value * 1e6) / 1e6;
            }
        }
        return text(field);
    }

    /** All fields of our names that the line has, in a fixed order. */
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

    /** Fields that have no name of ours, in the order of the line. */
    public Map<String, String> extras() {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < extraNames.size(); i++) {
            all.put(extraNames.get(i), unescaped(extraPlaces.get(i)[0], extraPlaces.get(i)[1]));
        }
        return all;
    }

    /** The whole line. */
    public String raw() {
        return Bytes.text(bytes, start, end);
    }
}
