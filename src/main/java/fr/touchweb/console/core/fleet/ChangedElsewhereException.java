package fr.touchweb.console.core.fleet;

import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.util.List;

/** Someone else changed the document since it was read; nothing was written. */
public final class ChangedElsewhereException extends IOException {
    private static final long serialVersionUID = 1;

    private final String document;
    private final transient List<String> conflicts;

    public ChangedElsewhereException(String document) {
        this(document, List.of());
    }

    /** @param conflicts entries that both changed, as {@code servers/acme-web1} */
    ChangedElsewhereException(String document, List<String> conflicts) {
        super(document + " changed since it was read"
                + (conflicts.isEmpty() ? "" : ", also in " + String.join(", ", conflicts)));
        this.document = document;
        this.conflicts = List.copyOf(conflicts);
    }

    /** Entries that both changed; empty when it is not known which. */
    public List<String> conflicts() {
        return conflicts;
    }

    public Message text() {
        return conflicts.isEmpty()
                ? Message.of("fleet.store.changedElsewhere", document)
                : Message.of("fleet.store.conflict", document, String.join(", ", conflicts));
    }
}
