package fr.touchweb.console.core.binlog.text;

/** Types of events by the label of their header (reference binlog 1.3). */
final class Labels {
    private Labels() {}

    /** The type of a label; an empty one is decided by the next line. */
    static EventType type(byte[] b, int from, int to) {
        if (from >= to) {
            return EventType.UNKNOWN;
        }
        return switch (b[from]) {
            case 'Q' -> Ascii.at(b, from, to, "Query_compressed")
                    ? EventType.QUERY_COMPRESSED
                    : named(b, from, to, "Query", EventType.QUERY);
            case 'T' -> Ascii.at(b, from, to, "Table_map: ")
                    ? EventType.TABLE_MAP
                    : named(b, from, to, "Transaction_Payload", EventType.PAYLOAD);
            case 'W' -> rows(b, from, to, "Write_", EventType.WRITE_ROWS);
            case 'U' -> Ascii.at(b, from, to, "User_var")
                    ? EventType.USER_VAR
                    : rows(b, from, to, "Update_", EventType.UPDATE_ROWS);
            case 'D' -> rows(b, from, to, "Delete_", EventType.DELETE_ROWS);
            case 'X' -> Ascii.at(b, from, to, "Xid = ")
                    ? EventType.XID
                    : Ascii.at(b, from, to, "XID = ") || Ascii.at(b, from, to, "XA ")
                            ? EventType.XA_PREPARE
                            : EventType.UNKNOWN;
            case 'A' -> Ascii.at(b, from, to, "Annotate_rows")
                    ? EventType.ANNOTATE
                    : named(b, from, to, "Anonymous_GTID", EventType.GTID);
            case 'G' -> Ascii.at(b, from, to, "Gtid list")
                    ? EventType.GTID_LIST
                    : named(b, from, to, "GTID", EventType.GTID);
            case 'R' -> Ascii.at(b, from, to, "Rows_query")
                    ? EventType.ROWS_QUERY
                    : Ascii.at(b, from, to, "Rotate to ")
                            ? EventType.ROTATE
                            : named(b, from, to, "Rand", EventType.RAND);
            case 'S' -> Ascii.at(b, from, to, "Start: ")
                    ? EventType.START
                    : named(b, from, to, "Stop", EventType.STOP);
            case 'I' -> Ascii.at(b, from, to, "Ignorable")
                    ? EventType.IGNORABLE
                    : named(b, from, to, "Intvar", EventType.INTVAR);
            case 'B' -> named(b, from, to, "Binlog checkpoint", EventType.CHECKPOINT);
            case 'P' -> named(b, from, to, "Previous-GTIDs", EventType.PREVIOUS_GTIDS);
            case 'E' -> named(b, from, to, "Execute_load_query", EventType.EXECUTE_LOAD);
            default -> EventType.UNKNOWN;
        };
    }

    private static EventType named(byte[] b, int from, int to, String name, EventType type) {
        return Ascii.at(b, from, to, name) ? type : EventType.UNKNOWN;
    }

    private static EventType rows(byte[] b, int from, int to, String verb, EventType type) {
        return Ascii.at(b, from, to, verb) && Ascii.find(b, from, Math.min(to, from + 40), "rows") > 0
                ? type
                : EventType.UNKNOWN;
    }

    /** The name of a label, as the tool has it: up to a colon, a tab, or what belongs to this event alone. */
    static String name(EventType type, byte[] b, int from, int to) {
        return switch (type) {
            case QUERY -> "Query";
            case XID -> "Xid";
            case TABLE_MAP -> "Table_map";
            case ANNOTATE -> "Annotate_rows";
            case GTID_LIST -> "Gtid list";
            case CHECKPOINT -> "Binlog checkpoint";
            case XA_PREPARE -> "XA PREPARE";
            case ROTATE -> "Rotate";
            case START -> "Start";
            case GTID -> b[from] == 'A' ? "Anonymous_GTID" : "GTID";
            case WRITE_ROWS, UPDATE_ROWS, DELETE_ROWS -> rowsName(type, b, from, to);
            default -> Ascii.text(b, from, nameEnd(b, from, to));
        };
    }

    private static String rowsName(EventType type, byte[] b, int from, int to) {
        int end = nameEnd(b, from, to);
        String plain = switch (type) {
            case WRITE_ROWS -> "Write_rows";
            case UPDATE_ROWS -> "Update_rows";
            default -> "Delete_rows";
        };
        return Ascii.is(b, from, end, plain) ? plain : Ascii.text(b, from, end);
    }

    private static int nameEnd(byte[] b, int from, int to) {
        int i = from;
        while (i < to && b[i] != ':' && b[i] != '\t' && b[i] != ' ') {
            i++;
        }
        return i;
    }
}
