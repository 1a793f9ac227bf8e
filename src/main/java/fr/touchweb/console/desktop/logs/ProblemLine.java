package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Widgets;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** What the last action could not do, and what could be done about it. */
final class ProblemLine extends HBox {
    private final Listening listening = new Listening();

    ProblemLine(LogsModel model, Words words) {
        super(12);
        Label text = Widgets.label("", "warning");
        text.setMinWidth(0);
        Hyperlink action = new Hyperlink();
        action.setId("log-offer");
        action.setMinWidth(Region.USE_PREF_SIZE);
        getStyleClass().add("log-problem");
        setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(text, action);
        listening.now(model.problemProperty(), problem -> {
            text.setText(problem == null ? "" : words.get(problem));
            setVisible(problem != null);
            setManaged(problem != null);
        });
        listening.now(model.offerProperty(), offer -> {
            action.setVisible(offer != null);
            action.setManaged(offer != null);
            action.setText(offer == null ? "" : words.get(offer.words()));
            action.setOnAction(event -> {
                if (offer != null) {
                    model.offerProperty().set(null);
                    model.problemProperty().set(null);
                    offer.action().run();
                }
            });
        });
        // An offer is about the problem that it came with.
        listening.changes(model.problemProperty(), problem -> {
            if (problem == null) {
                model.offerProperty().set(null);
            }
        });
    }

    void dispose() {
        listening.stop();
    }
}
