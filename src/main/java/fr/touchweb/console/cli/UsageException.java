package fr.touchweb.console.cli;

import fr.touchweb.console.core.text.Message;

/** The command was asked for something that it cannot or may not do. */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Message text;

    private final int code;

    /** Wrong use or bad input; ends the command with {@link ExitCode#USAGE}. */
    public UsageException(Message text) {
        this(text, ExitCode.USAGE);
    }

    private UsageException(Message text, int code) {
        super(text.key() + text.arguments());
        this.text = text;
        this.code = code;
    }

    /** The answer is no, because the person may not; ends the command with {@link ExitCode#FINDING}. */
    public static UsageException refused(Message reason) {
        return new UsageException(reason, ExitCode.FINDING);
    }

    int code() {
        return code;
    }

    public Message text() {
        return text;
    }
}
