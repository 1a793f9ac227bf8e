package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.text.Message;
import org.jspecify.annotations.Nullable;

/**
 * How the lifting of a ban went.
 *
 * @param done false when it was lifted already
 * @param kept whether it stood in a file too, and was taken out of it
 * @param back whether it can be put back
 * @param rule what puts a rule back, in the daemon's own form; null for all that is no rule
 * @param note what else is to be known, null where there is nothing: a file that still holds it
 */
public record Lift(boolean done, boolean kept, boolean back, @Nullable String rule, @Nullable Message note) {
    /** Nothing was banned. */
    public static final Lift NOTHING = new Lift(false, false, false, null, null);
    /** Lifted where it counted. */
    public static final Lift DONE = new Lift(true, false, true, null, null);

    /** Lifted in memory, and what became of its file. */
    static Lift ofFile(boolean kept, @Nullable Message note) {
        return new Lift(true, kept, true, null, note);
    }
}
