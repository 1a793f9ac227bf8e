package fr.touchweb.console.core.format;

/** Lines that came through syslog: HAProxy's, those about logins, and all others; HAProxy's also without the prefix. */
final class SyslogGrammar implements Grammar {
    private static final String REPEATED = "message repeated ";
    private static final String LAST_REPEATED = "last message repeated ";

    private final SyslogHead head = new SyslogHead();
    private final AccessGrammar access;
    private final MysqlErrorGrammar mysql = new MysqlErrorGrammar();

    SyslogGrammar(AccessGrammar access) {
        this.access = access;
    }

    @Override
    public boolean parse(byte[] b, int start, int end, LocalTimes times, ParsedLine out) {
        if (start >= end) {
            return false;
        }
        byte first = b[start];
        boolean digit = first >= '0' && first <= '9';
        // A bare HAProxy line starts with an address; an ISO date is the only other thing that starts with a digit.
        if (!(digit && Bytes.at(b, start + 4, end, '-')) && first != '<' && !SyslogHead.begins(b, start, end)
                && HaproxyMessage.parse(b, start, end, times, out)) {
            return true;
        }
        if (!(digit || first == '<' || Bytes.letter(first) || first < 0) || !head.read(b, start, end, times)) {
            return false;
        }
        boolean haproxy = Bytes.at(b, head.programStart, head.programEnd, "haproxy");
        if (HaproxyMessage.parse(b, head.messageStart, end, times, out)
                || haproxy && again(b, start, end, out)
                        && HaproxyMessage.within(b, head.messageStart, end, times, out)) {
            out.field(Field.PID, head.pidStart, head.pidEnd);
            return true;
        }
        if (head.impossible(b, end, times)) {
            return false;
        }
        out.reset(b, start, end);
        if (carried(b, end, times, out)) {
            return true;
        }
        out.reset(b, start, end);
        boolean auth = head.programEnd > 0 && AuthMessage.ofProgram(b, head.programStart, head.programEnd);
        out.format(auth ? LogFormat.AUTH : LogFormat.SYSLOG);
        out.time(head.time(b, end, times));
        out.level(head.severity < 0 ? null : Level.ofSeverity(head.severity));
        out.field(Field.HOST, head.hostStart, head.hostEnd);
        out.field(Field.PROGRAM, head.programStart, head.programEnd);
        out.field(Field.PID, head.pidStart, head.pidEnd);
        int message = repeated(b, head.messageStart, end, out);
        int messageEnd = message > head.messageStart && b[end - 1] == ']' ? end - 1 : end;
        out.message(head.messageStart, end);
        if (auth) {
            AuthMessage.parse(b, message, messageEnd, out);
        } else if (haproxy) {
            HaproxyEvent.parse(b, head.messageStart, end, out);
        }
        return true;
    }

    private static boolean again(byte[] b, int start, int end, ParsedLine out) {
        out.reset(b, start, end);
        return true;
    }

    /** Daemons that log in their own form through syslog: web servers, MySQL and fail2ban. */
    private boolean carried(byte[] b, int end, LocalTimes times, ParsedLine out) {
        int program = head.programStart;
        if (Bytes.at(b, program, head.programEnd, "fail2ban.")) {
            out.time(head.time(b, end, times));
            out.field(Field.PID, head.pidStart, head.pidEnd);
            out.field(Field.MODULE, program, head.programEnd);
            return Fail2banGrammar.rest(b, head.messageStart, end, out);
        }
        boolean nginx = Bytes.at(b, program, head.programEnd, "nginx");
        if ((nginx || Bytes.at(b, program, head.programEnd, "apache")
                || Bytes.at(b, program, head.programEnd, "httpd"))
                && access.parse(b, head.messageStart, end, times, out)) {
            out.format(nginx ? LogFormat.NGINX_ACCESS : LogFormat.APACHE_ACCESS);
            out.field(Field.PID, head.pidStart, head.pidEnd);
            return true;
        }
        if ((Bytes.at(b, program, head.programEnd, "mysql") || Bytes.at(b, program, head.programEnd, "mariadb"))
                && mysql.parse(b, head.messageStart, end, times, out)) {
            out.field(Field.PID, head.pidStart, head.pidEnd);
            return true;
        }
        return false;
    }

    /** Notes how often a folded message came and returns where the message itself begins. */
    private static int repeated(byte[] b, int from, int end, ParsedLine out) {
        boolean inner = Bytes.at(b, from, end, REPEATED);
        if (!inner && !Bytes.at(b, from, end, LAST_REPEATED)) {
            return from;
        }
        int number = from + (inner ? REPEATED : LAST_REPEATED).length();
        int digits = Bytes.digits(b, number, end);
        if (digits == number || digits > number + 6 || !Bytes.at(b, digits, end, " times")) {
            return from;
        }
        out.count(Math.max(1, Bytes.number(b, number, digits - number, end)));
        return inner && Bytes.at(b, digits, end, " times: [ ") ? digits + 10 : from;
    }
}
