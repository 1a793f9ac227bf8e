package fr.touchweb.console.core.binlog.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Finds the events in the text of mysqlbinlog (reference binlog 1.9). Statements are printed raw, so that their text can
 * hold lines that look exactly like those of the tool; what tells them apart is the chain of positions and, where an
 * attacker could foresee a position, the size of the event: status variables and database name are what remains of it
 * when the header and the text are taken away.
 *
 * <p>Where no raw text can stand, a position is taken as it comes, and a jump is told.
 */
final class EventScanner {
    private static final int MOST_LABEL_LINES = 64;

    private final LineReader lines;
    private final ScanSink sink;
    private final Header header = new Header();
    private final EventBody body;
    private final EventEnds ends;
    private long[] queue = new long[16];
    private int queued;
    private RawEvent open;
    private boolean closed = true;
    private long lastEnd;
    private boolean anyEvent;
    private boolean loose;
    private boolean payload;
    /** Where a text that a server sent begins, 0 for that of a file; see {@link #shifted}. */
    private long sentFrom;

    EventScanner(InputStream in, int longestLine, int keptBytes, ScanSink sink) {
        lines = new LineReader(in, longestLine, keptBytes);
        body = new EventBody(lines, sink, keptBytes);
        ends = new EventEnds(lines, body);
        this.sink = sink;
        open = new RawEvent(0, 0, EventType.UNKNOWN, "", 0, 0, false, "", false);
    }

    /** Bytes of text read so far. */
    long textBytes() {
        return lines.total();
    }

    /** Position up to which all events are known. */
    long position() {
        return lastEnd;
    }

    /** Reads on until so many lines or the end of the text; false at the end. */
    boolean scan(int most) throws IOException {
        for (int i = 0; i < most; i++) {
            if (!lines.next()) {
                finish();
                return false;
            }
            line();
        }
        return true;
    }

    private void line() throws IOException {
        byte[] b = lines.line;
        int from = lines.from;
        int to = lines.to;
        if (to > from && b[from] == '#') {
            if (to - from > 5 && b[from + 2] == 'a' && Ascii.at(b, from, to, "# at ")) {
                long position = Ascii.number(b, from + 5, to);
                if (position >= 0 && !lines.torn && boundary(position)) {
                    return;
                }
                noteImitation(position >= 0);
            } else if (to - from > 9 && Ascii.digit(b[from + 1]) && header.read(b, from, to)) {
                if (queued > 0 && !lines.torn && !lines.cut() && begin()) {
                    return;
                }
                noteImitation(true);
            }
        }
        body();
    }

    private void noteImitation(boolean does) {
        if (does && !closed && open.type.raw()) {
            open.imitates = true;
        }
    }

    // Boundaries

    /**
     * A position without what the tool adds: a server that is asked for a part of an encrypted log sends the event of
     * the encryption anew, and the tool counts it although it does not stand there. The first position after it tells.
     */
    private long shifted(long printed) {
        if (sentFrom > 0 && !closed && open.type == EventType.IGNORABLE && open.start == sentFrom && open.end == 0) {
            ends.shift(printed - sentFrom);
            sentFrom = 0;
        }
        return printed - ends.shift();
    }

    private boolean boundary(long printed) throws IOException {
        long position = shifted(printed);
        if (closed) {
            if (queued > 0 && position <= queue[queued - 1] && !payload) {
                return false;
            }
        } else if (queued > 0 && payload) {
            dropQueue();
        } else if (queued > 0 || !mayEnd(position)) {
            return false;
        }
        if (!closed) {
            close(open.end == 0 ? position : open.end);
        }
        if (queued == queue.length) {
            queue = Arrays.copyOf(queue, queued * 2);
        }
        queue[queued++] = position;
        return true;
    }

    private boolean mayEnd(long position) throws IOException {
        if (open.inner) {
            return position == open.end && (!open.type.raw() || ends.complete(open, position, loose));
        }
        if (open.type.raw()) {
            boolean chained = open.end > 0 && !loose ? position == open.end : position > open.start;
            if (chained) {
                return ends.complete(open, position, loose);
            }
            boolean filtered = position > open.end && ends.wholeByItsOwnEnd(open);
            if (filtered) {
                sink.jump(open.end, position);
            }
            return filtered;
        }
        if (body.inIdentifier()) {
            return false;
        }
        if (open.type == EventType.IGNORABLE && open.end == 0 && position == open.start) {
            return true; // sent anew by a server: it takes no room in the log
        }
        boolean nextFile = position == 4 && open.type != EventType.ANNOTATE && !open.type.rows();
        if (position <= open.start && !nextFile) {
            return false;
        }
        if (open.end > 0 && position != open.end && !nextFile && !open.type.head()) {
            if (!loose) {
                sink.jump(open.end, position);
            }
            // Relay logs and servers before 5.1 tell positions of another file.
            loose |= position < open.end;
        }
        return true;
    }

