package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.core.task.BackgroundRunner;
import fr.touchweb.console.core.task.EndedTask;
import fr.touchweb.console.core.task.RunningTask;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The work that the status bar and the page of activity show. The runner tells of changes on any thread and as often as
 * it likes; the list changes at most once for each run of the JavaFX queue.
 */
public final class RunningWork {
    static final int LIMIT = 500;

    private final BackgroundRunner runner;
    private final ObservableList<RunningTask> shown = FXCollections.observableArrayList();
    private final ObservableList<EndedTask> past = FXCollections.observableArrayList();
    // Held here because the unmodifiable wrappers listen weakly: one made for each caller would fall silent.
    private final ObservableList<RunningTask> shownView = FXCollections.unmodifiableObservableList(shown);
    private final ObservableList<EndedTask> pastView = FXCollections.unmodifiableObservableList(past);
    private final AtomicBoolean asked = new AtomicBoolean();

    public RunningWork(BackgroundRunner runner) {
        this.runner = runner;
        runner.onChange(() -> {
            if (asked.compareAndSet(false, true)) {
                Platform.runLater(this::refresh);
            }
        });
        runner.onEnd(ended -> {
            if (ended.task().shown()) {
                Platform.runLater(() -> remember(ended));
            }
        });
    }

    /** Tasks that have ended, newest first, at most {@value #LIMIT}. JavaFX thread only. */
    public ObservableList<EndedTask> past() {
        return pastView;
    }

    /** Tasks meant to be seen, oldest first; set anew whenever one of them says something. JavaFX thread only. */
    public ObservableList<RunningTask> shown() {
        return shownView;
    }

    private void remember(EndedTask ended) {
        past.addFirst(ended);
        if (past.size() > LIMIT) {
            past.removeLast();
        }
    }

    private void refresh() {
        asked.set(false);
        shown.setAll(runner.running().stream().filter(RunningTask::shown).toList());
    }
}
