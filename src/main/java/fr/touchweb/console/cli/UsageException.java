package fr.touchweb.console.cli;

import fr.touchweb.console.core.text.Message;

/** The command was asked for something that it cannot do; ends it with {@link ExitCode#USAGE}. */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Message text;

    public UsageException(Message text) {
        super(text.key() + text.arguments());
        this.text = text;
    }

    public Message text() {
        return text;
    }
}
