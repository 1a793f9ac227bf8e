package fr.touchweb.console.core.ssh;

/** How a command ended; never a bare number, since a lost connection is not an exit code. */
public sealed interface Exit {

    record Code(int value) implements Exit {}

    /** Ended by a signal, named as in POSIX without SIG, {@code TERM} for one. */
    record Killed(String signal) implements Exit {}

    /** The connection ended before the command told how it ended. */
    record Lost(String reason) implements Exit {}

    default boolean ok() {
        return this instanceof Code(int value) && value == 0;
    }
}
