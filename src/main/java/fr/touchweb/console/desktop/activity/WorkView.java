package fr.touchweb.console.desktop.activity;

import fr.touchweb.console.core.task.EndedTask;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.RunningTask;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.RunningWork;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.EmptyState;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Tables;
import fr.touchweb.console.desktop.widget.Widgets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** What runs, with progress and cancel, and what has ended and how. */
final class WorkView {
    private final Words words;
    private final RunningWork work;
    private final VBox running = new VBox();
    private final TableView<EndedTask> past = new TableView<>();
    private final VBox view = new VBox();
    private final Listening listening = new Listening();

    WorkView(Desk desk, RunningWork work) {
        this.words = desk.words();
        this.work = work;
        running.getStyleClass().add("running-work");
        past.setId("past-work");
        past.setAccessibleText(words.get("activity.tab.work"));
        Tables.columns(past, List.of(
                Tables.text(words.get("activity.column.time"), 92, e -> words.formats().time(e.task().started()),
                        Comparator.comparingLong(e -> e.task().id()), "muted"),
                Tables.text(words.get("activity.column.duration"), 92,
                        e -> words.formats().duration(Duration.between(e.task().started(), e.ended())),
                        Comparator.comparing(e -> Duration.between(e.task().started(), e.ended())), "number"),
                Tables.column(words.get("activity.column.outcome"), 110, Comparator.comparing(WorkView::outcomeId),
                        this::fillOutcome),
                Tables.text(words.get("activity.column.work"), 400, e -> words.get(e.task().title()),
                        Comparator.comparing(e -> words.get(e.task().title())))));
        Tables.lastTakesTheRest(past);
        past.setItems(work.past());
        past.setPlaceholder(
                new EmptyState(words.get("activity.work.none"), words.get("activity.work.none.text"), null));
        VBox.setVgrow(past, javafx.scene.layout.Priority.ALWAYS);
        listening.list(work.shown(), this::showRunning);
        listening.changes(words.formatsProperty(), formats -> past.refresh());
    }

    Node view() {
        return view;
    }

    void release() {
        listening.stop();
        past.setItems(javafx.collections.FXCollections.observableArrayList());
    }

    private void showRunning() {
        running.getChildren().setAll(work.shown().stream().map(this::row).toList());
        if (work.shown().isEmpty()) {
            view.getChildren().setAll(past);
        } else {
            view.getChildren().setAll(running, past);
        }
    }

    private Node row(RunningTask task) {
        String title = words.get(task.title());
        String says = words.get(task.message());
        Label name = Widgets.label(title, "medium");
        Label now = Widgets.label(says.equals(title) ? "" : says, "muted");
        double done = task.progress();
        ProgressBar bar = new ProgressBar(done < 0 ? ProgressBar.INDETERMINATE_PROGRESS : done);
        bar.setPrefWidth(160);
        bar.setAccessibleText(title);
        Label percent = Widgets.label(done < 0 ? "" : words.formats().percent(done), "muted");
        percent.setMinWidth(44);
        percent.setAlignment(Pos.CENTER_RIGHT);
        Button cancel = new Button(words.get("activity.work.cancel"));
        cancel.setOnAction(event -> task.cancel());
        HBox row = new HBox(name, now, Widgets.grow(), bar, percent, cancel);
        row.getStyleClass().add("work-row");
        return row;
    }

    private static String outcomeId(EndedTask ended) {
        return switch (ended.outcome()) {
            case Outcome.Success<?> success -> "done";
            case Outcome.Failure<?> failure -> "failed";
            case Outcome.Cancelled<?> cancelled -> "cancelled";
        };
    }

    private void fillOutcome(TableCell<EndedTask, EndedTask> cell, EndedTask ended) {
        String id = outcomeId(ended);
        cell.setText(words.get("activity.outcome." + id));
        if (id.equals("failed")) {
            cell.getStyleClass().add("danger");
        } else if (id.equals("cancelled")) {
            cell.getStyleClass().add("warning");
        }
    }
}
