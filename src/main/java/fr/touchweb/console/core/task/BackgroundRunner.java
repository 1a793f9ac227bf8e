package fr.touchweb.console.core.task;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Waiting work on a virtual thread each, computing work on a pool of one thread a core. Outcomes are delivered through
 * the given executor. What a callback throws, and what nobody waits for, goes to the error sink: no exception is lost.
 */
public final class BackgroundRunner implements TaskRunner, AutoCloseable {
    private final Executor delivery;
    private final Consumer<Throwable> errors;
    private final ExecutorService computing;
    private final Map<Long, RunningTask> running = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<EndedTask>> endListeners = new CopyOnWriteArrayList<>();

    /**
     * @param delivery where outcomes are told, {@code Platform::runLater} in the desktop
     * @param errors hears what a callback throws, on the delivery thread
     */
    public BackgroundRunner(Executor delivery, Consumer<Throwable> errors) {
        this.delivery = delivery;
        this.errors = errors;
        this.computing = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(),
                Thread.ofPlatform().daemon().name("compute-", 0).factory());
    }

    /** Tasks that have not ended, oldest first. */
    public Collection<RunningTask> running() {
        return running.values().stream().sorted((a, b) -> Long.compare(a.id(), b.id())).toList();
    }

    /** Called on any thread whenever a task starts, says something or ends; must return at once. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Called on the task's thread at its end, before its outcome is delivered; must return at once. */
    public void onEnd(Consumer<EndedTask> listener) {
        endListeners.add(listener);
    }

    @Override
    public <T> RunningTask start(Task<T> task, Consumer<Outcome<T>> whenDone) {
        TaskState<T> state = new TaskState<>(task, this::changed);
        running.put(state.id(), state);
        changed();
        Runnable body = () -> {
            Outcome<T> outcome = state.run();
            running.remove(state.id());
            changed();
            EndedTask ended = new EndedTask(state, outcome, Instant.now());
            endListeners.forEach(listener -> listener.accept(ended));
            delivery.execute(() -> {
                try {
                    whenDone.accept(outcome);
                } catch (RuntimeException | Error e) {
                    errors.accept(e);
                }
            });
        };
        if (computing.isShutdown()) {
            // Timers and outcomes of a window that is closing start what nobody waits for: it ends as cancelled.
            state.cancel();
            Thread.ofVirtual().name("task-" + state.id()).start(body);
            return state;
        }
        switch (task.kind()) {
            case WAITING -> Thread.ofVirtual().name("task-" + state.id()).start(body);
            case COMPUTING -> computing.execute(body);
        }
        return state;
    }

    private void changed() {
        for (Runnable listener : listeners) {
            listener.run();
        }
    }

    /** Cancels what runs; outcomes are still delivered. */
    @Override
    public void close() {
        running.values().forEach(RunningTask::cancel);
        computing.shutdown();
    }
}
