package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.whitelist.Plan;
import fr.touchweb.console.core.whitelist.confirm.Confirmation;
import fr.touchweb.console.core.whitelist.confirm.Step;
import fr.touchweb.console.core.whitelist.confirm.View;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.risk.Assessment;
import fr.touchweb.console.core.whitelist.risk.Fact;
import fr.touchweb.console.core.whitelist.risk.Tier;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What is known of a range, and what can be done: the safe and narrow choices first, the wide one as a mere link. */
final class ReviewCard extends VBox {
    private static final int MOST_BLOCKS = 64;

    private final AddModel model;
    private final Words words;
    private final WarningText warning;
    private final VBox actions = Widgets.styled(new VBox(), "wl-actions");
    private @Nullable Confirmation shown;
    private @Nullable View drawn;
    private @Nullable Bounds pressed;

    ReviewCard(AddModel model, Words words) {
        this.model = model;
        this.words = words;
        warning = new WarningText(model::readToTheEnd);
        getStyleClass().add("wl-card");
        setId("review-card");
    }

    /** Draws what is known now. */
    void refresh() {
        Confirmation now = model.confirmation();
        View view = now == null ? null : now.view();
        if (now != null && now == shown && (now.step() != Step.REVIEW || view != null && view.equals(drawn))) {
            return;
        }
        if (now != shown) {
            warning.reset();
        }
        shown = now;
        drawn = view;
        List<Node> nodes = new ArrayList<>();
        Assessment assessment = model.assessment();
        if (view != null) {
            nodes.add(wrapped(words.get(view.title()), "heading"));
        }
        Entry asked = model.approved();
        if (now != null && asked != null) {
            nodes.add(wrapped(words.get("whitelists.card.asked", asked.author(), asked.requester(), asked.reason()),
                    "wl-fact"));
            nodes.add(wrapped(words.get("whitelists.card.approver", now.request().author().name()), "medium"));
        }
        if (assessment != null) {
            facts(nodes, assessment);
        }
        if (view != null) {
            VBox lines = Widgets.styled(new VBox(), "wl-effect",
                    assessment != null && assessment.tier() == Tier.RED ? "red" : "plain");
            CardLines.fill(lines, view.lines(), warning, words);
            nodes.add(lines);
            plans(nodes);
        }
        getChildren().setAll(nodes);
        List<Node> buttons = new ArrayList<>();
        if (view != null) {
            actions(buttons, view);
        }
        actions.getChildren().setAll(buttons);
        actions.setVisible(view != null);
        actions.setManaged(view != null);
    }

    /** Where what was pressed last stood in the window: there the pointer still is. Null before the first press. */
    @Nullable
    Bounds pressed() {
        return pressed;
    }

    /** What can be done; it stands below the facts, in sight however many there are. */
    Region actions() {
        return actions;
    }

    private void facts(List<Node> nodes, Assessment assessment) {
        Cidr cidr = assessment.cidr();
        if (cidr != null) {
            Label big = Widgets.label(count(cidr), "wl-count");
            Label range = Widgets.label(cidr.single() || cidr.ipv6()
                    ? cidr.toString()
                    : cidr.first().address() + " → " + cidr.last().address(), "mono", "muted");
            nodes.add(new VBox(big, range));
            blocks(nodes, cidr, assessment.tier());
        }
        if (!assessment.readings().isEmpty()) {
            nodes.add(wrapped(words.get("whitelists.readings"), "medium"));
            for (Cidr reading : assessment.readings()) {
                Button button = new Button(words.get("whitelists.reading", reading.toString(), count(reading)));
                button.getStyleClass().add("wl-wide");
                button.setMaxWidth(Double.MAX_VALUE);
                button.setOnAction(event -> {
                    model.textProperty().set(reading.toString());
                    model.assess();
                });
                nodes.add(button);
            }
            return;
        }
        nodes.add(new HBox(Widgets.badge(words.get(assessment.tier().title()), kind(assessment.tier()))));
        for (Fact fact : assessment.facts()) {
            if (fact.code().equals("size") && fact.tier() == Tier.GREEN) {
                continue;
            }
            Region dot = Widgets.dot(mark(fact));
            dot.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
            Label text = wrapped(words.get(fact.text()), fact.known() ? "wl-fact" : "muted");
            HBox.setHgrow(text, Priority.ALWAYS);
            HBox row = Widgets.styled(new HBox(dot, text), "wl-fact-row");
            nodes.add(row);
        }
    }

