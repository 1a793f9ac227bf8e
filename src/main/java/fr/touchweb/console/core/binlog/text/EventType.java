package fr.touchweb.console.core.binlog.text;

/** Types of events by what their text holds. */
enum EventType {
    START, GTID_LIST, PREVIOUS_GTIDS, CHECKPOINT, GTID, QUERY, QUERY_COMPRESSED, XID, INTVAR, RAND, USER_VAR, ANNOTATE, ROWS_QUERY, TABLE_MAP, WRITE_ROWS, UPDATE_ROWS, DELETE_ROWS, PAYLOAD, XA_PREPARE, EXECUTE_LOAD, BEGIN_LOAD, ROTATE, STOP, INCIDENT, IGNORABLE,
    /** Has a position and no header: Rows_query of MySQL at less than two -v, or what a filter left out. */
    NOT_PRINTED, UNKNOWN;

    boolean rows() {
        return this == WRITE_ROWS || this == UPDATE_ROWS || this == DELETE_ROWS;
    }

    /** Whether its body can hold raw text of a client, so that a line of it proves nothing. */
    boolean raw() {
        return switch (this) {
            case QUERY, QUERY_COMPRESSED, EXECUTE_LOAD, USER_VAR, ROWS_QUERY, TABLE_MAP, INCIDENT, UNKNOWN -> true;
            default -> false;
        };
    }

    /** Whether positions may jump after it: a run that starts within a file prints the head of the file first. */
    boolean head() {
        return switch (this) {
            case START, GTID_LIST, PREVIOUS_GTIDS, CHECKPOINT, ROTATE, STOP, UNKNOWN, IGNORABLE -> true;
            default -> false;
        };
    }
}
