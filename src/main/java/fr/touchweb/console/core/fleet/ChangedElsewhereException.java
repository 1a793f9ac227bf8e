package fr.touchweb.console.core.fleet;

import fr.touchweb.console.core.text.Message;
import java.io.IOException;

/** Someone else changed the document since it was read; nothing was written. */
public final class ChangedElsewhereException extends IOException {
    private static final long serialVersionUID = 1;

    private final String document;

    public ChangedElsewhereException(String document) {
        super(document + " changed since it was read");
        this.document = document;
    }

    public Message text() {
        return Message.of("fleet.store.changedElsewhere", document);
    }
}
