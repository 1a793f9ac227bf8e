package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.diagnose.cache.CacheReport;
import fr.touchweb.console.core.diagnose.cache.CacheStep;
import fr.touchweb.console.core.diagnose.probe.Probe;
import fr.touchweb.console.core.diagnose.probe.ProbeProblem;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The guide's steps from the browser to the file, each with its verdict, and what to do. */
final class CachePane extends VBox {
    private final DiagnoseModel model;
    private final Desk desk;
    private final Words words;

    CachePane(DiagnoseModel model, Desk desk) {
        this.model = model;
        this.desk = desk;
        words = desk.words();
        getStyleClass().add("hop-list");
    }

    void show(CacheReport report) {
        getChildren().clear();
        int number = 0;
        for (CacheStep step : report.steps()) {
            getChildren().add(step(step, ++number, number == report.steps().size() && report.finished()
                    && report.advice().isEmpty()));
        }
        if (!report.advice().isEmpty()) {
            getChildren().add(advice(report.advice()));
        }
    }

    private HBox step(CacheStep step, int number, boolean last) {
        Label circle = Widgets.label(String.valueOf(number), "hop-number");
        Region line = new Region();
        line.getStyleClass().add("hop-line");
        line.setVisible(!last);
        VBox.setVgrow(line, Priority.ALWAYS);
        VBox rail = new VBox(circle, line);
        rail.getStyleClass().add("hop-rail");
        VBox card = new VBox();
        card.getStyleClass().add("hop-card");
        card.setId("step-" + step.place().name().toLowerCase(Locale.ROOT));
        Label verdict = Widgets.label(words.get(step.state()), "confidence", tone(step.verdict()));
        verdict.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(8, Widgets.label(words.get(step.place().title()), "strong"), Widgets.grow(), verdict);
        head.setAlignment(Pos.CENTER_LEFT);
        card.getChildren().addAll(head, wrapped(words.get(step.text())));
        step.evidence().forEach(evidence -> card.getChildren().add(wrapped(words.get(evidence.reason()), "caption",
                "muted")));
        step.probes().forEach(probe -> card.getChildren().add(request(probe)));
        certificate(step, card);
        HBox.setHgrow(card, Priority.ALWAYS);
        HBox row = new HBox(rail, card);
        row.getStyleClass().add("hop-row");
        return row;
    }

    private void certificate(CacheStep step, VBox card) {
        step.probes().stream().filter(probe -> probe.answer() == null && isCertificate(probe.problem())).findFirst()
                .ifPresent(probe -> {
                    if (probe.tls() != null) {
                        card.getChildren().add(new CertificateFacts(probe.tls(), words));
                    }
                    Button go = new Button(words.get("diagnosis.action.goOn"));
                    go.setId("go-on");
                    go.disableProperty().bind(model.cache().runningProperty());
                    go.setOnAction(event -> model.goOn(true, false));
                    card.getChildren().add(go);
                });
    }

    private static boolean isCertificate(@Nullable ProbeProblem problem) {
        return problem != null && problem.kind().isCertificate();
    }

    /** A request that the step rests on, and the headers of its answer that tell of caches. */
    private Node request(Probe probe) {
        String status = probe.status() < 0 ? "—" : String.valueOf(probe.status());
        Label address = Widgets.label(status + "  " + probe.address(), "mono", "caption");
        address.setMinWidth(0);
        HBox.setHgrow(address, Priority.ALWAYS);
        address.setMaxWidth(Double.MAX_VALUE);
        Label size = Widgets.label(probe.answer() == null
                ? probe.problem() == null ? "" : words.get(probe.problem().text())
                : words.formats().size(probe.answer().bodyBytes()), "caption", "muted");
        if (probe.answer() != null) {
            size.setMinWidth(Region.USE_PREF_SIZE);
        }
        HBox row = new HBox(12, address, size);
        row.getStyleClass().add("cache-request");
        return row;
    }

    private static String tone(CacheStep.State state) {
        return switch (state) {
            case STALE -> "warning";
            case FRESH, NONE -> "good";
            case POSSIBLE, UNKNOWN -> "neutral";
        };
    }

    private Node advice(List<CacheReport.Advice> advice) {
        VBox box = new VBox(8);
        box.getStyleClass().addAll("hop-card", "advice");
        box.setId("cache-advice");
        box.getChildren().add(Widgets.label(words.get("diagnosis.cache.todo"), "strong"));
        for (CacheReport.Advice one : advice) {
            box.getChildren().add(wrapped(words.get(one.text())));
            if (one.request() != null) {
                String text = words.get(one.request());
                box.getChildren().add(EvidencePane.code(text));
                Button copy = new Button(words.get("diagnosis.action.copyRequest"));
                copy.setOnAction(event -> desk.copy().accept(text));
                box.getChildren().add(copy);
            }
        }
        Label mark = Widgets.label("✓", "hop-number");
        VBox rail = new VBox(mark);
        rail.getStyleClass().add("hop-rail");
        HBox.setHgrow(box, Priority.ALWAYS);
        HBox row = new HBox(rail, box);
        row.getStyleClass().add("hop-row");
        return row;
    }

    private static Label wrapped(String text, String... styles) {
        Label label = Widgets.label(text, styles);
        label.setWrapText(true);
        return label;
    }
}
