package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.desktop.widget.Overlay;
import fr.touchweb.console.desktop.widget.TallScroll;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** F1: the keys of this page, then those of everywhere. */
final class KeysPane {
    private final Desk desk;
    private final Overlay overlay;

    KeysPane(Desk desk, Overlay overlay) {
        this.desk = desk;
        this.overlay = overlay;
    }

    void open(@Nullable Page page, String pageName) {
        Words words = desk.words();
        VBox box = new VBox();
        box.setId("keys");
        box.getStyleClass().addAll("dialog-box", "keys");
        Button close = Widgets.iconButton(Feather.X, words.get("shell.close"));
        close.setOnAction(event -> overlay.close(box));
        HBox head = new HBox(Widgets.label(words.get("shell.keys.title"), "dialog-title"), Widgets.grow(), close);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox body = new VBox();
        body.getStyleClass().add("keys-body");
        List<ConsoleCommand> own = page == null ? List.of() : page.commands();
        if (page != null) {
            GridPane grid = grid();
            own.stream().filter(c -> c.shortcut() != null)
                    .forEach(c -> line(grid, KeyNames.of(c.shortcut(), words), words.get(c.words())));
            page.keys().forEach(k -> line(grid, words.get(k.keys()), words.get(k.words())));
            if (!grid.getChildren().isEmpty()) {
                body.getChildren().addAll(Widgets.label(pageName, "heading"), grid);
            }
        }
        GridPane everywhere = grid();
        desk.commands().all().stream().filter(c -> c.listed() && c.shortcut() != null && !own.contains(c))
                .forEach(c -> line(everywhere, KeyNames.of(c.shortcut(), words), words.get(c.words())));
        body.getChildren().addAll(Widgets.label(words.get("shell.keys.everywhere"), "heading"), everywhere);
        TallScroll scroll = new TallScroll(body);
        box.getChildren().addAll(head, scroll);
        box.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.F1) {
                event.consume();
                overlay.close(box);
            }
        });
        overlay.open(box, new Overlay.Place.Centre(), true, close, () -> {});
    }

    private static GridPane grid() {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("keys-grid");
        return grid;
    }

    private static void line(GridPane grid, String keys, String words) {
        Label cap = Widgets.label(keys, "key-cap");
        HBox caps = new HBox(cap);
        caps.getStyleClass().add("keys-caps");
        grid.addRow(grid.getRowCount(), caps, Widgets.label(words));
    }
}
