package fr.touchweb.console.core.format;

/**
 * The slow log of MySQL, MariaDB and Percona Server (reference logs 5.6). An event begins with {@code # Time:} or, when
 * the second did not change, with {@code # User@Host:}; then come more {@code #} lines with values, {@code use},
 * {@code SET timestamp} and the statement. The time is that of the end. A time without a zone is left for the epoch of
 * {@code SET timestamp}, which those servers write at the same moment. It remembers the last {@code # Time:}.
 */
final class MysqlSlowGrammar implements Grammar {
    static final String TIME = "# Time: ";
    static final String USER = "# User@Host: ";

    /** What else an event may begin with: tools that rewrite logs leave lines out, and a log may be cut anywhere. */
    private static final String[] OTHERS = {"Query_time: ", "Thread_id: ", "User: ", "Client: ", "Schema: ", "QC_Hit: ",
            "Filesort: ", "InnoDB_", "administrator command: "};

    private final IsoTime iso = new IsoTime();
    private long lastTime = LocalTimes.NONE;
    private boolean lastZoned;

    @Override
    public boolean parse(byte[] b, int start, int end, LocalTimes times, ParsedLine out) {
        if (!Bytes.at(b, start, end, '#')) {
            return header(b, start, end, out);
        }
        boolean timed = Bytes.at(b, start, end, TIME);
        if (timed) {
            long time = time(b, start + TIME.length(), end, times);
            if (time == LocalTimes.NONE) {
                return false;
            }
            lastTime = time;
        } else if (!user(b, start, end) && !other(b, start, end)) {
            return false;
        }
        out.format(LogFormat.MYSQL_SLOW);
        out.level(Level.WARNING);
        out.time(lastTime);
        out.message(start + 2, end);
        int i = start;
        while (i < end && b[i] == '#' && !Bytes.at(b, i, end, "# administrator command: ")) {
            int next = Bytes.nextLine(b, i, end);
            comment(b, i, next < end || b[next - 1] == '\n' ? next - 1 : end, out);
            i = next;
        }
        if (i < end) {
            statement(b, i, end, timed && lastZoned, out);
        }
        return true;
    }

    /** What a server writes when it opens the file; three lines that hold no event. */
    private static boolean header(byte[] b, int start, int end, ParsedLine out) {
        int line = Bytes.find(b, start, end, '\n');
        int stop = line < 0 ? end : line;
        if (Bytes.find(b, start, stop, ", Version: ") < 0 || !Bytes.at(b, stop - 13, stop, "started with:")) {
            return false;
        }
        out.format(LogFormat.MYSQL_SLOW);
        return true;
    }

    /** Whether a line is one of those that follow the first one of the header. */
    static boolean ofHeader(byte[] b, int start, int end) {
        return Bytes.at(b, start, end, "Tcp port: ") || Bytes.at(b, start, end, "TCP Port: ")
                || Bytes.at(b, start, end, "Time  ");
    }

    /** {@code # User@Host: shop[shop] @ localhost []}; the brackets are asked for, since SQL may hold the rest. */
    private static boolean user(byte[] b, int start, int end) {
        if (!Bytes.at(b, start, end, USER)) {
            return false;
        }
        int line = Bytes.find(b, start, end, '\n');
        return Bytes.find(b, start, line < 0 ? end : line, "] @ ") > 0;
    }

    private static boolean other(byte[] b, int start, int end) {
        int i = start + 1;
        while (Bytes.at(b, i, end, ' ')) {
            i++;
        }
        for (String name : OTHERS) {
            if (Bytes.at(b, i, end, name)) {
                return i > start + 1;
            }
        }
        return false;
    }

    private long time(byte[] b, int at, int end, LocalTimes times) {
        if (iso.read(b, at, end, times) > 0) {
            lastZoned = iso.zoned();
            return iso.micros();
        }
        lastZoned = false;
        return shortTime(b, at, end, times);
    }

