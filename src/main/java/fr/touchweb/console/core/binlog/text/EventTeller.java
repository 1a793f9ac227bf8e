package fr.touchweb.console.core.binlog.text;

import fr.touchweb.console.core.binlog.model.BinlogEvent;
import fr.touchweb.console.core.binlog.model.TableName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells single events to those who want them; the first ones wait until the zone of the text is known. */
final class EventTeller {
    private static final int MOST_WAITING = 2_000;

    private final Names names;
    private final Zone zone;
    private final SessionState session;
    private final TextListener listener;
    private final List<Waiting> waiting = new ArrayList<>();

    private record Waiting(RawEvent event, @Nullable Long thread, @Nullable TableName table, @Nullable Long rows) {}

    EventTeller(Names names, Zone zone, SessionState session, TextListener listener) {
        this.names = names;
        this.zone = zone;
        this.session = session;
        this.listener = listener;
    }

    /**
     * Tells an event.
     *
     * @param statement the statement that the event belongs to
     */
    void tell(RawEvent event, @Nullable StatementBuilder statement) {
        if (!listener.wantsEvents()) {
            return;
        }
        TableName table = null;
        Long rows = null;
        Long thread = null;
        switch (event.type) {
            case TABLE_MAP -> table = names.map(event.label);
            case WRITE_ROWS, UPDATE_ROWS, DELETE_ROWS -> {
                Long id = event.number("table id ");
                table = names.byId(id == null ? -1 : id);
                rows = statement != null && statement.ended && statement.rows() >= 0 ? statement.rows() : null;
            }
            case QUERY, QUERY_COMPRESSED, EXECUTE_LOAD -> {
                SqlShape shape = session.shape(Charsets.decode(event.sql, session.client()).text());
                table = shape.tables().size() == 1 ? shape.tables().getFirst() : null;
                thread = event.number("thread_id=");
            }
            case GTID -> thread = event.number(" thread_id=");
            default -> {
            }
        }
        waiting.add(new Waiting(event, thread, table, rows));
        if (zone.known() || waiting.size() > MOST_WAITING) {
            flush();
        }
    }

    void flush() {
        for (Waiting one : waiting) {
            RawEvent event = one.event;
            listener.event(new BinlogEvent(event.start, event.end, event.name, zone.instant(event.localSecond),
                    one.thread, one.table, one.rows, event.inner));
        }
        waiting.clear();
    }
}
