package fr.touchweb.console.core.binlog;

import fr.touchweb.console.core.binlog.model.BinlogEvent;
import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.Progress;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.text.Message;

/** Hears what a pass reads, in the order of the log, on the thread that reads. */
public interface IndexListener {
    /** A command starts; told again when reading resumes after a lost connection. */
    default void started(String commandLine) {}

    void transaction(Transaction transaction);

    /** Whether {@link #event} is to be told. */
    default boolean wantsEvents() {
        return false;
    }

    /** An event, inner ones after their payload. */
    default void event(BinlogEvent event) {}

    /** Told several times a second. */
    default void progress(Progress progress) {}

    /** Something that a person should know: reading resumed, the server noted lost events. */
    default void note(Message note) {}

    /** Following goes on in this file. */
    default void rotated(BinlogFile next) {}
}
