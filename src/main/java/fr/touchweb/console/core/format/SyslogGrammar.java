package fr.touchweb.console.core.format;

/** Lines that came through syslog: HAProxy's, those about logins, and all others; HAProxy's also without the prefix. */
final class SyslogGrammar implements Grammar {
    @Override
    public boolean parse(byte[] b, int start, int end, LocalTimes times, ParsedLine out) {
        if (start >= end) {
            return false;
        }
        byte first = b[start];
        boolean digit = first >= '0' && first <= '9';
        // A bare HAProxy line starts with an address; an ISO date is the only other thing that starts with a digit.
        if (!(digit && Bytes.at(b, start + 4, end, '-')) && first != '<'
                && HaproxyMessage.parse(b, start, end, times, out)) {
            return true;
        }
        out.reset(b, start, end);
        SyslogHead head = new SyslogHead();
        if (!(digit || first == '<' || Bytes.letter(first) || first < 0) || !head.read(b, start, end, times)) {
            return false;
        }
        if (HaproxyMessage.parse(b, head.messageStart, end, times, out)) {
            out.field(Field.PID, head.pidStart, head.pidEnd);
            return true;
        }
        out.reset(b, start, end);
        boolean auth = head.programEnd > 0 && AuthMessage.ofProgram(b, head.programStart, head.programEnd);
        out.format(auth ? LogFormat.AUTH : LogFormat.SYSLOG);
        out.time(head.time);
        out.level(head.severity < 0 ? null : Level.ofSeverity(head.severity));
        out.field(Field.HOST, head.hostStart, head.hostEnd);
        out.field(Field.PROGRAM, head.programStart, head.programEnd);
        out.field(Field.PID, head.pidStart, head.pidEnd);
        out.message(head.messageStart, end);
        if (auth) {
            AuthMessage.parse(b, head.messageStart, end, out);
        } else if (Bytes.at(b, head.programStart, head.programEnd, "haproxy")) {
            event(b, head.messageStart, end, out);
        }
        return true;
    }

    /** HAProxy's own events: {@code Server web/web2 is DOWN, reason: ...}. */
    private static void event(byte[] b, int from, int end, ParsedLine out) {
        int server = Bytes.at(b, from, end, "Server ")
                ? from + 7
                : Bytes.at(b, from, end, "Backup Server ")
                        ? from + 14
                        : -1;
        if (server < 0) {
            return;
        }
        int space = Bytes.find(b, server, end, ' ');
        int slash = space < 0 ? -1 : Bytes.find(b, server, space, '/');
        if (slash < 0) {
            return;
        }
        out.field(Field.BACKEND, server, slash);
        out.field(Field.SERVER, slash + 1, space);
        out.level(Bytes.at(b, space, end, " is DOWN") ? Level.ERROR : Level.NOTICE);
    }
}
