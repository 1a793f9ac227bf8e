package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.desktop.widget.Overlay;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;

/** Ctrl+K: anything by a part of its name. */
final class PalettePane {
    private static final int RESULTS = 60;
    private static final int ROWS = 12;
    private static final double TOP = 52;

    private final Desk desk;
    private final Overlay overlay;
    private final VBox box = new VBox();
    private final TextField field = new TextField();
    private final ListView<PaletteIndex.Found> list = new ListView<>();
    private final Label nothing = new Label();

    PalettePane(Desk desk, Overlay overlay) {
        this.desk = desk;
        this.overlay = overlay;
        Words words = desk.words();
        box.getStyleClass().addAll("floating-box", "palette");
        field.setId("palette-input");
        field.setPromptText(words.get("shell.palette.prompt"));
        field.setAccessibleText(words.get("shell.palette.prompt"));
        nothing.setText(words.get("shell.palette.nothing"));
        nothing.getStyleClass().addAll("muted", "palette-nothing");
        nothing.managedProperty().bind(nothing.visibleProperty());
        list.setId("palette-results");
        list.managedProperty().bind(list.visibleProperty());
        list.setFocusTraversable(false);
        list.setCellFactory(view -> new Row());
        box.getChildren().addAll(field, list, nothing);
        field.textProperty().addListener((p, before, query) -> search(query));
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    void open(String query) {
        if (overlay.isOpen(box)) {
            return;
        }
        field.setText(query);
        search(query);
        overlay.open(box, new Overlay.Place.Top(TOP), false, field, () -> {});
        field.end();
    }

    private void search(String query) {
        List<PaletteIndex.Found> found = desk.palette().find(query, RESULTS);
        list.getItems().setAll(found);
        list.setVisible(!found.isEmpty());
        nothing.setVisible(found.isEmpty());
        double row = desk.theme().row(28);
        list.setPrefHeight(Math.min(ROWS, found.size()) * row + 2);
        if (!found.isEmpty()) {
            list.getSelectionModel().select(0);
            list.scrollTo(0);
        }
    }

    private void key(KeyEvent event) {
        int size = list.getItems().size();
        int at = list.getSelectionModel().getSelectedIndex();
        KeyCode code = event.getCode();
        if (code == KeyCode.ENTER) {
            choose(list.getSelectionModel().getSelectedItem());
        } else if (size > 0 && (code == KeyCode.DOWN || code == KeyCode.UP)) {
            select(Math.floorMod(at + (code == KeyCode.DOWN ? 1 : -1), size));
        } else if (size > 0 && (code == KeyCode.PAGE_DOWN || code == KeyCode.PAGE_UP)) {
            select(Math.clamp(at + (code == KeyCode.PAGE_DOWN ? ROWS : -ROWS), 0, size - 1));
        } else {
            return;
        }
        event.consume();
    }

    private void select(int index) {
        list.getSelectionModel().select(index);
        list.scrollTo(Math.max(0, index - ROWS / 2));
    }

    private void choose(PaletteIndex.@Nullable Found found) {
        if (found != null) {
            overlay.close(box);
            found.entry().action().run();
        }
    }

    /** A name with its hits marked, the detail, and what it is. */
    private final class Row extends ListCell<PaletteIndex.Found> {
        private final TextFlow name = new TextFlow();
        private final Label detail = Widgets.label("", "palette-detail");
        private final Label kind = Widgets.label("", "palette-kind");
        private final HBox line = new HBox(name, detail, Widgets.grow(), kind);

        Row() {
            line.getStyleClass().add("palette-row");
            kind.setMinWidth(USE_PREF_SIZE);
            line.setFillHeight(false);
            setOnMouseClicked(event -> choose(getItem()));
        }

        @Override
        protected void updateItem(PaletteIndex.@Nullable Found found, boolean empty) {
            super.updateItem(found, empty);
            if (empty || found == null) {
                setGraphic(null);
                setAccessibleText("");
                return;
            }
            PaletteEntry entry = found.entry();
            name.getChildren().clear();
            int from = 0;
            for (int hit : found.hits()) {
                part(entry.name().substring(from, hit), "palette-text");
                part(entry.name().substring(hit, hit + 1), "palette-hit");
                from = hit + 1;
            }
            part(entry.name().substring(from), "palette-text");
            detail.setText(entry.detail());
            kind.setText(desk.words().get(entry.kind()));
            setAccessibleText(kind.getText() + " " + entry.name() + " " + entry.detail());
            setGraphic(line);
        }

        private void part(String text, String style) {
            if (!text.isEmpty()) {
                name.getChildren().add(Widgets.styled(new Text(text), style));
            }
        }
    }
}
