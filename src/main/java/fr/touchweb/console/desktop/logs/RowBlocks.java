package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.StoredLine;
import fr.touchweb.console.core.logs.follow.LogEvent;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import javafx.beans.property.LongProperty;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are shown as one: a record of several lines while it is folded (reference logs 9, 5), and what is told of many
 * logs at one moment. Rows stay what is counted and scrolled through; a block takes the room of one. JavaFX thread only.
 */
final class RowBlocks {
    /** Lines of a record that are looked at; what goes on longer is shown line by line. */
    private static final int MOST = 500;
    /** Microseconds between two markers of one event. */
    private static final long MOMENT = 60_000_000;

    private final Function<StoredLine, LogEvent> markers;
    private final LongFunction<@Nullable StoredLine> rows;
    private final LongSupplier count;
    private final LongProperty selected;
    private final Runnable changed;
    private final Set<Long> turned = new HashSet<>();
    private final boolean records;
    private boolean folded = true;

    /**
     * Rows that are shown as one, both ends included.
     *
     * @param more rows below the first that say something: blank lines between records do not
     */
    record Block(long first, long last, long more) {
        static Block of(long row) {
            return new Block(row, row, 0);
        }

        boolean isOne() {
            return first == last;
        }

        boolean holds(long row) {
            return row >= first && row <= last;
        }
    }

    /**
     * @param markers what a row that is no line is about
     * @param rows a row without its bytes, null for none
     * @param count how many there are
     * @param selected number in the timeline of the selected line, -1 for none
     * @param records whether records are folded, or only what is told of many logs
     * @param changed called when other rows are shown as one
     */
    RowBlocks(Function<StoredLine, LogEvent> markers, LongFunction<@Nullable StoredLine> rows, LongSupplier count,
            LongProperty selected, boolean records, Runnable changed) {
        this.markers = markers;
        this.rows = rows;
        this.count = count;
        this.selected = selected;
        this.records = records;
        this.changed = changed;
    }

    /** What a row is shown with. */
    Block at(long row) {
        Block whole = whole(row);
        return !whole.isOne() && isFolded(whole) ? whole : Block.of(row);
    }

    /** What a row could be shown with. */
    Block whole(long row) {
        StoredLine line = row(row);
        if (line == null || line.kind() == StoredLine.Kind.LINE && !records) {
            return Block.of(row);
        }
        return line.kind() == StoredLine.Kind.LINE
                ? grown(row, line, RowBlocks::isSameRecord)
                : grown(row, line, this::isSameEvent);
    }

    private Block grown(long row, StoredLine line, BiPredicate<StoredLine, StoredLine> together) {
        long first = row;
        StoredLine head = line;
        for (StoredLine before = row(first - 1); before != null && row - first < MOST
                && together.test(before, head); before = row(first - 1)) {
            head = before;
            first--;
        }
        if (head.continuation()) {
            return Block.of(row);
        }
        long more = 0;
        long last = first;
        StoredLine end = head;
        for (StoredLine after = row(last + 1); after != null && last - first < MOST
                && together.test(end, after); after = row(last + 1)) {
            end = after;
            last++;
            more += isBlank(after) ? 0 : 1;
        }
        return new Block(first, last, more);
    }

    private static boolean isSameRecord(StoredLine before, StoredLine after) {
        return before.kind() == StoredLine.Kind.LINE && after.kind() == StoredLine.Kind.LINE && after.continuation()
                && (after.source() == before.source() || isBlank(after));
    }

    private static boolean isBlank(StoredLine line) {
        return line.kind() == StoredLine.Kind.LINE && line.length() == 0;
    }

    /** Whether two markers tell the same of two logs, and nothing is missing in either. */
    private boolean isSameEvent(StoredLine before, StoredLine after) {
        if (before.kind() != after.kind() || before.kind() == StoredLine.Kind.LINE
                || after.time() - before.time() > MOMENT) {
            return false;
        }
        LogEvent one = markers.apply(before);
        LogEvent other = markers.apply(after);
        if (one instanceof LogEvent.Gap gap) {
            return gap.isHarmless() && other instanceof LogEvent.Gap next && next.reason() == gap.reason();
        }
        return one instanceof LogEvent.Rotation turn && other instanceof LogEvent.Rotation next
                && next.kind() == turn.kind();
    }

    /** A record of which a line below the first is chosen is open for as long as it is. */
    private boolean isFolded(Block block) {
        StoredLine head = row(block.first());
        if (head == null || folded == turned.contains(head.number())) {
            return false;
        }
        return !holdsSelected(block);
    }

    private boolean holdsSelected(Block block) {
        long wanted = selected.get();
        for (long row = block.first() + 1; wanted >= 0 && row <= block.last(); row++) {
            StoredLine line = row(row);
            if (line != null && line.number() == wanted) {
                return true;
            }
        }
        return false;
    }

    private @Nullable StoredLine row(long row) {
        return row < 0 || row >= count.getAsLong() ? null : rows.apply(row);
    }

    /**
     * The first row of the block so many blocks away; negative for as many as there are none above the first.
     *
     * @param by blocks, downwards positive
     */
    long moved(long row, long by) {
        long at = row;
        for (long left = by; left > 0 && at < count.getAsLong(); left--) {
            at = at(at).last() + 1;
        }
        for (long left = -by; left > 0; left--) {
            if (at <= 0) {
                return at - left;
            }
            at = at(at - 1).first();
        }
        return at;
    }

    /**
     * Folds a block, or shows all of its rows.
     *
     * @return whether there was anything to do
     */
    boolean fold(long row, boolean wanted) {
        Block block = whole(row);
        StoredLine head = row(block.first());
        if (block.isOne() || head == null || at(row).isOne() != wanted) {
            return false;
        }
        if (wanted == folded) {
            turned.remove(head.number());
        } else {
            turned.add(head.number());
        }
        if (wanted && holdsSelected(block)) {
            selected.set(head.number());
        }
        changed.run();
        return true;
    }

    /** Folds all blocks, or shows all rows. */
    void foldAll() {
        folded = !folded;
        turned.clear();
        changed.run();
    }
}
