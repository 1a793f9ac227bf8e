package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LogFormat;
import fr.touchweb.console.core.logs.StoredLine;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Why the selected line has its format, and the way to give its file another one. */
final class FormatBox extends HBox {
    private static final double WIDTH = 200;

    private final LogsModel model;
    private final Words words;
    private final Runnable changed;
    private final Label why = Widgets.label("", "muted", "caption");
    private final Button change;

    /** @param changed runs after a person gave the file another format */
    FormatBox(LogsModel model, Words words, Runnable changed) {
        super(4);
        this.model = model;
        this.words = words;
        this.changed = changed;
        why.setWrapText(true);
        why.setMinWidth(0);
        // It takes the width that the others leave, and as many lines as that needs.
        why.setPrefWidth(WIDTH);
        why.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(why, Priority.ALWAYS);
        change = Widgets.iconButton(Feather.SLIDERS, words.get("logs.format.change"));
        change.setId("log-format");
        change.setMinWidth(Region.USE_PREF_SIZE);
        setAlignment(Pos.TOP_LEFT);
        getChildren().addAll(why, change);
    }

    /** Is about this line from now on. */
    void show(StoredLine line) {
        SourceKey file = model.session().source(line.source());
        LineParser parser = model.session().reader(line.source());
        parser.parse(line.bytes(), 0, line.bytes().length);
        why.setText(words.get(parser.why()) + parser.whyDuration().map(more -> "\n" + words.get(more)).orElse(""));
        change.setOnAction(event -> menu(file).show(change, Side.BOTTOM, 0, 0));
    }

    private ContextMenu menu(SourceKey file) {
        ContextMenu menu = new ContextMenu();
        ToggleGroup group = new ToggleGroup();
        String now = model.formats().of(file);
        menu.getItems().add(item(file, group, words.get("logs.format.automatic"), null, now == null));
        for (LogFormat format : model.formats().all()) {
            menu.getItems().add(item(file, group, format.id(), format.id(), format.id().equals(now)));
        }
        return menu;
    }

    private RadioMenuItem item(SourceKey file, ToggleGroup group, String text, @Nullable String format, boolean now) {
        RadioMenuItem item = new RadioMenuItem(text);
        item.setMnemonicParsing(false);
        item.setToggleGroup(group);
        item.setSelected(now);
        item.setOnAction(event -> {
            model.formats().want(file, format);
            changed.run();
        });
        return item;
    }
}