    /** A list that is old raises no tier, and is amber all the same: what it does not know is not known. */
    private static String mark(Fact fact) {
        if (fact.code().equals("list-old")) {
            return "warning";
        }
        return fact.known() && fact.tier() != Tier.GREEN ? kind(fact.tier()) : "";
    }

    private String count(Cidr cidr) {
        return words.get(cidr.ipv6() ? "whitelists.networks" : "whitelists.addresses", cidr.weight());
    }

    /** One square for each address, or for as many as a square must stand for. */
    private void blocks(List<Node> nodes, Cidr cidr, Tier tier) {
        int bits = cidr.weight().bitLength() - 1;
        if (bits < 1) {
            return;
        }
        FlowPane pane = Widgets.styled(new FlowPane(), "wl-blocks");
        int squares = (int) Math.min(MOST_BLOCKS, 1L << Math.min(bits, 30));
        for (int i = 0; i < squares; i++) {
            pane.getChildren().add(Widgets.styled(new Region(), "wl-block", kind(tier)));
        }
        nodes.add(pane);
        if (bits > Integer.numberOfTrailingZeros(MOST_BLOCKS)) {
            nodes.add(wrapped(words.get("whitelists.blocks", cidr.weight().divide(BigInteger.valueOf(squares))),
                    "muted"));
        }
    }

    private void plans(List<Node> nodes) {
        if (model.plans().isEmpty()) {
            return;
        }
        VBox box = Widgets.styled(new VBox(), "wl-plan");
        for (Plan plan : model.plans()) {
            for (Plan.Diff diff : plan.diffs()) {
                box.getChildren().add(wrapped(diff.path(), "mono", "muted"));
                diff.removed().forEach(line -> box.getChildren().add(wrapped("− " + line, "mono", "danger")));
                diff.added().forEach(line -> box.getChildren().add(wrapped("+ " + line, "mono", "good")));
            }
            plan.commands().forEach(line -> box.getChildren().add(wrapped("$ " + line, "mono")));
        }
        box.setVisible(false);
        box.setManaged(false);
        Hyperlink fold = new Hyperlink(words.get("whitelists.plan"));
        fold.setId("wl-plan");
        fold.setOnAction(event -> {
            box.setVisible(!box.isVisible());
            box.setManaged(box.isVisible());
        });
        nodes.add(fold);
        nodes.add(box);
    }

    private void actions(List<Node> nodes, View view) {
        boolean first = true;
        for (View.Action action : view.actions()) {
            String id = "review-" + action.button().name().toLowerCase(Locale.ROOT);
            String text = words.get(action.label());
            switch (action.weight()) {
                case MAIN -> {
                    Button button = new Button(text);
                    if (first) {
                        button.getStyleClass().add("accent");
                    }
                    first = false;
                    button.setMaxWidth(Double.MAX_VALUE);
                    nodes.add(pressing(button, id, action));
                }
                case PLAIN -> nodes.add(pressing(new Button(text), id, action));
                case LINK, DANGER -> {
                    Hyperlink link = new Hyperlink(text);
                    link.getStyleClass().add("wl-link");
                    link.setId(id);
                    link.setDisable(!action.enabled());
                    link.setOnAction(event -> press(link, action));
                    link.setMinWidth(Region.USE_PREF_SIZE);
                    nodes.add(new HBox(Widgets.grow(), link));
                }
            }
        }
    }

    private Button pressing(Button button, String id, View.Action action) {
        button.setId(id);
        button.setDisable(!action.enabled());
        button.setOnAction(event -> press(button, action));
        return button;
    }

    private void press(Node node, View.Action action) {
        pressed = node.localToScene(node.getLayoutBounds());
        model.press(action.button());
    }

    static String kind(Tier tier) {
        return switch (tier) {
            case NONE, GREEN -> "neutral";
            case ORANGE -> "warning";
            case RED, BLACK -> "danger";
        };
    }

    private static Label wrapped(String text, String... styles) {
        Label label = Widgets.label(text, styles);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
