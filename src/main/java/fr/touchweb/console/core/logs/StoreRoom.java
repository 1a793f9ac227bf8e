package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.logs.StoredLine.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes room in a timeline that took its budget: the sources with most bytes give up their oldest files, and each gets a
 * gap in the place of what it lost. For the thread that appends.
 */
final class StoreRoom {
    /** Part of the budget that is made free at once, so that rows are not taken out of their order too often. */
    static final int SLACK = 32;
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

    /** Lines of one source that go. */
    private static final class Going {
        private long from = Long.MAX_VALUE;
        private long to = Long.MIN_VALUE;
        private long bytes;

        void add(long time, long length) {
            from = Math.min(from, time);
            to = Math.max(to, time);
            bytes = Holes.sum(bytes, length);
        }
    }

    /** A hole that gets a gap, before the first line at or after a time. */
    private record Untold(int source, Hole hole, long at) {}

    void make() throws IOException {
        Map<Integer, Long> losing = giveUp();
        List<Untold> untold = new ArrayList<>();
        for (Map.Entry<Integer, Long> one : losing.entrySet()) {
            int source = one.getKey();
            SourceLines lines = store.sources().of(source);
            for (Going going : going(source, lines, one.getValue())) {
                Hole hole = joined(lines, going);
                untold.add(new Untold(source, hole, hole.from()));
            }
            lines.holes().before(lines.first()).forEach(hole -> untold.add(new Untold(source, hole, hole.to())));
        }
        takeOut(losing.keySet());
        store.sources().<IOException>each((source, lines) -> lines.drop());
        dropIndex();
        store.settle();
        for (Untold one : untold) {
            tell(one.source(), one.hole(), one.at(), one.hole());
        }
        for (int source : losing.keySet()) {
            store.sources().of(source).keepHoles(store.size());
        }
        store.settle();
    }

    /** Takes out the gaps of a source; returns what they stood for, each with the first line after it, -1 for none. */
    Map<Hole, Long> lift(int source) throws IOException {
        Map<Hole, Long> lifted = new LinkedHashMap<>();
        for (Hole hole : store.sources().of(source).holes().all()) {
            lifted.put(hole, firstLine(source, hole.to()));
        }
        for (Hole hole : store.sources().of(source).holes().takeAll()) {
            replace(hole);
        }
        return lifted;
    }

    /** Puts gaps before the lines that were after them, wherever those stand now. */
    void lay(int source, Map<Hole, Long> lifted) throws IOException {
        for (Map.Entry<Hole, Long> one : lifted.entrySet()) {
            Hole hole = one.getKey();
            long to = one.getValue() < 0 ? hole.to() : store.timeOf(one.getValue()) - 1;
            Hole moved = new Hole(Math.min(hole.from(), to), to, hole.bytes(), -1, hole.damaged());
            tell(source, moved, to, moved);
        }
        if (!lifted.isEmpty()) {
            store.sources().of(source).keepHoles(store.size());
        }
        store.settle();
    }

    /** Puts gaps for holes of an earlier run. */
    void told(int source, List<Hole> holes) throws IOException {
        for (Hole hole : holes) {
            tell(source, hole, hole.to(), hole);
        }
        store.settle();
    }

    /**
     * Puts a gap for lines that the disk did not keep, and that are in no order any more: before the first line that is
     * younger, since of those of the same moment some may stand before them in their log.
     */
    void damaged(int source, Hole hole) throws IOException {
        tell(source, hole, hole.to() + 1, hole);
        store.settle();
    }

    /**
     * Takes over that lines of the pinned hole are here again.
     *
     * @param first time of the first line that came
     * @param last time of the last one
     * @param bytes of those that came
     * @param missing bytes between them and the line after the hole
     */
    void refilled(int source, long first, long last, long bytes, long missing) throws IOException {
        Hole hole = store.sources().of(source).holes().unpin();
        if (hole == null) {
            return;
        }
        replace(hole);
        store.settle();
        long before = Holes.difference(Holes.difference(hole.bytes(), bytes), missing);
        if (before != 0) {
            tell(source, new Hole(hole.from(), first, before, -1, hole.damaged()), first, hole);
        }
        if (missing != 0) {
            tell(source, new Hole(last + 1, hole.to(), missing, -1, hole.damaged()), hole.to(), hole);
        }
        store.sources().of(source).keepHoles(store.size());
        store.settle();
    }

