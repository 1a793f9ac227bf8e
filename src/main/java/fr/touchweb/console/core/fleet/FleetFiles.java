package fr.touchweb.console.core.fleet;

import fr.touchweb.console.core.store.DocumentException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where documents are kept. Every call may block; names are as people know them and may be shown. */
public interface FleetFiles {
    /** Address of the whole, as the person gave it. */
    String address();

    /** Names of the documents, sorted; empty when there is none yet. */
    List<String> list() throws IOException, InterruptedException;

    /** Facts of a document that tell cheaply whether it may have changed; null when it is gone. */
    @Nullable
    Stamp stamp(String document) throws IOException, InterruptedException;

    /**
     * All bytes of a document.
     *
     * @throws DocumentException when there are more than the limit
     */
    byte[] read(String document, FleetReader reader) throws IOException, InterruptedException;

    /**
     * Writes a document atomically and keeps its previous version.
     *
     * @param expected what it holds, null when it is new
     * @throws ChangedElsewhereException when it holds something else
     */
    void write(String document, byte[] content, byte @Nullable [] expected)
            throws IOException, InterruptedException;

    /** Name of the document that a new entry goes to when there is none yet. */
    String first();

    /** Size in bytes and time of the last change. */
    record Stamp(long size, Instant modified) {}
}
