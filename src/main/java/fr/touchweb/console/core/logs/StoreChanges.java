package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.logs.StoredLine.Kind;
import fr.touchweb.console.core.logs.follow.LogEvent;
import java.io.IOException;
import java.util.Map;

/** Makes rows of what is kept, and gives rows other times and flags, while nothing else is added. */
final class StoreChanges {
    /** Rows after which those that came get their places. */
    private static final int BATCH = 1 << 16;

    private final LineStore store;
    private final RowIndex index;
    private final Markers markers;
    private final StoreRoom room;

    StoreChanges(LineStore store, RowIndex index, Markers markers, StoreRoom room) {
        this.store = store;
        this.index = index;
        this.markers = markers;
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
     * A line that is kept becomes a row.
     *
     * @param began whether it is the first one of those that were read again
     */
    void again(int source, SourceLines lines, long place, int flags, long time, boolean began) throws IOException {
        synchronized (store) {
            if (began) {
                lines.holes().began(store.size());
            }
            again(source, lines, place, place, flags, time);
        }
    }

    /** A marker that is kept becomes a row. */
    void again(int source, SourceLines lines, long place, LogEvent marker, int flags, long time) throws IOException {
        synchronized (store) {
            again(source, lines, place, markers.add(marker, time), flags, time);
        }
    }

    private void again(int source, SourceLines lines, long place, long entry, int flags, long time)
            throws IOException {
        long row = index.reserve();
        lines.in(place, store.size(), time);
        index.put(row, entry, source, flags & LineRecords.PAST - 1);
        store.appended();
    }

    /**
     * Gives lines of a source other places in the order of time; gaps for what was let go stay before their lines.
     *
     * @param until row from which on lines have the right places already
     */
    void reorder(int source, long until, Reordering work) throws IOException {
        synchronized (store) {
            SourceLines lines = store.sources().of(source);
            Map<Hole, Long> lifted = room.lift(source);
            store.eachOrder(order -> order.remove(row -> isLine(row, source), until));
            long[] rows = {0};
            work.run((row, time, flags) -> {
                lines.retime(RowIndex.place(index.entry(row)), time, flags);
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

    /** What is kept with the line of a row that is there. */
    int keptFlags(long row) {
        long entry = index.entry(row);
        return store.sources().of(RowIndex.source(entry)).flags(RowIndex.place(entry));
    }

    /** Bytes of the line of a row that is there. */
    int length(long row) {
        long entry = index.entry(row);
        return store.sources().of(RowIndex.source(entry)).length(RowIndex.place(entry));
    }
}
