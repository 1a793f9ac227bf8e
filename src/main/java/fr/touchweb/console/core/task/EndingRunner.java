package fr.touchweb.console.core.task;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Starts work that ends with its owner: what still runs when the runner is closed is cancelled, and nobody hears of its
 * outcome. {@link #close} belongs on the delivery thread, so that no outcome arrives after it.
 */
public final class EndingRunner implements TaskRunner, AutoCloseable {
    private final TaskRunner runner;
    private final Set<RunningTask> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param runner does the work */
    public EndingRunner(TaskRunner runner) {
        this.runner = runner;
    }

    @Override
    public <T> RunningTask start(Task<T> task, Consumer<Outcome<T>> whenDone) {
        running.removeIf(RunningTask::isDone);
        RunningTask started = runner.start(task, outcome -> {
            if (!closed) {
                whenDone.accept(outcome);
            }
        });
        running.add(started);
        if (closed) {
            started.cancel();
        }
        return started;
    }

    @Override
    public void close() {
        closed = true;
        running.forEach(RunningTask::cancel);
        running.clear();
    }
}
