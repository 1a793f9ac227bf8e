package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.text.Message;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person can ask for; feeds menus, toolbars, palette and key list.
 *
 * @param id as a rule the bundle key of its words: {@code logs.command.pause}; what joins two pages is called by this id
 *        with plain strings
 * @param words verb and object
 * @param shortcut null when there is none; without Ctrl or Alt it is heard only outside text fields, and so are the keys by
 *        which a text field copies, cuts, pastes, selects all and undoes
 * @param enabled whether it can be asked for now
 * @param listed whether palette and key list show it; a command that needs arguments is not listed
 * @param action gets the arguments, on the JavaFX thread
 * @param needs right without which the command does not exist for the person; null for what concerns nothing but the person
 *        and the window
 */
public record ConsoleCommand(String id, Message words, @Nullable KeyCombination shortcut,
        ObservableBooleanValue enabled, boolean listed, Consumer<List<String>> action, @Nullable Right needs) {

    public ConsoleCommand(String id, Message words, @Nullable KeyCombination shortcut, ObservableBooleanValue enabled,
            boolean listed, Consumer<List<String>> action) {
        this(id, words, shortcut, enabled, listed, action, null);
    }

    /** The same for who has a right somewhere; a right that it names already stays. */
    public ConsoleCommand needing(@Nullable Right right) {
        return needs == null ? new ConsoleCommand(id, words, shortcut, enabled, listed, action, right) : this;
    }

    /** A command that is always there. */
    public static ConsoleCommand of(String key, @Nullable String shortcut, Runnable action) {
        return when(key, shortcut, new ReadOnlyBooleanWrapper(true), action);
    }

    /**
     * A command that is there when a condition holds.
     *
     * @param key bundle key of its words, and its id
     * @param shortcut as {@link KeyCombination#valueOf} reads it: {@code Shortcut+K}, {@code F1}, {@code Space}
     */
    public static ConsoleCommand when(String key, @Nullable String shortcut, ObservableBooleanValue enabled,
            Runnable action) {
        return new ConsoleCommand(key, Message.of(key), shortcut == null ? null : KeyCombination.valueOf(shortcut),
                enabled, true, arguments -> action.run());
    }

    /** A command that other pages call with plain strings: ids, addresses, times. */
    public static ConsoleCommand withArguments(String key, Consumer<List<String>> action) {
        return new ConsoleCommand(key, Message.of(key), null, new ReadOnlyBooleanWrapper(true), false, action);
    }
}
