package fr.touchweb.console.core.store;

import fr.touchweb.console.core.text.Message;
import java.io.IOException;

/** A document that cannot be used; the message names the document, the path inside it and the line. */
public final class DocumentException extends IOException {
    private static final long serialVersionUID = 1;

    private final String document;
    private final String path;
    private final int line;
    private final transient Message text;

    /**
     * @param document file name or address
     * @param path place inside it, as {@code servers[3].port}; empty for the whole
     * @param line 1-based, 0 when not known
     * @param text what is wrong, without the place
     */
    public DocumentException(String document, String path, int line, Message text) {
        super(document + (line > 0 ? ":" + line : "") + (path.isEmpty() ? "" : " " + path) + ": " + text.key()
                + text.arguments());
        this.document = document;
        this.path = path;
        this.line = line;
        this.text = text;
    }

    /** The same, at another line. */
    public DocumentException at(int otherLine) {
        return new DocumentException(document, path, otherLine, text);
    }

    public String document() {
        return document;
    }

    public String path() {
        return path;
    }

    public int line() {
        return line;
    }

    /** What is wrong, without the place. */
    public Message what() {
        return text;
    }

    /** What is wrong, with as much of the place as is known. */
    public Message text() {
        if (line > 0) {
            return path.isEmpty()
                    ? Message.of("store.line", document, String.valueOf(line), text)
                    : Message.of("store.place", document, String.valueOf(line), path, text);
        }
        return path.isEmpty()
                ? Message.of("store.whole", document, text)
                : Message.of("store.path", document, path, text);
    }
}
