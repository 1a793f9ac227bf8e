package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.diagnose.probe.ProbeProblem;
import fr.touchweb.console.core.diagnose.redirect.Hop;
import fr.touchweb.console.core.diagnose.redirect.HopDiagnosis;
import fr.touchweb.console.core.diagnose.redirect.Timing;
import fr.touchweb.console.core.policy.RedirectPolicy;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** One hop: a line or two, or all that was measured when it is the one that is looked at. */
final class HopCard extends VBox {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final double ADDRESS_LEAST = 60;

    private final Words words;
    private final HopWords say;

    /**
     * @param selected whether it is unfolded
     * @param running whether probes may still come
     * @param buttons what can be done next, for the one that is unfolded
     */
    HopCard(HopDiagnosis one, boolean selected, boolean running, RedirectPolicy limits, Words words, Runnable select,
            FlowPane buttons) {
        this.words = words;
        say = new HopWords(words);
        getStyleClass().add("hop-card");
        pseudoClassStateChanged(SELECTED, selected);
        setId("hop-" + one.hop().number());
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.BUTTON);
        setAccessibleText(words.get("diagnosis.hop.accessible", one.hop().number(), say.status(one.hop()),
                one.hop().address().toString(), say.title(one)));
        setOnMouseClicked(event -> select.run());
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getTarget() == this && (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE)) {
                event.consume();
                select.run();
            }
        });
        getChildren().add(head(one));
        if (!selected) {
            addText(say.summary(one), "muted");
            return;
        }
        unfold(one, running, limits);
        getChildren().add(buttons);
    }

    private HBox head(HopDiagnosis one) {
        Label address = Widgets.label(one.hop().address().toString(), "mono", "hop-address");
        address.setMinWidth(ADDRESS_LEAST);
        address.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        address.setTooltip(new Tooltip(address.getText()));
        HBox.setHgrow(address, Priority.ALWAYS);
        address.setMaxWidth(Double.MAX_VALUE);
        Label title = Widgets.label(say.title(one), "strong");
        title.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(8, new StatusBadge(one.hop(), say), address, title);
        head.setAlignment(Pos.CENTER_LEFT);
        if (one.hop().kind() != Hop.Kind.FAILED) {
            Label sure = Widgets.label(words.get(one.judgement().confidence().text()), "confidence",
                    one.judgement().confidence().id());
            sure.setMinWidth(Region.USE_PREF_SIZE);
            sure.setTooltip(new Tooltip(words.get("diagnosis.confidence.help")));
            head.getChildren().add(sure);
        }
        return head;
    }

    private void unfold(HopDiagnosis one, boolean running, RedirectPolicy limits) {
        ProbeProblem problem = one.hop().probe().problem();
        if (problem != null) {
            note(words.get(problem.text()), one.hop().kind() == Hop.Kind.FAILED ? "danger" : "warning");
        }
        if (one.hop().kind() == Hop.Kind.TO_HTTPS) {
            addText(words.get("diagnosis.hop.toHttps"), "muted");
        }
        if (problem != null && problem.kind().isCertificate() && one.hop().probe().tls() != null) {
            getChildren().add(new CertificateFacts(one.hop().probe().tls(), words));
        }
        if (one.hop().kind() == Hop.Kind.FAILED) {
            return;
        }
        getChildren().add(new Waterfall(one, limits.frontEndBelowMillis(), limits.applicationAboveMillis(), words));
        Timing timing = one.timing();
        if (timing.samples().size() > 1) {
            getChildren().add(new DotPlot(timing, limits.frontEndBelowMillis(), limits.applicationAboveMillis(),
                    words));
        }
        addText(measured(one, running), "muted");
        if (timing.doubt() != null) {
            note(words.get(timing.doubt()), "warning");
        }
        if (one.hop().hsts() != null) {
            addText(words.get("diagnose.report.hsts", one.hop().hsts()), "muted");
        }
        for (Message remark : one.hop().remarks()) {
            addText(words.get(remark), "muted");
        }
    }

    /** How much the time rests on. */
    private String measured(HopDiagnosis one, boolean running) {
        Timing timing = one.timing();
        if (timing.probes() < 2) {
            return words.get(running && one.provisional() ? "diagnosis.hop.more" : "diagnosis.hop.once");
        }
        String probes = words.get("diagnosis.hop.measured", timing.probes(), controls(timing));
        return timing.coverage() > 0 ? say.time(timing) + " · " + probes : probes;
    }

    private static long controls(Timing timing) {
        return timing.samples().stream().filter(sample -> switch (sample.role()) {
            case CONTROL -> true;
            case TARGET, WARM_UP -> false;
        }).count();
    }

    private void addText(String text, String style) {
        if (!text.isEmpty()) {
            Label label = Widgets.label(text, "caption", style);
            label.setWrapText(true);
            getChildren().add(label);
        }
    }

    private void note(String text, String tone) {
        Label label = new Label(text);
        label.setWrapText(true);
        VBox box = new VBox(label);
        box.getStyleClass().addAll("note-box", tone);
        getChildren().add(box);
    }
}
