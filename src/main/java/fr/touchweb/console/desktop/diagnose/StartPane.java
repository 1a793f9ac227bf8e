package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.EmptyState;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** What stands where there is no report yet: what this is, sites to begin with, or that the first answer is awaited. */
final class StartPane extends StackPane {
    private static final int MOST_SITES = 8;
    private static final double SITES_WIDTH = 720;

    private final DiagnoseModel model;
    private final Words words;
    private final Runnable focusField;

    StartPane(DiagnoseModel model, Words words, Runnable focusField) {
        this.model = model;
        this.words = words;
        this.focusField = focusField;
        getStyleClass().add("start-pane");
    }

    void show(boolean running, List<Message> remarks) {
        if (running) {
            waiting();
            return;
        }
        boolean cache = model.tabProperty().get() == DiagnoseTab.CACHE;
        VBox all = new VBox(8);
        all.setAlignment(Pos.CENTER);
        all.getChildren().add(new EmptyState(words.get(cache ? "diagnosis.empty.cache" : "diagnosis.empty.redirect"),
                words.get(cache ? "diagnosis.empty.cacheText" : "diagnosis.empty.redirectText"), null));
        for (Message remark : remarks) {
            Label label = Widgets.label(words.get(remark), "warning");
            label.setWrapText(true);
            all.getChildren().add(label);
        }
        List<Places.Site> sites = model.sitesInScope().stream().limit(MOST_SITES).toList();
        if (!sites.isEmpty()) {
            all.getChildren().add(Widgets.label(words.get("diagnosis.empty.sites"), "muted", "caption"));
            FlowPane row = new FlowPane(8, 8);
            row.setAlignment(Pos.CENTER);
            row.setMaxWidth(SITES_WIDTH);
            for (Places.Site site : sites) {
                Button button = new Button(site.address().toString());
                button.getStyleClass().setAll("chip");
                button.setOnAction(event -> {
                    model.take(site.address().toString());
                    focusField.run();
                });
                row.getChildren().add(button);
            }
            all.getChildren().add(row);
        }
        getChildren().setAll(all);
    }

    private void waiting() {
        ProgressIndicator turning = new ProgressIndicator();
        turning.setMaxSize(28, 28);
        VBox box = new VBox(12, turning, Widgets.label(words.get("diagnosis.meter.start"), "muted"));
        box.setAlignment(Pos.CENTER);
        getChildren().setAll(box);
    }
}
