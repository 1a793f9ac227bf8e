package fr.touchweb.console.core.format;

/** fail2ban's own log (reference logs 5.7): {@code time,ms fail2ban.part [pid]: LEVEL [jail] Ban address}. */
final class Fail2banGrammar implements Grammar {
    private static final String[] ACTIONS = {"Ban ", "Unban ", "Found ", "Restore Ban ", "Restore Unban ", "Ignore ",
            "Increase Ban "};

    private final IsoTime iso = new IsoTime();

    @Override
    public boolean parse(byte[] b, int start, int end, LocalTimes times, ParsedLine out) {
        int after = Bytes.digit(b, start, end) && Bytes.at(b, start + 10, end, ' ')
                ? iso.read(b, start, end, times)
                : -1;
        if (after < 0) {
            return false;
        }
        int name = after;
        while (Bytes.at(b, name, end, ' ')) {
            name++;
        }
        if (!Bytes.at(b, name, end, "fail2ban.")) {
            return false;
        }
        int i = name;
        while (i < end && b[i] != ' ' && b[i] != ':' && b[i] != '[') {
            i++;
        }
        int nameEnd = i;
        while (Bytes.at(b, i, end, ' ')) {
            i++;
        }
        if (Bytes.at(b, i, end, '[')) {
            int digits = Bytes.digits(b, i + 1, end);
            out.field(Field.PID, i + 1, digits);
            i = digits + 1;
        }
        if (!Bytes.at(b, i, end, ':')) {
            return false;
        }
        out.time(iso.micros());
        out.field(Field.MODULE, name, nameEnd);
        return rest(b, i + 1, end, out);
    }

    /** What follows the origin, in the file and through syslog: {@code  NOTICE  [sshd] Ban 1.2.3.4}. */
    static boolean rest(byte[] b, int from, int end, ParsedLine out) {
        int level = spaces(b, from, end);
        int levelEnd = level;
        while (levelEnd < end && b[levelEnd] >= 'A' && b[levelEnd] <= 'Z') {
            levelEnd++;
        }
        Level told = levelEnd - level < 3 || levelEnd - level > 12
                ? null
                : Level.ofWord(Bytes.text(b, level, levelEnd));
        if (told == null) {
            return false;
        }
        out.format(LogFormat.FAIL2BAN);
        out.level(told);
        int message = spaces(b, levelEnd, end);
        out.message(message, end);
        int close = Bytes.at(b, message, end, '[') ? Bytes.find(b, message, end, ']') : -1;
        if (close > 0 && Bytes.at(b, close + 1, end, ' ')) {
            out.field(Field.JAIL, message + 1, close);
            action(b, close + 2, end, out);
        }
        return true;
    }

    private static void action(byte[] b, int from, int end, ParsedLine out) {
        for (String action : ACTIONS) {
            if (Bytes.at(b, from, end, action)) {
                int client = from + action.length();
                int clientEnd = Bytes.find(b, client, end, ' ');
                out.field(Field.ACTION, from, client - 1);
                out.field(Field.CLIENT, client, clientEnd < 0 ? end : clientEnd);
                return;
            }
        }
        int space = Bytes.find(b, from, end, ' ');
        if (space > 0 && Bytes.at(b, space, end, " already banned")) {
            out.field(Field.CLIENT, from, space);
            out.field(Field.ACTION, space + 1, space + 15);
        }
    }

    private static int spaces(byte[] b, int from, int end) {
        int i = from;
        while (i < end && (b[i] == ' ' || b[i] == '\t')) {
            i++;
        }
        return i;
    }
}
