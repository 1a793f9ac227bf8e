package fr.touchweb.console.cli;

import fr.touchweb.console.core.text.Message;
import org.jspecify.annotations.Nullable;

/**
 * What the doctor found.
 *
 * @param check stable name, as {@code --json} has it: {@code agent}
 * @param advice what to do about it, null when nothing is to be done
 */
public record Finding(String check, State state, Message text, @Nullable Message advice) {
    /** Unknown is never good. */
    public enum State {
        GOOD, ATTENTION, UNKNOWN
    }

    public static Finding good(String check, Message text) {
        return new Finding(check, State.GOOD, text, null);
    }

    public static Finding attention(String check, Message text, Message advice) {
        return new Finding(check, State.ATTENTION, text, advice);
    }

    public static Finding unknown(String check, Message text, Message advice) {
        return new Finding(check, State.UNKNOWN, text, advice);
    }
}
