package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.diagnose.cache.CacheReport;
import fr.touchweb.console.core.diagnose.cache.CacheStep;
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
        VBox section = since(before.started());
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
        add(section, text, changed);
        times(before, now, section);
        return List.of(section);
    }

    private VBox since(long started) {
        VBox section = new VBox(4);
        section.getStyleClass().add("sheet-section");
        section.getChildren().add(Widgets.label(words.get("diagnosis.past.since",
                words.formats().dateTime(Instant.ofEpochMilli(started))), "heading"));
        return section;
    }

    private static void add(VBox section, String text, boolean changed) {
        Label label = Widgets.label(text, "caption", changed ? "warning" : "muted");
        label.setWrapText(true);
        section.getChildren().add(label);
    }

    /** The same for stale content: verdicts of the steps, and what was got. */
    List<Node> of(CacheReport report, List<PastCache> past) {
        if (past.isEmpty() || report.steps().isEmpty()) {
            return List.of();
        }
        PastCache before = past.getFirst();
        PastCache now = PastCache.of(report);
        VBox section = since(before.started());
        boolean same = true;
        for (PastCache.PastStep step : now.steps()) {
            CacheStep.State was = before.at(step.place());
            if (was != null && was != step.state()) {
                add(section,
                        words.get("diagnosis.past.cacheStep", words.get(step.place().title()), state(step.place(), was),
                                state(step.place(), step.state())),
                        true);
                same = false;
            }
        }
        if (now.otherContent(before)) {
            add(section, words.get("diagnosis.past.cacheContent"), true);
        } else if (same) {
            add(section, words.get(now.sha256() == null || before.sha256() == null
                    ? "diagnosis.past.cacheVerdicts"
                    : "diagnosis.past.cacheSame"), false);
        }
        return List.of(section);
    }

    /** A run for stale content in one line. */
    String steps(PastCache run) {
        return String.join(" · ", run.steps().stream()
                .map(step -> words.get("diagnosis.past.cachePlace", words.get(step.place().title()),
                        state(step.place(), step.state())))
                .toList());
    }

    private String state(CacheStep.Place place, CacheStep.State state) {
        return words.get(CacheStep.state(place, state));
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
