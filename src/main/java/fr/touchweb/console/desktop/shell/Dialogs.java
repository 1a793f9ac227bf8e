package fr.touchweb.console.desktop.shell;

import java.util.function.Consumer;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/**
 * Modal boxes, for decisions only. They are drawn inside the window, do not block the caller, and come one after the
 * other. JavaFX thread only. Escape, and closing the window, answer with the safe choice.
 */
public interface Dialogs {
    /**
     * Asks.
     *
     * @param answer called once with the id of the choice
     */
    void ask(Question question, Consumer<String> answer);

    /**
     * Shows a box with a body of its own, for fields and tables.
     *
     * @param question title, subject, lines above the body and choices
     * @param body what stands between lines and buttons
     * @param firstFocus the field where a value must be typed; null gives the focus to the safe choice
     * @param acceptable whether choices that are not safe can be taken now; null when always
     * @param answer called once with the id of the choice
     */
    Open open(Question question, Node body, @Nullable Node firstFocus, @Nullable ObservableBooleanValue acceptable,
            Consumer<String> answer);

    /** A box that is open. */
    interface Open {
        /** Takes the box away as if the safe choice was taken. */
        void cancel();
    }
}
