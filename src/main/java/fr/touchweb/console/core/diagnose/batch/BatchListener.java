package fr.touchweb.console.core.diagnose.batch;

/** Hears a batch go on. */
@FunctionalInterface
public interface BatchListener {
    BatchListener NOBODY = (_, _, _) -> {};

    /**
     * Called on the batch's own thread after each row.
     *
     * @param done rows done so far
     * @param total rows in the file
     */
    void done(BatchResult result, int done, int total);
}
