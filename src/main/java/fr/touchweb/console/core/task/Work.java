package fr.touchweb.console.core.task;

/**
 * What a task does.
 *
 * @param <T> its result
 */
@FunctionalInterface
public interface Work<T> {
    /** Runs on a thread of the runner; an exception becomes an {@link Outcome.Failure} and is never lost. */
    T run(TaskControl control) throws Exception;
}
