package fr.touchweb.console.core.format;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How bad a line says it is, from quiet to loud. A line that says nothing has no level. */
public enum Level {
    DEBUG, INFO, NOTICE, WARNING, ERROR, CRITICAL;

    private static final int MILDEST = 7;

    /** Name in JSON and in filters. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Level> ofId(String id) {
        return Stream.of(values()).filter(level -> level.id().equals(id)).findFirst();
    }

    /** Level of an HTTP answer: 5xx and no answer at all are errors, 4xx warnings. */
    static Level ofStatus(int status) {
        return status >= 500 || status < 100 ? ERROR : status >= 400 ? WARNING : INFO;
    }

    /** Level of a syslog severity, 0 to 7 (RFC 5424, table 2). */
    static Level ofSeverity(int severity) {
        return switch (severity) {
            case 0, 1, 2 -> CRITICAL;
            case 3 -> ERROR;
            case 4 -> WARNING;
            case 5 -> NOTICE;
            case 6 -> INFO;
            default -> DEBUG;
        };
    }

    /** Syslog severity (RFC 5424, table 2): for the gravest level, which stands for three of them, the mildest. */
    public int severity() {
        return MILDEST - ordinal();
    }

    /** Level of a word that libraries write, whatever its case; null for any other word. */
    public static @Nullable Level ofWord(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "trace", "debug", "tracedebug", "heavydebug" -> DEBUG;
            case "info", "information", "informational", "system", "msg" -> INFO;
            case "notice", "note" -> NOTICE;
            case "warn", "warning" -> WARNING;
            case "error", "err", "severe" -> ERROR;
            case "crit", "critical", "alert", "emerg", "emergency", "fatal", "panic" -> CRITICAL;
            default -> null;
        };
    }
}
