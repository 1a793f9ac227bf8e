package fr.touchweb.console.core.binlog.text;

import fr.touchweb.console.core.binlog.model.BinlogEvent;
import fr.touchweb.console.core.binlog.model.Transaction;

/** Hears what a text holds, in its order. */
public interface TextListener {
    void transaction(Transaction transaction);

    default boolean wantsEvents() {
        return false;
    }

    default void event(BinlogEvent event) {}

    /** Events between two positions are not in the text. */
    default void jump(long from, long to) {}

    /** The server noted that events were lost here. */
    default void eventsLost(long position) {}
}
