package fr.touchweb.console.core.format;

/** Finds the time of a line whose shape the line before had, in the formats that big files are of. */
enum QuickTime {
    /** No shape of these. */
    NONE {
        @Override
        long read(byte[] b, int start, int end, LocalTimes times) {
            return LocalTimes.NONE;
        }
    },
    /** Apache's and nginx's access lines: {@code [18/Sep/2011:19:18:28 -0400] "}. */
    ACCESS {
        @Override
        long read(byte[] b, int start, int end, LocalTimes times) {
            if (SyslogHead.begins(b, start, end)) {
                return LocalTimes.NONE;
            }
            int open = AccessGrammar.openBracket(b, start, end);
            return open < 0 || !Bytes.at(b, open + 27, end, "] \"")
                    ? LocalTimes.NONE
                    : times.commonZoned(b, open + 1, end);
        }
    },
    /** HAProxy's lines, with syslog's head or without: {@code [14/Jan/2015:12:48:57.127]}, which counts, not the head's. */
    HAPROXY {
        @Override
        long read(byte[] b, int start, int end, LocalTimes times) {
            int last = Math.min(end - SHORTEST, start + LONGEST_HEAD);
            for (int i = start + 1; i < last; i++) {
                if (b[i] == '[' && b[i + 3] == '/' && b[i - 1] == ' ' && b[i + 7] == '/' && b[i + 12] == ':'
                        && b[i + 21] == '.' && isPort(b, start, i - 1)) {
                    int close = Bytes.digits(b, i + 22, end);
                    long second = Bytes.at(b, close, end, "] ") ? times.common(b, i + 1, end) : LocalTimes.NONE;
                    return second == LocalTimes.NONE ? second : second + Bytes.micros(b, i + 22, close);
                }
            }
            return LocalTimes.NONE;
        }
    };

    /** From the bracket on to the end of the milliseconds. */
    private static final int SHORTEST = 27;
    private static final int LONGEST_HEAD = 256;

    /** Time of a line in microseconds; {@link LocalTimes#NONE} when it has another shape. */
    abstract long read(byte[] b, int start, int end, LocalTimes times);

    /** Whether a client and its port end before a place. */
    private static boolean isPort(byte[] b, int start, int end) {
        int colon = end - 1;
        while (colon > start && b[colon] >= '0' && b[colon] <= '9') {
            colon--;
        }
        return colon > start && colon < end - 1 && b[colon] == ':';
    }

    /** Shape of a line that a grammar took. */
    static QuickTime of(LogFormat format, Grammar grammar) {
        return switch (format.id()) {
            case "haproxy-http", "haproxy-tcp" -> HAPROXY;
            case "apache-access", "nginx-access" -> grammar instanceof AccessGrammar ? ACCESS : NONE;
            default -> NONE;
        };
    }
}
