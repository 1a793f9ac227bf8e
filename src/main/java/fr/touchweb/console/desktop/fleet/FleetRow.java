package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.fleet.health.ServerView;
import javafx.scene.control.TableRow;
import org.jspecify.annotations.Nullable;

/**
 * A row that is laid out where it is filled. The table fills a row and gives it its size right afterwards; a row that has
 * asked for layout in between is styled as a whole, every node of it, and the table is laid out a second time in the same
 * pulse (JavaFX 26, {@code VirtualFlow.setCellIndex} and {@code layoutChildren}): most of the time of a key in the filter
 * line. So the row asks for nothing while it is filled, and its cells style what they changed themselves. Nor does it ask
 * while it is laid out: a cell that puts its text in its place asks its row to be laid out once more, for nothing
 * ({@code LabeledSkinBase.layoutLabelInArea}).
 */
final class FleetRow extends TableRow<ServerView> {
    private boolean filling;
    private boolean layingOut;
    private boolean changed;
    private boolean wasEmpty = true;

    @Override
    public void updateIndex(int index) {
        filling = getScene() != null && getSkin() != null;
        try {
            super.updateIndex(index);
        } finally {
            filling = false;
        }
    }

    @Override
    protected void updateItem(@Nullable ServerView view, boolean empty) {
        super.updateItem(view, empty);
        if (empty != wasEmpty) {
            wasEmpty = empty;
            applyCss();
        }
    }

    @Override
    public void requestLayout() {
        if (filling) {
            changed = true;
        } else if (!layingOut) {
            super.requestLayout();
        }
    }

    @Override
    public void resize(double width, double height) {
        super.resize(width, height);
        if (changed) {
            changed = false;
            super.requestLayout();
            layingOut = true;
            try {
                layout();
            } finally {
                layingOut = false;
            }
        }
    }
}
