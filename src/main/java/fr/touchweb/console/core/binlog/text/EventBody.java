package fr.touchweb.console.core.binlog.text;

/**
 * The lines between the header of an event and the next one: text of a statement, row images, metadata. What stands in
 * them that only looks like the tool is kept as what it is.
 */
final class EventBody {
    /** Stands before the text of an ALTER in two phases. */
    static final String COMMENTED = "### ";

    /** What a line says about the text around it. */
    enum Signal {
        NONE, PAYLOAD_BEGINS, PAYLOAD_ENDS
    }

    private static final String GLUED_POSITION = "# at ";
    private static final String ROW_COUNT = "# Number of rows: ";

    private final LineReader lines;
    private final ScanSink sink;
    private final StatementText text;
    private RawEvent event = new RawEvent(0, 0, EventType.UNKNOWN, "", 0, 0, false, "", false);
    private boolean inPreamble;
    private boolean openUse;
    private boolean openIdentifier;
    private boolean openMetadata;
    /** The GTID before says that an ALTER in two phases follows. */
    private boolean alter;
    private long glued = -1;

    EventBody(LineReader lines, ScanSink sink, int kept) {
        this.lines = lines;
        this.sink = sink;
        text = new StatementText(kept);
    }

    void open(RawEvent opened) {
        event = opened;
        EventType type = opened.type;
        text.reset(type != EventType.ANNOTATE && type != EventType.ROWS_QUERY);
        inPreamble = type == EventType.QUERY || type == EventType.QUERY_COMPRESSED || type == EventType.EXECUTE_LOAD;
        openUse = false;
        openIdentifier = false;
        openMetadata = false;
        if (type == EventType.GTID) {
            alter = opened.label.contains(" START ALTER") || opened.label.contains(" COMMIT ALTER")
                    || opened.label.contains(" ROLLBACK ALTER");
        }
    }

    /** Hands the text to its event. */
    void close() {
        switch (event.type) {
            case QUERY, QUERY_COMPRESSED, EXECUTE_LOAD -> text.give(event,
                    alter && text.startsWith(COMMENTED) ? COMMENTED.length() : 0);
            case ANNOTATE, ROWS_QUERY, USER_VAR -> text.give(event, 0);
            default -> {
            }
        }
    }

    StatementText text() {
        return text;
    }

    /** Whether the name of a table goes on in the next line. */
    boolean inIdentifier() {
        return openIdentifier;
    }

    /** Whether the list of columns goes on in the next line. */
    boolean inMetadata() {
        return openMetadata;
    }

    boolean twoPhaseAlter() {
        return alter && (text.isEmpty() || text.startsWith(COMMENTED));
    }

    /** The position that stood at the end of the last line without a line feed before it, -1 for none. */
    long glued() {
        return glued;
    }

    /** Takes the current line of the reader. */
    Signal line(boolean payload) {
        byte[] b = lines.line;
        int from = lines.from;
        int to = lines.to;
        glued = -1;
        switch (event.type) {
            case WRITE_ROWS, UPDATE_ROWS, DELETE_ROWS -> {
                return rows(b, from, to, payload);
            }
            case QUERY, QUERY_COMPRESSED, EXECUTE_LOAD -> {
                return query(b, from, to, payload);
            }
            case ANNOTATE -> {
                return prefixed(b, from, to, "#Q> ", payload);
            }
            case ROWS_QUERY -> {
                return prefixed(b, from, to, "# ", payload);
            }
            case USER_VAR -> text.line(b, from, to, lines.length, lines.tail);
            case TABLE_MAP -> metadata(b, from, to);
            default -> {
                return plain(b, from, to, payload);
            }
        }
        return Signal.NONE;
    }

    private Signal plain(byte[] b, int from, int to, boolean payload) {
        Signal signal = signal(b, from, to, payload);
        if (signal == Signal.NONE) {
            if (Ascii.is(b, from, to, "# End of log file")) {
                sink.trailer();
            } else {
                sink.bodyLine(event, b, from, to);
            }
        }
        return signal;
    }

