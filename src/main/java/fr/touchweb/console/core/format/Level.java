package fr.touchweb.console.core.format;

import java.util.Locale;

/** How bad a line says it is, from quiet to loud. A line that says nothing has no level. */
public enum Level {
    DEBUG, INFO, NOTICE, WARNING, ERROR, CRITICAL;

    /** Name in JSON and in filters. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
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
}
