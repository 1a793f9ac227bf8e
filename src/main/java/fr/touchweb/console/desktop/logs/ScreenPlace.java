package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.LogView;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleLongProperty;
import org.jspecify.annotations.Nullable;

/** Which rows of the view are on the screen, while lines come in, are put in above or are let go. JavaFX thread only. */
final class ScreenPlace {
    private static final int ROWS = 40;

    private final LogSession session;
    private final RowBlocks blocks;
    private final BooleanProperty paused = new SimpleBooleanProperty(this, "paused");
    private final BooleanProperty following = new SimpleBooleanProperty(this, "following", true);
    private final LongProperty top = new SimpleLongProperty(this, "top");
    private final ReadOnlyLongWrapper rows = new ReadOnlyLongWrapper(this, "rows");
    private final ReadOnlyLongWrapper unseen = new ReadOnlyLongWrapper(this, "unseen");
    private int visibleRows = ROWS;
    private long frozen;
    private long topNumber = -1;
    private volatile Seen seen = new Seen(null, 0, 0, 0, 0, 0, 0);

    /** What was there when the screen was drawn last. */
    private record Seen(@Nullable LogView view, long size, long first, long viewed, long rows, long top,
            long unseen) {}

    /**
     * @param selected number in the timeline of the selected line, -1 for none
     * @param folded called when other rows are shown as one
     */
    ScreenPlace(LogSession session, LongProperty selected, Runnable folded) {
        this.session = session;
        blocks = new RowBlocks(session.store()::marker, row -> session.view().row(row, 0), rows::get, selected, true,
                folded);
    }

    RowBlocks blocks() {
        return blocks;
    }

    /** Counts the rows of now; those that came while paused wait. */
    void count() {
        long size = session.view().size();
        if (paused.get()) {
            frozen = Math.min(frozen, size);
            rows.set(frozen);
            unseen.set(size - frozen);
        } else {
            rows.set(size);
            unseen.set(0);
        }
    }

    /**
     * Finds the top row of now.
     *
     * @param sought whether lines of a moment are awaited, which decide themselves
     * @return whether anything that is to be drawn has changed since the last call
     */
    boolean settle(boolean sought) {
        LogView view = session.view();
        long last = last();
        if (following.get()) {
            top.set(last);
        } else if (!sought && topNumber >= 0) {
            // A late line that was put in above must not move what is looked at.
            top.set(Math.min(last, view.rowOf(topNumber)));
        } else if (top.get() > last) {
            top.set(last);
        }
        topNumber = following.get() || sought || top.get() >= view.size() ? -1 : view.number(top.get());
        Seen now = new Seen(view, session.store().size(), session.store().first(), view.size(),
                rows.get(), top.get(), unseen.get());
        boolean changed = !now.equals(seen);
        seen = now;
        return changed;
    }

    /** Whether there are other rows than those that were counted; safe on any thread. */
    boolean isBehind() {
        Seen known = seen;
        LogView view = session.view();
        return view != known.view() || view.size() != known.viewed() || session.store().size() != known.size()
                || session.store().first() != known.first();
    }

    private long last() {
        return Math.max(0, blocks.moved(rows.get(), -visibleRows));
    }

    /** Other rows pass now: the end is followed, and what is frozen is all of them. */
    void others() {
        following.set(true);
        topNumber = -1;
        if (paused.get()) {
            frozen = Long.MAX_VALUE;
        }
    }

    void togglePause() {
        if (!paused.get()) {
            frozen = session.view().size();
        }
        paused.set(!paused.get());
    }

    void toEnd() {
        paused.set(false);
        following.set(true);
    }

    /** Puts a row at the top; reaching the end means following it again. */
    void scrollTo(long row) {
        top.set(Math.clamp(blocks.at(row).first(), 0, last()));
        following.set(top.get() >= last() && !paused.get());
        topNumber = -1;
    }

    /**
     * Scrolls to a row that is out of sight, also behind what stays at the top.
     *
     * @param pinned row that is kept there, -1 for none
     */
    void reveal(long row, long pinned) {
        boolean open = blocks.at(row).isOne() && blocks.whole(row).first() < row;
        boolean covered = open || pinned >= 0 && pinned < row;
        if (row < top() || row == top() && covered) {
            scrollTo(covered ? row - 1 : row);
        } else if (row >= bottom()) {
            scrollTo(blocks.moved(row, 1 - visibleRows));
        }
    }

    /** First row below those on the screen. */
    long bottom() {
        return blocks.moved(top.get(), visibleRows);
    }

    /** Puts a line of the timeline where what comes before and after it is seen, while lines come in. */
    void frame(long number) {
        top.set(Math.clamp(session.view().rowOf(number) - visibleRows / 4, 0, last()));
    }

    /** Keeps the line at the top where it is while others are put in above it. */
    void hold() {
        following.set(false);
        topNumber = top.get() < rows.get() ? session.view().number(top.get()) : -1;
    }

    BooleanProperty pausedProperty() {
        return paused;
    }

    BooleanProperty followingProperty() {
        return following;
    }

    long top() {
        return top.get();
    }

    long rows() {
        return rows.get();
    }

    ReadOnlyLongProperty rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    ReadOnlyLongProperty unseenProperty() {
        return unseen.getReadOnlyProperty();
    }

    int visibleRows() {
        return visibleRows;
    }

    void visibleRows(int count) {
        visibleRows = Math.max(1, count);
    }
}
