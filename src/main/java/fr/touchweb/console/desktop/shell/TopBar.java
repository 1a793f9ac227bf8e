package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Overlay;
import fr.touchweb.console.desktop.widget.Widgets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Scope, demonstration mark, palette field and notices. */
final class TopBar {
    private final HBox view = new HBox();
    private final Listening listening = new Listening();

    TopBar(Desk desk, ShellFacts facts, Overlay overlay) {
        Words words = desk.words();
        view.getStyleClass().add("top-bar");
        view.setAlignment(Pos.CENTER_LEFT);
        Label scope = new Label(words.get("shell.scope.all"));
        view.getChildren().add(scope);
        if (facts.demonstration()) {
            view.getChildren().add(Widgets.badge(words.get("shell.demonstration"), "accent"));
        }
        view.getChildren().addAll(Widgets.grow(), paletteField(desk), notices(desk));
    }

    Node view() {
        return view;
    }

    void release() {
        listening.stop();
    }

    private Node paletteField(Desk desk) {
        Label prompt = Widgets.label(desk.words().get("shell.palette.prompt"), "palette-prompt");
        Label key = Widgets.label("Ctrl K", "key-cap");
        HBox line = new HBox(prompt, Widgets.grow(), key);
        line.setAlignment(Pos.CENTER_LEFT);
        Button field = new Button();
        field.setId("palette-field");
        field.setGraphic(line);
        field.getStyleClass().setAll("palette-field");
        field.setAccessibleText(prompt.getText());
        field.setOnAction(event -> desk.commands().run("shell.command.palette"));
        return field;
    }

    private Node notices(Desk desk) {
        Button button = new Button();
        button.setId("notices-button");
        button.getStyleClass().setAll("notices-button");
        button.setGraphic(new FontIcon(Feather.FLAG));
        button.setOnAction(event -> desk.commands().run("shell.command.notices"));
        listening.now(desk.notices().unreadProperty(),
                count -> button.setText(desk.words().get("shell.notices.count", count)));
        return button;
    }
}
