package fr.touchweb.console.core.format;

/**
 * HAProxy's own part of a line: {@code option httplog}, {@code option tcplog} and connection errors (reference logs 5.4),
 * with any captures, {@code <BADREQ>}, and lines that syslog cut short.
 */
final class HaproxyMessage {
    /** Words of a log-format of one's own that may stand in one place. */
    private static final int MOST_WORDS = 8;
    private static final int LONGEST_HEAD = 256;
    private static final String WHO = "CSPLRIDUKcs-";
    private static final String WHERE = "RQCHDLT-";

    private HaproxyMessage() {}

    static boolean parse(byte[] b, int start, int end, LocalTimes times, ParsedLine out) {
        int open = Bytes.find(b, start, Math.min(end, start + 128), ' ') + 1;
        if (open <= start + 1 || !Bytes.at(b, open, end, '[')) {
            return false;
        }
        int colon = Bytes.findLast(b, start, open - 1, ':');
        if (colon <= start || Bytes.digits(b, colon + 1, open - 1) != open - 1) {
            return false;
        }
        int close = time(b, open + 1, end, times, out);
        if (close < 0) {
            return false;
        }
        out.field(Field.CLIENT, start, colon);
        int front = close + 2;
        int frontEnd = Bytes.find(b, front, end, ' ');
        if (frontEnd <= front) {
            return false;
        }
        if (b[frontEnd - 1] == ':') {
            return connectionError(b, front, frontEnd - 1, end, out);
        }
        boolean tls = b[frontEnd - 1] == '~';
        out.field(Field.FRONTEND, front, tls ? frontEnd - 1 : frontEnd);
        if (tls) {
            out.field(Field.TLS, frontEnd - 1, frontEnd);
        }
        int back = frontEnd + 1;
        int backEnd = Bytes.find(b, back, end, ' ');
        int slash = backEnd < 0 ? -1 : Bytes.find(b, back, backEnd, '/');
        if (slash < 0) {
            return false;
        }
        out.field(Field.BACKEND, back, slash);
        out.field(Field.SERVER, slash + 1, backEnd);
        int timers = backEnd + 1;
        int timersEnd = word(b, timers, end);
        int parts = timers(b, timers, timersEnd);
        // A log-format may put words of its own anywhere.
        for (int more = 0; parts == 0 && more < MOST_WORDS && timersEnd < end; more++) {
            timers = timersEnd + 1;
            timersEnd = word(b, timers, end);
            parts = timers(b, timers, timersEnd);
        }
        if (parts != 5 && parts != 3) {
            return false;
        }
        out.field(Field.TIMERS, timers, timersEnd);
        int total = Bytes.findLast(b, timers, timersEnd, '/') + 1;
        out.duration(b[total] == '+' ? total + 1 : total, timersEnd, 0.001);
        return parts == 5 ? http(b, timersEnd + 1, end, out) : tcp(b, timersEnd + 1, end, out);
    }

    /** The same behind words of a log-format's own. */
    static boolean within(byte[] b, int start, int end, LocalTimes times, ParsedLine out) {
        for (int i = start + 2; i < Math.min(end - 27, start + LONGEST_HEAD); i++) {
            if (b[i] == '[' && b[i - 1] == ' ' && b[i + 3] == '/' && b[i + 7] == '/' && b[i + 12] == ':') {
                return parse(b, Math.max(start, Bytes.findLast(b, start, i - 1, ' ') + 1), end, times, out);
            }
        }
        return false;
    }

