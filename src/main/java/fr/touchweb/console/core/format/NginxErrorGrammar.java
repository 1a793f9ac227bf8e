package fr.touchweb.console.core.format;

import org.jspecify.annotations.Nullable;

/**
 * Error log of nginx (reference logs 5.3). Its fields stand after the message, in a fixed order; a message may hold text
 * that looks like them, so the first place from which they run to the end of the record counts.
 */
final class NginxErrorGrammar implements Grammar {
    private static final String CLIENT = ", client: ";

    @Override
    public boolean parse(byte[] b, int start, int end, LocalTimes times, ParsedLine out) {
        if (end - start < 28 || b[start + 4] != '/' || b[start + 7] != '/' || b[start + 10] != ' '
                || b[start + 13] != ':' || b[start + 16] != ':' || !Bytes.at(b, start + 19, end, " [")) {
            return false;
        }
        long time = times.local(Bytes.number(b, start, 4, end), Bytes.number(b, start + 5, 2, end),
                Bytes.number(b, start + 8, 2, end), Bytes.number(b, start + 11, 2, end),
                Bytes.number(b, start + 14, 2, end), Bytes.number(b, start + 17, 2, end), 0);
        int close = Bytes.find(b, start + 21, Math.min(end, start + 32), ']');
        if (time == LocalTimes.NONE || close < 0) {
            return false;
        }
        Level level = level(b, start + 21, close);
        int pid = close + 2;
        int pidEnd = Bytes.digits(b, pid, end);
        int thread = Bytes.digits(b, pidEnd + 1, end);
        if (level == null || pidEnd == pid || !Bytes.at(b, pidEnd, end, '#') || !Bytes.at(b, thread, end, ": ")) {
            return false;
        }
        out.format(LogFormat.NGINX_ERROR);
        out.time(time);
        out.level(level);
        out.field(Field.PID, pid, pidEnd);
        int message = thread + 2;
        if (Bytes.at(b, message, end, '*')) {
            int number = Bytes.digits(b, message + 1, end);
            if (Bytes.at(b, number, end, ' ')) {
                message = number + 1;
            }
        }
        out.message(message, suffix(b, message, end, out));
        return true;
    }

    /** Notes the fields after the message and returns where the message ends. */
    private static int suffix(byte[] b, int message, int end, ParsedLine out) {
        int first = -1;
        for (int at = Bytes.find(b, message, end, CLIENT); at >= 0; at = Bytes.find(b, at + 1, end, CLIENT)) {
            if (first < 0) {
                first = at;
            }
            if (fields(b, at, end, null) == end) {
                fields(b, at, end, out);
                return at;
            }
        }
        // nginx cuts messages at 2,048 bytes and with them their last fields; what is left of them still counts.
        if (first >= 0) {
            fields(b, first, end, out);
            return first;
        }
        int host = Bytes.find(b, message, end, ", server: ");
        if (host >= 0 && fields(b, host, end, null) == end) {
            fields(b, host, end, out);
            return host;
        }
        return end;
    }

    private static int fields(byte[] b, int from, int end, @Nullable ParsedLine out) {
        int i = plain(b, from, end, CLIENT, Field.CLIENT, out);
        i = plain(b, i, end, ", server: ", Field.SERVER, out);
        i = plain(b, i, end, ", login: \"", null, out);
        if (Bytes.at(b, i, end, ", request: \"")) {
            int close = Bytes.closingQuote(b, i + 12, end);
            int to = close < 0 ? end : close;
            if (out != null) {
                RequestLine.parse(b, i + 12, to, out);
            }
            i = Math.min(end, to + 1);
        }
        i = quoted(b, i, end, ", subrequest: \"", null, out);
        i = quoted(b, i, end, ", upstream: \"", Field.UPSTREAM, out);
        i = quoted(b, i, end, ", host: \"", Field.HOST, out);
        return quoted(b, i, end, ", referrer: \"", Field.REFERER, out);
    }

    private static int plain(byte[] b, int at, int end, String name, @Nullable Field field,
            @Nullable ParsedLine out) {
        if (!Bytes.at(b, at, end, name)) {
            return at;
        }
        int from = at + name.length();
        int comma = Bytes.find(b, from, end, ',');
        int to = comma < 0 ? end : comma;
        if (out != null && field != null) {
            out.field(field, from, to);
        }
        return to;
    }

    private static int quoted(byte[] b, int at, int end, String name, @Nullable Field field,
            @Nullable ParsedLine out) {
        if (!Bytes.at(b, at, end, name)) {
            return at;
        }
        int from = at + name.length();
        int close = Bytes.find(b, from, end, '"');
        int to = close < 0 ? end : close;
        if (out != null && field != null) {
            out.field(field, from, to);
        }
        return Math.min(end, to + 1);
    }

    private static @Nullable Level level(byte[] b, int from, int to) {
        return switch (Bytes.text(b, from, to)) {
            case "debug" -> Level.DEBUG;
            case "info" -> Level.INFO;
            case "notice" -> Level.NOTICE;
            case "warn" -> Level.WARNING;
            case "error" -> Level.ERROR;
            case "crit", "alert", "emerg" -> Level.CRITICAL;
            default -> null;
        };
    }
}
