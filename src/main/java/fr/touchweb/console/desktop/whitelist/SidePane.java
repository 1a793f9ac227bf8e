package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.ClosingButton;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** What stands beside the list: a title, what can be done about it, and rows that are drawn anew at each change. */
abstract class SidePane extends ScrollPane {
    final Words words;
    private final PaneModel model;
    private final VBox head = Widgets.styled(new VBox(), "wl-form");
    private final VBox rows = Widgets.styled(new VBox(), "wl-rows");

    /** @param close takes the pane away */
    SidePane(Beside which, PaneModel model, Words words, Runnable close) {
        this.model = model;
        this.words = words;
        String id = which.name().toLowerCase(Locale.ROOT);
        setId("side-" + id);
        Button away = Widgets.iconButton(Feather.X, words.get("whitelists.side.close"));
        away.setId("side-close");
        away.setOnAction(event -> close.run());
        head.getChildren()
                .add(Widgets.styled(new HBox(Widgets.label(words.get("whitelists." + id + ".title"), "heading"),
                        Widgets.grow(), away), "wl-form-row"));
        setContent(Widgets.styled(new VBox(head, rows), "wl-add"));
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().add("wl-side");
    }

    /** Begins to draw; the pane must be whole by now. */
    final void listen(Listening listening) {
        listening.now(model.changesProperty(), count -> refresh());
    }

    /** Puts something above the rows that stays. */
    final void above(Node... nodes) {
        head.getChildren().addAll(nodes);
    }

    /** Adds the rows of now. */
    abstract void fill(List<Node> nodes);

    private void refresh() {
        List<Node> nodes = new ArrayList<>();
        if (model.busyProperty().get()) {
            nodes.add(Widgets.label(words.get("whitelists.add.busy"), "muted"));
        }
        Message said = model.said();
        if (said != null) {
            nodes.add(said(model, words, said));
        }
        nodes.addAll(back(model, words));
        fill(nodes);
        rows.getChildren().setAll(nodes);
    }

    /** What there is to say of the last work: in the colour of danger unless it went well. */
    static Label said(PaneModel model, Words words, Message said) {
        return model.fine() ? wrapped(words.get(said), "good", "medium") : wrapped(words.get(said), "wl-problem");
    }

    /** The way back from bans that were lifted a moment ago, and what else is to be known of them. */
    static List<Node> back(PaneModel model, Words words) {
        List<Node> nodes = new ArrayList<>();
        model.liftedNotes().forEach(note -> nodes.add(wrapped(words.get(note), "wl-notice", "warning")));
        if (model.backLeft().isPositive()) {
            nodes.add(new ClosingButton("ban-again", model::backLeft, left -> words.get("whitelists.banAgain", left),
                    model::banAgain));
        }
        return nodes;
    }

    static Label wrapped(String text, String... styles) {
        Label label = Widgets.label(text, styles);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /** A row of the list: a first line, lines below it, and what can be done. */
    static VBox row(Node first, List<Label> below, Node... actions) {
        VBox row = Widgets.styled(new VBox(first), "wl-row");
        row.getChildren().addAll(below);
        if (actions.length > 0) {
            row.getChildren().add(Widgets.styled(new FlowPane(actions), "wl-row-actions"));
        }
        return row;
    }

    final Button button(String key, String id, Runnable action, Object... arguments) {
        Button button = new Button(words.get(key, arguments));
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }
}
