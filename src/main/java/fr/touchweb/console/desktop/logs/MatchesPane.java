package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.logs.LineFilter;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Widgets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Every line that was read on which the search holds, with as many lines around each as wanted. */
final class MatchesPane extends VBox {
    private final LogsModel model;
    private final Words words;
    private final LogRows rows;
    private final Label said = Widgets.label("", "muted");
    private final Listening listening = new Listening();

    MatchesPane(LogsModel model, Words words) {
        this.model = model;
        this.words = words;
        rows = new LogRows(model.matches(), model, words);
        rows.setId("log-matches");
        VBox.setVgrow(rows, Priority.ALWAYS);
        AroundChoice around = new AroundChoice("matches-around", model.matches().aroundProperty(), words);
        listening.changes(model.matches().aroundProperty(), count -> around.setValue(count.intValue()));
        HBox head = new HBox(8, said, Widgets.grow(), around);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("log-second-bar");
        getChildren().addAll(head, rows);
        listening.now(model.matches().changesProperty(), count -> draw());
    }

    LogRows lines() {
        return rows;
    }

    /** Draws what is known now. */
    void draw() {
        LineFilter what = model.search().wantedProperty().get();
        MatchesModel matches = model.matches();
        double progress = matches.progress();
        String text = what == null
                ? words.get("logs.matches.none")
                : words.get("logs.matches.count", what.query(), matches.hits());
        said.setText(what != null && progress < 1
                ? text + " · " + words.formats().percent(progress)
                : text);
        rows.fill();
    }

    void dispose() {
        listening.stop();
    }
}
