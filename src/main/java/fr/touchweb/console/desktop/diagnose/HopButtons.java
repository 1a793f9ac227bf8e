package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.diagnose.probe.ProbeProblem;
import fr.touchweb.console.core.diagnose.redirect.Hop;
import fr.touchweb.console.core.diagnose.redirect.HopDiagnosis;
import fr.touchweb.console.desktop.shell.Words;
import java.util.function.BiConsumer;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;

/** What can be done next with a hop, as buttons. */
final class HopButtons {
    private final DiagnoseModel model;
    private final Words words;
    private final BiConsumer<String, String> logLines;

    /** @param logLines shows the log lines of a server that hold a text */
    HopButtons(DiagnoseModel model, Words words, BiConsumer<String, String> logLines) {
        this.model = model;
        this.words = words;
        this.logLines = logLines;
    }

    FlowPane of(HopDiagnosis one) {
        int number = one.hop().number();
        FlowPane row = new FlowPane(8, 8);
        row.getStyleClass().add("hop-buttons");
        ProbeProblem problem = one.hop().probe().problem();
        if (one.hop().kind() == Hop.Kind.FAILED) {
            if (problem != null && problem.kind().isCertificate()) {
                add(row, "go-on", words.get("diagnosis.action.goOn"), () -> model.goOn(true, false));
            }
            return row;
        }
        HopWords.rule(one).ifPresent(rule -> add(row, "open-rule",
                words.get("diagnosis.action.openLine", rule.line(), HopWords.file(rule)),
                () -> model.openRule(number, rule)));
        model.serverOfHop(number).ifPresent(server -> {
            add(row, "log-lines", words.get("diagnosis.action.logLines"),
                    () -> logLines.accept(server, one.hop().address().path()));
            add(row, "measure-server", words.get("diagnosis.action.measureServer", server),
                    () -> model.measureFromServer(number));
            if (one.proof() == null) {
                add(row, "prove", words.get("diagnosis.action.prove", server), () -> model.prove(number));
            }
        });
        if (one.timing().probes() < 2) {
            add(row, "measure", words.get("diagnosis.action.measure"), () -> model.measure(number));
        }
        return row;
    }

    private void add(FlowPane row, String id, String text, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.disableProperty().bind(model.redirect().runningProperty());
        button.setOnAction(event -> action.run());
        row.getChildren().add(button);
    }
}