    /** {@code 071218 11:48:27}, an hour of one digit padded by a space, with an optional fraction. */
    static long shortTime(byte[] b, int at, int end, LocalTimes times) {
        int clock = shortClock(b, at, end);
        if (clock < 0) {
            return LocalTimes.NONE;
        }
        int hour = b[clock - 2] == ' ' ? Bytes.number(b, clock - 1, 1, end) : Bytes.number(b, clock - 2, 2, end);
        int year = Bytes.number(b, at, 2, end);
        int micros = Bytes.at(b, clock + 6, end, '.')
                ? Bytes.micros(b, clock + 7, Bytes.digits(b, clock + 7, end))
                : 0;
        return year < 0
                ? LocalTimes.NONE
                : times.local(2000 + year, Bytes.number(b, at + 2, 2, end), Bytes.number(b, at + 4, 2, end), hour,
                        Bytes.number(b, clock + 1, 2, end), Bytes.number(b, clock + 4, 2, end), micros);
    }

    /** Place of the first colon of such a time, six places before its end; -1 when it is none. */
    static int shortClock(byte[] b, int at, int end) {
        int colon = Bytes.at(b, at + 8, end, ':') ? at + 8 : at + 9;
        return Bytes.at(b, at + 6, end, ' ') && Bytes.at(b, colon, end, ':') && Bytes.at(b, colon + 3, end, ':')
                && colon + 6 <= end ? colon : -1;
    }

    /** One line of {@code Name: value} pairs, also {@code # Time: … # User@Host: …} on one line. */
    private static void comment(byte[] b, int from, int to, ParsedLine out) {
        int at = Bytes.at(b, from, to, TIME) ? Bytes.find(b, from + 1, to, USER) : from;
        if (at < 0) {
            return;
        }
        if (Bytes.at(b, at, to, "# User: ")) {
            account(b, at + 8, to, out);
            return;
        }
        if (Bytes.at(b, at, to, USER)) {
            account(b, at + USER.length(), to, out);
            return;
        }
        int i = at + 1;
        while (i < to) {
            while (Bytes.at(b, i, to, ' ')) {
                i++;
            }
            int colon = Bytes.find(b, i, to, ':');
            if (colon < 0) {
                return;
            }
            int value = colon + 1;
            if (Bytes.at(b, value, to, ' ')) {
                value++;
            }
            int valueEnd = Bytes.find(b, value, to, ' ');
            valueEnd = valueEnd < 0 ? to : valueEnd;
            pair(b, i, colon, value, valueEnd, out);
            i = valueEnd;
        }
    }

    private static void pair(byte[] b, int name, int nameEnd, int from, int to, ParsedLine out) {
        switch (nameEnd - name) {
            case 2 -> {
                if (Bytes.at(b, name, nameEnd, "Id")) {
                    out.field(Field.THREAD, from, to);
                }
            }
            case 6 -> {
                if (Bytes.at(b, name, nameEnd, "Schema")) {
                    out.field(Field.DATABASE, from, to);
                }
            }
            case 9 -> {
                if (Bytes.at(b, name, nameEnd, "Lock_time")) {
                    out.field(Field.LOCK_TIME, from, to);
                } else if (Bytes.at(b, name, nameEnd, "Rows_sent")) {
                    out.field(Field.ROWS_SENT, from, to);
                } else if (Bytes.at(b, name, nameEnd, "Thread_id")) {
                    out.field(Field.THREAD, from, to);
                }
            }
            case 10 -> {
                if (Bytes.at(b, name, nameEnd, "Query_time")) {
                    out.duration(from, to, 1);
                } else if (Bytes.at(b, name, nameEnd, "Bytes_sent")) {
                    out.field(Field.BYTES, from, to);
                }
            }
            case 13 -> {
                if (Bytes.at(b, name, nameEnd, "Rows_examined")) {
                    out.field(Field.ROWS_EXAMINED, from, to);
                }
            }
            default -> {
                // The other figures of a server are in the text of the record.
            }
        }
    }

