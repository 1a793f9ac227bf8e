package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.diagnose.Evidence;
import fr.touchweb.console.core.diagnose.proof.Layer;
import fr.touchweb.console.core.diagnose.proof.LogLine;
import fr.touchweb.console.core.diagnose.proof.Proof;
import fr.touchweb.console.core.diagnose.redirect.Hop;
import fr.touchweb.console.core.diagnose.redirect.HopDiagnosis;
import fr.touchweb.console.core.diagnose.redirect.RedirectReport;
import fr.touchweb.console.core.diagnose.rules.Rule;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Why the verdict is what it is: the rule, the evidence from the strongest on, what the server told, what is missing. */
final class EvidencePane extends SidePane {
    private static final double LEAST_READABLE = 1;

    private final RedirectModel model;
    private final Words words;
    private final HopWords say;
    private final Comparison comparison;

    /** @param foot stands below, whatever is shown: what can be done with the report */
    EvidencePane(RedirectModel model, Words words, Node foot) {
        super(foot);
        this.model = model;
        this.words = words;
        say = new HopWords(words);
        comparison = new Comparison(words);
    }

    /** Shows what is known now of the hop that is looked at. */
    void show(RedirectReport report) {
        content.getChildren().clear();
        Optional<HopDiagnosis> chosen = model.selected();
        if (chosen.isEmpty()) {
            return;
        }
        HopDiagnosis one = chosen.get();
        title(one);
        Proof proof = one.proof();
        if (proof != null) {
            proof.rules().forEach(this::rule);
        }
        one.judgement().evidence().stream().filter(evidence -> !isRule(evidence, proof))
                .forEach(evidence -> evidence(evidence, one));
        if (proof != null) {
            lines(proof);
            layers(proof);
            list(words.get("diagnosis.evidence.gaps"), proof.gaps());
        }
        browser(one);
        content.getChildren().addAll(comparison.of(report, model.pastProperty().get()));
        list(words.get("diagnosis.evidence.remarks"), report.remarks());
    }

    private void title(HopDiagnosis one) {
        boolean failed = one.hop().kind() == Hop.Kind.FAILED;
        content.getChildren().add(Widgets.label(failed
                ? words.get("diagnosis.evidence.titleFailed")
                : words.get("diagnosis.evidence.title",
                        say.verdict(one.judgement().verdict(), one.judgement().origin())),
                "heading"));
        String caption = failed
                ? "diagnosis.evidence.captionFailed"
                : one.provisional() ? "diagnosis.evidence.captionEarly" : "diagnosis.evidence.caption";
        wrapped(content, words.get(caption, one.hop().number()), "muted", "caption", "evidence-caption");
    }

    private void rule(Rule rule) {
        boolean sure = rule.fit() == Rule.Fit.CERTAIN;
        VBox section = section();
        wrapped(section, words.get(sure ? "diagnosis.rule.found" : "diagnosis.rule.possible", rule.line(),
                rule.file()), "caption");
        section.getChildren().add(code(rule.text()));
        rule.doubts().forEach(doubt -> wrapped(section, words.get(doubt), "caption", "warning"));
    }

    /** Whether evidence says no more than the rule that stands above it. */
    private boolean isRule(Evidence evidence, @Nullable Proof proof) {
        return proof != null && evidence.kind() == Evidence.Kind.PROOF
                && proof.rules().stream().anyMatch(rule -> words.get(evidence.reason()).contains(rule.text()));
    }

    private void evidence(Evidence evidence, HopDiagnosis one) {
        Label reason = Widgets.label(words.get(evidence.reason()), "reason");
        reason.setWrapText(true);
        HBox.setHgrow(reason, Priority.ALWAYS);
        reason.setMaxWidth(Double.MAX_VALUE);
        String tone = evidence.kind() == Evidence.Kind.NEUTRAL || evidence.decibans() == 0
                && evidence.kind() != Evidence.Kind.PROOF
                        ? "muted"
                        : HopWords.against(evidence, one.judgement()) ? "warning" : "good";
        Label weight = Widgets.label(say.weight(evidence, one.judgement()), "caption", "medium", tone);
        weight.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = new HBox(12, reason, weight);
        row.setAlignment(Pos.TOP_LEFT);
        row.getStyleClass().add("evidence-row");
        content.getChildren().add(row);
    }

    private void lines(Proof proof) {
        if (proof.lines().isEmpty()) {
            return;
        }
        VBox section = section();
        section.getChildren().add(Widgets.label(words.get("diagnosis.evidence.lines", proof.server()), "heading"));
        for (LogLine line : proof.lines()) {
            wrapped(section, words.get(line.meaning()), "caption");
            section.getChildren().add(code(line.text()));
            wrapped(section, line.file(), "caption", "muted");
        }
    }

    private void layers(Proof proof) {
        if (proof.layers().isEmpty()) {
            return;
        }
        VBox section = section();
        section.getChildren().add(Widgets.label(words.get("diagnosis.evidence.layers"), "heading"));
        for (Layer layer : proof.layers()) {
            Label name = Widgets.label(HopWords.name(layer.origin()) + " · " + layer.address(), "caption");
            HBox.setHgrow(name, Priority.ALWAYS);
            name.setMaxWidth(Double.MAX_VALUE);
            int status = layer.probe().status();
            Label answer = Widgets.label(words.get(layer.same() ? "diagnosis.layer.same" : "diagnosis.layer.other",
                    status < 0 ? "—" : String.valueOf(status)), "caption", layer.same() ? "medium" : "muted");
            answer.setMinWidth(Region.USE_PREF_SIZE);
            section.getChildren().add(new HBox(12, name, answer));
            if (layer.probe().problem() != null && layer.probe().answer() == null) {
                wrapped(section, words.get(layer.probe().problem().text()), "caption", "warning");
            }
        }
    }

    /** What a browser would have shown, beside what the server took of it (design rule C1). */
    private void browser(HopDiagnosis one) {
        double browser = one.timing().browser();
        if (Double.isNaN(browser) || browser < LEAST_READABLE || Double.isNaN(one.timing().median())) {
            return;
        }
        VBox section = section();
        section.getChildren().add(Widgets.label(words.get("diagnosis.browser.title"), "heading"));
        double way = Math.max(0, browser - Math.max(0, one.timing().median()));
        wrapped(section, words.get("diagnosis.browser.text", say.millis(browser), say.millis(way)), "caption", "muted");
    }

    private void list(String title, List<Message> texts) {
        if (texts.isEmpty()) {
            return;
        }
        VBox section = section();
        section.getChildren().add(Widgets.label(title, "heading"));
        texts.forEach(text -> wrapped(section, words.get(text), "caption", "muted"));
    }

    private VBox section() {
        VBox section = new VBox(4);
        section.getStyleClass().add("sheet-section");
        content.getChildren().add(section);
        return section;
    }

    static Node code(String text) {
        Label label = Widgets.label(text, "mono", "code-text");
        label.setWrapText(true);
        VBox box = new VBox(label);
        box.getStyleClass().add("code-box");
        return box;
    }

    private static void wrapped(VBox into, String text, String... styles) {
        Label label = Widgets.label(text, styles);
        label.setWrapText(true);
        into.getChildren().add(label);
    }
}
