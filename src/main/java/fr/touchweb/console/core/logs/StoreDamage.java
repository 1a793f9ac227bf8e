package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.logs.StoredLine.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines that were taken over and are not what was written any more: the disk lost them, or somebody wrote there. They go,
 * and a gap in their place says so; they can be read again like others that were let go.
 */
final class StoreDamage {
    private final LineStore store;
    private final RowIndex index;
    private final Markers markers;
    private final StoreRoom room;
    private final LineStore.LetGo letGo;
    private volatile boolean found;

    StoreDamage(LineStore store, RowIndex index, Markers markers, StoreRoom room, LineStore.LetGo letGo) {
        this.store = store;
        this.index = index;
        this.markers = markers;
        this.room = room;
        this.letGo = letGo;
    }

    /** Rows of one source without a line of it between them that is there. */
    private static final class Lost {
        private final List<Long> rows = new ArrayList<>();
        private final long before;
        private long from = Long.MAX_VALUE;
        private long to = Long.MIN_VALUE;

        /** @param before end in its log of the line before them, -1 for none */
        Lost(long before) {
            this.before = before;
        }

        void add(long row, long time) {
            rows.add(row);
            from = Math.min(from, time);
            to = Math.max(to, time);
        }

        /** @param after place in its log of the line after them, -1 for none */
        Hole hole(long after) {
            return new Hole(from, to, before >= 0 && after > before ? after - before : Holes.UNKNOWN, -1, true);
        }
    }

    /** Such a line was seen. */
    void found() {
        found = true;
    }

    /** Looks through all that was taken over once one was seen. */
    void mend() throws IOException {
        if (found) {
            synchronized (store) {
                if (!store.isReleased()) {
                    store.sources().<IOException>each(this::mend);
                }
                found = false;
            }
        }
    }

    private void mend(int source, SourceLines lines) throws IOException {
        KeptRows rows = lines.taken();
        if (rows == null) {
            return;
        }
        List<Lost> lost = new ArrayList<>();
        List<Hole> holes = new ArrayList<>();
        Lost open = null;
        long end = -1;
        for (long row = Math.max(rows.begin(), Math.max(store.first(), lines.first())); row < rows.end(); row++) {
            long entry = index.entry(row);
            if (RowIndex.kind(entry) != Kind.LINE) {
                continue;
            }
            long place = RowIndex.place(entry);
            int length = lines.length(row, place);
            if (length < 0) {
                if (open == null) {
                    open = new Lost(end);
                    lost.add(open);
                }
                open.add(row, lines.time(row, place));
                continue;
            }
            long offset = lines.offset(row, place);
            if (open != null) {
                holes.add(open.hole(offset));
                open = null;
            }
            end = offset < 0 ? -1 : offset + length + 1;
        }
        if (open != null) {
            holes.add(open.hole(-1));
        }
        takeOut(source, lost);
        for (Hole hole : holes) {
            room.damaged(source, hole);
        }
        if (!holes.isEmpty()) {
            lines.keepHoles(store.size());
            store.settle();
        }
    }

    /** They become gaps that others stand for. */
    private void takeOut(int source, List<Lost> lost) throws IOException {
        long limit = 0;
        for (Lost one : lost) {
            int marker = markers.add(letGo.gap(source, -1, one.hole(-1)), one.from);
            markers.replace(marker);
            for (long row : one.rows) {
                index.gap(row, marker, source);
                limit = Math.max(limit, row + 1);
            }
        }
        if (limit > 0) {
            long end = limit;
            store.eachOrder(order -> order.remove(end));
        }
    }
}
