package fr.touchweb.console.core.format;

/**
 * Who came from where in messages of sshd and sudo (reference logs 5.7). A user name is whatever the visitor typed, so
 * the last {@code from} counts.
 */
final class AuthMessage {
    private static final String[] USER_BEFORE = {"Failed password for ", "Failed publickey for ",
            "Failed keyboard-interactive/pam for ", "Failed none for ", "Accepted password for ",
            "Accepted publickey for ", "Accepted keyboard-interactive/pam for ", "Invalid user "};
    private static final String[] ADDRESS_AFTER = {"Connection closed by ", "Connection reset by ",
            "Disconnected from ", "Received disconnect from ", "Did not receive identification string from ",
            "Unable to negotiate with ", "Bad protocol version identification "};
    /** What stands before an address anywhere in the other messages of sshd; the last one counts. */
    private static final String[] BEFORE_ADDRESS = {" from ", " for ", " with ", " by "};

    private AuthMessage() {}

    static boolean ofProgram(byte[] b, int from, int to) {
        int slash = Bytes.findLast(b, from, to, '/');
        return switch (Bytes.text(b, slash < 0 ? from : slash + 1, to)) {
            case "sshd", "sshd-session", "sudo", "su", "login", "systemd-logind", "pam_unix", "polkitd", "useradd",
                    "userdel", "usermod", "groupadd", "passwd", "chpasswd" ->
                true;
            default -> false;
        };
    }

    static void parse(byte[] b, int from, int end, ParsedLine out) {
        for (String head : USER_BEFORE) {
            if (Bytes.at(b, from, end, head)) {
                int word = Bytes.find(b, from, end, ' ');
                boolean accepted = b[from] == 'A';
                out.field(Field.ACTION, from, word);
                out.level(accepted ? Level.INFO : Level.WARNING);
                int user = from + head.length();
                if (Bytes.at(b, user, end, "invalid user ")) {
                    user += 13;
                }
                origin(b, user, end, out);
                return;
            }
        }
        for (String head : ADDRESS_AFTER) {
            if (Bytes.at(b, from, end, head)) {
                address(b, from + head.length(), end, out);
                return;
            }
        }
        if (Bytes.at(b, from, end, "User ") && Bytes.find(b, from, end, " not allowed because ") > 0) {
            out.level(Level.WARNING);
            origin(b, from + 5, Bytes.find(b, from, end, " not allowed because "), out);
            return;
        }
        int rhost = Bytes.find(b, from, end, " rhost=");
        if (rhost >= 0) {
            int space = Bytes.find(b, rhost + 7, end, ' ');
            out.field(Field.CLIENT, rhost + 7, space < 0 ? end : space);
            int user = Bytes.find(b, rhost, end, " user=");
            if (user >= 0) {
                out.field(Field.USER, user + 6, end);
            }
            out.level(Level.WARNING);
        }
        int command = Bytes.find(b, from, end, " ; COMMAND=");
        int colon = command < 0 ? -1 : Bytes.find(b, from, command, " : ");
        if (colon > 0) {
            int user = from;
            while (user < colon && b[user] == ' ') {
                user++;
            }
            out.field(Field.USER, user, colon);
            out.field(Field.SCRIPT, command + 11, end);
            boolean refused = Bytes.find(b, colon, command, "NOT") >= 0
                    || Bytes.find(b, colon, command, "incorrect") > 0;
            out.level(refused ? Level.WARNING : Level.NOTICE);
        } else if (!out.has(Field.CLIENT)) {
            anywhere(b, from, end, out);
        }
    }

    /** An address in a message of no known form, at the end in parentheses or after a word that announces one. */
    private static void anywhere(byte[] b, int from, int end, ParsedLine out) {
        int open = Bytes.findLast(b, from, end, '(');
        if (open > 0 && b[end - 1] == ')' && Bytes.looksLikeAddress(b, open + 1, end - 1)) {
            client(b, open + 1, end - 1, out);
            return;
        }
        for (String before : BEFORE_ADDRESS) {
            for (int at = Bytes.find(b, from, end, before); at >= 0; at = Bytes.find(b, at + 1, end, before)) {
                int address = at + before.length();
                int stop = address;
                while (stop < end && b[stop] != ' ') {
                    stop++;
                }
                stop = stop > address && b[stop - 1] == ':' ? stop - 1 : stop;
                if (stop > address && Bytes.looksLikeAddress(b, address, stop)) {
                    client(b, address, stop, out);
                }
            }
            if (out.has(Field.CLIENT)) {
                return;
            }
        }
    }

    /** Notes an address, an IPv4 one without the prefix of IPv6 sockets (RFC 4291, 2.5.5.2). */
    private static void client(byte[] b, int from, int to, ParsedLine out) {
        boolean mapped = Bytes.at(b, from, to, "::ffff:") && Bytes.find(b, from, to, '.') > 0;
        out.field(Field.CLIENT, mapped ? from + 7 : from, to);
    }

    /** {@code user from address port n}, the last {@code from} of the line. */
    private static void origin(byte[] b, int user, int end, ParsedLine out) {
        int at = -1;
        for (int i = Bytes.find(b, user, end, " from "); i >= 0; i = Bytes.find(b, i + 1, end, " from ")) {
            at = i;
        }
        if (at < 0) {
            if (Bytes.at(b, user, end, "from ")) {
                address(b, user, end, out);
            }
            return;
        }
        out.field(Field.USER, user, at);
        int stop = Bytes.find(b, at + 6, end, ' ');
        out.field(Field.CLIENT, at + 6, stop < 0 ? end : stop);
    }

    /** The first word that can be an address; the word before it is a user when {@code user} stands before that. */
    private static void address(byte[] b, int from, int end, ParsedLine out) {
        int i = from;
        int userAt = -1;
        while (i < end) {
            int space = Bytes.find(b, i, end, ' ');
            int stop = space < 0 ? end : space;
            if (Bytes.looksLikeAddress(b, i, stop)) {
                if (userAt > 0 && userAt < i - 1) {
                    out.field(Field.USER, userAt, i - 1);
                }
                out.field(Field.CLIENT, i, stop > i && b[stop - 1] == ':' ? stop - 1 : stop);
                return;
            }
            if (userAt < 0 && stop - i == 4 && Bytes.at(b, i, end, "user")) {
                userAt = stop + 1;
            }
            i = stop + 1;
        }
    }
}
