package fr.touchweb.console.core.binlog;

import fr.touchweb.console.core.binlog.model.BinlogEvent;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.text.TextListener;
import fr.touchweb.console.core.text.Message;

/** Hands what a text holds to the listener of a pass. */
class TextPass implements TextListener {
    private final IndexListener listener;
    private final boolean events;

    TextPass(IndexListener listener) {
        this.listener = listener;
        this.events = listener.wantsEvents();
    }

    @Override
    public void transaction(Transaction transaction) {
        listener.transaction(transaction);
    }

    @Override
    public boolean wantsEvents() {
        return events;
    }

    @Override
    public void event(BinlogEvent event) {
        listener.event(event);
    }

    @Override
    public void jump(long from, long to) {
        listener.note(Message.of("binlog.note.jump", from, to));
    }

    @Override
    public void eventsLost(long position) {
        listener.note(Message.of("binlog.note.lost", position));
    }
}
