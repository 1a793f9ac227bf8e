package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.core.task.BackgroundRunner;
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
    private final BackgroundRunner runner;
    private final ObservableList<RunningTask> shown = FXCollections.observableArrayList();
    private final AtomicBoolean asked = new AtomicBoolean();

    public RunningWork(BackgroundRunner runner) {
        this.runner = runner;
        runner.onChange(() -> {
            if (asked.compareAndSet(false, true)) {
                Platform.runLater(this::refresh);
            }
        });
    }

    /** Tasks meant to be seen, oldest first; set anew whenever one of them says something. JavaFX thread only. */
    public ObservableList<RunningTask> shown() {
        return FXCollections.unmodifiableObservableList(shown);
    }

    private void refresh() {
        asked.set(false);
        shown.setAll(runner.running().stream().filter(RunningTask::shown).toList());
    }
}
