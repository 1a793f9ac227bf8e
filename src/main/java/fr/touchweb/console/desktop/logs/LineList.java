package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.StoredLine;
import org.jspecify.annotations.Nullable;

/** Lines that can be scrolled through, and where the scrolling stands. JavaFX thread only. */
interface LineList {
    long rows();

    /** Row at the top of the screen. */
    long top();

    /** Rows that fit on the screen. */
    int visibleRows();

    void visibleRows(int count);

    /** Puts a row at the top. */
    void scrollTo(long row);

    /** A row, its line cut at so many bytes; null when it was let go. */
    @Nullable
    StoredLine row(long row, int most);

    /** Which rows are shown as one. */
    RowBlocks blocks();

    /** The row that shows this number of the timeline, or the next one after it. */
    long rowOf(long number);

    /** Row of the selected line, -1 when none is selected. */
    default long selectedRow() {
        return selectedNumber() < 0 ? -1 : rowOf(selectedNumber());
    }

    /** Number in the timeline of the selected line, -1 for none. */
    long selectedNumber();

    /** Selects a row and keeps it in sight. */
    void select(long row);

    void deselect();

    /** Whether a line is only there because it stands near one that is wanted. */
    boolean isContext(StoredLine line);
}