    private static boolean http(byte[] b, int at, int end, ParsedLine out) {
        int statusEnd = word(b, at, end);
        int bytes = statusEnd + 1;
        int bytesEnd = word(b, bytes, end);
        int cookie = word(b, bytesEnd + 1, end);
        int cookieEnd = word(b, cookie + 1, end);
        int flags = cookieEnd + 1;
        int flagsEnd = word(b, flags, end);
        int counters = word(b, flagsEnd + 1, end);
        int queues = word(b, counters + 1, end);
        int status = at + (Bytes.at(b, at, end, '-') ? 1 : 0);
        if (flagsEnd != flags + 4 || Bytes.digits(b, status, statusEnd) != statusEnd || status == statusEnd
                || !slashes(b, flagsEnd + 1, counters, 4) || !slashes(b, counters + 1, queues, 1)) {
            return ownFormat(b, at, end, out);
        }
        out.field(Field.STATUS, at, statusEnd);
        out.field(Field.BYTES, bytes, bytesEnd);
        out.field(Field.TERMINATION, flags, flagsEnd);
        return request(b, queues + 1, end, out);
    }

    /**
     * A {@code log-format} that puts words of its own between those of {@code option httplog}: these are told by their shapes,
     * the counters first, the flags before them, the status and the bytes before those.
     */
    private static boolean ownFormat(byte[] b, int at, int end, ParsedLine out) {
        int status = -1;
        int statusEnd = -1;
        int flags = -1;
        int i = at;
        for (int words = 0; words < 3 * MOST_WORDS && i < end; words++) {
            int wordEnd = word(b, i, end);
            if (slashes(b, i, wordEnd, 4)) {
                int queues = word(b, wordEnd + 1, end);
                if (status < 0 || flags < 0 || !slashes(b, wordEnd + 1, queues, 1)) {
                    return false;
                }
                out.field(Field.STATUS, status, statusEnd);
                int bytesEnd = word(b, statusEnd + 1, end);
                int bytes = Bytes.at(b, statusEnd + 1, end, '+') ? statusEnd + 2 : statusEnd + 1;
                if (bytes < bytesEnd && Bytes.digits(b, bytes, bytesEnd) == bytesEnd) {
                    out.field(Field.BYTES, statusEnd + 1, bytesEnd);
                }
                out.field(Field.TERMINATION, flags, flags + 4);
                return request(b, queues + 1, end, out);
            }
            if (status < 0
                    && (Bytes.is(b, i, wordEnd, "-1") || wordEnd == i + 3 && Bytes.digits(b, i, wordEnd) == wordEnd)) {
                status = i;
                statusEnd = wordEnd;
            } else if (wordEnd == i + 4 && WHO.indexOf(b[i]) >= 0 && WHERE.indexOf(b[i + 1]) >= 0) {
                flags = i;
            }
            i = wordEnd + 1;
        }
        return false;
    }

    /** The first word from here on that opens captures or the request; the end when there is none. */
    private static int opening(byte[] b, int from, int end) {
        int i = from;
        for (int words = 0; words < MOST_WORDS && i < end; words++) {
            if (b[i] == '{' || b[i] == '"' || Bytes.at(b, i, end, "\\\"")) {
                return i;
            }
            i = word(b, i, end) + 1;
        }
        return end;
    }

    /** Captures and request, of which syslog may have cut the end. */
    private static boolean request(byte[] b, int at, int end, ParsedLine out) {
        int i = opening(b, Math.min(at, end), end);
        int captures = Bytes.at(b, i, end, '{') ? captures(b, i, end) : i;
        boolean escaped = Bytes.at(b, captures, end, "\\\"");
        int quote = escaped ? captures + 1 : captures;
        if (captures < end && !Bytes.at(b, quote, end, '"')) {
            return false;
        }
        out.format(LogFormat.HAPROXY_HTTP);
        out.escapes(ParsedLine.Escapes.HASHED);
        out.level(Level.ofStatus(out.status()));
        if (captures > i) {
            // Cut inside the captures: what is there still says where the request went and how it ended.
            out.field(Field.CAPTURES, i, captures < end ? captures - 1 : end);
        }
        if (captures >= end) {
            out.message(end, end);
            return true;
        }
        int close = escaped ? Bytes.find(b, quote + 1, end, "\\\"") : Bytes.find(b, quote + 1, end, '"');
        int requestEnd = close < 0 ? end : close;
        out.message(quote + 1, requestEnd);
        RequestLine.parse(b, quote + 1, requestEnd, out);
        return true;
    }

