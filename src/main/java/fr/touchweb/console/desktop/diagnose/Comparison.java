package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.diagnose.redirect.RedirectReport;
import fr.touchweb.console.desktop.diagnose.PastRun.PastHop;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.time.Instant;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** A run held against the one before. */
final class Comparison {
    private final Words words;
    private final HopWords say;

    Comparison(Words words) {
        this.words = words;
        say = new HopWords(words);
    }

    /** What changed since the last run; nothing when there was none. */
    List<Node> of(RedirectReport report, List<PastRun> past) {
        if (past.isEmpty() || report.hops().isEmpty()) {
            return List.of();
        }
        PastRun before = past.getFirst();
        PastRun now = PastRun.of(report);
        VBox section = new VBox(4);
        section.getStyleClass().add("sheet-section");
        section.getChildren().add(Widgets.label(words.get("diagnosis.past.since",
                words.formats().dateTime(Instant.ofEpochMilli(before.started()))), "heading"));
        String text;
        boolean changed = true;
        int other = now.firstOtherVerdict(before);
        if (!now.sameWay(before)) {
            text = words.get("diagnosis.past.otherWay", way(before), way(now));
        } else if (other >= 0) {
            PastHop was = before.hops().get(other);
            PastHop is = now.hops().get(other);
            text = words.get("diagnosis.past.otherVerdict", other + 1, say.verdict(was.verdict(), was.origin()),
                    say.verdict(is.verdict(), is.origin()));
        } else {
            text = words.get("diagnosis.past.same");
            changed = false;
        }
        Label label = Widgets.label(text, "caption", changed ? "warning" : "muted");
        label.setWrapText(true);
        section.getChildren().add(label);
        times(before, now, section);
        return List.of(section);
    }

    private void times(PastRun before, PastRun now, VBox section) {
        for (int i = 0; i < Math.min(before.hops().size(), now.hops().size()); i++) {
            Double was = before.hops().get(i).median();
            Double is = now.hops().get(i).median();
            if (was != null && is != null) {
                section.getChildren().add(Widgets.label(words.get("diagnosis.past.time", i + 1, say.millis(was),
                        say.millis(is)), "caption", "muted"));
            }
        }
    }

    /** A run in one line: statuses and the last address. */
    String way(PastRun run) {
        String statuses = String.join(" → ", run.hops().stream()
                .map(hop -> hop.status() < 0 ? "—" : String.valueOf(hop.status())).toList());
        return run.loop() ? words.get("diagnosis.past.loop", statuses) : statuses;
    }
}
