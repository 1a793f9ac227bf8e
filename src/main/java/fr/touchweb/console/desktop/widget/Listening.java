package fr.touchweb.console.desktop.widget;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The listeners that a view has on things that live longer; taken off together. JavaFX thread only. */
public final class Listening {
    private final List<Runnable> removals = new ArrayList<>();

    /** Calls now and at each change. */
    public <T extends @Nullable Object> void now(ObservableValue<T> value, Consumer<T> listener) {
        listener.accept(value.getValue());
        changes(value, listener);
    }

    /** Calls at each change. */
    public <T extends @Nullable Object> void changes(ObservableValue<T> value, Consumer<T> listener) {
        ChangeListener<T> wrapped = (p, before, after) -> listener.accept(after);
        value.addListener(wrapped);
        removals.add(() -> value.removeListener(wrapped));
    }

    /** Calls now and at each change of a list. */
    public <T> void list(ObservableList<T> list, Runnable listener) {
        listener.run();
        ListChangeListener<T> wrapped = change -> listener.run();
        list.addListener(wrapped);
        removals.add(() -> list.removeListener(wrapped));
    }

    public void stop() {
        removals.forEach(Runnable::run);
        removals.clear();
    }
}
