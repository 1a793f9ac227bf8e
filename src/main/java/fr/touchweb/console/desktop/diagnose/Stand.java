package fr.touchweb.console.desktop.diagnose;

import org.jspecify.annotations.Nullable;

/**
 * Where a diagnosis stands.
 *
 * @param kind which machines take part
 * @param server id of the server, null for {@link Kind#HERE}
 */
public record Stand(Kind kind, @Nullable String server) {
    /** This machine alone. */
    public static final Stand HERE = new Stand(Kind.HERE, null);

    /** Which machines take part. */
    public enum Kind {
        /** Requests from this machine, nothing from a server. */
        HERE,
        /** Requests from this machine, proof from the server. */
        BOTH,
        /** Requests and proof from the server. */
        SERVER
    }

    public Stand {
        if ((kind == Kind.HERE) != (server == null)) {
            throw new IllegalArgumentException("a server is named exactly when one takes part");
        }
    }
}
