package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.diagnose.cache.CacheDiagnosis;
import fr.touchweb.console.core.diagnose.cache.CacheReport;
import fr.touchweb.console.core.diagnose.cache.CacheRequest;
import fr.touchweb.console.core.diagnose.probe.Vantage;
import fr.touchweb.console.core.diagnose.proof.ServerSide;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.RunningTask;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** One run of the guide's steps for stale content. JavaFX thread only. */
public final class CacheModel {
    private final Supplier<CacheDiagnosis> engine;
    private final TaskRunner tasks;
    private final Consumer<Throwable> errors;
    private final ReadOnlyObjectWrapper<@Nullable CacheReport> report = new ReadOnlyObjectWrapper<>(this, "report");
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private final ReadOnlyBooleanWrapper stopped = new ReadOnlyBooleanWrapper(this, "stopped");
    private final Newest<CacheReport> snapshots;
    private @Nullable RunningTask task;

    CacheModel(Supplier<CacheDiagnosis> engine, TaskRunner tasks, Executor screen, Consumer<Throwable> errors) {
        this.engine = engine;
        this.tasks = tasks;
        this.errors = errors;
        snapshots = new Newest<>(screen, report::set);
    }

    /** @param server where the file itself is, null when the person may not look there */
    void run(CacheRequest request, Vantage from, @Nullable ServerSide server) {
        if (running.get()) {
            return;
        }
        stopped.set(false);
        running.set(true);
        report.set(null);
        task = tasks.start(Task.of(Message.of("diagnosis.task.cache", request.address().toString()),
                control -> engine.get().run(request, from, server, control, snapshot -> {
                    if (snapshot.step() != null) {
                        control.message(snapshot.step());
                    }
                    snapshots.offer(snapshot);
                })), outcome -> {
                    running.set(false);
                    task = null;
                    switch (outcome) {
                        case Outcome.Success<CacheReport>(CacheReport end) -> report.set(end);
                        case Outcome.Failure<CacheReport>(Throwable cause) -> errors.accept(cause);
                        case Outcome.Cancelled<CacheReport> cancelled -> stopped.set(true);
                    }
                });
    }

    void forget() {
        if (!running.get()) {
            report.set(null);
        }
    }

    void cancel() {
        if (task != null) {
            task.cancel();
        }
    }

    /** What is known so far, null before the first step. */
    public ReadOnlyObjectProperty<@Nullable CacheReport> reportProperty() {
        return report.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** Whether the person stopped the last run: what is shown is not whole. */
    public ReadOnlyBooleanProperty stoppedProperty() {
        return stopped.getReadOnlyProperty();
    }
}
