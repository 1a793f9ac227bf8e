package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.diagnose.redirect.HopDiagnosis;
import fr.touchweb.console.core.diagnose.redirect.RedirectChain;
import fr.touchweb.console.core.diagnose.redirect.RedirectReport;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The hops as a vertical chain, its cycle drawn as one. */
final class HopList extends VBox {
    /** Rail, gap and borders beside the content of a card. */
    private static final double BESIDE = 76;
    private static final double USUAL = 700;

    private final DiagnoseModel model;
    private final Words words;
    private final HopButtons buttons;

    HopList(DiagnoseModel model, Words words, HopButtons buttons) {
        this.model = model;
        this.words = words;
        this.buttons = buttons;
        getStyleClass().add("hop-list");
    }

    /** Shows the report of now; the focus stays on the hop that had it. */
    void show(RedirectReport report) {
        String focused = focusedHop();
        int selected = model.redirect().selectedProperty().get();
        RedirectChain.Loop loop = report.chain().loop();
        List<Node> rows = new ArrayList<>();
        for (HopDiagnosis one : report.hops()) {
            rows.add(row(one, one.hop().number() == selected, one.hop().number() == report.hops().size(), loop));
        }
        Node end = end(report);
        if (end != null) {
            rows.add(end);
        }
        getChildren().setAll(rows);
        if (focused != null) {
            Node again = lookup("#" + focused);
            if (again != null) {
                again.requestFocus();
            }
        }
    }

    private @Nullable String focusedHop() {
        Node owner = getScene() == null ? null : getScene().getFocusOwner();
        return owner instanceof HopCard card ? card.getId() : null;
    }

    private HBox row(HopDiagnosis one, boolean selected, boolean last, RedirectChain.@Nullable Loop loop) {
        int number = one.hop().number();
        boolean inLoop = loop != null && number >= loop.first() && number <= loop.last();
        Label circle = Widgets.label(String.valueOf(number), "hop-number");
        Region line = new Region();
        line.getStyleClass().add("hop-line");
        line.setVisible(!last || inLoop);
        VBox.setVgrow(line, Priority.ALWAYS);
        VBox rail = new VBox(circle, line);
        rail.getStyleClass().add("hop-rail");
        if (inLoop) {
            rail.getStyleClass().add("in-loop");
        }
        HopCard card = new HopCard(one, selected, model.redirect().runningProperty().get(),
                model.places().policy().redirect(),
                words, () -> model.redirect().select(number), selected ? flow(one) : new FlowPane());
        HBox.setHgrow(card, Priority.ALWAYS);
        HBox row = new HBox(rail, card);
        row.getStyleClass().add("hop-row");
        return row;
    }

    /** What can be done next, wrapped as wide as the card is: it is asked for its height before it knows its width. */
    private FlowPane flow(HopDiagnosis one) {
        FlowPane flow = buttons.of(one);
        double room = Math.max(getWidth(), getPrefWidth()) - BESIDE;
        flow.setPrefWrapLength(room > 0 ? room : USUAL);
        return flow;
    }

    /** Why the chain ends, where that is not plain from its last hop. */
    private @Nullable Node end(RedirectReport report) {
        RedirectChain chain = report.chain();
        Message text = chain.endText();
        RedirectChain.End end = chain.end();
        if (end == null || text == null || end == RedirectChain.End.ANSWER || end == RedirectChain.End.FAILED) {
            return null;
        }
        boolean danger = end == RedirectChain.End.LOOP || end == RedirectChain.End.TOO_LONG
                || end == RedirectChain.End.BAD_LOCATION;
        Label said = new Label(words.get(text));
        said.setWrapText(true);
        HBox.setHgrow(said, Priority.ALWAYS);
        said.setMaxWidth(Double.MAX_VALUE);
        HBox line = new HBox(12, said);
        line.setAlignment(Pos.CENTER_LEFT);
        if (end == RedirectChain.End.PRIVATE_TARGET) {
            Button go = new Button(words.get("diagnosis.action.followPrivate"));
            go.setMinWidth(Region.USE_PREF_SIZE);
            go.setOnAction(event -> model.goOn(false, true));
            line.getChildren().add(go);
        }
        StackPane box = new StackPane(line);
        box.setId("chain-end");
        box.getStyleClass().addAll("note-box", danger ? "danger" : "warning");
        HBox.setHgrow(box, Priority.ALWAYS);
        Label mark = Widgets.label(end == RedirectChain.End.LOOP ? "↺" : "■", "hop-number");
        VBox rail = new VBox(mark);
        rail.getStyleClass().addAll("hop-rail", end == RedirectChain.End.LOOP ? "in-loop" : "at-end");
        HBox row = new HBox(rail, box);
        row.getStyleClass().add("hop-row");
        return row;
    }
}
