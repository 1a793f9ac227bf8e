package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.logs.StoredLine.Kind;
import java.io.IOException;
import java.util.Map;

/** Gives rows other times and flags, while nothing else is added. */
final class StoreChanges {
    /** Rows after which those that came get their places. */
    private static final int BATCH = 1 << 16;

    private final LineStore store;
    private final RowIndex index;
    private final StoreRoom room;

    StoreChanges(LineStore store, RowIndex index, StoreRoom room) {
        this.store = store;
        this.index = index;
        this.room = room;
    }

    /** Gives a row of a line another time and other flags. */
    interface Again {
        void put(long row, long time, int flags) throws IOException;
    }

    /** Gives many of them. */
    interface Reordering {
        void run(Again again) throws IOException;
    }

    /**
     * Gives lines of a source other places in the order of time; gaps for what was let go stay before their lines.
     *
     * @param until row from which on lines have the right places already
     */
    void reorder(int source, long until, Reordering work) throws IOException {
        synchronized (store) {
            if (store.isReleased()) {
                return;
            }
            SourceLines lines = store.sources().of(source);
            Map<Hole, Long> lifted = room.lift(source);
            store.eachOrder(order -> order.remove(row -> isLine(row, source), until));
            long[] rows = {0};
            work.run((row, time, flags) -> {
                lines.retime(row, RowIndex.place(index.entry(row)), time, flags);
                index.flags(row, flags);
                store.order().add(row);
                if (++rows[0] % BATCH == 0) {
                    store.settle();
                }
            });
            store.settle();
            room.lay(source, lifted);
        }
    }

    /** Whether a row is a line of a source, and is there. */
    boolean isLine(long row, int source) {
        try {
            long entry = index.entry(row);
            return RowIndex.source(entry) == source && RowIndex.kind(entry) == Kind.LINE;
        } catch (Spool.DroppedException e) {
            return false;
        }
    }

    /** What the index says of a row that is there. */
    int flags(long row) {
        return RowIndex.flags(index.entry(row));
    }

    /** Whether the line of a row that is there was written before following began, or read again. */
    boolean isPast(long row) {
        long entry = index.entry(row);
        int kept = store.sources().of(RowIndex.source(entry)).kept(row, RowIndex.place(entry), RowIndex.flags(entry));
        return (kept & KeptSummary.PAST) != 0;
    }

    /** Bytes of the line of a row that is there. */
    int length(long row) {
        long entry = index.entry(row);
        return store.sources().of(RowIndex.source(entry)).length(row, RowIndex.place(entry));
    }
}
