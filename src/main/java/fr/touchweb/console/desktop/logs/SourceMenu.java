package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.LogSource;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.io.File;
import java.util.function.Supplier;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Control;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.DirectoryChooser;

/** What can be done with a source beside following it. */
final class SourceMenu {
    private SourceMenu() {}

    /**
     * Gives a source's box its menu.
     *
     * @param health how it is now, which the pointer shows too; empty while it is not followed
     */
    static void into(Control box, LogSource source, LogsModel model, Words words, Supplier<String> health) {
        MenuItem download = new MenuItem(words.get("logs.source.download"));
        download.setOnAction(event -> {
            DirectoryChooser chooser = new DirectoryChooser();
            chooser.setTitle(words.get("logs.source.download"));
            File folder = chooser.showDialog(box.getScene().getWindow());
            if (folder != null) {
                model.downloads().fetch(source, folder.toPath());
            }
        });
        MenuItem copy = new MenuItem(words.get("logs.source.copy"));
        copy.setOnAction(event -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(source.place().toString());
            Clipboard.getSystemClipboard().setContent(content);
        });
        Label facts = Widgets.label("", "muted", "caption");
        CustomMenuItem how = new CustomMenuItem(facts, false);
        ContextMenu menu = new ContextMenu(how, download, copy);
        menu.setOnShowing(event -> {
            facts.setText(health.get());
            how.setVisible(!facts.getText().isEmpty());
        });
        box.setContextMenu(menu);
    }
}