    /** Chooses what goes; returns the sources that lose rows, with the first row that each had. */
    private Map<Integer, Long> giveUp() {
        Map<Integer, Long> losing = new TreeMap<>();
        long goal = store.budget() - store.budget() / SLACK;
        int largest = largest();
        for (long taken = store.bytes(); taken > goal && largest >= 0; taken -= fileBytes) {
            losing.putIfAbsent(largest, store.sources().of(largest).first());
            store.sources().of(largest).giveUp();
            largest = largest();
        }
        if (index.bytes() > Math.max(store.budget() / INDEX_SHARE, 2L * fileBytes)) {
            // A source that writes little would keep the index of all that the others wrote meanwhile.
            long oldest = index.secondFile();
            store.sources().each((source, lines) -> {
                if (!lines.isOpening() && lines.first() < oldest) {
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
        store.sources().each((source, lines) -> {
            if (!lines.isOpening() && lines.bytes() > most[0]) {
                most[0] = lines.bytes();
                largest[0] = source;
            }
        });
        return largest[0];
    }

    /** What a source loses, lines of each reading again apart from those that were followed: they stand elsewhere. */
    private List<Going> going(int source, SourceLines lines, long from) {
        Map<Long, Going> all = new TreeMap<>();
        for (long row = Math.max(from, store.first()); row < Math.min(store.size(), lines.first()); row++) {
            long entry = index.entry(row);
            if (RowIndex.source(entry) == source && RowIndex.kind(entry) == Kind.LINE) {
                long place = RowIndex.place(entry);
                int length = lines.length(row, place);
                // With its line feed, as it stands in its file.
                all.computeIfAbsent(RowIndex.again(entry) ? lines.holes().reading(row) : -1, key -> new Going())
                        .add(lines.time(row, place), length < 0 ? Holes.UNKNOWN : length + 1L);
            }
        }
        return List.copyOf(all.values());
    }

    /** One hole of those that touch each other. */
    private Hole joined(SourceLines lines, Going going) throws IOException {
        long first = going.from;
        long last = going.to;
        long sum = going.bytes;
        boolean damaged = false;
        for (Hole one : lines.holes().touching(going.from, going.to)) {
            first = Math.min(first, one.from());
            last = Math.max(last, one.to());
            sum = Holes.sum(sum, one.bytes());
            damaged |= one.damaged();
            replace(one);
        }
        return new Hole(first, last, sum, -1, damaged);
    }

    /** Another gap says what this one said. */
    private void replace(Hole hole) throws IOException {
        if (hole.gap() >= store.first()) {
            markers.replace(RowIndex.place(index.entry(hole.gap())));
            store.eachOrder(order -> order.remove(hole.to(), hole.gap()));
        }
    }

    /** Takes rows that were let go out of every order, before their bytes go. */
    private void takeOut(Set<Integer> losing) throws IOException {
        long[] limit = {0};
        losing.forEach(source -> limit[0] = Math.max(limit[0], store.sources().of(source).first()));
        store.eachOrder(order -> order.remove(limit[0]));
    }

    private void dropIndex() throws IOException {
        long[] least = {store.size()};
        store.sources().each((source, lines) -> least[0] = Math.min(least[0], lines.first()));
        long kept = Math.max(least[0], store.first());
        while (kept < store.size() && !store.holds(kept)) {
            kept++;
        }
        store.first(kept);
        index.dropBefore(kept);
    }

    /** The first line of a source at or after a time, -1 when there is none. */
    long firstLine(int source, long time) {
        TimeOrder order = store.order();
        for (long place = order.placeOf(time, 0);; place++) {
            long row = order.get(place);
            if (row < 0) {
                return -1;
            }
            long entry = index.entry(row);
            if (RowIndex.source(entry) == source && RowIndex.kind(entry) == Kind.LINE) {
                return row;
            }
        }
    }

    /**
     * Puts a gap for a hole before the first line of its source at or after a time.
     *
     * @param was the hole in whose place it comes
     */
    private void tell(int source, Hole hole, long at, Hole was) throws IOException {
        long row = firstLine(source, at);
        long offset = row < 0 ? -1 : store.sources().of(source).offset(row, RowIndex.place(index.entry(row)));
        long time = row < 0 ? Math.max(hole.to(), store.timeOf(store.size() - 1)) : store.timeOf(row) - 1;
        Holes holes = store.sources().of(source).holes();
        Hole told = new Hole(hole.from(), time, hole.bytes(), -1, hole.damaged());
        for (Hole same : holes.joining(was, one -> firstLine(source, one.to()) == row)) {
            // No line is left between the two.
            told = new Hole(Math.min(told.from(), same.from()), Math.max(told.to(), same.to()),
                    Holes.sum(told.bytes(), same.bytes()), -1, told.damaged() || same.damaged());
            replace(same);
        }
        store.add(source, told.to(), letGo.gap(source, offset, told));
        holes.add(told.at(store.size() - 1), was);
    }
}
