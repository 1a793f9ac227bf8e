package fr.touchweb.console.desktop.shell;

import fr.touchweb.console.core.task.RunningTask;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Connections, facts of the page, and the newest work with progress and cancel. */
final class StatusBar {
    private final Desk desk;
    private final HBox view = new HBox();
    private final HBox pageFacts = new HBox();
    private final Region dot = new Region();
    private final Label connections = Widgets.label("", "status-item");
    private final HBox work = new HBox();
    private final Label workText = new Label();
    private final Label more = new Label();
    private final ProgressBar progress = new ProgressBar();
    private final Button cancel;
    private final Listening listening = new Listening();
    private final ListChangeListener<Message> factsChanged = change -> showPageFacts();
    private @Nullable ObservableList<Message> facts;
    private @Nullable RunningTask shown;

    StatusBar(Desk desk, ShellFacts shellFacts, RunningWork running) {
        this.desk = desk;
        view.getStyleClass().add("status-bar");
        view.setAlignment(Pos.CENTER_LEFT);
        pageFacts.getStyleClass().add("status-facts");
        pageFacts.setAlignment(Pos.CENTER_LEFT);
        pageFacts.setMinWidth(Region.USE_PREF_SIZE);
        dot.getStyleClass().add("dot");
        HBox counted = new HBox(dot, connections);
        counted.getStyleClass().add("status-connections");
        counted.setAlignment(Pos.CENTER_LEFT);
        counted.setMinWidth(Region.USE_PREF_SIZE);
        work.getStyleClass().add("status-work");
        work.visibleProperty().addListener((p, before, after) -> work.setManaged(after));
        progress.setPrefWidth(120);
        progress.setMinWidth(60);
        more.managedProperty().bind(more.visibleProperty());
        cancel = Widgets.iconButton(Feather.X, desk.words().get("shell.work.cancel"));
        cancel.getStyleClass().add("small");
        more.setMinWidth(Region.USE_PREF_SIZE);
        cancel.setId("work-cancel");
        cancel.setOnAction(event -> {
            if (shown != null) {
                shown.cancel();
            }
        });
        work.getChildren().addAll(more, workText, progress, cancel);
        view.getChildren().addAll(counted, pageFacts, Widgets.grow(), work);
        listening.now(shellFacts.connections(), this::showConnections);
        listening.list(running.shown(), () -> showWork(running.shown()));
    }

    Node view() {
        return view;
    }

    /** Follows the facts of the page in sight. */
    void follow(@Nullable Page page) {
        if (facts != null) {
            facts.removeListener(factsChanged);
        }
        facts = page == null ? null : page.status();
        if (facts != null) {
            facts.addListener(factsChanged);
        }
        showPageFacts();
    }

    void release() {
        follow(null);
        listening.stop();
    }

    private void showPageFacts() {
        List<Node> labels = new ArrayList<>();
        if (facts != null) {
            facts.forEach(fact -> labels.add(Widgets.label(desk.words().get(fact), "status-item")));
        }
        pageFacts.getChildren().setAll(labels);
    }

    private void showConnections(Connections now) {
        String state = now.failed() > 0 ? "danger" : now.opening() > 0 ? "warning" : now.open() > 0 ? "good" : "none";
        dot.getStyleClass().setAll("dot", state);
        StringBuilder text = new StringBuilder(desk.words().get("shell.connections.open", now.open()));
        if (now.opening() > 0) {
            text.append(", ").append(desk.words().get("shell.connections.opening", now.opening()));
        }
        if (now.failed() > 0) {
            text.append(", ").append(desk.words().get("shell.connections.failed", now.failed()));
        }
        connections.setText(text.toString());
    }

    private void showWork(List<RunningTask> tasks) {
        work.setVisible(!tasks.isEmpty());
        work.setManaged(!tasks.isEmpty());
        if (tasks.isEmpty()) {
            shown = null;
            return;
        }
        RunningTask task = tasks.getLast();
        shown = task;
        Words words = desk.words();
        String title = words.get(task.title());
        String says = words.get(task.message());
        String text = says.equals(title) ? title : title + " · " + says;
        double done = task.progress();
        workText.setText(done < 0 ? text : text + " · " + words.formats().percent(done));
        progress.setProgress(done < 0 ? ProgressBar.INDETERMINATE_PROGRESS : done);
        progress.setAccessibleText(text);
        more.setVisible(tasks.size() > 1);
        more.setText(tasks.size() > 1 ? words.get("shell.work.more", tasks.size() - 1) : "");
    }
}
