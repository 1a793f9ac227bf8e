package fr.touchweb.console.core.task;

import java.util.function.Consumer;

/** Starts work. Models take a runner, so that their tests run everything on the current thread with no waiting. */
public interface TaskRunner {
    /**
     * Starts a task.
     *
     * @param whenDone called once, on the runner's delivery thread (the JavaFX thread in the desktop)
     */
    <T> RunningTask start(Task<T> task, Consumer<Outcome<T>> whenDone);
}
