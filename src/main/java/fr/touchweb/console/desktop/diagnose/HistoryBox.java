package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.diagnose.PastRun.PastHop;
import fr.touchweb.console.desktop.shell.Choice;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Question;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.TallScroll;
import fr.touchweb.console.desktop.widget.Widgets;
import java.time.Instant;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Earlier runs of an address, newest first. */
final class HistoryBox {
    private final Desk desk;
    private final Words words;
    private final HopWords say;
    private final Comparison comparison;

    HistoryBox(Desk desk) {
        this.desk = desk;
        words = desk.words();
        say = new HopWords(words);
        comparison = new Comparison(words);
    }

    void open(String address, List<PastRun> past) {
        VBox body = new VBox();
        body.getStyleClass().add("past-runs");
        for (PastRun run : past) {
            body.getChildren().add(run(run));
        }
        open(address, body);
    }

    void openCaches(String address, List<PastCache> past) {
        VBox body = new VBox();
        body.getStyleClass().add("past-runs");
        for (PastCache run : past) {
            Label steps = Widgets.label(comparison.steps(run), "caption", "muted");
            steps.setWrapText(true);
            VBox box = new VBox(2, Widgets.label(words.formats().dateTime(Instant.ofEpochMilli(run.started())),
                    "medium"), steps);
            box.getStyleClass().add("past-run");
            body.getChildren().add(box);
        }
        open(address, body);
    }

    private void open(String address, VBox body) {
        if (body.getChildren().isEmpty()) {
            body.getChildren().add(Widgets.label(words.get("diagnosis.past.none"), "muted"));
        }
        TallScroll scroll = new TallScroll(body);
        desk.dialogs().open(Question.of(Message.of("diagnosis.past.title"), Message.of("diagnosis.plain", address),
                List.of(), Choice.safe("close", Message.of("diagnosis.close"))), scroll, null, null, answer -> {});
    }

    private Region run(PastRun run) {
        VBox box = new VBox(2);
        box.getStyleClass().add("past-run");
        box.getChildren().add(Widgets.label(words.formats().dateTime(Instant.ofEpochMilli(run.started())) + " · "
                + comparison.way(run), "medium"));
        for (PastHop hop : run.hops()) {
            String time = hop.median() == null
                    ? ""
                    : " · " + words.get("diagnosis.hop.timeOnce",
                            say.millis(hop.median()));
            Label line = Widgets.label(hop.url() + "\n" + say.verdict(hop.verdict(), hop.origin()) + time, "caption",
                    "muted");
            line.setWrapText(true);
            box.getChildren().add(line);
        }
        return box;
    }
}
