package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The workspaces of the client in scope: to open, to keep the one of now, to remove. */
final class WorkspaceMenu {
    private final LogsModel model;
    private final Words words;
    private final Supplier<@Nullable String> client;
    private final Runnable naming;

    /**
     * @param client the one in scope, null for none
     * @param naming asks for the name under which the state of now is kept
     */
    WorkspaceMenu(LogsModel model, Words words, Supplier<@Nullable String> client, Runnable naming) {
        this.model = model;
        this.words = words;
        this.client = client;
        this.naming = naming;
    }

    /** The button that opens them. */
    Button button() {
        Button button = Widgets.iconButton(Feather.BOOKMARK, words.get("logs.workspaces"));
        button.setId("logs-workspaces");
        button.setOnAction(event -> menu().show(button, Side.BOTTOM, 0, 0));
        return button;
    }

    ContextMenu menu() {
        ContextMenu menu = new ContextMenu();
        List<LogsState.Workspace> all = model.workspaces().of(client.get());
        for (LogsState.Workspace one : all) {
            menu.getItems().add(item(words.get("logs.workspaces.open", one.name(), one.sources().size()),
                    () -> model.workspaces().open(one)));
        }
        if (!all.isEmpty()) {
            menu.getItems().add(new SeparatorMenuItem());
        }
        menu.getItems().add(item(words.get("logs.command.workspace"), naming));
        for (LogsState.Workspace one : all) {
            menu.getItems().add(item(words.get("logs.workspaces.remove", one.name()),
                    () -> model.workspaces().remove(one)));
        }
        return menu;
    }

    private static MenuItem item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> action.run());
        return item;
    }
}
