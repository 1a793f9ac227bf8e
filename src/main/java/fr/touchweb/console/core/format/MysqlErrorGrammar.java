package fr.touchweb.console.core.format;

import org.jspecify.annotations.Nullable;

/**
 * Error logs of MySQL 5.0 to 8.4 and of MariaDB (reference logs 5.6). A time is ISO with an offset (MySQL since 5.7),
 * ISO without one and an hour that may be padded by a space (MariaDB, 5.6), or {@code yymmdd h:mm:ss} (older ones).
 */
final class MysqlErrorGrammar implements Grammar {
    private static final String ACCESS_DENIED = "Access denied for user '";

    private final IsoTime iso = new IsoTime();
    private long time;

    @Override
    public boolean parse(byte[] b, int start, int end, LocalTimes times, ParsedLine out) {
        int after = Bytes.digit(b, start, end) ? time(b, start, end, times) : -1;
        if (after < 0) {
            return false;
        }
        boolean old = Bytes.at(b, start + 6, end, ' ');
        int i = spaces(b, after, end);
        int thread = i;
        int threadEnd = old ? i : thread(b, i, end);
        i = threadEnd > thread ? spaces(b, threadEnd, end) : i;
        Level level = null;
        if (Bytes.at(b, i, end, '[')) {
            int close = Bytes.find(b, i, Math.min(end, i + 12), ']');
            level = close < 0 ? null : level(b, i + 1, close);
            if (level == null) {
                return false;
            }
            i = Math.min(end, spaces(b, close + 1, end));
        } else if (denied(b, i, end)) {
            i = Bytes.find(b, i, end, ACCESS_DENIED);
        } else if (!(old ? known(b, i, end) : threadEnd > thread && Bytes.at(b, i, end, "InnoDB: "))) {
            return false;
        }
        out.format(LogFormat.MYSQL_ERROR);
        out.time(time);
        out.level(level != null ? level : bad(b, i, end) ? Level.ERROR : Level.NOTICE);
        out.field(Field.THREAD, thread, threadEnd);
        message(b, i, end, out);
        return true;
    }

    /** {@code [MY-010926] [Server] Access denied for user 'u'@'h' ...}; the two brackets since 8.0. */
    private static void message(byte[] b, int from, int end, ParsedLine out) {
        int i = from;
        if (Bytes.at(b, i, end, "[MY-")) {
            int close = Bytes.find(b, i, end, ']');
            if (close > 0 && Bytes.at(b, close + 1, end, " [")) {
                int module = close + 3;
                int moduleEnd = Bytes.find(b, module, end, ']');
                if (moduleEnd > 0) {
                    out.field(Field.CODE, i + 1, close);
                    out.field(Field.MODULE, module, moduleEnd);
                    i = spaces(b, moduleEnd + 1, end);
                }
            }
        }
        out.message(i, end);
        if (Bytes.at(b, i, end, ACCESS_DENIED)) {
            int user = i + ACCESS_DENIED.length();
            int userEnd = Bytes.find(b, user, end, "'@'");
            int host = userEnd + 3;
            int hostEnd = userEnd < 0 ? -1 : Bytes.find(b, host, end, '\'');
            if (hostEnd > 0) {
                out.field(Field.USER, user, userEnd);
                out.field(Field.CLIENT, host, hostEnd);
            }
        }
    }

    private int time(byte[] b, int at, int end, LocalTimes times) {
        if (Bytes.at(b, at + 6, end, ' ')) {
            time = MysqlSlowGrammar.shortTime(b, at, end, times);
            return time == LocalTimes.NONE ? -1 : MysqlSlowGrammar.shortClock(b, at, end) + 6;
        }
        int after = iso.read(b, at, end, times);
        if (after > 0) {
            time = iso.micros();
            return after;
        }
        // 2021-11-09  5:13:11
        if (Bytes.at(b, at + 10, end, "  ") && Bytes.at(b, at + 4, end, '-') && Bytes.at(b, at + 7, end, '-')
                && Bytes.at(b, at + 13, end, ':') && Bytes.at(b, at + 16, end, ':')) {
            time = times.local(Bytes.number(b, at, 4, end), Bytes.number(b, at + 5, 2, end),
                    Bytes.number(b, at + 8, 2, end), Bytes.number(b, at + 12, 1, end),
                    Bytes.number(b, at + 14, 2, end), Bytes.number(b, at + 17, 2, end), 0);
            return time == LocalTimes.NONE ? -1 : at + 19;
        }
        return -1;
    }

    /** Place after a thread number, decimal or (MariaDB before 10.1) hexadecimal; the same place when there is none. */
    private static int thread(byte[] b, int at, int end) {
        int i = at;
        while (i < end && i - at < 17 && (Bytes.digit(b, i, end) || b[i] >= 'a' && b[i] <= 'f')) {
            i++;
        }
        return i > at && Bytes.at(b, i, end, ' ') ? i : at;
    }

    /** A refused connection as the general log tells it, which some servers have instead: {@code 14 Connect Access denied}. */
    private static boolean denied(byte[] b, int at, int end) {
        return Bytes.at(b, at, end, "Connect") && Bytes.at(b, spaces(b, at + 7, end), end, ACCESS_DENIED);
    }

    /** What old servers wrote without a level; the date alone is too little to go by. */
    private static boolean known(byte[] b, int at, int end) {
        return Bytes.at(b, at, end, "InnoDB: ") || Bytes.at(b, at, end, "mysqld ")
                || Bytes.at(b, at, end, "mysqld_safe ") || Bytes.at(b, at, end, "- mysqld got ");
    }

    private static boolean bad(byte[] b, int from, int end) {
        int stop = Math.min(end, from + 200);
        return Bytes.find(b, from, stop, "Assertion failure") >= 0 || Bytes.find(b, from, stop, " got signal ") >= 0
                || Bytes.find(b, from, stop, "Error") >= 0;
    }

    private static @Nullable Level level(byte[] b, int from, int to) {
        return switch (Bytes.text(b, from, to)) {
            case "System" -> Level.INFO;
            case "Note" -> Level.NOTICE;
            case "Warning", "WARNING" -> Level.WARNING;
            case "ERROR", "Error" -> Level.ERROR;
            default -> null;
        };
    }

    private static int spaces(byte[] b, int from, int end) {
        int i = from;
        while (i < end && (b[i] == ' ' || b[i] == '\t')) {
            i++;
        }
        return i;
    }
}
