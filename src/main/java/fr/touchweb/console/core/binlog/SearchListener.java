package fr.touchweb.console.core.binlog;

import fr.touchweb.console.core.binlog.model.Progress;
import fr.touchweb.console.core.binlog.model.ValueHit;

/** Hears what a value search finds, in the order of the log, on the thread that reads. */
public interface SearchListener {
    default void started(String commandLine) {}

    void hit(ValueHit hit);

    default void progress(Progress progress) {}
}
