package fr.touchweb.console.core.binlog.text;

import java.util.Arrays;

/**
 * Text of a statement as it is collected line by line. It keeps its beginning and counts the rest; where it ends is known
 * only by its terminator, which the text itself may hold as well.
 */
final class StatementText {
    static final String TERMINATOR = "/*!*/;";
    private static final byte[] NEW_LINE = {'\n'};

    private final int kept;
    private byte[] head = new byte[256];
    private int headLength;
    private long lines;
    /** Bytes of all lines and the line feeds between them. */
    private long bytes;
    /** Bytes before the last terminator, -1 while there was none. */
    private long terminated = -1;
    private boolean mayEnd;
    private boolean atTerminator;
    private boolean evenBackticks = true;

    StatementText(int kept) {
        this.kept = kept;
    }

    /** @param hasTerminator whether a terminator ends it; else all of its lines are text */
    void reset(boolean hasTerminator) {
        mayEnd = hasTerminator;
        headLength = 0;
        lines = 0;
        bytes = 0;
        terminated = -1;
        atTerminator = false;
        evenBackticks = true;
        if (head.length > 1 << 16) {
            head = new byte[256];
        }
    }

    /** Takes a line of it without its line feed; {@code length} exceeds the range when the line was cut. */
    void line(byte[] b, int from, int to, long length, byte[] tail) {
        boolean cut = length > to - from;
        boolean ends = mayEnd && (cut
                ? Ascii.endsWith(tail, 0, tail.length, TERMINATOR)
                : Ascii.endsWith(b, from, to, TERMINATOR));
        long before = bytes + (lines > 0 ? 1 : 0);
        if (ends) {
            // On a line of its own, except in the text of servers before 5.1, where it ends the last line.
            terminated = length == TERMINATOR.length() ? bytes : before + length - TERMINATOR.length();
        }
        atTerminator = ends;
        if (lines > 0) {
            append(NEW_LINE, 0, 1);
        }
        append(b, from, to);
        bytes = before + length;
        lines++;
        if (!cut) {
            evenBackticks ^= Ascii.count(b, from, to, '`') % 2 != 0;
        }
    }

    private void append(byte[] b, int from, int to) {
        // A line that was cut leaves a gap: nothing may follow it.
        int room = (int) Math.min(to - from, kept - headLength);
        if (room <= 0 || headLength < bytes) {
            return;
        }
        if (headLength + room > head.length) {
            head = Arrays.copyOf(head, Math.max(headLength + room, Math.min(kept, head.length * 2)));
        }
        System.arraycopy(b, from, head, headLength, room);
        headLength += room;
    }

    boolean isEmpty() {
        return lines == 0;
    }

    boolean atTerminator() {
        return atTerminator;
    }

    boolean evenBackticks() {
        return evenBackticks;
    }

    /** Bytes before the last terminator, all bytes when there was none. */
    long length() {
        return terminated < 0 ? bytes : terminated;
    }

    boolean terminated() {
        return terminated >= 0;
    }

    boolean startsWith(String text) {
        return Ascii.at(head, 0, headLength, text);
    }

    /** Hands its text to an event. */
    void give(RawEvent event, int skip) {
        int end = (int) Math.min(headLength, length());
        event.sql = skip >= end ? new byte[0] : Arrays.copyOfRange(head, skip, end);
        event.sqlLength = Math.max(0, length() - skip);
    }
}
