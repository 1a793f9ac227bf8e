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
import java.io.IOException;
import java.util.List;
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
    private final PastRuns memory;
    private final TaskRunner tasks;
    private final Consumer<Throwable> errors;
    private final ReadOnlyObjectWrapper<@Nullable CacheReport> report = new ReadOnlyObjectWrapper<>(this, "report");
    private final ReadOnlyObjectWrapper<List<PastCache>> past = new ReadOnlyObjectWrapper<>(this, "past", List.of());
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private final ReadOnlyBooleanWrapper stopped = new ReadOnlyBooleanWrapper(this, "stopped");
    private final Newest<CacheReport> snapshots;
    private @Nullable RunningTask task;

    CacheModel(Supplier<CacheDiagnosis> engine, PastRuns memory, TaskRunner tasks, Executor screen,
            Consumer<Throwable> errors) {
        this.engine = engine;
        this.memory = memory;
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
        past.set(List.of());
        task = tasks.start(Task.of(Message.of("diagnosis.task.cache", request.address().toString()),
                control -> remembered(engine.get().run(request, from, server, control, snapshot -> {
                    if (snapshot.step() != null) {
                        control.message(snapshot.step());
                    }
                    snapshots.offer(snapshot);
                }))), outcome -> {
                    running.set(false);
                    task = null;
                    switch (outcome) {
                        case Outcome.Success<Remembered>(Remembered end) -> {
                            past.set(end.past());
                            report.set(end.report());
                            if (end.failure() != null) {
                                errors.accept(end.failure());
                            }
                        }
                        case Outcome.Failure<Remembered>(Throwable cause) -> errors.accept(cause);
                        case Outcome.Cancelled<Remembered> cancelled -> stopped.set(true);
                    }
                });
    }

    /** What a run leaves: its report, and the earlier runs of the same address. */
    private record Remembered(CacheReport report, List<PastCache> past, @Nullable Exception failure) {}

    private Remembered remembered(CacheReport end) {
        String address = end.request().address().toString();
        try {
            List<PastCache> before = memory.cachesOf(address).stream()
                    .filter(run -> run.started() != end.started().toEpochMilli()).toList();
            if (!end.steps().isEmpty()) {
                memory.add(address, PastCache.of(end));
            }
            return new Remembered(end, before, null);
        } catch (IOException e) {
            // The diagnosis stands without its history; the person is told that it was not kept.
            return new Remembered(end, List.of(), e);
        }
    }

    /** Earlier runs of the same address, newest first; known at the end of a run. */
    public ReadOnlyObjectProperty<List<PastCache>> pastProperty() {
        return past.getReadOnlyProperty();
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
