package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.LineFilter;
import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.LogView;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** The search from hit to hit. JavaFX thread only; it looks on a worker thread. */
final class LogSearch {
    private final LogSession session;
    private final TaskRunner tasks;
    private final LongUnaryOperator startRow;
    private final LongConsumer found;
    private final ObjectProperty<@Nullable Message> problem;
    private final Consumer<Throwable> errors;
    private final ObjectProperty<@Nullable LineFilter> wanted = new SimpleObjectProperty<>(this, "wanted");
    private boolean running;

    /**
     * @param startRow row to start at, from a step of 1 or -1
     * @param found takes the row of a hit
     * @param problem says why there is none
     */
    LogSearch(LogSession session, TaskRunner tasks, LongUnaryOperator startRow, LongConsumer found,
            ObjectProperty<@Nullable Message> problem, Consumer<Throwable> errors) {
        this.session = session;
        this.tasks = tasks;
        this.startRow = startRow;
        this.found = found;
        this.problem = problem;
        this.errors = errors;
    }

    /** What is searched for; null for nothing. */
    ObjectProperty<@Nullable LineFilter> wantedProperty() {
        return wanted;
    }

    /** Looks for text or {@code /regex/} from the end backwards, or from the selected line. */
    void find(String typed) {
        if (want(typed)) {
            next(false);
        }
    }

    /** Looks for it and goes nowhere; false when it cannot be looked for, and then the problem says why. */
    boolean want(String typed) {
        try {
            LineFilter next = typed.isBlank() ? null : LineFilter.of(typed.strip());
            LineFilter now = wanted.get();
            if (next == null || now == null || !next.query().equals(now.query())) {
                wanted.set(next);
            }
            problem.set(null);
            return true;
        } catch (LineFilter.BadFilterException e) {
            problem.set(e.text());
            return false;
        }
    }

    /** Goes to the next hit, or to the one before. */
    void next(boolean forward) {
        LineFilter what = wanted.get();
        if (what != null) {
            jump((view, from, control) -> view.find(what, from, forward, control::isCancelled), forward, what.query());
        }
    }

    /**
     * Goes to the next line on which a condition holds, or to the one before.
     *
     * @param words what it is, for whoever waits and when there is none
     */
    void jump(LogView.Condition what, boolean forward, String words) {
        jump((view, from, control) -> view.find(what, from, forward, control::isCancelled), forward, words);
    }

    /** Looks for a row of a view, on a worker thread. */
    private interface Search {
        long row(LogView view, long from, TaskControl control);
    }

    private void jump(Search what, boolean forward, String words) {
        if (running) {
            return;
        }
        LogView view = session.view();
        long from = startRow.applyAsLong(forward ? 1 : -1);
        running = true;
        tasks.start(Task.of(Message.of("logs.task.search", words),
                control -> what.row(view, from, control)).computing(), outcome -> {
                    running = false;
                    switch (outcome) {
                        case Outcome.Success<Long>(Long row) when row >= 0 -> {
                            problem.set(null);
                            found.accept(row);
                        }
                        case Outcome.Success<Long> none -> problem.set(Message.of("logs.search.none", words));
                        case Outcome.Failure<Long>(Throwable cause) -> errors.accept(cause);
                        case Outcome.Cancelled<Long> cancelled -> problem.set(null);
                    }
                });
    }

    void end() {
        wanted.set(null);
        problem.set(null);
    }
}
