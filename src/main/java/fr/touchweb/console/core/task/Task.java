package fr.touchweb.console.core.task;

import fr.touchweb.console.core.text.Message;

/**
 * Work with a title.
 *
 * @param title what the status bar says while it runs
 * @param kind what it uses
 * @param shown whether the status bar lists it
 * @param work what it does
 * @param <T> its result
 */
public record Task<T>(Message title, Kind kind, boolean shown, Work<T> work) {

    /** Decides where work runs. */
    public enum Kind {
        /** Waits for machines or files: a virtual thread of its own. */
        WAITING,
        /** Computes: the bounded pool, one thread a core. */
        COMPUTING
    }

    /** Work that waits for machines or files, listed in the status bar. */
    public static <T> Task<T> of(Message title, Work<T> work) {
        return new Task<>(title, Kind.WAITING, true, work);
    }

    /** The same work on the bounded pool. */
    public Task<T> computing() {
        return new Task<>(title, Kind.COMPUTING, shown, work);
    }

    /** The same work, not listed in the status bar. */
    public Task<T> hidden() {
        return new Task<>(title, kind, false, work);
    }
}
