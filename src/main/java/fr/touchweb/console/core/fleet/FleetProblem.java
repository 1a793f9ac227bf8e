package fr.touchweb.console.core.fleet;

import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.text.Message;

/**
 * Something that is wrong in a document.
 *
 * @param document name of the document
 * @param path place in it, as {@code servers[3].client}
 * @param line 1-based, 0 when not known
 * @param text what is wrong
 */
public record FleetProblem(String document, String path, int line, Message text) {
    public DocumentException exception() {
        return new DocumentException(document, path, line, text);
    }

    /** What is wrong, with the place. */
    public Message placed() {
        return exception().text();
    }
}
