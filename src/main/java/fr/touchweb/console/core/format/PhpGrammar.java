package fr.touchweb.console.core.format;

import org.jspecify.annotations.Nullable;

/** PHP-FPM's own log, its slow log and PHP's error_log, whose lines all begin {@code [13-Jan-2025 10:11:12}. */
final class PhpGrammar implements Grammar {
    @Override
    public boolean parse(byte[] b, int start, int end, LocalTimes times, ParsedLine out) {
        if (end - start < 23 || b[start] != '[' || b[start + 3] != '-' || b[start + 7] != '-'
                || b[start + 12] != ' ' || b[start + 15] != ':' || b[start + 18] != ':') {
            return false;
        }
        int i = start + 21;
        int micros = 0;
        if (b[i] == '.') {
            int fraction = Bytes.digits(b, i + 1, end);
            micros = Bytes.micros(b, i + 1, fraction);
            i = fraction;
        }
        int year = Bytes.number(b, start + 8, 4, end);
        int month = LocalTimes.month(b, start + 4, end);
        int day = Bytes.number(b, start + 1, 2, end);
        int hour = Bytes.number(b, start + 13, 2, end);
        int minute = Bytes.number(b, start + 16, 2, end);
        int second = Bytes.number(b, start + 19, 2, end);
        if (Bytes.at(b, i, end, ' ')) {
            int close = Bytes.find(b, i, Math.min(end, i + 64), ']');
            if (close < 0 || !Bytes.at(b, close + 1, end, ' ')) {
                return false;
            }
            out.time(times.zoned(Bytes.text(b, i + 1, close), year, month, day, hour, minute, second, micros));
            return out.time() != LocalTimes.NONE && phpError(b, close + 2, end, out);
        }
        if (!Bytes.at(b, i, end, "] ")) {
            return false;
        }
        out.time(times.local(year, month, day, hour, minute, second, micros));
        if (out.time() == LocalTimes.NONE) {
            return false;
        }
        return Bytes.at(b, i + 2, end, " [pool ") ? slow(b, i + 3, end, out) : fpm(b, i + 2, end, out);
    }

    private static boolean phpError(byte[] b, int from, int end, ParsedLine out) {
        out.format(LogFormat.PHP_ERROR);
        out.message(from, end);
        if (Bytes.at(b, from, end, "PHP ")) {
            int colon = Bytes.find(b, from, end, ":  ");
            if (colon > 0 && colon - from < 40) {
                out.level(errorLevel(Bytes.text(b, from + 4, colon)));
                out.message(colon + 3, end);
            }
        }
        int line = Bytes.find(b, from, end, '\n');
        int in = lastIn(b, from, line < 0 ? end : line);
        if (in > 0) {
            int stop = line < 0 ? end : line;
            int on = Bytes.find(b, in, stop, " on line ");
            int colon = Bytes.findLast(b, in, stop, ':');
            int to = on > 0 ? on : colon > in && Bytes.digits(b, colon + 1, stop) == stop ? colon : stop;
            out.field(Field.SCRIPT, in, to);
        }
        return true;
    }

    private static int lastIn(byte[] b, int from, int end) {
        for (int i = end - 5; i >= from; i--) {
            if (Bytes.at(b, i, end, " in /")) {
                return i + 4;
            }
        }
        return -1;
    }

    private static @Nullable Level errorLevel(String name) {
        return switch (name) {
            case "Fatal error", "Parse error", "Core error", "Compile error", "Recoverable fatal error",
                    "Catchable fatal error",
                    "Startup" ->
                Level.ERROR;
            case "Warning", "Core warning", "Compile warning" -> Level.WARNING;
            case "Notice", "Deprecated", "Strict Standards" -> Level.NOTICE;
            default -> null;
        };
    }

    /** {@code [pool www] pid 4321}, then the script and the frames on lines of their own. */
    private static boolean slow(byte[] b, int from, int end, ParsedLine out) {
        int close = Bytes.find(b, from, end, ']');
        if (close < 0 || !Bytes.at(b, close, end, "] pid ")) {
            return false;
        }
        int pidEnd = Bytes.digits(b, close + 6, end);
        out.format(LogFormat.PHP_FPM_SLOW);
        out.level(Level.WARNING);
        out.field(Field.POOL, from + 6, close);
        out.field(Field.PID, close + 6, pidEnd);
        int head = Bytes.find(b, from, end, '\n');
        out.message(from, head < 0 ? end : head);
        int script = Bytes.find(b, pidEnd, end, "\nscript_filename = ");
        if (script >= 0) {
            int line = Bytes.find(b, script + 1, end, '\n');
            out.field(Field.SCRIPT, script + 19, line < 0 ? end : line);
        }
        int frames = Bytes.find(b, pidEnd, end, "\n[0x");
        if (frames >= 0) {
            out.field(Field.FRAMES, frames + 1, end);
        }
        return true;
    }

    private static boolean fpm(byte[] b, int from, int end, ParsedLine out) {
        int colon = Bytes.find(b, from, Math.min(end, from + 10), ':');
        Level level = colon < 0 ? null : fpmLevel(Bytes.text(b, from, colon));
        if (level == null || !Bytes.at(b, colon + 1, end, ' ')) {
            return false;
        }
        out.format(LogFormat.PHP_FPM);
        out.level(level);
        int message = colon + 2;
        if (Bytes.at(b, message, end, "pid ")) {
            int line = Bytes.find(b, message, Math.min(end, message + 120), ", line ");
            int stop = line < 0 ? -1 : Bytes.digits(b, line + 7, end);
            if (stop > 0 && Bytes.at(b, stop, end, ": ")) {
                out.field(Field.PID, message + 4, Bytes.digits(b, message + 4, end));
                message = stop + 2;
            }
        }
        if (Bytes.at(b, message, end, "[pool ")) {
            int close = Bytes.find(b, message, end, ']');
            if (close > 0) {
                out.field(Field.POOL, message + 6, close);
                message = Math.min(end, close + 2);
            }
        }
        out.message(message, end);
        child(b, message, end, out);
        return true;
    }

    /** {@code child 12, script '/index.php' (request: "GET /") executing too slow (5.2 sec), logging}. */
    private static void child(byte[] b, int from, int end, ParsedLine out) {
        if (!Bytes.at(b, from, end, "child ")) {
            return;
        }
        int pidEnd = Bytes.digits(b, from + 6, end);
        out.field(Field.PID, from + 6, pidEnd);
        if (!Bytes.at(b, pidEnd, end, ", script '")) {
            return;
        }
        int scriptEnd = Bytes.find(b, pidEnd + 10, end, '\'');
        if (scriptEnd < 0) {
            return;
        }
        out.field(Field.SCRIPT, pidEnd + 10, scriptEnd);
        int request = Bytes.find(b, scriptEnd, end, "(request: \"");
        if (request > 0) {
            int close = Bytes.find(b, request + 11, end, "\") ");
            if (close > 0) {
                RequestLine.parse(b, request + 11, close, out);
            }
        }
        int seconds = Bytes.find(b, scriptEnd, end, " sec)");
        int open = seconds < 0 ? -1 : Bytes.findLast(b, scriptEnd, seconds, '(');
        if (open > 0) {
            out.duration(open + 1, seconds, 1);
        }
    }

    private static @Nullable Level fpmLevel(String name) {
        return switch (name) {
            case "DEBUG" -> Level.DEBUG;
            case "NOTICE" -> Level.NOTICE;
            case "WARNING" -> Level.WARNING;
            case "ERROR" -> Level.ERROR;
            case "ALERT" -> Level.CRITICAL;
            default -> null;
        };
    }
}
