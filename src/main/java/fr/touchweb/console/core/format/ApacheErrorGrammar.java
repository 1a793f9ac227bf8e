package fr.touchweb.console.core.format;

import org.jspecify.annotations.Nullable;

/** Error log of Apache 2.4, and of 2.2 (reference logs 5.2): {@code [time] [module:level] [pid n:tid n] ... message}. */
final class ApacheErrorGrammar implements Grammar {
    @Override
    public boolean parse(byte[] b, int start, int end, LocalTimes times, ParsedLine out) {
        int i = time(b, start, end, times, out);
        if (i < 0 || !Bytes.at(b, i, end, '[')) {
            return false;
        }
        int close = Bytes.find(b, i, end, ']');
        if (close < 0) {
            return false;
        }
        int colon = Bytes.find(b, i + 1, close, ':');
        Level level = level(b, colon < 0 ? i + 1 : colon + 1, close);
        if (level == null) {
            return false;
        }
        out.format(LogFormat.APACHE_ERROR);
        out.level(level);
        if (colon > 0) {
            out.field(Field.MODULE, i + 1, colon);
        }
        i = skipSpace(b, close + 1, end);
        if (Bytes.at(b, i, end, "[pid ")) {
            out.field(Field.PID, i + 5, Bytes.digits(b, i + 5, end));
            int after = Bytes.find(b, i, end, ']');
            i = after < 0 ? i : skipSpace(b, after + 1, end);
        }
        // The source file, the system error and the client may stand in any of the orders that versions have used.
        int message = i;
        int client = client(b, i, end, colon > 0, out);
        if (client > 0) {
            before(b, i, Bytes.find(b, i, client, '['), out);
            message = client;
        }
        int refererAt = findLast(b, message, end, ", referer: ");
        int messageEnd = refererAt < 0 ? end : refererAt;
        if (refererAt >= 0) {
            out.field(Field.REFERER, refererAt + 11, end);
        }
        out.message(message, messageEnd);
        code(b, message, messageEnd, out);
        return true;
    }

    /** Reads {@code [Thu May 12 08:28:57.652118 2011] } and returns the place after it; -1 when it is something else. */
    private static int time(byte[] b, int start, int end, LocalTimes times, ParsedLine out) {
        if (!Bytes.at(b, start, end, '[') || end - start < 26 || b[start + 4] != ' ' || b[start + 8] != ' ') {
            return -1;
        }
        int month = LocalTimes.month(b, start + 5, end);
        int dayAt = start + 9;
        int day = b[dayAt] == ' ' ? Bytes.number(b, dayAt + 1, 1, end) : Bytes.number(b, dayAt, 2, end);
        int clock = dayAt + 3;
        int micros = 0;
        int i = clock + 8;
        if (Bytes.at(b, i, end, '.')) {
            int fraction = Bytes.digits(b, i + 1, end);
            micros = Bytes.micros(b, i + 1, fraction);
            i = fraction;
        }
        int year = Bytes.number(b, i + 1, 4, end);
        if (month < 0 || !Bytes.at(b, i, end, ' ') || year < 0 || !Bytes.at(b, i + 5, end, ']')
                || b[clock + 2] != ':' || b[clock + 5] != ':') {
            return -1;
        }
        long time = times.local(year, month, day, Bytes.number(b, clock, 2, end), Bytes.number(b, clock + 3, 2, end),
                Bytes.number(b, clock + 6, 2, end), micros);
        out.time(time);
        return time == LocalTimes.NONE ? -1 : skipSpace(b, i + 6, end);
    }

    /** Notes the first client, the only one that a visitor cannot forge, and returns the place after it. */
    private static int client(byte[] b, int from, int end, boolean withPort, ParsedLine out) {
        int limit = Math.min(end, from + 512);
        int at = Bytes.find(b, from, limit, "[client ");
        int remote = Bytes.find(b, from, limit, "[remote ");
        if (at < 0 || remote >= 0 && remote < at) {
            at = remote;
        }
        if (at < 0) {
            return -1;
        }
        int address = at + 8;
        int close;
        int addressEnd;
        if (Bytes.at(b, address, end, '[')) {
            int inner = Bytes.find(b, address, end, ']');
            close = inner < 0 ? -1 : Bytes.find(b, inner + 1, end, ']');
            address++;
            addressEnd = inner;
        } else {
            close = Bytes.find(b, address, end, ']');
            int port = close < 0 ? -1 : Bytes.findLast(b, address, close, ':');
            boolean several = port > 0 && Bytes.find(b, address, port, ':') >= 0;
            addressEnd = port > 0 && (withPort || !several) ? port : close;
        }
        if (close < 0) {
            return -1;
        }
        out.field(Field.CLIENT, address, addressEnd);
        return skipSpace(b, close + 1, end);
    }

    /** {@code core.c(123): (70007)The timeout has expired: }: what stands before the client and would be lost with it. */
    private static void before(byte[] b, int from, int to, ParsedLine out) {
        int i = from;
        int open = Bytes.find(b, from, to, '(');
        int close = open < 0 ? -1 : Bytes.find(b, open, to, "): ");
        if (open > from && close > 0 && Bytes.digits(b, open + 1, close) == close) {
            out.extra("source", from, close + 1);
            i = close + 3;
        }
        int digits = Bytes.at(b, i + 1, to, '-') ? i + 2 : i + 1;
        if (Bytes.at(b, i, to, '(') && Bytes.at(b, Bytes.digits(b, digits, to), to, ')')) {
            out.extra("errno", i, Bytes.at(b, to - 2, to, ": ") ? to - 2 : to);
        }
    }

    private static void code(byte[] b, int from, int end, ParsedLine out) {
        if (Bytes.at(b, from, end, "AH") && Bytes.digits(b, from + 2, end) == from + 7
                && Bytes.at(b, from + 7, end, ':')) {
            out.field(Field.CODE, from, from + 7);
        }
    }

    private static int findLast(byte[] b, int from, int end, String wanted) {
        for (int i = end - wanted.length(); i >= from; i--) {
            if (Bytes.at(b, i, end, wanted)) {
                return i;
            }
        }
        return -1;
    }

    private static int skipSpace(byte[] b, int from, int end) {
        return Bytes.at(b, from, end, ' ') ? from + 1 : from;
    }

    private static @Nullable Level level(byte[] b, int from, int to) {
        if (to - from > 8) {
            return null;
        }
        return switch (Bytes.text(b, from, to)) {
            case "emerg", "alert", "crit" -> Level.CRITICAL;
            case "error" -> Level.ERROR;
            case "warn" -> Level.WARNING;
            case "notice" -> Level.NOTICE;
            case "info" -> Level.INFO;
            case "debug", "trace1", "trace2", "trace3", "trace4", "trace5", "trace6", "trace7", "trace8" -> Level.DEBUG;
            default -> null;
        };
    }
}
