package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.desktop.widget.Overlay;
import fr.touchweb.console.desktop.widget.TallScroll;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The notices, newest first, below their button. */
final class NoticesPane {
    private final Desk desk;
    private final Overlay overlay;

    NoticesPane(Desk desk, Overlay overlay) {
        this.desk = desk;
        this.overlay = overlay;
    }

    void open(Node button) {
        Words words = desk.words();
        VBox box = new VBox();
        box.setId("notices");
        box.getStyleClass().addAll("floating-box", "notices");
        Button clear = new Button(words.get("shell.notices.clear"));
        clear.getStyleClass().add("flat");
        clear.setOnAction(event -> desk.notices().clear());
        HBox head = new HBox(Widgets.label(words.get("shell.notices.title"), "heading"), Widgets.grow(), clear);
        head.getStyleClass().add("notices-head");
        head.setAlignment(Pos.CENTER_LEFT);
        VBox rows = new VBox();
        TallScroll scroll = new TallScroll(rows);
        Label none = Widgets.label(words.get("shell.notices.none"), "muted", "notices-none");
        none.setWrapText(true);
        ListChangeListener<Notice> refill = change -> {
            rows.getChildren().setAll(desk.notices().list().stream().map(this::row).toList());
            clear.setDisable(rows.getChildren().isEmpty());
            box.getChildren().setAll(head, rows.getChildren().isEmpty() ? none : scroll);
        };
        refill.onChanged(null);
        desk.notices().list().addListener(refill);
        desk.notices().markRead();
        box.sceneProperty().addListener((p, before, scene) -> {
            if (scene == null) {
                desk.notices().list().removeListener(refill);
                desk.notices().markRead();
            }
        });
        overlay.open(box, new Overlay.Place.Below(button, true), false, null, () -> {});
    }

    private Node row(Notice notice) {
        Words words = desk.words();
        FontIcon icon = new FontIcon(switch (notice.severity()) {
            case INFORMATION -> Feather.INFO;
            case WARNING -> Feather.ALERT_TRIANGLE;
            case DANGER -> Feather.ALERT_OCTAGON;
        });
        icon.getStyleClass().add(notice.severity().name().toLowerCase(Locale.ROOT));
        icon.setAccessibleText(words.get("shell.severity." + notice.severity().name().toLowerCase(
                Locale.ROOT)));
        String when = words.formats().time(notice.at());
        HBox facts = new HBox(Widgets.label(when, "caption", "muted"));
        facts.getStyleClass().add("notice-facts");
        if (notice.machine() != null) {
            facts.getChildren().add(Widgets.label(notice.machine(), "mono", "notice-machine"));
        }
        if (notice.count() > 1) {
            facts.getChildren()
                    .add(Widgets.label(words.get("shell.notices.times", notice.count()), "caption", "muted"));
        }
        facts.getChildren().add(Widgets.grow());
        if (!notice.details().isEmpty()) {
            Button copy = Widgets.iconButton(Feather.COPY, words.get("shell.notices.copy"));
            copy.getStyleClass().add("small");
            copy.setOnAction(event -> desk.copy().accept(notice.details()));
            facts.getChildren().add(copy);
        }
        Button dismiss = Widgets.iconButton(Feather.X, words.get("shell.notices.dismiss"));
        dismiss.getStyleClass().add("small");
        dismiss.setOnAction(event -> desk.notices().dismiss(notice));
        facts.getChildren().add(dismiss);
        facts.setAlignment(Pos.CENTER_LEFT);
        Label text = Widgets.label(words.get(notice.text()), "notice-text");
        text.setWrapText(true);
        VBox body = new VBox(facts, text);
        body.getStyleClass().add("notice-body");
        if (notice.advice() != null) {
            Label advice = Widgets.label(words.get(notice.advice()), "caption", "muted");
            advice.setWrapText(true);
            body.getChildren().add(advice);
        }
        if (notice.way() != null && desk.commands().find(notice.way().command()).isPresent()) {
            Hyperlink show = new Hyperlink(words.get("shell.notices.show"));
            show.setOnAction(event -> {
                overlay.dismiss();
                notice.show(desk.commands());
            });
            body.getChildren().add(show);
        }
        HBox.setHgrow(body, Priority.ALWAYS);
        HBox row = new HBox(icon, body);
        row.getStyleClass().add("notice");
        return row;
    }
}
