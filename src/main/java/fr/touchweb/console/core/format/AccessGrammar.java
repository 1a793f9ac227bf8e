package fr.touchweb.console.core.format;

/**
 * Access logs of Apache and nginx: common, combined and vhost_combined (reference logs 5.1 and 5.3). Of what follows the
 * agent, the duration is read where it is known ({@link AccessTail}). A last quoted field that is never closed counts as a
 * line cut short.
 */
final class AccessGrammar implements Grammar {
    private static final int LONGEST_HEAD = 4096;

    private final AccessTail tail;
    private boolean inOrder;

    AccessGrammar(AccessTail tail) {
        this.tail = tail;
    }

    /** Lines come in the order of their file: what stands behind the agent may be learnt from them. */
    void inOrder() {
        inOrder = true;
    }

    @Override
    public boolean parse(byte[] b, int start, int end, LocalTimes times, ParsedLine out) {
        // A request may come through syslog, whose own head comes first.
        int open = SyslogHead.begins(b, start, end) ? -1 : openBracket(b, start, end);
        if (open < 0) {
            return false;
        }
        long time = time(b, open + 1, end, times);
        if (time == LocalTimes.NONE || !head(b, start, open - 1, out)) {
            return false;
        }
        int quote = open + 29;
        if (!Bytes.at(b, open + 27, end, "] \"")) {
            return false;
        }
        int close = Bytes.closingQuote(b, quote + 1, end);
        if (close < 0 || !Bytes.at(b, close + 1, end, ' ')) {
            return false;
        }
        int i = close + 2;
        int statusEnd = Bytes.digits(b, i, end);
        if (statusEnd == i && Bytes.at(b, i, end, '-')) {
            statusEnd++;
        } else if (statusEnd != i + 3) {
            return false;
        }
        if (!Bytes.at(b, statusEnd, end, ' ')) {
            return false;
        }
        int size = statusEnd + 1;
        int sizeEnd = Bytes.at(b, size, end, '-') ? size + 1 : Bytes.digits(b, size, end);
        if (sizeEnd == size || sizeEnd < end && b[sizeEnd] != ' ') {
            return false;
        }
        out.format(LogFormat.APACHE_ACCESS);
        out.escapes(ParsedLine.Escapes.QUOTED);
        out.time(time);
        out.message(quote + 1, close);
        RequestLine.parse(b, quote + 1, close, out);
        out.field(Field.STATUS, i, statusEnd);
        out.field(Field.BYTES, size, sizeEnd);
        out.level(out.has(Field.STATUS) ? Level.ofStatus(out.status()) : null);
        int next = quoted(b, sizeEnd + 1, end, Field.REFERER, out);
        int after = next > 0 ? quoted(b, next + 1, end, Field.AGENT, out) : -1;
        if (after > 0 && after + 1 < end) {
            tail.read(b, after, end, inOrder, out);
        }
        return true;
    }

    /** Notes a quoted field and returns the place after its closing quote; -1 when there is none. */
    private static int quoted(byte[] b, int at, int end, Field field, ParsedLine out) {
        if (!Bytes.at(b, at, end, '"')) {
            return -1;
        }
        int close = Bytes.closingQuote(b, at + 1, end);
        out.field(field, at + 1, close < 0 ? end : close);
        return close < 0 ? -1 : close + 1;
    }

    /** Virtual host, client, identity and user, of which a user may hold spaces. */
    private static boolean head(byte[] b, int start, int end, ParsedLine out) {
        int first = Bytes.find(b, start, end, ' ');
        if (first <= start) {
            return false;
        }
        int client = start;
        int clientEnd = first;
        int second = Bytes.find(b, first + 1, end, ' ');
        int port = port(b, start, first);
        if (port > 0 && second > 0) {
            out.field(Field.HOST, start, port);
            client = first + 1;
            clientEnd = second;
        } else if (second > 0 && !Bytes.looksLikeAddress(b, start, first)
                && Bytes.looksLikeAddress(b, first + 1, second)) {
            out.field(Field.HOST, start, first);
            client = first + 1;
            clientEnd = second;
        }
        out.field(Field.CLIENT, client, clientEnd);
        int identity = Bytes.find(b, clientEnd + 1, end, ' ');
        if (identity > 0) {
            out.field(Field.USER, identity + 1, end);
        }
        return clientEnd + 1 < end;
    }

    /** Place of the colon of {@code host:port} or {@code [v6]:port}; -1 for an address or a plain name. */
    private static int port(byte[] b, int start, int end) {
        int colon = Bytes.findLast(b, start, end, ':');
        if (colon <= start || colon + 1 == end || Bytes.digits(b, colon + 1, end) != end) {
            return -1;
        }
        boolean bracketed = b[start] == '[' && b[colon - 1] == ']';
        return bracketed || Bytes.find(b, start, colon, ':') < 0 ? colon : -1;
    }

    static int openBracket(byte[] b, int start, int end) {
        int last = Math.min(end, start + LONGEST_HEAD);
        for (int i = start + 1; i < last; i++) {
            if (b[i] == '[' && b[i - 1] == ' ' && Bytes.at(b, i + 27, end, ']') && Bytes.at(b, i + 3, end, '/')
                    && Bytes.at(b, i + 12, end, ':')) {
                return i;
            }
        }
        return -1;
    }

    /** Whether bytes are as long as a time of these logs and have its slashes. */
    static boolean isTime(byte[] b, int from, int to) {
        return to - from == 26 && b[from + 2] == '/' && b[from + 6] == '/' && b[from + 11] == ':';
    }

    /** {@code 18/Sep/2011:19:18:28 -0400}. */
    static long time(byte[] b, int at, int end, LocalTimes times) {
        int sign = b[at + 21] == '+' ? 1 : b[at + 21] == '-' ? -1 : 0;
        int hours = Bytes.number(b, at + 22, 2, end);
        int minutes = Bytes.number(b, at + 24, 2, end);
        if (sign == 0 || hours < 0 || minutes < 0 || b[at + 6] != '/' || b[at + 20] != ' ') {
            return LocalTimes.NONE;
        }
        return times.offset(Bytes.number(b, at + 7, 4, end), LocalTimes.month(b, at + 3, end),
                Bytes.number(b, at, 2, end), Bytes.number(b, at + 12, 2, end), Bytes.number(b, at + 15, 2, end),
                Bytes.number(b, at + 18, 2, end), 0, sign * (hours * 3600 + minutes * 60));
    }
}