    static Signal signal(byte[] b, int from, int to, boolean payload) {
        // MySQL 8.0 up to 8.0.33 at least ends these lines with an exclamation mark, later versions with a full stop.
        if (!Ascii.at(b, from, to, "# ") || b[to - 1] != '.' && b[to - 1] != '!') {
            return Signal.NONE;
        }
        if (Ascii.is(b, from, to - 1, "# Start of compressed events")) {
            return Signal.PAYLOAD_BEGINS;
        }
        return payload && Ascii.is(b, from, to - 1, "# End of compressed events") ? Signal.PAYLOAD_ENDS : Signal.NONE;
    }

    private Signal prefixed(byte[] b, int from, int to, String prefix, boolean payload) {
        if (!Ascii.at(b, from, to, prefix)) {
            return plain(b, from, to, payload);
        }
        text.line(b, from + prefix.length(), to, lines.length - prefix.length(), lines.tail);
        return Signal.NONE;
    }

    private Signal query(byte[] b, int from, int to, boolean payload) {
        if (inPreamble) {
            if (openUse) {
                openUse = !Ascii.endsWith(b, from, to, "`" + StatementText.TERMINATOR);
                return Signal.NONE;
            }
            if (isPreamble(b, from, to)) {
                sink.bodyLine(event, b, from, to);
                return Signal.NONE;
            }
            if (Ascii.at(b, from, to, "use `") && !Ascii.endsWith(b, from, to, StatementText.TERMINATOR)) {
                openUse = true;
                return Signal.NONE;
            }
            inPreamble = false;
        }
        if (text.atTerminator()) {
            if (payload && signal(b, from, to, true) == Signal.PAYLOAD_ENDS) {
                return Signal.PAYLOAD_ENDS;
            }
            if (Ascii.is(b, from, to, "# End of log file")) {
                sink.trailer();
            } else if (event.type == EventType.EXECUTE_LOAD && Ascii.at(b, from, to, "# file_id: ")) {
                return Signal.NONE;
            }
        }
        text.line(b, from, to, lines.length, lines.tail);
        return Signal.NONE;
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
        sink.bodyLine(event, b, from, to);
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

    private Signal rows(byte[] b, int from, int to, boolean payload) {
        if (Ascii.at(b, from, to, "###") || openIdentifier) {
            if (openIdentifier || namesTable(b, from, to)) {
                openIdentifier ^= Ascii.count(b, from, to, '`') % 2 != 0;
            }
            int end = endsWithoutLineFeed(b, from, to) ? gluedAt(b, from, to) : to;
            sink.rowLine(b, from, end, end < to ? end - from : lines.length, lines.tail);
            if (end < to) {
                takeGlued(b, end, to);
            }
            return Signal.NONE;
        }
        if (Ascii.at(b, from, to, ROW_COUNT)) {
            sink.rowCount(Ascii.numberAt(b, from + ROW_COUNT.length(), to));
            return Signal.NONE;
        }
        return plain(b, from, to, payload);
    }

    private static boolean namesTable(byte[] b, int from, int to) {
        return to - from > 8 && b[from + 3] == ' ' && (b[from + 4] == 'I' || b[from + 4] == 'U' || b[from + 4] == 'D');
    }

    /** Lines that the tool does not end (reference binlog 1.4): what follows stands on the same line. */
    private static boolean endsWithoutLineFeed(byte[] b, int from, int to) {
        if (Ascii.at(b, from, to, "### Row event for unknown table #")) {
            return true;
        }
        if (!Ascii.at(b, from, to, "###   @")) {
            return false;
        }
        int value = Ascii.digits(b, from + 7, to);
        return Ascii.at(b, value, to, "=!! Don't know how to handle");
    }

    private static int gluedAt(byte[] b, int from, int to) {
        int position = Ascii.findLast(b, from + 8, to, GLUED_POSITION);
        int count = Ascii.findLast(b, from + 8, to, ROW_COUNT);
        return position > 0 ? position : count > 0 ? count : to;
    }

    private void takeGlued(byte[] b, int from, int to) {
        if (Ascii.at(b, from, to, GLUED_POSITION)) {
            glued = Ascii.number(b, from + GLUED_POSITION.length(), to);
        } else {
            sink.rowCount(Ascii.numberAt(b, from + ROW_COUNT.length(), to));
        }
    }
}