    // Headers

    private boolean begin() throws IOException {
        byte[] b = lines.line;
        EventType type = Labels.type(b, header.label, lines.to);
        if (type == EventType.START && header.end == 0) {
            sentFrom = queue[0];
        }
        boolean outerPayload = payload && type != EventType.PAYLOAD;
        int taken = outerPayload ? 0 : taken(type);
        if (taken < 0) {
            return false;
        }
        if (!closed) {
            close(open.end == 0 ? queue[0] : open.end);
        }
        for (int i = 0; i < taken; i++) {
            notPrinted(queue[i], queue[i + 1], type);
        }
        long start = type == EventType.START && header.end < queue[taken] ? 4 : queue[taken];
        long end = header.end;
        if (end > 0 && end <= start && !outerPayload) {
            loose = true;
            end = 0;
        }
        queued -= taken + 1;
        System.arraycopy(queue, taken + 1, queue, 0, queued);
        if (end == 0 && queued > 0) {
            end = queue[0];
        }
        open(type, start, end, outerPayload);
        return true;
    }

    /** Index of the queued start that the header belongs to, -1 when to none. */
    private int taken(EventType type) {
        if (type == EventType.START || header.end == 0 || loose) {
            return 0;
        }
        for (int i = 0; i + 1 < queued; i++) {
            if (header.end == queue[i + 1]) {
                return i;
            }
        }
        if (header.end > queue[queued - 1]) {
            return queued - 1;
        }
        // Positions of another file: a relay log, or a server before 5.1.
        return queued == 1 ? 0 : -1;
    }

    /** Positions inside a payload are all the same: what has no header when the next one comes was not printed. */
    private void dropQueue() {
        close(open.end);
        for (int i = 0; i < queued; i++) {
            notPrinted(queue[i], queue[i], open.type);
        }
        queued = 0;
    }

    private void notPrinted(long start, long end, EventType next) {
        boolean rowsQuery = next == EventType.TABLE_MAP;
        RawEvent event = new RawEvent(start, end, EventType.NOT_PRINTED, rowsQuery ? "Rows_query" : "not printed",
                header.localSecond, header.serverId, header.crc, "", payload);
        sink.header(event);
        sink.ended(event);
        lastEnd = end;
    }

    private void open(EventType type, long start, long end, boolean inner) throws IOException {
        byte[] b = lines.line;
        EventType known = type;
        String name;
        String label;
        if (header.label >= lines.to) {
            known = lines.ahead("#Begin_load_query", 20) == 0
                    ? EventType.BEGIN_LOAD
                    : lines.ahead("# Incident", 20) == 0 ? EventType.INCIDENT : EventType.UNKNOWN;
            name = switch (known) {
                case BEGIN_LOAD -> "Begin_load_query";
                case INCIDENT -> "Incident";
                default -> "Unknown";
            };
            label = "";
        } else {
            name = Labels.name(type, b, header.label, lines.to);
            label = Ascii.text(b, header.label, lines.to);
            if (type == EventType.TABLE_MAP) {
                label = wholeLabel(label);
            }
        }
        open = new RawEvent(start, end, known, name, header.localSecond, header.serverId, header.crc, label, inner);
        closed = false;
        anyEvent = true;
        body.open(open);
        sink.header(open);
    }

    /** Names of tables can hold line feeds: the label goes on until it is mapped to its number. */
    private String wholeLabel(String first) throws IOException {
        String label = first;
        for (int i = 0; i < MOST_LABEL_LINES && !label.matches("(?s).*` mapped to number \\d+( \\(has triggers\\))?")
                && lines.next(); i++) {
            label += "\n" + Ascii.text(lines.line, lines.from, lines.to);
        }
        return label;
    }

    private void close(long end) {
        closed = true;
        open.end = end;
        body.close();
        lastEnd = end;
        sink.ended(open);
    }

    // Bodies

    private void body() throws IOException {
        byte[] b = lines.line;
        int from = lines.from;
        int to = lines.to;
        if (closed) {
            if (!anyEvent) {
                sink.preamble(b, from, to);
            } else if (EventBody.signal(b, from, to, payload) == EventBody.Signal.PAYLOAD_ENDS) {
                payload = false;
            } else if (Ascii.is(b, from, to, "# End of log file")) {
                sink.trailer();
            }
            return;
        }
        EventBody.Signal signal = body.line(payload);
        if (signal != EventBody.Signal.NONE) {
            close(open.end);
            payload = signal == EventBody.Signal.PAYLOAD_BEGINS;
        } else if (body.glued() >= 0) {
            boundary(body.glued());
        }
    }

    private void finish() {
        if (!closed && ends.wholeAtTheEnd(open, loose)) {
            close(open.end);
        }
    }
}
