package fr.touchweb.console.core.format;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Names of fields, the same in every format. */
public enum Field {
    CLIENT, USER, METHOD, PATH, PROTOCOL, STATUS(true), BYTES(true),
    /** Seconds. */
    DURATION(true), REFERER, AGENT, HOST, FRONTEND, BACKEND, SERVER, TERMINATION, TIMERS, POOL, PID(
            true), SCRIPT, ACTION, CODE, PROGRAM, MODULE, UPSTREAM, CAPTURES, TLS;

    private static final Field[] ALL = values();

    private final boolean number;

    Field() {
        this(false);
    }

    Field(boolean number) {
        this.number = number;
    }

    /** Name in JSON and in filters. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether its value is a number where the line holds one. */
    public boolean number() {
        return number;
    }

    static Field[] all() {
        return ALL;
    }

    public static Optional<Field> ofId(String id) {
        return Stream.of(ALL).filter(f -> f.id().equals(id)).findFirst();
    }
}
