package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.diagnose.cache.CacheReport;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** What a run for stale content found beside its steps. */
final class CacheFacts extends SidePane {
    private final Words words;

    /** @param foot stands below: what can be done with the report */
    CacheFacts(Words words, Node foot) {
        super(foot);
        this.words = words;
    }

    /** @param past earlier runs of the same address, newest first */
    void show(CacheReport report, List<PastCache> past) {
        content.getChildren().clear();
        content.getChildren().add(Widgets.label(words.get("diagnosis.cache.facts"), "heading"));
        Label help = Widgets.label(words.get("diagnosis.cache.browserHelp"), "caption", "muted", "evidence-caption");
        help.setWrapText(true);
        content.getChildren().add(help);
        for (CacheReport.Fact fact : report.facts()) {
            content.getChildren().add(fact(fact));
        }
        content.getChildren().addAll(new Comparison(words).of(report, past));
    }

    private HBox fact(CacheReport.Fact fact) {
        String said = words.get(fact.text());
        Label text = Widgets.label(fact.documented() ? words.get("diagnose.report.documented", said) : said,
                "reason");
        text.setWrapText(true);
        HBox.setHgrow(text, Priority.ALWAYS);
        text.setMaxWidth(Double.MAX_VALUE);
        Label tone = Widgets.label(words.get("diagnosis.tone." + fact.tone().name().toLowerCase(Locale.ROOT)),
                "caption", "medium", switch (fact.tone()) {
                    case GOOD -> "good";
                    case WARNING -> "warning";
                    case DANGER -> "danger";
                    case NEUTRAL, UNKNOWN -> "muted";
                });
        tone.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(12, text, tone);
        row.setAlignment(Pos.TOP_LEFT);
        row.getStyleClass().add("evidence-row");
        return row;
    }
}
