package fr.touchweb.console.core.binlog.text;

import java.io.IOException;

/**
 * Decides whether the body of an event can end at a position: by the terminator of its text, and by arithmetic of sizes
 * (reference binlog 1.9, rule 3). What an event has more than its header and its text is status variables and the name of
 * the database; bytes that hold a further end are text.
 */
final class EventEnds {
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

    private final LineReader lines;
    private final EventBody body;
    private long shift;

    EventEnds(LineReader lines, EventBody body) {
        this.lines = lines;
        this.body = body;
    }

    /** What the positions in the text are more than those of the log. */
    void shift(long value) {
        shift = value;
    }

    long shift() {
        return shift;
    }

    /**
     * Whether the body of an event can end at a position.
     *
     * @param loose whether positions of headers are those of another file
     */
    boolean complete(RawEvent open, long position, boolean loose) throws IOException {
        StatementText text = body.text();
        return switch (open.type) {
            case QUERY -> open.inner ? text.atTerminator() : queryFits(open, position, loose);
            case QUERY_COMPRESSED, EXECUTE_LOAD -> text.atTerminator();
            case USER_VAR -> text.atTerminator() && text.evenBackticks();
            case ROWS_QUERY -> rowsQueryFits(open, position);
            case TABLE_MAP -> !body.inMetadata();
            default -> true;
        };
    }

    private boolean queryFits(RawEvent open, long position, boolean loose) throws IOException {
        StatementText text = body.text();
        // An ALTER in two phases (MariaDB) is printed without its end, and not at all without --verbose.
        boolean twoPhase = body.twoPhaseAlter();
        if (twoPhase && text.isEmpty()) {
            return position == open.end;
        }
        if (!text.atTerminator() && !twoPhase) {
            return false;
        }
        if (loose && open.end <= open.start) {
            // The header's position is of another file; that of the text is all there is.
            return true;
        }
        long rest = rest(open, position, text.length() - (twoPhase ? EventBody.COMMENTED.length() : 0));
        if (rest < 0 || rest > MOST_REST) {
            return false;
        }
        return rest <= SAFE_REST || !endsLater(open, position, rest);
    }

    /**
     * Whether a statement is whole by its own end although the next position is another one: a filter of the tool leaves
     * events out.
     */
    boolean wholeByItsOwnEnd(RawEvent open) throws IOException {
        if (open.type != EventType.QUERY || !body.text().atTerminator()) {
            return false;
        }
        long rest = rest(open, open.end, body.text().length());
        return rest >= 0 && rest <= LIKELY_REST
                && lines.ahead("\n" + StatementText.TERMINATOR + "\n# at ", (int) rest + LOOK_AHEAD) < 0;
    }

    /** Whether the statement at the end of the whole text was printed to its end. */
    boolean wholeAtTheEnd(RawEvent open, boolean loose) {
        StatementText text = body.text();
        return switch (open.type) {
            case QUERY -> {
                long rest = rest(open, open.end, text.length());
                yield open.inner || open.end == 0 || loose || body.twoPhaseAlter()
                        || text.terminated() && rest >= 0 && rest <= MOST_REST;
            }
            case QUERY_COMPRESSED, EXECUTE_LOAD, USER_VAR -> text.terminated();
            default -> true;
        };
    }

    private static long rest(RawEvent open, long position, long sqlBytes) {
        return position - open.start - QUERY_FIXED - (open.crc ? CRC : 0) - sqlBytes;
    }

    /**
     * Whether the true end of the text comes within the bytes that are left of the event. Then the line that is looked at
     * is text: a real end leaves nothing but status variables and the name of the database.
     */
    private boolean endsLater(RawEvent open, long position, long rest) throws IOException {
        if (open.end == 0) {
            String end = "\n" + StatementText.TERMINATOR + "\n# at ";
            int place = lines.ahead(end, (int) rest + LOOK_AHEAD);
            if (place < 0) {
                return false;
            }
            // That line tells another position: it is the end when the sizes say so.
            long later = lines.numberAhead(place + end.length()) - shift;
            long textBytes = body.text().length() + 1 + StatementText.TERMINATOR.length() + 1 + lines.length + place;
            long laterRest = rest(open, later, textBytes);
            return laterRest >= 0 && laterRest <= LIKELY_REST;
        }
        String end = "\n" + StatementText.TERMINATOR + "\n# at " + (position + shift) + "\n";
        int place = lines.ahead(end, (int) rest + LOOK_AHEAD);
        return place >= 0 && place < rest;
    }

    private boolean rowsQueryFits(RawEvent open, long position) {
        long printed = body.text().length();
        long real = position - open.start - COMMON_HEADER - 1 - (open.crc ? CRC : 0);
        // MySQL 9 prints a tab as two characters, so that the printed text may be longer; it is never shorter.
        return open.inner || printed >= real && printed <= real * 2;
    }
}
