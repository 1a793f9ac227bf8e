package fr.touchweb.console.core.format;

/**
 * Entries of {@code journalctl -o export}: a line {@code NAME=value} a field, or the name alone, eight bytes of length
 * (little-endian) and that many bytes; an empty line ends an entry. systemd writes the cursor first, then the time.
 */
final class JournalGrammar implements Grammar {
    static final String HEAD = "__CURSOR=";
    private static final String TIME = "__REALTIME_TIMESTAMP=";

    @Override
    public boolean parse(byte[] b, int start, int end, LocalTimes times, ParsedLine out) {
        if (!Bytes.at(b, start, end, HEAD)) {
            return false;
        }
        out.format(LogFormat.JOURNAL);
        int i = start;
        while (i < end && b[i] != '\n') {
            int stop = Bytes.find(b, i, end, '\n');
            int lineEnd = stop < 0 ? end : stop;
            int equals = Bytes.find(b, i, lineEnd, '=');
            if (equals < 0) {
                long length = length(b, lineEnd + 1, end);
                int from = lineEnd + 9;
                if (length < 0 || length > end - from) {
                    return true;
                }
                field(b, i, lineEnd, from, (int) (from + length), out);
                i = (int) (from + length) + 1;
            } else {
                field(b, i, equals, equals + 1, lineEnd, out);
                i = lineEnd + 1;
            }
        }
        int program = out.offsetOf(Field.PROGRAM);
        int at = start + program;
        if (program >= 0 && AuthMessage.ofProgram(b, at, at + out.lengthOf(Field.PROGRAM))) {
            AuthMessage.parse(b, start + out.messageOffset(), out.messageEnd(), out);
        }
        return true;
    }

    /** Reads the time of an entry from the line that holds it; {@link LocalTimes#NONE} when it is another one. */
    static long timeOf(byte[] b, int start, int end) {
        if (!Bytes.at(b, start, end, TIME)) {
            return LocalTimes.NONE;
        }
        double value = Bytes.decimal(b, start + TIME.length(), end);
        return Double.isNaN(value) || value > 1e17 ? LocalTimes.NONE : (long) value;
    }

    private static void field(byte[] b, int name, int nameEnd, int from, int to, ParsedLine out) {
        String key = Bytes.text(b, name, Math.min(nameEnd, name + 64));
        switch (key) {
            case "MESSAGE" -> out.message(from, to);
            case "__REALTIME_TIMESTAMP" -> out.time(timeOf(b, name, to));
            case "PRIORITY" -> {
                if (to == from + 1 && b[from] >= '0' && b[from] <= '7') {
                    out.level(Level.ofSeverity(b[from] - '0'));
                    out.field(Field.PRIORITY, from, to);
                }
            }
            case "_HOSTNAME" -> out.field(Field.HOST, from, to);
            case "SYSLOG_IDENTIFIER" -> out.field(Field.PROGRAM, from, to);
            case "_COMM" -> {
                if (!out.has(Field.PROGRAM)) {
                    out.field(Field.PROGRAM, from, to);
                }
            }
            case "_PID" -> out.field(Field.PID, from, to);
            // What the manager says of a unit is about that one, not about the manager's own.
            case "UNIT" -> out.field(Field.UNIT, from, to);
            case "_SYSTEMD_UNIT" -> {
                if (!out.has(Field.UNIT)) {
                    out.field(Field.UNIT, from, to);
                }
            }
            case "__CURSOR" -> out.extra("cursor", from, to);
            default -> {
                if (!key.startsWith("_")) {
                    out.extra(key, from, to);
                }
            }
        }
    }

    private static long length(byte[] b, int at, int end) {
        if (end - at < 8) {
            return -1;
        }
        long value = 0;
        for (int i = 7; i >= 0; i--) {
            value = value << 8 | b[at + i] & 0xFF;
        }
        return value;
    }
}
