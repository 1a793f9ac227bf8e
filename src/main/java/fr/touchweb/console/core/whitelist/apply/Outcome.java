package fr.touchweb.console.core.whitelist.apply;

import java.util.List;

/**
 * How a transaction ended.
 *
 * @param kind what it means
 * @param steps that were passed, by name
 * @param reason what the server said, empty where all went well
 */
public record Outcome(Kind kind, List<String> steps, String reason) {

    /** The ends. */
    public enum Kind {
        /** Written and live. */
        DONE,
        /** Written and live; undone by the server itself unless it is kept. */
        WAITING,
        /** Somebody else was there first; nothing was changed. */
        CONFLICT,
        /** A change of somebody waits to be kept, or the lock is held; nothing was changed. */
        BUSY,
        /** What would be written does not hold; all is as before. */
        INVALID,
        /** It did not live; all is as before. */
        ROLLED_BACK,
        /** No right, no room; nothing was begun. */
        REFUSED
    }

    public Outcome {
        steps = List.copyOf(steps);
    }

    public boolean changed() {
        return kind == Kind.DONE || kind == Kind.WAITING;
    }
}