    /** {@code priv[user] @ host [ip]  Id:    12}. */
    private static void account(byte[] b, int from, int to, ParsedLine out) {
        int open = Bytes.find(b, from, to, '[');
        int close = open < 0 ? -1 : Bytes.find(b, open, to, "] @ ");
        if (close < 0) {
            return;
        }
        out.field(Field.USER, open + 1, close);
        int host = close + 4;
        int address = Bytes.find(b, host, to, '[');
        int addressEnd = address < 0 ? -1 : Bytes.find(b, address, to, ']');
        if (addressEnd < 0) {
            return;
        }
        int hostEnd = address;
        while (hostEnd > host && b[hostEnd - 1] == ' ') {
            hostEnd--;
        }
        out.field(Field.CLIENT, address + 1, addressEnd);
        if (!out.has(Field.CLIENT)) {
            out.field(Field.CLIENT, host, hostEnd);
        }
        int id = Bytes.find(b, addressEnd, to, "Id:");
        if (id > 0) {
            int digits = id + 3;
            while (Bytes.at(b, digits, to, ' ')) {
                digits++;
            }
            out.field(Field.THREAD, digits, Bytes.digits(b, digits, to));
        }
    }

    private static void statement(byte[] b, int from, int end, boolean zoned, ParsedLine out) {
        int i = from;
        while (true) {
            int next = Bytes.nextLine(b, i, end);
            int lineEnd = next < end || next > i && b[next - 1] == '\n' ? next - 1 : end;
            if (word(b, i, lineEnd, "use ") && b[lineEnd - 1] == ';' && next < end) {
                boolean quoted = b[i + 4] == '`' && lineEnd - i > 6;
                out.field(Field.DATABASE, quoted ? i + 5 : i + 4, quoted ? lineEnd - 2 : lineEnd - 1);
            } else if (word(b, i, lineEnd, "set ") && timestamp(b, i, lineEnd, zoned, out)) {
                if (next >= end) {
                    return;
                }
            } else {
                break;
            }
            i = next;
        }
        if (Bytes.at(b, i, end, "# ")) {
            i += 2;
        }
        int stop = end;
        while (stop > i && (b[stop - 1] == '\n' || b[stop - 1] == '\r' || b[stop - 1] == ' ')) {
            stop--;
        }
        if (stop > i && b[stop - 1] == ';') {
            stop--;
        }
        out.field(Field.QUERY, i, stop);
        out.message(i, stop);
    }

    /** {@code SET last_insert_id=1,insert_id=2,timestamp=1736759472;}: whether it is that, and no statement of a person. */
    private static boolean timestamp(byte[] b, int from, int to, boolean zoned, ParsedLine out) {
        int at = Bytes.find(b, from, to, "timestamp=");
        if (at < 0) {
            return Bytes.at(b, from + 4, to, "insert_id=") || Bytes.at(b, from + 4, to, "last_insert_id=");
        }
        int digits = Bytes.digits(b, at + 10, to);
        double seconds = Bytes.decimal(b, at + 10, digits);
        if (Double.isNaN(seconds) || !Bytes.at(b, digits, to, ';') && !Bytes.at(b, digits, to, '.')) {
            return false;
        }
        if (!zoned && seconds < 1e11) {
            int fraction = Bytes.at(b, digits, to, '.')
                    ? Bytes.micros(b, digits + 1, Bytes.digits(b, digits + 1, to))
                    : 0;
            out.time((long) seconds * 1_000_000 + fraction);
        }
        return true;
    }

    /** Whether a word of lower-case letters and a space begins here, whatever its case. */
    private static boolean word(byte[] b, int at, int end, String wanted) {
        if (end - at <= wanted.length()) {
            return false;
        }
        for (int i = 0; i < wanted.length(); i++) {
            if ((b[at + i] | 0x20) != wanted.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
