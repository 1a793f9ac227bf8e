package fr.touchweb.console.desktop.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import fr.touchweb.console.core.fleet.health.ServerView;
import fr.touchweb.console.core.task.CurrentThreadRunner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableRowsTest {
    @TempDir
    Path folder;

    @Test
    void otherRowsAreToldAsChangesOfPlacesAndOfTheEnd() {
        FleetModel model = new FleetModel(ParcSamples.roomUnchecked(folder, 20, ParcSamples::unreachable),
                new CurrentThreadRunner(), later -> {});
        model.load();
        assertEquals(20, model.shown().size());
        TableRows rows = new TableRows();
        rows.show(model.shown());
        List<ServerView> mirror = new ArrayList<>(rows);
        rows.addListener((ListChangeListener<ServerView>) change -> {
            while (change.next()) {
                assertFalse(change.wasReplaced(), "the table would empty its cells first");
                if (change.wasUpdated()) {
                    for (int i = change.getFrom(); i < change.getTo(); i++) {
                        mirror.set(i, change.getList().get(i));
                    }
                } else if (change.wasRemoved()) {
                    mirror.subList(change.getFrom(), change.getFrom() + change.getRemovedSize()).clear();
                } else {
                    mirror.addAll(change.getFrom(), change.getAddedSubList());
                }
            }
        });
        for (String text : List.of("acme", "acme or bora", "elan", "nobody", "", "-acme")) {
            model.filterProperty().set(text);
            rows.show(model.shown());
            assertEquals(List.copyOf(model.shown()), mirror, text);
        }
        model.close();
    }
}
