package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Scope with its production mark, demonstration mark, palette field and notices. */
final class TopBar {
    private final Desk desk;
    private final HBox view = new HBox();
    private final Button scope = new Button();
    private final HBox scopeLine = new HBox();
    private final Label production;
    private final Button notices = new Button();
    private final Listening listening = new Listening();

    TopBar(Desk desk, ShellFacts facts) {
        this.desk = desk;
        Words words = desk.words();
        view.getStyleClass().add("top-bar");
        view.setAlignment(Pos.CENTER_LEFT);
        scope.setId("scope-button");
        scope.getStyleClass().setAll("scope-button");
        scope.setGraphic(scopeLine);
        scope.setMinWidth(Button.USE_PREF_SIZE);
        scopeLine.getStyleClass().add("scope-line");
        scope.setOnAction(event -> desk.commands().run("shell.command.scope"));
        production = Widgets.label(words.get("shell.production"), "badge", "production");
        production.managedProperty().bind(production.visibleProperty());
        production.setMinWidth(Label.USE_PREF_SIZE);
        view.getChildren().addAll(scope, production);
        if (facts.demonstration()) {
            Button mark = new Button(words.get("shell.demonstration"));
            mark.setId("demonstration");
            mark.getStyleClass().setAll("label", "badge", "accent", "demonstration");
            mark.setMinWidth(Button.USE_PREF_SIZE);
            mark.setTooltip(new Tooltip(words.get("shell.demonstration.short")));
            mark.setOnAction(event -> desk.commands().run("shell.command.demonstration"));
            view.getChildren().add(mark);
        }
        notices.setId("notices-button");
        notices.getStyleClass().setAll("notices-button");
        notices.setGraphic(new FontIcon(Feather.FLAG));
        notices.setMinWidth(Button.USE_PREF_SIZE);
        notices.setOnAction(event -> desk.commands().run("shell.command.notices"));
        view.getChildren().addAll(Widgets.grow(), paletteField(), notices);
        listening.now(desk.scope().pathProperty(), path -> showScope());
        listening.changes(desk.scope().itemsProperty(), items -> showScope());
        listening.now(desk.notices().unreadProperty(), count -> showNotices());
        listening.list(desk.notices().list(), this::showNotices);
    }

    Node view() {
        return view;
    }

    Node scopeButton() {
        return scope;
    }

    Node noticesButton() {
        return notices;
    }

    void release() {
        listening.stop();
    }

    private void showScope() {
        ScopePath path = desk.scope().path();
        List<String> parts = new ArrayList<>();
        if (path.client() != null) {
            parts.add(name(new ScopePath(path.client(), null, null), path.client()));
        }
        if (path.server() != null) {
            parts.add(name(new ScopePath(path.client(), path.server(), null), path.server()));
        }
        if (path.site() != null) {
            parts.add(name(path, path.site()));
        }
        if (parts.isEmpty()) {
            parts.add(desk.words().get("shell.scope.all"));
        }
        scopeLine.getChildren().clear();
        for (int i = 0; i < parts.size(); i++) {
            boolean last = i == parts.size() - 1;
            scopeLine.getChildren().add(Widgets.label(parts.get(i), last ? "scope-last" : "scope-part"));
            scopeLine.getChildren().add(Widgets.label(last ? "▾" : "▸", "scope-arrow"));
        }
        scope.setAccessibleText(
                desk.words().get("shell.scope.accessible", String.join(", ", parts)));
        production.setVisible(desk.scope().isProduction());
    }

    private String name(ScopePath path, String id) {
        Optional<ScopeItem> item = desk.scope().item(path);
        return item.map(ScopeItem::name).orElse(id);
    }

    private Node paletteField() {
        Label prompt = Widgets.label(desk.words().get("shell.palette.prompt"), "palette-prompt");
        Label key = Widgets.label("Ctrl K", "key-cap");
        key.setMinWidth(Label.USE_PREF_SIZE);
        HBox line = new HBox(prompt, Widgets.grow(), key);
        line.setAlignment(Pos.CENTER_LEFT);
        Button field = new Button();
        field.setId("palette-field");
        field.setGraphic(line);
        field.getStyleClass().setAll("palette-field");
        field.setAccessibleText(prompt.getText());
        field.setMinWidth(180);
        field.setOnAction(event -> desk.commands().run("shell.command.palette"));
        line.prefWidthProperty().bind(field.widthProperty().subtract(18));
        return field;
    }

    private void showNotices() {
        int unread = desk.notices().unreadProperty().get();
        notices.setText(desk.words().get("shell.notices.count", desk.notices().list().size()));
        notices.getStyleClass().remove("unread");
        if (unread > 0) {
            notices.getStyleClass().add("unread");
        }
    }
}
