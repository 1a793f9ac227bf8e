package fr.touchweb.console.core.task;

import fr.touchweb.console.core.text.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;

/** One run of a task: what the work says and what the person asked. */
final class TaskState<T> implements RunningTask, TaskControl {
    private static final AtomicLong IDS = new AtomicLong();

    private final long id = IDS.incrementAndGet();
    private final Instant started = Instant.now();
    private final Task<T> task;
    private final Runnable changed;
    private final List<Runnable> cancelActions = new ArrayList<>();
    private volatile Message message;
    private volatile double progress = -1;
    private volatile boolean cancelled;
    private volatile boolean done;

    TaskState(Task<T> task, Runnable changed) {
        this.task = task;
        this.changed = changed;
        this.message = task.title();
    }

    Outcome<T> run() {
        try {
            checkCancelled();
            T value = task.work().run(this);
            return new Outcome.Success<>(value);
        } catch (CancellationException e) {
            return cancelled ? new Outcome.Cancelled<>() : new Outcome.Failure<>(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return cancelled ? new Outcome.Cancelled<>() : new Outcome.Failure<>(e);
        } catch (Throwable e) {
            // What breaks because its socket was closed by the cancel is the cancel, not a failure of its own.
            return cancelled ? new Outcome.Cancelled<>() : new Outcome.Failure<>(e);
        } finally {
            done = true;
        }
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public Message title() {
        return task.title();
    }

    @Override
    public boolean shown() {
        return task.shown();
    }

    @Override
    public Instant started() {
        return started;
    }

    @Override
    public Message message() {
        return message;
    }

    @Override
    public double progress() {
        return progress;
    }

    @Override
    public boolean isDone() {
        return done;
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public void message(Message value) {
        message = value;
        changed.run();
    }

    @Override
    public void progress(double fraction) {
        progress = fraction >= 0 && fraction <= 1 ? fraction : -1;
        changed.run();
    }

    @Override
    public void onCancel(Runnable action) {
        synchronized (cancelActions) {
            if (!cancelled) {
                cancelActions.add(action);
                return;
            }
        }
        action.run();
    }

    @Override
    public void cancel() {
        List<Runnable> actions;
        synchronized (cancelActions) {
            if (cancelled || done) {
                return;
            }
            cancelled = true;
            actions = List.copyOf(cancelActions);
            cancelActions.clear();
        }
        actions.forEach(Runnable::run);
        changed.run();
    }
}
