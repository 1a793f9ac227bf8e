package fr.touchweb.console.core.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Spans of time of one source whose lines were let go. One thread changes them, any thread reads.
 */
final class Holes {
    /** Bytes of which nobody knows how many they are. */
    static final long UNKNOWN = -1;

    private volatile List<Hole> all = List.of();
    /** Rows at which reading lines again began. */
    private final NavigableSet<Long> readings = new TreeSet<>();
    private @Nullable Hole pinned;

    List<Hole> all() {
        return all;
    }

    /** The one that a row stands for, null for none. */
    @Nullable
    Hole of(long gap) {
        return all.stream().filter(one -> one.gap() == gap).findFirst().orElse(null);
    }

    /**
     * Leaves one as it is while its lines are read again, whatever is let go beside it.
     *
     * @param row from which on they come
     */
    void pin(Hole hole, long row) {
        pinned = hole;
        readings.add(row);
    }

    /** A reading began with a row. */
    void began(long row) {
        readings.add(row);
    }

    /** First row of the reading that a row came with, of rows that were read again. */
    long reading(long row) {
        return Objects.requireNonNull(readings.floor(row));
    }

    /** Nothing stays as it is any more. */
    void release() {
        pinned = null;
    }

    /** The one that was left as it is, taken out. */
    @Nullable
    Hole unpin() {
        Hole was = pinned;
        pinned = null;
        return was == null || take(one -> one == was).isEmpty() ? null : was;
    }

    /** Takes out all. */
    List<Hole> takeAll() {
        return take(one -> true);
    }

    /** Takes out those that touch a span of time. */
    List<Hole> touching(long from, long to) {
        return take(one -> one != pinned && one.from() <= to && one.to() >= from - 1);
    }

    /** Takes out those that one joins; none for one that is to stay as it is. */
    List<Hole> joining(Hole joining, Predicate<Hole> joined) {
        return joining == pinned ? List.of() : take(one -> one != pinned && joined.test(one));
    }

    /** Takes out those whose gap stands before a row, and so goes with the lines before it. */
    List<Hole> before(long row) {
        return take(one -> one.gap() < row);
    }

    private List<Hole> take(Predicate<Hole> wanted) {
        List<Hole> taken = all.stream().filter(wanted).toList();
        all = all.stream().filter(one -> !taken.contains(one)).toList();
        return taken;
    }

    /** Puts one in. */
    void add(Hole hole) {
        List<Hole> more = new ArrayList<>(all);
        more.add(hole);
        all = List.copyOf(more);
    }

    /** Puts one in for one that was taken out. */
    void add(Hole hole, Hole taken) {
        add(hole);
        pinned = pinned == taken ? hole : pinned;
    }

    static long sum(long one, long other) {
        return one == UNKNOWN || other == UNKNOWN ? UNKNOWN : one + other;
    }

    static long difference(long one, long other) {
        return one == UNKNOWN || other == UNKNOWN ? UNKNOWN : Math.max(0, one - other);
    }
}
