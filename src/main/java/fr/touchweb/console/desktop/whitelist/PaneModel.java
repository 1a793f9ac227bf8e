package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.task.Work;
import fr.touchweb.console.core.text.Message;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.jspecify.annotations.Nullable;

/** What the panes beside the list have in common: one work at a time, and words for how it failed. JavaFX thread only. */
abstract class PaneModel {
    final ListModel list;
    private final TaskRunner tasks;
    private final Consumer<Throwable> errors;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper(this, "changes");
    private @Nullable Message said;
    private int run;

    PaneModel(ListModel list, TaskRunner tasks, Consumer<Throwable> errors) {
        this.list = list;
        this.tasks = tasks;
        this.errors = errors;
    }

    /** Starts work; what was running counts no more. */
    final <T> void start(Message title, Work<T> work, Consumer<T> then) {
        int mine = ++run;
        said = null;
        busy.set(true);
        changed();
        tasks.start(Task.of(title, work), outcome -> {
            if (mine == run) {
                busy.set(false);
                ended(outcome, then);
                changed();
            }
        });
    }

    private <T> void ended(Outcome<T> outcome, Consumer<T> then) {
        switch (outcome) {
            case Outcome.Success<T>(T found) -> then.accept(found);
            case Outcome.Failure<T>(RemoteException cause) -> said = cause.text();
            case Outcome.Failure<T>(DocumentException cause) -> said = cause.text();
            case Outcome.Failure<T>(Throwable cause) -> {
                said = Message.of("whitelists.failed");
                errors.accept(cause);
            }
            case Outcome.Cancelled<T> none -> said = Message.of("whitelists.cancelled");
        }
    }

    /** What is running counts no more. */
    final void forget() {
        run++;
        said = null;
        busy.set(false);
        changed();
    }

    final void say(Message text) {
        said = text;
        changed();
    }

    final void changed() {
        changes.set(changes.get() + 1);
    }

    /** What there is to say of the last work, null when there is nothing. */
    public final @Nullable Message said() {
        return said;
    }

    public final ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** Goes up whenever something is to be drawn anew. */
    public final ReadOnlyIntegerProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }
}
