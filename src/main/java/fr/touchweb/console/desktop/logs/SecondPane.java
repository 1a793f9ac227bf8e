package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.TabLine;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The pane below the lines: matches, past files, marks, alerts, one at a time. It is there only while it is wanted. */
final class SecondPane extends VBox {
    /** What it shows. */
    enum Part {
        MATCHES, PAST, MARKS, ALERTS
    }

    private final ObjectProperty<Part> part = new SimpleObjectProperty<>(this, "part", Part.MATCHES);
    private final TabLine<Part> tabs = new TabLine<>(part);
    private final StackPane content = new StackPane();
    private final Map<Part, Node> parts = new EnumMap<>(Part.class);
    private final Listening listening = new Listening();

    /** @param closed runs after it was closed */
    SecondPane(Words words, Runnable closed) {
        setId("log-second");
        getStyleClass().add("log-second");
        Button close = Widgets.iconButton(Feather.X, words.get("logs.second.close"));
        close.setId("log-second-close");
        close.setOnAction(event -> {
            close();
            closed.run();
        });
        HBox head = new HBox(8, tabs, Widgets.grow(), close);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("log-second-head");
        VBox.setVgrow(content, Priority.ALWAYS);
        content.setMinHeight(0);
        getChildren().addAll(head, content);
        listening.changes(part, now -> show());
        close();
    }

    void add(Part one, String name, Node node) {
        parts.put(one, node);
        tabs.add(one, name);
    }

    /** Changes the name of a part: counts. */
    void name(Part one, String name) {
        tabs.words(one, name);
    }

    boolean isOpen() {
        return isVisible();
    }

    boolean shows(Part one) {
        return isOpen() && part.get() == one;
    }

    void open(Part one) {
        part.set(one);
        setVisible(true);
        setManaged(true);
        show();
    }

    void close() {
        setVisible(false);
        setManaged(false);
    }

    private void show() {
        content.getChildren().setAll(Objects.requireNonNull(parts.get(part.get())));
    }

    void dispose() {
        listening.stop();
        tabs.release();
    }
}
