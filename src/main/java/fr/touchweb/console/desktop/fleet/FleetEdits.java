package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.account.Decision;
import fr.touchweb.console.core.fleet.ChangedElsewhereException;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** Changes of the documents: saved as a whole or not at all, and the last removal can be taken back. JavaFX thread only. */
final class FleetEdits {
    /** Makes what the page shows out of a fleet. */
    @FunctionalInterface
    interface Making {
        FleetState of(Fleet fleet) throws IOException;
    }

    /**
     * A removal that can be taken back.
     *
     * @param what was removed, in words
     * @param back puts it back
     */
    record Removal(Message what, UnaryOperator<Fleet> back) {}

    private final FleetModel model;
    private final TaskRunner tasks;
    private final ReadOnlyObjectWrapper<@Nullable Removal> removed = new ReadOnlyObjectWrapper<>(this, "removed");

    FleetEdits(FleetModel model, TaskRunner tasks) {
        this.model = model;
        this.tasks = tasks;
    }

    /** The last removal, until it is taken back or another one follows. */
    ReadOnlyObjectProperty<@Nullable Removal> removedProperty() {
        return removed.getReadOnlyProperty();
    }

    /** @param done gets null when it is saved, else what went wrong */
    void save(UnaryOperator<Fleet> edit, Consumer<@Nullable Message> done) {
        FleetState now = model.stateProperty().get();
        if (now == null) {
            return;
        }
        if (model.person().mayEdit() instanceof Decision.Denied(Message reason)) {
            done.accept(reason);
            return;
        }
        Making making = model.making();
        tasks.start(Task.of(Message.of("fleet.task.save", model.room().store().address()), control -> {
            Fleet edited = edit.apply(now.fleet());
            return making.of(model.room().store().save(edited));
        }), outcome -> {
            switch (outcome) {
                case Outcome.Success<FleetState>(FleetState value) -> {
                    model.take(value);
                    done.accept(null);
                }
                case Outcome.Failure<FleetState>(Throwable cause) -> {
                    if (cause instanceof ChangedElsewhereException) {
                        model.foundChangedElsewhere();
                    }
                    done.accept(FleetModel.words(cause));
                }
                case Outcome.Cancelled<FleetState> cancelled -> done.accept(Message.of("fleet.save.cancelled"));
            }
        });
    }

    /**
     * Saves a removal.
     *
     * @param back puts what was removed into a fleet that was changed since; an unchanged one becomes what it was
     */
    void remove(Message what, UnaryOperator<Fleet> edit, UnaryOperator<Fleet> back,
            Consumer<@Nullable Message> done) {
        Fleet before = model.fleet().orElse(null);
        save(edit, problem -> {
            Fleet after = model.fleet().orElse(null);
            if (problem == null && before != null) {
                // What others changed meanwhile stands in it too, and is not to be taken back.
                boolean alone = edit.apply(before).equals(after);
                removed.set(new Removal(what, now -> alone && now.equals(after) ? before : back.apply(now)));
            }
            done.accept(problem);
        });
    }

    /** Takes the last removal back. */
    void restore(Consumer<@Nullable Message> done) {
        Removal last = removed.get();
        if (last != null) {
            save(last.back(), problem -> {
                if (problem == null) {
                    removed.set(null);
                }
                done.accept(problem);
            });
        }
    }

    /** Lets the last removal stand. */
    void forget() {
        removed.set(null);
    }
}
