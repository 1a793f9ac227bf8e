package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.logs.StoredLine.Kind;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes room in a timeline that took its budget: the sources with most bytes give up their oldest files, and each gets a
 * gap in the place of what it lost. For the thread that appends.
 */
final class StoreRoom {
    /** Part of the budget that is made free at once, so that rows are not taken out of their order too often. */
    private static final int SLACK = 32;
    /** Part of the budget that the index may take. */
    private static final int INDEX_SHARE = 4;

    private final LineStore store;
    private final RowIndex index;
    private final Markers markers;
    private final LineStore.LetGo letGo;
    private final int fileBytes;

    StoreRoom(LineStore store, RowIndex index, Markers markers, LineStore.LetGo letGo, int fileBytes) {
        this.store = store;
        this.index = index;
        this.markers = markers;
        this.letGo = letGo;
        this.fileBytes = fileBytes;
    }

    void make() throws IOException {
        Map<Integer, Long> losing = giveUp();
        losing.forEach((source, from) -> count(source, store.source(source), from));
        takeOut(losing);
        store.<IOException>each((source, lines) -> lines.drop());
        dropIndex();
        for (int source : losing.keySet()) {
            tell(source, store.source(source));
        }
        store.settle();
    }

    /** Chooses what goes; returns the sources that lose rows, with the first row that each had. */
    private Map<Integer, Long> giveUp() {
        Map<Integer, Long> losing = new TreeMap<>();
        long goal = store.budget() - store.budget() / SLACK;
        int largest = largest();
        for (long taken = store.bytes(); taken > goal && largest >= 0; taken -= fileBytes) {
            losing.putIfAbsent(largest, store.source(largest).first());
            store.source(largest).giveUp();
            largest = largest();
        }
        if (index.bytes() > Math.max(store.budget() / INDEX_SHARE, 2L * fileBytes)) {
            // A source that writes little would keep the index of all that the others wrote meanwhile.
            long oldest = index.secondFile();
            store.each((source, lines) -> {
                if (lines.first() < oldest) {
                    losing.putIfAbsent(source, lines.first());
                    lines.giveUpBefore(oldest);
                }
            });
        }
        return losing;
    }

    /** The source with most bytes on disk, of those with more than one file; -1 when there is none. */
    private int largest() {
        int[] largest = {-1};
        long[] most = {fileBytes};
        store.each((source, lines) -> {
            if (lines.bytes() > most[0]) {
                most[0] = lines.bytes();
                largest[0] = source;
            }
        });
        return largest[0];
    }

    private void count(int source, SourceLines lines, long from) {
        long bytes = 0;
        for (long row = Math.max(from, store.first()); row < Math.min(store.size(), lines.first()); row++) {
            long entry = index.entry(row);
            if (RowIndex.source(entry) == source && RowIndex.kind(entry) == Kind.LINE) {
                bytes += lines.length(RowIndex.place(entry));
            }
        }
        lines.lose(bytes);
    }

    /** Takes rows that were let go out of every order, before their bytes go. */
    private void takeOut(Map<Integer, Long> losing) {
        long[] limit = {0};
        Map<Long, Long> gaps = new TreeMap<>();
        for (int source : losing.keySet()) {
            SourceLines lines = store.source(source);
            limit[0] = Math.max(limit[0], lines.first());
            if (lines.gap() >= store.first()) {
                gaps.put(lines.gap(), store.timeOf(lines.gap()));
                markers.replace(RowIndex.place(index.entry(lines.gap())));
            }
        }
        store.eachOrder(order -> {
            order.remove(limit[0]);
            gaps.forEach((row, time) -> order.remove(time, row));
        });
    }

    private void dropIndex() throws IOException {
        long[] least = {store.size()};
        store.each((source, lines) -> least[0] = Math.min(least[0], lines.first()));
        long kept = Math.max(least[0], store.first());
        while (kept < store.size() && !store.holds(kept)) {
            kept++;
        }
        store.first(kept);
        index.dropBefore(kept);
    }

    /** The first line of a source that is kept; the size of the timeline when there is none. */
    private long firstRow(int source, SourceLines lines) {
        long row = Math.max(store.first(), lines.first());
        while (row < store.size()
                && (RowIndex.source(index.entry(row)) != source || RowIndex.kind(index.entry(row)) != Kind.LINE)) {
            row++;
        }
        return row;
    }

    /** Puts a gap before the first line of a source that is kept, for all that were let go. */
    private void tell(int source, SourceLines lines) throws IOException {
        long row = firstRow(source, lines);
        boolean any = row < store.size();
        long offset = any ? lines.offset(RowIndex.place(index.entry(row))) : -1;
        long time = any ? store.timeOf(row) - 1 : store.timeOf(store.size() - 1);
        store.add(source, time, letGo.gap(source, offset, lines.lost()));
        lines.gap(store.size() - 1);
    }
}
