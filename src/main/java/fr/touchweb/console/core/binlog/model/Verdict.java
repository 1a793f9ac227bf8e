package fr.touchweb.console.core.binlog.model;

import fr.touchweb.console.core.text.Message;
import java.util.Locale;

/**
 * Whether what is shown is all that there is. Decided from exit code, standard error, last position against size, and
 * the end marker together: none of them proves anything alone (reference binlog 4).
 *
 * @param position how far events were read
 * @param size of the file when that was known, else -1
 * @param message in words
 * @param detail what the tool said on standard error, empty for nothing
 */
public record Verdict(State state, long position, long size, Message message, String detail) {
    /** The kinds of ends. */
    public enum State {
        /** Read to its end event, nothing failed. */
        COMPLETE,
        /** Read to the end of a file that the server still writes. */
        LIVE,
        /** Read to its end, which is no end event: not closed, or cut between two events. */
        UNCLOSED,
        /** The file ends within an event, or reading stopped before its end. */
        CUT,
        /** Damaged at a position. */
        DAMAGED,
        /** The tool is of another family or too old for this file. */
        WRONG_TOOL,
        /** No mysqlbinlog or mariadb-binlog. */
        NO_TOOL,
        /** The account may not read it. */
        NO_RIGHT, ENCRYPTED,
        /** Not a binary log. */
        FOREIGN,
        /** Purged or renamed. */
        GONE,
        /** No room for the tool's temporary files. */
        NO_SPACE,
        /** The person cancelled. */
        CANCELLED,
        /** The connection was lost; reading can go on from {@code position}. */
        LOST,
        /** Only a part was asked for, and all of it was read. */
        PARTIAL,
        /** Anything else that the tool said. */
        FAILED;

        /** Its name in JSON: {@code wrong-tool}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Whether nothing is missing up to now. */
    public boolean whole() {
        return state == State.COMPLETE || state == State.LIVE;
    }
}
