package fr.touchweb.console.core.diagnose.proof;

import fr.touchweb.console.core.task.TaskControl;

/** Looks on a server for who answered. */
public interface ProofSearch {
    /**
     * Searches logs, layers and rules; what cannot be read or asked is a gap of the proof, never thrown.
     *
     * @throws java.util.concurrent.CancellationException when the person cancelled
     */
    Proof search(ProofRequest request, ServerSide server, TaskControl control) throws InterruptedException;
}
