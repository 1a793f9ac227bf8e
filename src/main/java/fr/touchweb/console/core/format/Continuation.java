package fr.touchweb.console.core.format;

import org.jspecify.annotations.Nullable;

/**
 * The record that lines may still belong to, with the rule of its format (reference logs, section 5). Lines of one
 * source in their order; not thread-safe.
 */
final class Continuation {
    private final JournalEntry entry = new JournalEntry();
    private @Nullable LogFormat record;
    private @Nullable UserFormat user;
    private @Nullable UserFormat recordUser;
    private long time = LocalTimes.NONE;
    private @Nullable Level level;
    private int lines;
    /** An event of a slow log whose statement has not come to its semicolon. */
    private boolean inStatement;
    /** A slow event that is only its time so far. */
    private boolean timeAlone;
    /** The line is the first one after a record that grew too long. */
    private boolean cut;
    /** What a server writes when it opens its slow log. */
    private boolean header;

    /** The person's format that took the line which starts now. */
    void user(UserFormat format) {
        user = format;
    }

    void forget() {
        record = null;
        inStatement = false;
        entry.forget();
    }

    /** A record starts with this line. */
    void start(ParsedLine line) {
        byte[] b = line.buffer();
        record = line.format();
        recordUser = user;
        user = null;
        time = line.time();
        level = line.level();
        lines = 1;
        boolean slow = record == LogFormat.MYSQL_SLOW;
        header = slow && b[line.start()] != '#';
        timeAlone = slow && !header && Bytes.at(b, line.start(), line.end(), MysqlSlowGrammar.TIME)
                && Bytes.find(b, line.start(), line.end(), MysqlSlowGrammar.USER) < 0;
        inStatement = slow && !header;
        entry.forget();
        if (record == LogFormat.JOURNAL && b[line.start()] == '_') {
            entry.start();
        }
    }

    /** Whether a line, with its carriage return if it has one, belongs to an entry of a journal. */
    boolean takesEntry(byte[] b, int start, int end, int longest) {
        if (!entry.takes(b, start, end)) {
            return false;
        }
        long told = JournalGrammar.timeOf(b, start, end);
        time = told == LocalTimes.NONE ? time : told;
        return go(longest);
    }

    /** Whether a line belongs to the record even if it looks like something else. */
    boolean takes(byte[] b, int start, int end, int longest) {
        if (!inStatement || Bytes.at(b, start, end, MysqlSlowGrammar.TIME)
                || Bytes.at(b, start, end, MysqlSlowGrammar.USER)) {
            return false;
        }
        inStatement = end == start || b[end - 1] != ';'
                || Bytes.at(b, start, end, "use ") || Bytes.at(b, start, end, "SET timestamp=");
        return go(longest);
    }

    /** Whether a line that a grammar took is the second line of an event: the account after the time. */
    boolean takesHead(ParsedLine line, int longest) {
        return timeAlone && lines == 1 && line.format() == LogFormat.MYSQL_SLOW
                && Bytes.at(line.buffer(), line.start(), line.end(), MysqlSlowGrammar.USER) && go(longest);
    }

    /** Whether a line that no grammar knows goes on with the record. */
    boolean goesOn(byte[] b, int start, int end, int longest) {
        LogFormat format = record;
        if (format == null) {
            return false;
        }
        boolean empty = start == end;
        boolean on;
        if (format == LogFormat.PHP_FPM_SLOW) {
            on = empty || Bytes.at(b, start, end, "script_filename") || Bytes.at(b, start, end, "[0x")
                    || Bytes.at(b, start, end, "+++");
        } else if (format == LogFormat.MYSQL_SLOW) {
            on = header ? MysqlSlowGrammar.ofHeader(b, start, end) : true;
        } else if (format == LogFormat.NGINX_ERROR || format == LogFormat.MYSQL_ERROR) {
            on = true;
        } else if (format == LogFormat.PHP_ERROR || format == LogFormat.MONOLOG || format == LogFormat.FAIL2BAN) {
            on = !empty;
        } else {
            on = recordUser != null && recordUser.continues(b, start, end);
        }
        boolean taken = on && go(longest);
        if (taken && empty && format == LogFormat.PHP_FPM_SLOW) {
            record = null;
        }
        return taken;
    }

    /** Whether any line may follow at all. */
    boolean mayGoOn() {
        return record != null && record.goesOn();
    }

    /** One more line; past the longest record the rest is a record of its own, with the same time and level. */
    private boolean go(int longest) {
        cut = lines >= longest;
        lines = cut ? 1 : lines + 1;
        return true;
    }

    /** Gives a line what it has of its record. */
    void describe(ParsedLine line) {
        LogFormat format = record;
        line.format(format == null ? LogFormat.PHP_FPM_SLOW : format);
        line.time(time);
        line.level(level);
        line.continuation(!cut);
    }
}
