package fr.touchweb.console.desktop.activity;

import fr.touchweb.console.core.journal.ChangeEntry;
import fr.touchweb.console.core.journal.Verification;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.EmptyState;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Tables;
import fr.touchweb.console.desktop.widget.Widgets;
import java.io.File;
import java.util.Comparator;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/** The journal of changes, and whether its chain holds. */
final class ChangesView {
    private final Words words;
    private final TableView<ChangeEntry> table = new TableView<>();
    private final Label verdict = new Label();
    private final BorderPane view = new BorderPane(table);
    private final Listening listening = new Listening();

    ChangesView(ActivityModel model, Desk desk) {
        this.words = desk.words();
        table.setId("changes");
        table.setAccessibleText(words.get("activity.tab.changes"));
        Tables.columns(table, List.of(
                Tables.text(words.get("activity.column.time"), 148, e -> words.formats().dateTime(e.time()),
                        Comparator.comparingLong(ChangeEntry::sequence), "muted"),
                Tables.text(words.get("activity.column.person"), 100, ChangeEntry::person,
                        Comparator.comparing(ChangeEntry::person)),
                Tables.text(words.get("activity.column.target"), 130, ChangeEntry::target,
                        Comparator.comparing(ChangeEntry::target), "mono"),
                Tables.text(words.get("activity.column.action"), 150, ChangeEntry::action,
                        Comparator.comparing(ChangeEntry::action)),
                Tables.column(words.get("activity.column.outcome"), 120, Comparator.comparing(ChangeEntry::result),
                        ChangesView::fillResult),
                Tables.text(words.get("activity.column.detail"), 400, e -> CommandsView.oneLine(e.detail()),
                        Comparator.comparing(ChangeEntry::detail), "muted")));
        Tables.lastTakesTheRest(table);
        table.setItems(model.changes());
        table.setPlaceholder(
                new EmptyState(words.get("activity.changes.none"), words.get("activity.changes.none.text"), null));
        Button verify = new Button(words.get("activity.command.verify"));
        verify.setOnAction(event -> model.verify());
        Button export = new Button(words.get("activity.command.export"));
        export.setId("changes-export");
        export.disableProperty().bind(Bindings.isEmpty(model.changes()));
        export.setOnAction(event -> {
            File chosen = chooser().showSaveDialog(view.getScene().getWindow());
            if (chosen != null) {
                model.export(chosen.toPath());
            }
        });
        HBox foot = new HBox(8, verdict, Widgets.grow(), export, verify);
        foot.setAlignment(Pos.CENTER_LEFT);
        foot.getStyleClass().add("page-foot");
        view.setBottom(foot);
        listening.now(model.verificationProperty(), this::show);
        listening.changes(words.formatsProperty(), formats -> table.refresh());
    }

    private FileChooser chooser() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(words.get("activity.command.export"));
        chooser.setInitialFileName("changes.csv");
        chooser.getExtensionFilters().addAll(new FileChooser.ExtensionFilter("CSV", "*.csv"),
                new FileChooser.ExtensionFilter("JSON Lines", "*.jsonl"));
        return chooser;
    }

    Node view() {
        return view;
    }

    void release() {
        listening.stop();
        table.setItems(FXCollections.observableArrayList());
    }

    private static void fillResult(TableCell<ChangeEntry, ChangeEntry> cell, ChangeEntry entry) {
        cell.setText(entry.result());
        if (entry.result().startsWith("failed")) {
            cell.getStyleClass().add("danger");
        }
    }

    private void show(@Nullable Verification found) {
        verdict.getStyleClass().removeAll("good", "danger", "muted");
        switch (found) {
            case null -> {
                verdict.setText(words.get("activity.verify.unknown"));
                verdict.getStyleClass().add("muted");
            }
            case Verification.Intact intact -> {
                verdict.setText("✓ " + words.get("activity.verify.intact", intact.entries(), intact.purged(),
                        intact.torn()));
                verdict.getStyleClass().add("good");
            }
            case Verification.Broken broken -> {
                verdict.setText("▲ " + words.get("activity.verify.broken", String.valueOf(broken.line()),
                        broken.reason()));
                verdict.getStyleClass().add("danger");
            }
        }
    }
}
