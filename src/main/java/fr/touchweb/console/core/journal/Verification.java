package fr.touchweb.console.core.journal;

import fr.touchweb.console.core.text.Message;

/** What the check of the journal's chain found. */
public sealed interface Verification {

    /**
     * Every line stands as it was written.
     *
     * @param entries lines that are there
     * @param purged entries that the retention time removed
     * @param torn lines that a crash cut; they are kept and told by the line after them
     */
    record Intact(long entries, long purged, long torn) implements Verification {}

    /**
     * The first line that does not stand as it was written.
     *
     * @param line 1-based; one past the last when lines are missing at the end
     */
    record Broken(long line, Message reason) implements Verification {}
}
