package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/** The nine colours that a value can be highlighted in. */
final class ColourMenu {
    private ColourMenu() {}

    /** A button that opens them. */
    static Button button(LogsModel model, Words words, String value) {
        Button button = Widgets.iconButton(Feather.EDIT_2, words.get("logs.highlight"));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> menu(model, words, value).show(button, Side.BOTTOM, 0, 0));
        return button;
    }

    private static ContextMenu menu(LogsModel model, Words words, String value) {
        ContextMenu menu = new ContextMenu();
        int now = model.highlights().colourOf(value).orElse(0);
        for (int colour = 1; colour <= Highlights.COLOURS; colour++) {
            int one = colour;
            Region swatch = new Region();
            swatch.getStyleClass().addAll("log-swatch", "ground-" + colour);
            MenuItem item = new MenuItem(words.get(colour == now ? "logs.highlight.remove" : "logs.highlight.colour",
                    colour), swatch);
            item.setOnAction(event -> model.highlights().toggle(one, value));
            menu.getItems().add(item);
        }
        return menu;
    }
}
