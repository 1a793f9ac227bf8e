package fr.touchweb.console.core.diagnose;

import fr.touchweb.console.core.text.Message;

/** What was asked for cannot be diagnosed; nothing was sent. */
public final class DiagnoseException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Message text;

    public DiagnoseException(Message text) {
        super(text.key() + text.arguments());
        this.text = text;
    }

    /** What to tell the person. */
    public Message text() {
        return text;
    }
}
