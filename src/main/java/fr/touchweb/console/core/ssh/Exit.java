package fr.touchweb.console.core.ssh;

/** How a command ended; never a bare number, since a lost connection is not an exit code. */
public sealed interface Exit {

    record Code(int value) implements Exit {}

    /** Ended by a signal, named as in POSIX without SIG, {@code TERM} for one. */
    record Killed(String signal) implements Exit {}

    /** The connection ended before the command told how it ended. */
    record Lost(String reason) implements Exit {}

    /**
     * The end that a POSIX shell tells: 128 and the number for a program that a signal ended. A program that chooses such
     * a code by itself cannot be told apart.
     */
    static Exit ofShell(int code) {
        String signal = switch (code - 128) {
            case 1 -> "HUP";
            case 2 -> "INT";
            case 3 -> "QUIT";
            case 4 -> "ILL";
            case 6 -> "ABRT";
            case 8 -> "FPE";
            case 9 -> "KILL";
            case 11 -> "SEGV";
            case 13 -> "PIPE";
            case 14 -> "ALRM";
            case 15 -> "TERM";
            default -> "";
        };
        return signal.isEmpty() ? new Code(code) : new Killed(signal);
    }

    /** As the command journal writes it: {@code 0}, {@code SIGTERM}, {@code lost: reason}. */
    default String journalText() {
        return switch (this) {
            case Code(int value) -> Integer.toString(value);
            case Killed(String signal) -> "SIG" + signal;
            case Lost(String reason) -> "lost: " + reason;
        };
    }

    default boolean ok() {
        return this instanceof Code(int value) && value == 0;
    }
}
