package fr.touchweb.console.core.logs;

/** Looks at lines as they come into the timeline, on the thread that fills it. */
public interface LineWatcher {
    /**
     * Looks at the next rows.
     *
     * @param most rows at a time
     * @return whether there are more
     */
    boolean look(int most);
}
