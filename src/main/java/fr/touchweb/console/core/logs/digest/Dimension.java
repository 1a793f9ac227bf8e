package fr.touchweb.console.core.logs.digest;

import fr.touchweb.console.core.format.Field;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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

    /** Name in JSON and on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of this {@link #id}. */
    public static Optional<Dimension> of(String id) {
        return Arrays.stream(values()).filter(dimension -> dimension.id().equals(id)).findFirst();
    }
}
