package fr.touchweb.console.core.format;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Names of fields, the same in every format. */
public enum Field {
    CLIENT, USER, METHOD, PATH, PROTOCOL, STATUS("status", true), BYTES("bytes", true),
    /** Seconds. */
    DURATION("duration", true), REFERER, AGENT, HOST, FRONTEND, BACKEND, SERVER, TERMINATION, TIMERS, POOL, PID("pid",
            true), SCRIPT,
    /** Stack of a slow PHP request, innermost first, a line each. */
    FRAMES, QUERY, ROWS_EXAMINED("rowsExamined", true), ROWS_SENT("rowsSent", true),
    /** Seconds. */
    LOCK_TIME("lockTime", true), DATABASE, THREAD("thread",
            true), JAIL, ACTION, CODE, PROGRAM, UNIT,
    /** Of syslog, 0 to 7: the smaller, the graver. */
    PRIORITY("priority", true), MODULE, CHANNEL, CONTEXT, UPSTREAM, CAPTURES, TLS;

    private static final Field[] ALL = values();

    private final String id;
    private final boolean number;

    Field() {
        this.id = name().toLowerCase(Locale.ROOT);
        this.number = false;
    }

    Field(String id, boolean number) {
        this.id = id;
        this.number = number;
    }

    /** Name in JSON and in filters. */
    public String id() {
        return id;
    }

    /** Whether its value is a number where the line holds one. */
    public boolean number() {
        return number;
    }

    /** Whether its value is a span of time, in seconds. */
    public boolean seconds() {
        return this == DURATION || this == LOCK_TIME;
    }

    static Field[] all() {
        return ALL;
    }

    public static Optional<Field> ofId(String id) {
        return Stream.of(ALL).filter(f -> f.id.equals(id)).findFirst();
    }
}
