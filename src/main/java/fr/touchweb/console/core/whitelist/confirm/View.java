package fr.touchweb.console.core.whitelist.confirm;

import fr.touchweb.console.core.text.Message;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to show of a confirmation. No button is a default button, and Enter presses none.
 *
 * @param title of the card or window
 * @param header one line of facts that belong together; what gives the answer away is not among them
 * @param lines text below
 * @param question what is to be typed, null where nothing is
 * @param typed what was typed so far
 * @param reasons what is to be chosen besides, null where nothing is
 * @param actions buttons, in their order
 * @param focus what has the focus at first, null for the field
 */
public record View(Step step, Message title, List<Object> header, List<Message> lines, @Nullable Message question,
        String typed, @Nullable Reasons reasons, List<Action> actions, @Nullable Button focus) {

    public View {
        header = List.copyOf(header);
        lines = List.copyOf(lines);
        actions = List.copyOf(actions);
    }

    /**
     * Reasons to choose from.
     *
     * @param text what is asked
     * @param options in their order
     * @param chosen the one that was, -1 for none
     */
    public record Reasons(Message text, List<Message> options, int chosen) {
        public Reasons {
            options = List.copyOf(options);
        }
    }

    /** How a button looks. */
    public enum Weight {
        /** Big, first: the safe and narrow choices. */
        MAIN,
        /** Ordinary. */
        PLAIN,
        /** A mere link that ends in an ellipsis: the way to the second confirmation of a range. */
        LINK,
        /** What lets somebody in. */
        DANGER
    }

    /**
     * A button.
     *
     * @param label verb, object and, where it confirms, duration
     * @param enabled whether pressing it does something now
     */
    public record Action(Button button, Message label, boolean enabled, Weight weight) {}

    public Optional<Action> action(Button button) {
        return actions.stream().filter(action -> action.button() == button).findFirst();
    }
}
