package fr.touchweb.console.desktop.ban;

import fr.touchweb.console.core.account.Decision;
import fr.touchweb.console.core.ban.BanFindings;
import fr.touchweb.console.core.ban.BanVerdict;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.ClosingButton;
import fr.touchweb.console.desktop.widget.EmptyState;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Widgets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The verdict on each family of addresses, what made it, and what to do about it. */
public final class BanPane extends StackPane {
    private final BanModel model;
    private final Desk desk;
    private final Words words;
    private final VBox rows = Widgets.styled(new VBox(), "ban-rows");
    private final ScrollPane scroll = new ScrollPane(rows);

    public BanPane(BanModel model, Desk desk, Listening listening) {
        this.model = model;
        this.desk = desk;
        words = desk.words();
        setId("ban-pane");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("ban-scroll");
        listening.now(model.changesProperty(), count -> refresh());
    }

    private void refresh() {
        BanWork.Report report = model.report();
        if (report == null && !model.runningProperty().get() && model.said() == null) {
            getChildren().setAll(new EmptyState(words.get("ban.empty.title"), words.get("ban.empty.text"), null));
            return;
        }
        List<Node> nodes = new ArrayList<>();
        doing(nodes);
        if (report != null) {
            report.findings().forEach(found -> nodes.add(new BanCard(found, report, model, desk)));
            delegate(report, nodes);
            if (report.findings().stream().anyMatch(BanPane::needsPhone)) {
                nodes.add(phone());
                nodes.add(proxy());
            }
        }
        rows.getChildren().setAll(nodes);
        getChildren().setAll(scroll);
    }

    private void doing(List<Node> nodes) {
        Message step = model.step();
        Duration silence = model.silence();
        if (model.runningProperty().get()) {
            String left = silence == null ? "" : words.get("ban.tab.left", silence.toSeconds() + 1);
            nodes.add(wrapped((step == null ? words.get("ban.tab.begin") : words.get(step)) + left, "ban-doing"));
        }
        Message said = model.said();
        if (said != null) {
            nodes.add(wrapped(words.get(said), "ban-said"));
        }
        Message note = model.liftedNote();
        if (note != null) {
            nodes.add(wrapped(words.get(note), "ban-said"));
        }
        Message watched = model.watching().said();
        if (watched != null) {
            Label label = wrapped(words.get(watched), "ban-said");
            label.setId("ban-watch");
            if (model.watching().bad()) {
                label.getStyleClass().add("warning");
            }
            nodes.add(label);
            model.watching().fresh().forEach(line -> nodes.add(wrapped(line, "mono", "ban-cause")));
        }
        if (model.backLeft().isPositive()) {
            nodes.add(new HBox(new ClosingButton("ban-again", model::backLeft, left -> words.get("ban.again", left),
                    model::banAgain)));
        }
    }

    /** The words for who may lift it, for a person who may not (G36). */
    private void delegate(BanWork.Report report, List<Node> nodes) {
        BanFindings found = report.findings().stream().filter(one -> one.banned() && one.own() != null).findFirst()
                .orElse(null);
        if (found == null || found.verdict() == BanVerdict.MICRO_BAN || mayLift(report) && !found.bans().isEmpty()) {
            return;
        }
        VBox box = Widgets.styled(new VBox(), "ban-card");
        box.getChildren().add(Widgets.label(words.get("ban.tab.send"), "heading"));
        if (report.lift() instanceof Decision.Denied(Message reason)) {
            box.getChildren().add(wrapped(words.get(reason), "muted"));
        }
        String text = words.get("ban.request", String.valueOf(found.own()), report.page().toString(),
                words.get(found.here().text()), words.formats().dateTime(report.at()));
        Label request = wrapped(text, "ban-request");
        request.setId("ban-request");
        Button copy = new Button(words.get("ban.tab.copy"));
        copy.setId("ban-copy");
        copy.setOnAction(event -> desk.copy().accept(text));
        box.getChildren().addAll(request, new HBox(copy));
        nodes.add(box);
    }

    static boolean mayLift(BanWork.Report report) {
        return report.server() != null && report.lift().allowed();
    }

    private static boolean needsPhone(BanFindings found) {
        return found.verdict() == BanVerdict.UNDETERMINED || found.verdict() == BanVerdict.BANNED_EVERYWHERE;
    }

    /** Who has no second vantage point has a telephone (G34). */
    private Node phone() {
        VBox box = Widgets.styled(new VBox(Widgets.label(words.get("ban.phone.title"), "heading")), "ban-card");
        box.setId("ban-phone");
        for (String step : List.of("ban.phone.step1", "ban.phone.step2", "ban.phone.step3")) {
            box.getChildren().add(wrapped(box.getChildren().size() + ". " + words.get(step), "ban-line"));
        }
        return box;
    }

    /** Nor has everybody a second server: a proxy of the house will do (G34). */
    private Node proxy() {
        TextField place = new TextField(model.proxy() == null ? "" : model.proxy().toString());
        place.setId("ban-proxy");
        place.setPromptText("proxy:3128");
        place.setAccessibleText(words.get("ban.proxy.title"));
        Label wrong = wrapped(words.get("ban.proxy.wrong"), "danger", "caption");
        wrong.setVisible(false);
        wrong.setManaged(false);
        Button take = new Button(words.get("ban.proxy.take"));
        take.setId("ban-proxy-take");
        take.disableProperty().bind(model.runningProperty());
        Runnable taken = () -> {
            boolean fine = model.through(place.getText());
            wrong.setVisible(!fine);
            wrong.setManaged(!fine);
            if (fine) {
                model.rerun();
            }
        };
        take.setOnAction(event -> taken.run());
        place.setOnAction(event -> taken.run());
        return Widgets.styled(new VBox(Widgets.label(words.get("ban.proxy.title"), "heading"),
                wrapped(words.get("ban.proxy.text"), "muted"), Widgets.styled(new HBox(place, take), "ban-row"), wrong),
                "ban-card");
    }

    static Label wrapped(@Nullable String text, String... styles) {
        Label label = Widgets.label(text == null ? "" : text, styles);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
