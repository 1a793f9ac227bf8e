package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** Connections, facts of the page, and work with progress and cancel. */
final class StatusBar {
    private final HBox view = new HBox();
    private final Listening listening = new Listening();

    StatusBar(Desk desk, ShellFacts facts, Supplier<@Nullable Page> page,
            ReadOnlyObjectProperty<@Nullable String> current) {
        view.getStyleClass().add("status-bar");
        view.setAlignment(Pos.CENTER_LEFT);
        Label connections = Widgets.label("", "status-item");
        listening.now(facts.connections(),
                c -> connections.setText(desk.words().get("shell.connections.open", c.open())));
        view.getChildren().add(connections);
    }

    Node view() {
        return view;
    }

    void release() {
        listening.stop();
    }
}
