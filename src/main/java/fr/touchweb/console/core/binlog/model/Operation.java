package fr.touchweb.console.core.binlog.model;

import java.util.Locale;

/** What a statement does. Rows of row format know the first three only. */
public enum Operation {
    INSERT, UPDATE, DELETE,
    /** Statement format only: rows of a REPLACE in row format are inserts and updates. */
    REPLACE,
    /** LOAD DATA in statement format. */
    LOAD, CREATE, ALTER, DROP, TRUNCATE, RENAME,
    /** Users and rights. */
    GRANT,
    /** XA PREPARE, XA COMMIT, XA ROLLBACK: the second phase of a transaction that stands elsewhere in the log. */
    XA,
    /** Anything else that the log holds: CALL, ANALYZE, events that this version does not know. */
    OTHER;

    /** Whether it changes definitions, so that it belongs to the DDL lane. */
    public boolean isDdl() {
        return switch (this) {
            case CREATE, ALTER, DROP, TRUNCATE, RENAME -> true;
            default -> false;
        };
    }

    /** Whether it changes rows. */
    public boolean changesRows() {
        return switch (this) {
            case INSERT, UPDATE, DELETE, REPLACE, LOAD -> true;
            default -> false;
        };
    }

    /** Its name in JSON: {@code update}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
