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
    /** Common header and post-header of a Query event. */
    private static final int QUERY_FIXED = 19 + 13;
    private static final int COMMON_HEADER = 19;
    private static final int CRC = 4;
    /** Most bytes of status variables and database name: 16 names of updated databases among them. */
    private static final int MOST_REST = 1600;
    /** Less than this leaves no room for a forged header and the real end of the text behind it. */
    private static final int SAFE_REST = 90;
    private static final int LIKELY_REST = 200;
    private static final int LOOK_AHEAD = 48;
    private static final int MOST_LABEL_LINES = 64;

    private final LineReader lines;
    private final ScanSink sink;
    private final Header header = new Header();
    private final StatementText text;
    private long[] queue = new long[16];
    private int queued;
    private RawEvent open;
    private boolean closed = true;
    private long lastEnd;
    private boolean anyEvent;
    private boolean loose;
    private boolean payload;
    private boolean inPreamble;
    private boolean openUse;
    private boolean openIdentifier;
    private boolean openMetadata;
    /** The GTID before says that an ALTER in two phases follows. */
    private boolean alter;

    EventScanner(InputStream in, int longestLine, int keptBytes, ScanSink sink) {
        lines = new LineReader(in, longestLine, keptBytes);
        text = new StatementText(keptBytes);
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
        body(b, from, to);
    }

    private void noteImitation(boolean does) {
        if (does && !closed && open.type.raw()) {
            open.imitates = true;
        }
    }

    // Boundaries

    private boolean boundary(long position) throws IOException {
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
            return position == open.end && (!open.type.raw() || complete(position));
        }
        if (open.type.raw()) {
            boolean chained = open.end > 0 && !loose ? position == open.end : position > open.start;
            return chained ? complete(position) : position > open.end && filteredAfter(position);
        }
        if (openIdentifier) {
            return false;
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

    /** Whether the body of the open event can end here. */
    private boolean complete(long position) throws IOException {
        return switch (open.type) {
            case QUERY -> open.inner ? text.atTerminator() : queryFits(position);
            case QUERY_COMPRESSED, EXECUTE_LOAD -> text.atTerminator();
            case USER_VAR -> text.atTerminator() && text.evenBackticks();
            case ROWS_QUERY -> rowsQueryFits(position);
            case TABLE_MAP -> !openMetadata;
            default -> true;
        };
    }

    private boolean queryFits(long position) throws IOException {
        // An ALTER in two phases (MariaDB) is printed without its end, and not at all without --verbose.
        boolean twoPhase = alter && (text.isEmpty() || text.startsWith("### "));
        if (twoPhase && text.isEmpty()) {
            return position == open.end;
        }
        if (!text.atTerminator() && !twoPhase) {
            return false;
        }
        long rest = rest(position, text.length() - (twoPhase ? 4 : 0));
        if (loose && open.end <= open.start) {
            // The header's position is of another file; that of the text is all there is.
            return true;
        }
        if (rest < 0 || rest > MOST_REST) {
            return false;
        }
        return rest <= SAFE_REST || !endsLater(position, rest);
    }

    /** A filter of the tool leaves events out: then the statement is whole by its own end, and positions jump. */
    private boolean filteredAfter(long position) throws IOException {
        if (open.type != EventType.QUERY || !text.atTerminator()) {
            return false;
        }
        long rest = rest(open.end, text.length());
        boolean whole = rest >= 0 && rest <= LIKELY_REST
                && lines.ahead("\n" + StatementText.TERMINATOR + "\n# at ", (int) rest + LOOK_AHEAD) < 0;
        if (whole) {
            sink.jump(open.end, position);
        }
        return whole;
    }

    private long rest(long position, long sqlBytes) {
        return position - open.start - QUERY_FIXED - (open.crc ? CRC : 0) - sqlBytes;
    }

    /**
     * Whether the true end of the text comes within the bytes that are left of the event. Then the line that is looked at
     * is text: a real end leaves nothing but status variables and the name of the database.
     */
    private boolean endsLater(long position, long rest) throws IOException {
        if (open.end == 0) {
            String end = "\n" + StatementText.TERMINATOR + "\n# at ";
            int place = lines.ahead(end, (int) rest + LOOK_AHEAD);
            if (place < 0) {
                return false;
            }
            // That line tells another position: it is the end when the sizes say so.
            long later = lines.numberAhead(place + end.length());
            long textBytes = text.length() + 1 + StatementText.TERMINATOR.length() + 1 + lines.length + place;
            long laterRest = rest(later, textBytes);
            return laterRest >= 0 && laterRest <= LIKELY_REST;
        }
        String end = "\n" + StatementText.TERMINATOR + "\n# at " + position + "\n";
        int place = lines.ahead(end, (int) rest + LOOK_AHEAD);
        return place >= 0 && place < rest;
    }

    private boolean rowsQueryFits(long position) {
        long printed = text.length();
        long real = position - open.start - COMMON_HEADER - 1 - (open.crc ? CRC : 0);
        // MySQL 9 prints a tab as two characters, so that the printed text may be longer; it is never shorter.
        return open.inner || printed >= real && printed <= real * 2;
    }

    // Headers

    private boolean begin() throws IOException {
        byte[] b = lines.line;
        EventType type = Labels.type(b, header.label, lines.to);
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
        text.reset(known != EventType.ANNOTATE && known != EventType.ROWS_QUERY);
        inPreamble = known == EventType.QUERY || known == EventType.QUERY_COMPRESSED
                || known == EventType.EXECUTE_LOAD;
        openUse = false;
        openIdentifier = false;
        openMetadata = false;
        if (known == EventType.GTID) {
            alter = label.contains(" START ALTER") || label.contains(" COMMIT ALTER")
                    || label.contains(" ROLLBACK ALTER");
        }
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
        switch (open.type) {
            case QUERY, QUERY_COMPRESSED, EXECUTE_LOAD -> text.give(open, alter && text.startsWith("### ") ? 4 : 0);
            case ANNOTATE, ROWS_QUERY, USER_VAR -> text.give(open, 0);
            default -> {
            }
        }
        lastEnd = end;
        sink.ended(open);
    }

    // Bodies

    private void body(byte[] b, int from, int to) throws IOException {
        if (closed) {
            outside(b, from, to);
            return;
        }
        switch (open.type) {
            case WRITE_ROWS, UPDATE_ROWS, DELETE_ROWS -> rows(b, from, to);
            case QUERY, QUERY_COMPRESSED, EXECUTE_LOAD -> query(b, from, to);
            case ANNOTATE -> prefixed(b, from, to, "#Q> ");
            case ROWS_QUERY -> prefixed(b, from, to, "# ");
            case USER_VAR -> text.line(b, from, to, lines.length, lines.tail);
            case TABLE_MAP -> metadata(b, from, to);
            default -> {
                plain(b, from, to);
            }
        }
    }

    private void outside(byte[] b, int from, int to) {
        if (!anyEvent) {
            sink.preamble(b, from, to);
        } else if (payload && Ascii.is(b, from, to, "# End of compressed events.")) {
            payload = false;
        } else if (Ascii.is(b, from, to, "# End of log file")) {
            sink.trailer();
        }
    }

    private void plain(byte[] b, int from, int to) {
        if (Ascii.at(b, from, to, "# ")) {
            if (Ascii.is(b, from, to, "# Start of compressed events.")) {
                close(open.end);
                payload = true;
                return;
            }
            if (payload && Ascii.is(b, from, to, "# End of compressed events.")) {
                close(open.end);
                payload = false;
                return;
            }
            if (Ascii.is(b, from, to, "# End of log file")) {
                sink.trailer();
                return;
            }
        }
        sink.bodyLine(open, b, from, to);
    }

    private void prefixed(byte[] b, int from, int to, String prefix) {
        if (Ascii.at(b, from, to, prefix)) {
            text.line(b, from + prefix.length(), to, lines.length - prefix.length(), lines.tail);
        } else if (to > from || text.isEmpty()) {
            plain(b, from, to);
        }
    }

    private void query(byte[] b, int from, int to) {
        if (inPreamble) {
            if (openUse) {
                openUse = !Ascii.endsWith(b, from, to, "`" + StatementText.TERMINATOR);
                return;
            }
            if (isPreamble(b, from, to)) {
                sink.bodyLine(open, b, from, to);
                return;
            }
            if (Ascii.at(b, from, to, "use `") && !Ascii.endsWith(b, from, to, StatementText.TERMINATOR)) {
                openUse = true;
                return;
            }
            inPreamble = false;
        }
        if (text.atTerminator()) {
            if (Ascii.is(b, from, to, "# End of log file")) {
                sink.trailer();
            } else if (payload && Ascii.is(b, from, to, "# End of compressed events.")) {
                close(open.end);
                payload = false;
                return;
            } else if (open.type == EventType.EXECUTE_LOAD && Ascii.at(b, from, to, "# file_id: ")) {
                return;
            }
        }
        text.line(b, from, to, lines.length, lines.tail);
    }

    private static boolean isPreamble(byte[] b, int from, int to) {
        if (Ascii.at(b, from, to, "# Ignored (")) {
            return true;
        }
        return Ascii.endsWith(b, from, to, StatementText.TERMINATOR) && (Ascii.at(b, from, to, "SET TIMESTAMP=")
                || Ascii.at(b, from, to, "SET @@session.") || Ascii.at(b, from, to, "use ")
                || Ascii.at(b, from, to, "/*!\\C ")
                || Ascii.at(b, from, to, "/*!") && Ascii.endsWith(b, from, to, "*//*!*/;"));
    }

    private void metadata(byte[] b, int from, int to) {
        // Members of an ENUM are printed as they are, line feeds and all: only a bracket that closes outside of quotes ends.
        if (Ascii.at(b, from, to, "# Columns(")) {
            openMetadata = true;
        }
        if (openMetadata && Ascii.endsWith(b, from, to, ")") && balanced(b, from, to)) {
            openMetadata = false;
        }
        sink.bodyLine(open, b, from, to);
    }

    private static boolean balanced(byte[] b, int from, int to) {
        boolean quoted = false;
        for (int i = from; i < to; i++) {
            if (b[i] == '\\' && quoted) {
                i++;
            } else if (b[i] == '\'') {
                quoted = !quoted;
            }
        }
        return !quoted;
    }

    private void rows(byte[] b, int from, int to) {
        if (Ascii.at(b, from, to, "###") || openIdentifier) {
            if (openIdentifier || namesTable(b, from, to)) {
                openIdentifier ^= Ascii.count(b, from, to, '`') % 2 != 0;
            }
            int end = to;
            if (glued(b, from, to)) {
                end = gluedEnd(b, from, to);
            }
            sink.rowLine(b, from, end, end < to ? end - from : lines.length, lines.tail);
            if (end < to) {
                glue(b, end, to);
            }
        } else if (Ascii.at(b, from, to, "# Number of rows: ")) {
            sink.rowCount(Ascii.numberAt(b, from + "# Number of rows: ".length(), to));
        } else {
            plain(b, from, to);
        }
    }

    private static boolean namesTable(byte[] b, int from, int to) {
        return to - from > 8 && b[from + 3] == ' ' && (b[from + 4] == 'I' || b[from + 4] == 'U' || b[from + 4] == 'D');
    }

    /** Lines that the tool does not end (reference binlog 1.4): what follows stands on the same line. */
    private static boolean glued(byte[] b, int from, int to) {
        if (Ascii.at(b, from, to, "### Row event for unknown table #")) {
            return true;
        }
        if (!Ascii.at(b, from, to, "###   @")) {
            return false;
        }
        int value = Ascii.digits(b, from + 7, to);
        return Ascii.at(b, value, to, "=!! Don't know how to handle");
    }

    private static int gluedEnd(byte[] b, int from, int to) {
        int position = Ascii.findLast(b, from + 8, to, "# at ");
        int count = Ascii.findLast(b, from + 8, to, "# Number of rows: ");
        return position > 0 ? position : count > 0 ? count : to;
    }

    private void glue(byte[] b, int from, int to) {
        if (Ascii.at(b, from, to, "# at ")) {
            long position = Ascii.number(b, from + 5, to);
            try {
                if (position >= 0) {
                    boundary(position);
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        } else {
            sink.rowCount(Ascii.numberAt(b, from + "# Number of rows: ".length(), to));
        }
    }

    private void finish() {
        if (!closed) {
            boolean cut = switch (open.type) {
                case QUERY -> !open.inner && open.end > 0 && !loose && !alter
                        && !(text.terminated() && fitsAtEnd());
                case QUERY_COMPRESSED, EXECUTE_LOAD, USER_VAR -> !text.terminated();
                default -> false;
            };
            if (!cut) {
                close(open.end);
            }
        }
    }

    private boolean fitsAtEnd() {
        long rest = rest(open.end, text.length());
        return rest >= 0 && rest <= MOST_REST;
    }
}
