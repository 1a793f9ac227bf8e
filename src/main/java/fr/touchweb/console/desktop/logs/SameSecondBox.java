package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.desktop.logs.SameSecond.Found;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.time.Duration;
import java.util.List;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** What other logs tell of the same time, each a way to its line; there only where they tell something. */
final class SameSecondBox extends VBox {
    private static final Duration SECOND = Duration.ofSeconds(2);
    private static final int LONGEST = 140;

    private final LogsModel model;
    private final Words words;

    SameSecondBox(LogsModel model, Words words) {
        super(8);
        this.model = model;
        this.words = words;
        setId("log-same-second");
    }

    /** Looks beside a line. */
    void show(long number, LogRecord record) {
        getChildren().clear();
        shown(false);
        model.line().sameSecond().find(number, record, found -> build(found, SameSecond.lasted(record)));
    }

    private void build(List<Found> found, Duration lasted) {
        shown(!found.isEmpty());
        getChildren().setAll(Widgets.label(
                words.get(lasted.compareTo(SECOND) < 0 ? "logs.same.second" : "logs.same.request"), "heading"));
        for (Found one : found) {
            SourceKey source = model.session().source(one.source());
            Hyperlink way = new Hyperlink(source.server() + " · " + source.fileName());
            way.setMinWidth(0);
            way.setOnAction(event -> model.show(one.number()));
            Label text = new Label(RowText.lines(
                    one.heading() == null ? one.text().replace("\\n", "\n") : words.get(one.heading()), LONGEST));
            text.setWrapText(true);
            text.getStyleClass().addAll("mono", "log-raw");
            VBox box = new VBox(4, way, text);
            box.getStyleClass().add("code-box");
            getChildren().add(box);
        }
    }

    private void shown(boolean there) {
        setVisible(there);
        setManaged(there);
    }
}