    /** Place after the captures and the blank that follows them, or the words of a log-format's own; the end where they are cut. */
    private static int captures(byte[] b, int from, int end) {
        for (int close = Bytes.find(b, from, end, '}'); close >= 0; close = Bytes.find(b, close + 1, end, '}')) {
            if (Bytes.at(b, close + 1, end, " \"") || Bytes.at(b, close + 1, end, " \\\"")) {
                return close + 2;
            }
        }
        int first = Bytes.find(b, from, end, "} ");
        int next = first < 0 ? end : opening(b, first + 2, end);
        return next < end && b[next] != '{' ? next : end;
    }

    private static boolean tcp(byte[] b, int at, int end, ParsedLine out) {
        int bytesEnd = word(b, at, end);
        int flags = bytesEnd + 1;
        int flagsEnd = word(b, flags, end);
        int counters = word(b, flagsEnd + 1, end);
        int queues = word(b, counters + 1, end);
        int digits = Bytes.at(b, at, end, '+') ? at + 1 : at;
        if (flagsEnd != flags + 2 || Bytes.digits(b, digits, bytesEnd) != bytesEnd || digits == bytesEnd
                || !slashes(b, flagsEnd + 1, counters, 4) || !slashes(b, counters + 1, queues, 1)) {
            return false;
        }
        out.format(LogFormat.HAPROXY_TCP);
        out.field(Field.BYTES, at, bytesEnd);
        out.field(Field.TERMINATION, flags, flagsEnd);
        out.level(Bytes.at(b, flags, end, "--") ? Level.INFO : Level.WARNING);
        out.message(flags, end);
        return true;
    }

    private static boolean connectionError(byte[] b, int front, int frontEnd, int end, ParsedLine out) {
        int slash = Bytes.find(b, front, frontEnd, '/');
        if (slash < 0) {
            return false;
        }
        out.format(LogFormat.HAPROXY_TCP);
        out.field(Field.FRONTEND, front, slash);
        out.level(Level.WARNING);
        out.message(Math.min(end, frontEnd + 2), end);
        return true;
    }

    /** {@code 14/Jan/2015:12:48:57.127]}; returns the place of the bracket. */
    private static int time(byte[] b, int at, int end, LocalTimes times, ParsedLine out) {
        if (end - at < 23 || b[at + 2] != '/' || b[at + 6] != '/' || b[at + 11] != ':' || b[at + 20] != '.') {
            return -1;
        }
        int close = Bytes.digits(b, at + 21, end);
        if (close == at + 21 || !Bytes.at(b, close, end, "] ")) {
            return -1;
        }
        long second = times.common(b, at, end);
        long time = second == LocalTimes.NONE ? second : second + Bytes.micros(b, at + 21, close);
        out.time(time);
        return time == LocalTimes.NONE ? -1 : close;
    }

    /** How many numbers a timer field has, 0 when it is none: {@code -1}, {@code 12} and {@code +12} are numbers. */
    private static int timers(byte[] b, int from, int to) {
        int parts = 0;
        int i = from;
        while (i < to) {
            while (i < to && (b[i] == '-' || b[i] == '+')) {
                i++;
            }
            int digits = Bytes.digits(b, i, to);
            if (digits == i || digits < to && b[digits] != '/') {
                return 0;
            }
            parts++;
            i = digits + 1;
        }
        return from < to && b[to - 1] != '/' ? parts : 0;
    }

    private static boolean slashes(byte[] b, int from, int to, int wanted) {
        int seen = 0;
        for (int i = from; i < to; i++) {
            if (b[i] == '/') {
                seen++;
            } else if (!Bytes.digit(b, i, to) && b[i] != '+') {
                return false;
            }
        }
        return seen == wanted && to > from;
    }

    /** End of the word that starts here; the end of the line past it. */
    private static int word(byte[] b, int from, int end) {
        int space = from >= end ? -1 : Bytes.find(b, from, end, ' ');
        return space < 0 ? end : space;
    }
}
