package fr.touchweb.console.core.fleet.query;

import fr.touchweb.console.core.text.Message;

/** A filter that cannot be read, with the character at which it goes wrong. */
public final class QueryException extends Exception {
    private static final long serialVersionUID = 1;

    private final int position;
    private final transient Message text;

    /**
     * @param position index of the character, 0-based; the length of the text when something is missing at its end
     */
    public QueryException(int position, Message text) {
        super("at " + position + ": " + text.key() + text.arguments());
        this.position = position;
        this.text = text;
    }

    public int position() {
        return position;
    }

    public Message text() {
        return text;
    }
}
