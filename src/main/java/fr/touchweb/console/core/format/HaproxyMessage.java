package fr.touchweb.console.core.format;

/**
 * HAProxy's own part of a line: {@code option httplog}, {@code option tcplog} and connection errors (reference logs 5.4),
 * with any captures, {@code <BADREQ>}, and lines that syslog cut short.
 */
final class HaproxyMessage {
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
        if (parts == 0) {
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
            return false;
        }
        out.format(LogFormat.HAPROXY_HTTP);
        out.field(Field.STATUS, at, statusEnd);
        out.field(Field.BYTES, bytes, bytesEnd);
        out.field(Field.TERMINATION, flags, flagsEnd);
        out.level(Level.ofStatus(out.status()));
        int i = queues + 1;
        if (Bytes.at(b, i, end, '{')) {
            int quote = Bytes.find(b, i, end, "} \"");
            if (quote < 0) {
                // Cut inside the captures: what is there still says where the request went and how it ended.
                out.field(Field.CAPTURES, i, end);
                out.message(end, end);
                return true;
            }
            out.field(Field.CAPTURES, i, quote + 1);
            i = quote + 2;
        }
        boolean escaped = Bytes.at(b, i, end, "\\\"");
        i = escaped ? i + 1 : i;
        if (!Bytes.at(b, i, end, '"')) {
            out.message(i, end);
            return i >= end;
        }
        int close = escaped ? Bytes.find(b, i + 1, end, "\\\"") : Bytes.find(b, i + 1, end, '"');
        int requestEnd = close < 0 ? end : close;
        out.message(i + 1, requestEnd);
        RequestLine.parse(b, i + 1, requestEnd, out);
        return true;
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
