package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.desktop.widget.Overlay;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Chooses the scope: the whole fleet, a client, a server or a site, found by a part of its name. */
final class ScopePane {
    private static final int ROWS = 14;

    private final Desk desk;
    private final Overlay overlay;
    private final VBox box = new VBox();
    private final TextField field = new TextField();
    private final ListView<ScopeItem> list = new ListView<>();
    private final ScopeItem all;

    ScopePane(Desk desk, Overlay overlay) {
        this.desk = desk;
        this.overlay = overlay;
        Words words = desk.words();
        all = new ScopeItem(ScopePath.ALL, words.get("shell.scope.all"), "", false);
        box.getStyleClass().addAll("floating-box", "scope-box");
        box.setId("scope-box");
        field.setPromptText(words.get("shell.scope.prompt"));
        field.setAccessibleText(words.get("shell.scope.prompt"));
        list.setFocusTraversable(false);
        list.setCellFactory(view -> new Row());
        box.getChildren().addAll(field, list);
        field.textProperty().addListener((p, before, query) -> search(query));
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    void open(Node button) {
        if (overlay.isOpen(box)) {
            return;
        }
        field.clear();
        search("");
        overlay.open(box, new Overlay.Place.Below(button, false), false, field, () -> {});
    }

    private void search(String query) {
        List<ScopeItem> items = desk.scope().itemsProperty().get();
        list.getItems().clear();
        if (query.isBlank()) {
            list.getItems().add(all);
            list.getItems().addAll(asTree(items));
        } else {
            items.stream().filter(i -> FuzzyMatch.of(query, i.name(), i.detail()).isPresent())
                    .sorted((a, b) -> score(query, b) - score(query, a)).forEach(list.getItems()::add);
        }
        double row = desk.theme().row(24);
        list.setPrefHeight(Math.clamp(list.getItems().size(), 1, ROWS) * row + 2);
        int selected = query.isBlank() ? Math.max(0, indexOf(desk.scope().path())) : 0;
        list.getSelectionModel().select(selected);
        list.scrollTo(Math.max(0, selected - ROWS / 2));
    }

    /** Clients with their servers below them and those with their sites, each in the order of the fleet. */
    static List<ScopeItem> asTree(List<ScopeItem> items) {
        List<ScopeItem> tree = new ArrayList<>();
        for (ScopeItem top : items) {
            ScopePath path = top.path();
            if (path.site() == null && path.server() == null) {
                tree.add(top);
                items.stream().filter(i -> depth(i.path()) == 1 && Objects.equals(i.path().client(), path.client()))
                        .forEach(server -> addServer(tree, items, server));
            }
        }
        items.stream().filter(i -> depth(i.path()) == 1 && !tree.contains(i))
                .forEach(server -> addServer(tree, items, server));
        items.stream().filter(i -> !tree.contains(i)).toList().forEach(tree::add);
        return tree;
    }

    private static void addServer(List<ScopeItem> tree, List<ScopeItem> items, ScopeItem server) {
        tree.add(server);
        items.stream().filter(
                i -> i.path().site() != null && Objects.equals(i.path().server(), server.path().server()))
                .forEach(tree::add);
    }

    private static int score(String query, ScopeItem item) {
        return FuzzyMatch.of(query, item.name(), item.detail()).map(FuzzyMatch::score).orElse(0);
    }

    private int indexOf(ScopePath path) {
        for (int i = 0; i < list.getItems().size(); i++) {
            if (list.getItems().get(i).path().equals(path)) {
                return i;
            }
        }
        return -1;
    }

    private void key(KeyEvent event) {
        int size = list.getItems().size();
        if (event.getCode() == KeyCode.ENTER) {
            choose(list.getSelectionModel().getSelectedItem());
        } else if (size > 0 && (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.UP)) {
            int at = list.getSelectionModel().getSelectedIndex();
            int next = Math.floorMod(at + (event.getCode() == KeyCode.DOWN ? 1 : -1), size);
            list.getSelectionModel().select(next);
            list.scrollTo(Math.max(0, next - ROWS / 2));
        } else {
            return;
        }
        event.consume();
    }

    private void choose(@Nullable ScopeItem item) {
        if (item != null) {
            overlay.close(box);
            desk.scope().set(item.path());
        }
    }

    private static int depth(ScopePath path) {
        return path.site() != null ? 2 : path.server() != null ? 1 : 0;
    }

    /** A name set in by its depth, with its detail. */
    private final class Row extends ListCell<ScopeItem> {
        private static final double STEP = 16;

        private final Label name = new Label();
        private final Label detail = Widgets.label("", "muted", "caption");
        private final Label mark = Widgets.label("", "badge", "production");
        private final HBox line = new HBox(name, mark, Widgets.grow(), detail);

        Row() {
            line.getStyleClass().add("scope-row");
            mark.setText(desk.words().get("shell.production"));
            mark.managedProperty().bind(mark.visibleProperty());
            setOnMouseClicked(event -> choose(getItem()));
        }

        @Override
        protected void updateItem(@Nullable ScopeItem item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setGraphic(null);
                return;
            }
            name.setText(item.name());
            detail.setText(item.detail());
            mark.setVisible(item.production() && item.path().site() == null);
            boolean indented = field.getText().isBlank();
            line.setPadding(new Insets(0, 0, 0, indented ? depth(item.path()) * STEP : 0));
            setGraphic(line);
        }
    }
}
