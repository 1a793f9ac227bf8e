package fr.touchweb.console.core.logs.follow;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads cursors of entries that come as JSON, an entry a line. */
public final class JournalCursors {
    private static final byte[] NAME = "\"__CURSOR\"".getBytes(StandardCharsets.US_ASCII);

    private JournalCursors() {}

    /** Number of an entry, as JSON, among those of its journal; -1 when its cursor does not tell it. */
    public static long numberOf(byte[] entry) {
        String cursor = of(entry);
        return cursor == null ? -1 : number(cursor);
    }

    /** Whether two entries are numbered among the same ones. */
    static boolean isSameJournal(String cursor, String other) {
        return cursor.startsWith("s=") && cursor.indexOf(';') > 0
                && other.startsWith(cursor.substring(0, cursor.indexOf(';') + 1));
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
        return of(line.buffer(), line.start(), line.start() + line.length());
    }

    /** Of an entry as it came; null when it tells none. */
    public static @Nullable String of(byte[] entry) {
        return of(entry, 0, entry.length);
    }

    private static @Nullable String of(byte[] b, int start, int end) {
        for (int i = start; i + NAME.length < end; i++) {
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
