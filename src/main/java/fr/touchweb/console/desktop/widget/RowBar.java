package fr.touchweb.console.desktop.widget;

import java.util.function.LongConsumer;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.ScrollEvent;

/** The scroll bar of a list of pooled rows, in rows. */
public final class RowBar extends ScrollBar {
    private static final double ROWS_A_NOTCH = 3;
    private static final double NOTCH = 40;

    private boolean showing;

    /** @param scroll takes the row that the person wants at the top */
    public RowBar(LongConsumer scroll) {
        setOrientation(Orientation.VERTICAL);
        setUnitIncrement(1);
        valueProperty().addListener((value, before, now) -> {
            if (!showing) {
                scroll.accept(Math.round(now.doubleValue()));
            }
        });
    }

    /**
     * Shows where the list stands, and tells nobody.
     *
     * @param rows of the whole list
     * @param top row at the top
     * @param visible rows that fit
     */
    public void show(long rows, long top, long visible) {
        long last = Math.max(0, rows - visible);
        showing = true;
        setMax(last);
        setVisibleAmount(rows == 0 ? 1 : (double) visible / rows * Math.max(1, last));
        setBlockIncrement(visible);
        setValue(top);
        setVisible(last > 0);
        showing = false;
    }

    /** Rows that a turn of the wheel moves, downwards positive. */
    public static long rows(ScrollEvent event) {
        double rows = -event.getDeltaY() / NOTCH * ROWS_A_NOTCH;
        return (long) (rows > 0 ? Math.ceil(rows) : Math.floor(rows));
    }
}
