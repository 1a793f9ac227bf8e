package fr.touchweb.console.core.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Finds rows of a timeline by their times. Safe on any thread. */
public final class RowFinder {
    /** The last rows, that tell how a source writes. */
    private static final int RECENT = 20_000;

    private final LineStore store;

    RowFinder(LineStore store) {
        this.store = store;
    }

    /** Number of the first row at or after a time; the size when there is none. */
    public long at(long time) {
        long number = store.order().get(store.order().placeOf(time, 0));
        return number < 0 ? store.size() : number;
    }

    /**
     * Numbers of the rows of a span of time on which a condition holds, in the order of times. Safe on any thread.
     *
     * @param from first moment, in microseconds
     * @param to last moment
     * @param most rows that are looked at
     * @param wanted gets rows without their bytes
     */
    public List<Long> between(long from, long to, int most, Predicate<StoredLine> wanted) {
        List<Long> found = new ArrayList<>();
        long place = store.order().placeOf(from, 0);
        for (long end = place + most; place < end; place++) {
            long number = store.order().get(place);
            if (number < 0 || store.time(number) > to) {
                break;
            }
            StoredLine line = store.get(number, 0);
            if (line != null && wanted.test(line)) {
                found.add(number);
            }
        }
        return found;
    }

    /** Time of the first row that is kept, in the order of times; {@link Long#MAX_VALUE} when there is none. */
    public long earliest() {
        long number = store.order().get(0);
        return number < 0 ? Long.MAX_VALUE : store.time(number);
    }

    /** Number of the line of a source that begins at a place in its file and has this time; -1 when none is here. */
    public long find(int source, long offset, long time) {
        return find(source, time, 0, line -> line.offset() == offset);
    }

    /** Number of the first line of a source with this time on which a condition holds; -1 when none is here. */
    public long find(int source, long time, Predicate<StoredLine> wanted) {
        return find(source, time, Integer.MAX_VALUE, wanted);
    }

    private long find(int source, long time, int most, Predicate<StoredLine> wanted) {
        for (long place = store.order().placeOf(time, 0);; place++) {
            long number = store.order().get(place);
            if (number < 0 || store.time(number) != time) {
                return -1;
            }
            StoredLine line = store.get(number, most);
            if (line != null && line.source() == source && line.kind() == StoredLine.Kind.LINE && wanted.test(line)) {
                return number;
            }
        }
    }

    /** Whether records of several lines are among the last lines of a source. */
    public boolean hasLongRecords(int source) {
        long last = store.size() - 1;
        for (long row = last; source >= 0 && row >= Math.max(store.first(), last - RECENT); row--) {
            StoredLine line = store.get(row, 1);
            if (line != null && line.source() == source && line.continuation()) {
                return true;
            }
        }
        return false;
    }
}
