package fr.touchweb.console.core.format;

import fr.touchweb.console.core.format.JsonNames.Meaning;
import fr.touchweb.console.core.format.ParsedLine.Escapes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object a line: what loggers write, and {@code journalctl -o json}. Values of the first level are looked at;
 * deeper ones stay as the text that they are. Names without a meaning of ours are kept under their own.
 */
final class JsonGrammar implements Grammar {
    private static final int MOST_EXTRAS = 64;
    /** What journald notes that says more than the name of the process or its own unit. */
    private static final Set<String> STRONGER = Set.of("SYSLOG_IDENTIFIER", "UNIT");

    private final IsoTime iso = new IsoTime();

    @Override
    public boolean parse(byte[] b, int start, int end, LocalTimes times, ParsedLine out) {
        if (!Bytes.at(b, start, end, '{')) {
            return false;
        }
        int close = JsonScan.value(b, start, end);
        if (close < 0 || JsonScan.space(b, close, end) != end) {
            return false;
        }
        out.format(LogFormat.JSON);
        out.escapes(Escapes.JSON);
        int i = JsonScan.space(b, start + 1, end);
        int extras = 0;
        while (!Bytes.at(b, i, end, '}')) {
            int keyEnd = JsonScan.string(b, i, end);
            int colon = keyEnd < 0 ? -1 : JsonScan.space(b, keyEnd, end);
            if (colon < 0 || !Bytes.at(b, colon, end, ':')) {
                return false;
            }
            int value = JsonScan.space(b, colon + 1, end);
            int valueEnd = JsonScan.value(b, value, end);
            if (valueEnd < 0) {
                return false;
            }
            if (!member(b, Bytes.text(b, i + 1, keyEnd - 1), value, valueEnd, times, out) && extras < MOST_EXTRAS) {
                boolean text = b[value] == '"';
                out.extra(Bytes.text(b, i + 1, keyEnd - 1), text ? value + 1 : value, text ? valueEnd - 1 : valueEnd);
                extras++;
            }
            i = JsonScan.space(b, valueEnd, end);
            if (Bytes.at(b, i, end, ',')) {
                i = JsonScan.space(b, i + 1, end);
            } else if (!Bytes.at(b, i, end, '}')) {
                return false;
            }
        }
        if (out.level() == null && out.has(Field.STATUS)) {
            out.level(Level.ofStatus(out.status()));
        }
        if (out.format() == LogFormat.JOURNAL) {
            journalMessage(b, out);
        }
        return true;
    }

    /** Notes one member; false when its name has no meaning of ours. */
    private boolean member(byte[] b, String key, int value, int valueEnd, LocalTimes times, ParsedLine out) {
        JsonNames.Name name = JsonNames.of(key);
        if (name == null) {
            // journald tells some thirty more about each entry; its cursor alone is of use.
            return out.format() == LogFormat.JOURNAL && key.startsWith("_") && !key.equals("__CURSOR");
        }
        boolean text = b[value] == '"';
        int from = text ? value + 1 : value;
        int to = text ? valueEnd - 1 : valueEnd;
        if (Bytes.is(b, value, valueEnd, "null")) {
            return true;
        }
        if (b[value] == '{' && name.meaning() != Meaning.FIELD) {
            return false;
        }
        switch (name.meaning()) {
            case TIME -> out.time(time(b, from, to, times));
            case LEVEL -> level(b, from, to, key, out);
            case MESSAGE -> out.message(from, to);
            case SECONDS -> out.duration(from, to, 1);
            case MILLIS -> out.duration(from, to, 0.001);
            case REQUEST -> RequestLine.parse(b, from, to, out);
            case JOURNAL_TIME -> {
                out.format(LogFormat.JOURNAL);
                out.time(digits(b, from, to));
            }
            case JOURNAL_PRIORITY -> {
                out.level(severity(b, from, to));
                out.field(Field.PRIORITY, from, to);
            }
            default -> {
                if (!out.has(name.field()) || STRONGER.contains(key)) {
                    out.field(name.field(), from, to);
                }
            }
        }
        return true;
    }

    private void journalMessage(byte[] b, ParsedLine out) {
        int program = out.offsetOf(Field.PROGRAM);
        int at = out.start() + program;
        if (program >= 0 && AuthMessage.ofProgram(b, at, at + out.lengthOf(Field.PROGRAM))) {
            Level told = out.level();
            AuthMessage.parse(b, out.start() + out.messageOffset(), out.messageEnd(), out);
            Level found = out.level();
            out.level(told == null || found != null && found.compareTo(told) > 0 ? found : told);
        }
    }

    private static @Nullable Level severity(byte[] b, int from, int to) {
        return to == from + 1 && b[from] >= '0' && b[from] <= '7' ? Level.ofSeverity(b[from] - '0') : null;
    }

    /** A word, a syslog severity (0 to 7), or Monolog's and Bunyan's hundreds and tens. */
    private static void level(byte[] b, int from, int to, String key, ParsedLine out) {
        if (!Bytes.digit(b, from, to)) {
            Level word = to - from > 20 ? null : Level.ofWord(Bytes.text(b, from, to));
            out.level(word == null ? out.level() : word);
            return;
        }
        if (out.level() != null && !key.equals("level")) {
            return;
        }
        double value = Bytes.decimal(b, from, to);
        if (value < 8) {
            out.level(severity(b, from, to));
        } else if (value >= 100) {
            out.level(value >= 500
                    ? Level.CRITICAL
                    : value >= 400
                            ? Level.ERROR
                            : value >= 300
                                    ? Level.WARNING
                                    : value >= 250 ? Level.NOTICE : value >= 200 ? Level.INFO : Level.DEBUG);
        } else {
            out.level(value >= 60
                    ? Level.CRITICAL
                    : value >= 50 ? Level.ERROR : value >= 40 ? Level.WARNING : value >= 30 ? Level.INFO : Level.DEBUG);
        }
    }

    private long time(byte[] b, int from, int to, LocalTimes times) {
        if (iso.read(b, from, to, times) > 0) {
            return iso.micros();
        }
        if (AccessGrammar.isTime(b, from, to)) {
            return AccessGrammar.time(b, from, to, times);
        }
        double number = Bytes.decimal(b, from, to);
        if (Double.isNaN(number) || number < 1e8) {
            return LocalTimes.NONE;
        }
        // Seconds until the year 5138, milliseconds and microseconds until then too.
        return number < 1e11
                ? Math.round(number * 1e6)
                : number < 1e14 ? Math.round(number * 1e3) : number < 1e17 ? (long) number : LocalTimes.NONE;
    }

    private static long digits(byte[] b, int from, int to) {
        double value = Bytes.decimal(b, from, to);
        return Double.isNaN(value) || value > 1e17 ? LocalTimes.NONE : (long) value;
    }
}
