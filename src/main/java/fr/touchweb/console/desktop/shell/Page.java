package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.core.text.Message;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;

/**
 * The view of one page, in one language. It holds no state that matters: when the language changes the shell builds a new
 * one over the same model, so a view may put words into controls once and never look back. All methods are called on the
 * JavaFX thread.
 */
public interface Page {
    /** The same node each time; it fills the room between the bars. */
    Node view();

    /** The page came into sight. */
    default void shown() {}

    /** The page went out of sight; from now on it does no work for the screen. */
    default void hidden() {}

    /** This view will not be shown again: take every listener off the model. */
    default void dispose() {}

    /** Commands that exist while this page is in sight; asked for once. */
    default List<ConsoleCommand> commands() {
        return List.of();
    }

    /** Keys that are no command, for the key list: moving in a table, folding. */
    default List<KeyHelp> keys() {
        return List.of();
    }

    /** Short facts for the status bar, as {@code 12 430 lignes/s}; live. */
    default ObservableList<Message> status() {
        return FXCollections.emptyObservableList();
    }

    /** States worth a picture, in the order in which they are taken; the first needs no preparation. */
    default List<TourState> tour() {
        return List.of();
    }
}
