package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.LineFilter;
import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.LogView;
import fr.touchweb.console.core.logs.StoredLine;
import java.util.List;
import java.util.function.LongConsumer;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleLongProperty;
import org.jspecify.annotations.Nullable;

/** The second pane: every line on which the search holds, whatever the filters let through. JavaFX thread only. */
final class MatchesModel implements LineList {
    private final LogSession session;
    private final LongConsumer chosen;
    private final RowBlocks blocks;
    private final IntegerProperty around = new SimpleIntegerProperty(this, "around");
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes");
    private @Nullable LineFilter wanted;
    private @Nullable LogView view;
    private long rows;
    private long hits;
    private long top;
    /** Number in the timeline of the row at the top, -1 for none. */
    private long topNumber = -1;
    private final LongProperty selected = new SimpleLongProperty(this, "selected", -1);
    private boolean following = true;
    private int visibleRows = 10;

    /** @param chosen takes the number in the timeline of a line that was selected */
    MatchesModel(LogSession session, LongConsumer chosen) {
        this.session = session;
        this.chosen = chosen;
        blocks = new RowBlocks(session.store()::marker, row -> row(row, 0), () -> rows, selected, false, () -> {
            refresh();
            changed();
        });
        around.addListener((property, before, now) -> look());
    }

    /** Looks for something else from now on; null for nothing. */
    void want(@Nullable LineFilter what) {
        wanted = what;
        look();
    }

    private void look() {
        LineFilter what = wanted;
        selected.set(-1);
        following = true;
        if (what == null) {
            session.endSecondLook();
            view = null;
        } else {
            view = session.lookAlso(List.of(new LogView.Chip(what, true)), around.get());
        }
        refresh();
    }

    /** Lines before and after each match that are shown with it. */
    IntegerProperty aroundProperty() {
        return around;
    }

    /** Takes over what was found since the last call. */
    void refresh() {
        LogView now = view;
        long size = now == null ? 0 : now.size();
        long found = now == null ? 0 : now.hits(0);
        boolean other = size != rows || found != hits;
        rows = size;
        long last = last();
        // Lines that were put in above leave those on the screen where they are.
        long held = now == null || !other || topNumber < 0 ? top : now.rowOf(topNumber);
        long place = following ? last : Math.min(held, last);
        if (other || place != top) {
            hits = found;
            top = place;
            changed();
        }
    }

    private long last() {
        return Math.max(0, blocks.moved(rows, -visibleRows));
    }

    private void changed() {
        topNumber = view == null || top >= rows ? -1 : view.number(top);
        changes.set(changes.get() + 1);
    }

    /** Grows whenever there is something to draw. */
    ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /** Lines that were found so far. */
    long hits() {
        return hits;
    }

    /** Part of the timeline that was looked at, 0 to 1. */
    double progress() {
        return view == null ? 1 : view.progress();
    }

    @Override
    public RowBlocks blocks() {
        return blocks;
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public long top() {
        return top;
    }

    @Override
    public int visibleRows() {
        return visibleRows;
    }

    @Override
    public void visibleRows(int count) {
        visibleRows = Math.max(1, count);
        refresh();
    }

    @Override
    public void scrollTo(long row) {
        long last = last();
        top = Math.clamp(blocks.at(row).first(), 0, last);
        following = top >= last;
        changed();
    }

    @Override
    public @Nullable StoredLine row(long row, int most) {
        return view == null ? null : view.row(row, most);
    }

    @Override
    public long rowOf(long number) {
        return view == null ? 0 : view.rowOf(number);
    }

    @Override
    public long selectedNumber() {
        return selected.get();
    }

    @Override
    public void select(long row) {
        StoredLine line = row(row, 0);
        if (line == null) {
            return;
        }
        selected.set(line.number());
        following = false;
        if (row < top) {
            top = row;
        } else if (row >= blocks.moved(top, visibleRows)) {
            top = Math.max(0, blocks.moved(row, 1 - visibleRows));
        }
        // Told first: whoever hears of the choice takes over what came in, and keeps the top of now.
        changed();
        chosen.accept(selected.get());
    }

    @Override
    public void deselect() {
        selected.set(-1);
        changed();
    }

    @Override
    public boolean isContext(StoredLine line) {
        return view != null && view.isContext(line);
    }
}
