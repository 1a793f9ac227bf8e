package fr.touchweb.console.core.logs.digest;

import fr.touchweb.console.core.format.Field;
import java.util.Locale;

/** What top lists are of. */
public enum Dimension {
    /** Paths without their query. */
    URLS(Field.PATH), CLIENTS(Field.CLIENT), AGENTS(Field.AGENT), HOSTS(Field.HOST),
    /** {@code backend/server} of HAProxy, {@code upstream} of nginx. */
    BACKENDS(Field.BACKEND), SCRIPTS(Field.SCRIPT), PROGRAMS(Field.PROGRAM), JAILS(Field.JAIL);

    private final Field field;

    Dimension(Field field) {
        this.field = field;
    }

    /** The field that it counts. */
    public Field field() {
        return field;
    }

    /** Name in JSON. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
