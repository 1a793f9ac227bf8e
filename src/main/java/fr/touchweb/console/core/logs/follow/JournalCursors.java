package fr.touchweb.console.core.logs.follow;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the cursors of entries that come as JSON, an entry a line. */
final class JournalCursors {
    private static final byte[] NAME = "\"__CURSOR\"".getBytes(StandardCharsets.US_ASCII);

    private final @Nullable String before;
    private boolean expected;

    /** @param before cursor at which reading goes on, so that its entry comes first; null for another beginning */
    JournalCursors(@Nullable String before) {
        this.before = before;
        this.expected = before != null;
    }

    /** Whether the entry at which reading goes on is still to come. */
    boolean isExpected() {
        return expected;
    }

    /** Whether the first line is the entry that was given out before; asked once. */
    boolean takesFirst(List<LogEvent> events) {
        expected = false;
        return events.getFirst() instanceof LogEvent.Line line && before != null && before.equals(of(line));
    }

    /** Cursor of the last whole entry; null when none of these is one. */
    @Nullable
    String last(List<LogEvent> events) {
        for (LogEvent event : events.reversed()) {
            if (event instanceof LogEvent.Line line) {
                String cursor = of(line);
                if (cursor != null) {
                    return cursor;
                }
            }
        }
        return null;
    }

    /**
     * Number of an entry among those of its journal, by which its place is told where files have bytes; -1 when a cursor
     * does not tell it.
     */
    static long number(String cursor) {
        int from = cursor.startsWith("i=") ? 2 : cursor.indexOf(";i=") + 3;
        int end = cursor.indexOf(';', from);
        if (from < 2 || end < 0 || end - from > 15) {
            return -1;
        }
        try {
            return Long.parseLong(cursor, from, end, 16);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** journald escapes a quote inside a value, so that this name in quotes and a colon is the member itself. */
    static @Nullable String of(LogEvent.Line line) {
        byte[] b = line.buffer();
        int end = line.start() + line.length();
        for (int i = line.start(); i + NAME.length < end; i++) {
            if (b[i] == '"' && matches(b, i)) {
                int at = i + NAME.length;
                while (at < end && (b[at] == ' ' || b[at] == ':')) {
                    at++;
                }
                if (at == i + NAME.length || at >= end || b[at] != '"') {
                    continue;
                }
                int close = at + 1;
                while (close < end && b[close] != '"') {
                    close++;
                }
                return close < end ? new String(b, at + 1, close - at - 1, StandardCharsets.US_ASCII) : null;
            }
        }
        return null;
    }

    private static boolean matches(byte[] b, int from) {
        for (int i = 0; i < NAME.length; i++) {
            if (b[from + i] != NAME[i]) {
                return false;
            }
        }
        return true;
    }
}
