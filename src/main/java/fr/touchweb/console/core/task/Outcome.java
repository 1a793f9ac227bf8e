package fr.touchweb.console.core.task;

/**
 * How work ended.
 *
 * @param <T> its result
 */
public sealed interface Outcome<T> {

    record Success<T>(T value) implements Outcome<T> {}

    record Failure<T>(Throwable cause) implements Outcome<T> {}

    /** The person cancelled: not a failure, and not told as one. */
    record Cancelled<T>() implements Outcome<T> {}
}
