package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.text.Message;
import org.jspecify.annotations.Nullable;

/**
 * How the lifting of a ban went.
 *
 * @param done false when it was lifted already
 * @param kept whether it stood in a file too, and was taken out of it
 * @param note what else is to be known, null where there is nothing: a file that still holds it
 */
public record Lift(boolean done, boolean kept, @Nullable Message note) {
    /** Nothing was banned. */
    public static final Lift NOTHING = new Lift(false, false, null);
    /** Lifted where it counted. */
    public static final Lift DONE = new Lift(true, false, null);
}
