package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.fleet.health.ServerView;
import java.util.List;
import javafx.collections.ObservableListBase;

/**
 * The rows of the table. A new set of rows is told as “these places hold something else, and so many came or went at the
 * end”: told as a replacement, it would make the table empty every cell and fill it again, twice the work of one frame
 * (JavaFX 26, {@code TableViewSkinBase.rowCountListener}). Selections that go by place must be put right by who has one.
 * JavaFX thread only.
 */
final class TableRows extends ObservableListBase<ServerView> {
    private List<ServerView> rows = List.of();

    @Override
    public ServerView get(int index) {
        return rows.get(index);
    }

    @Override
    public int size() {
        return rows.size();
    }

    /** Shows other rows; tells nobody when they are the same. */
    void show(List<ServerView> next) {
        List<ServerView> before = rows;
        int common = Math.min(before.size(), next.size());
        beginChange();
        rows = List.copyOf(next);
        for (int i = 0; i < common; i++) {
            if (before.get(i) != next.get(i)) {
                nextUpdate(i);
            }
        }
        if (before.size() > common) {
            nextRemove(common, before.subList(common, before.size()));
        } else if (next.size() > common) {
            nextAdd(common, next.size());
        }
        endChange();
    }
}
