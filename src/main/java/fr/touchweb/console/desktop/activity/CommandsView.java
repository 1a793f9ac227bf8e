package fr.touchweb.console.desktop.activity;

import fr.touchweb.console.core.journal.CommandEntry;
import fr.touchweb.console.core.text.Formats;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.EmptyState;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Tables;
import fr.touchweb.console.desktop.widget.Widgets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.collections.transformation.SortedList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Every command with server, time, duration, end and bytes; the chosen one whole, to copy and run by hand. */
final class CommandsView {
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    /** How the console's own requests end. */
    private static final Pattern HTTP = Pattern.compile("HTTP ([1-5])\\d\\d");
    private static final int LINE_LENGTH = 40;
    private static final int SHORTEST = 2;
    private static final int LONGEST = 24;

    private final ActivityModel model;
    private final Desk desk;
    private final Words words;
    private final TableView<CommandEntry> table = new TableView<>();
    private final VBox sheet = new VBox();
    private final BorderPane view = new BorderPane(table);
    private final Listening listening = new Listening();

    CommandsView(ActivityModel model, Desk desk) {
        this.model = model;
        this.desk = desk;
        this.words = desk.words();
        table.setId("commands");
        table.setAccessibleText(words.get("activity.tab.commands"));
        Tables.columns(table, List.of(
                Tables.text(words.get("activity.column.time"), 104,
                        e -> formats().timeMillis(e.started()), Comparator.comparingLong(CommandEntry::id), "muted"),
                Tables.text(words.get("activity.column.server"), 120, CommandEntry::server,
                        Comparator.comparing(CommandEntry::server), "mono"),
                Tables.text(words.get("activity.column.account"), 88, CommandEntry::account,
                        Comparator.comparing(CommandEntry::account), "muted"),
                Tables.column(words.get("activity.column.duration"), 84, Comparator.comparing(CommandsView::length),
                        this::fillDuration, "number"),
                Tables.column(words.get("activity.column.end"), 72, Comparator.comparing(CommandsView::result),
                        this::fillResult, "number"),
                Tables.text(words.get("activity.column.bytes"), 76,
                        e -> e.duration() == null ? "" : formats().size(e.bytesOut() + e.bytesError()),
                        Comparator.comparingLong(e -> e.bytesOut() + e.bytesError()), "number"),
                Tables.text(words.get("activity.column.command"), 400, e -> oneLine(e.line()),
                        Comparator.comparing(CommandEntry::line), "mono")));
        Tables.lastTakesTheRest(table);
        SortedList<CommandEntry> sorted = new SortedList<>(model.commands());
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.setPlaceholder(
                new EmptyState(words.get("activity.commands.none"), words.get("activity.commands.none.text"),
                        null));
        table.getSelectionModel().selectedItemProperty()
                .addListener((p, before, entry) -> {
                    if (entry != null) {
                        model.selectedProperty().set(entry);
                    }
                });
        table.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (COPY.match(event)) {
                event.consume();
                copySelected();
            }
        });
        sheet.getStyleClass().add("sheet-pane");
        sheet.setPrefWidth(360);
        sheet.setMinWidth(300);
        listening.now(model.selectedProperty(), this::showSheet);
        listening.list(model.commands(), this::refreshSelected);
        listening.changes(words.formatsProperty(), formats -> table.refresh());
    }

    Node view() {
        return view;
    }

    void release() {
        listening.stop();
        table.setItems(javafx.collections.FXCollections.observableArrayList());
    }

    void copySelected() {
        CommandEntry entry = model.selectedProperty().get();
        if (entry != null) {
            desk.copy().accept(entry.line());
        }
    }

    private Formats formats() {
        return words.formats();
    }

    private static Duration length(CommandEntry entry) {
        return Objects.requireNonNullElse(entry.duration(), Duration.ZERO);
    }

    private static String result(CommandEntry entry) {
        return Objects.requireNonNullElse(entry.result(), "");
    }

    /** A script of several lines stands on one, its line ends visible. */
    static String oneLine(String line) {
        return line.strip().replaceAll("\\s*\\R\\s*", " ↵ ");
    }

    private void fillDuration(TableCell<CommandEntry, CommandEntry> cell, CommandEntry entry) {
        Duration duration = entry.duration();
        cell.setText(duration == null ? words.get("activity.running") : formats().duration(duration));
        if (duration != null && duration.toSeconds() >= 10) {
            cell.getStyleClass().add("warning");
        }
    }

    private void fillResult(TableCell<CommandEntry, CommandEntry> cell, CommandEntry entry) {
        String result = result(entry);
        cell.setText(result);
        String colour = colour(result);
        if (colour != null) {
            cell.getStyleClass().add(colour);
        }
    }

    /** Style class of an end: an exit code, an HTTP status, or what cut it short; null for one that went well. */
    static @Nullable String colour(String result) {
        Matcher http = HTTP.matcher(result);
        if (http.matches()) {
            return switch (http.group(1).charAt(0)) {
                case '4' -> "warning";
                case '5' -> "danger";
                default -> null;
            };
        }
        return result.isEmpty() || result.equals("0")
                ? null
                : result.chars().allMatch(Character::isDigit) ? "warning" : "danger";
    }

    /** The selected entry is another object once the command has ended. */
    private void refreshSelected() {
        CommandEntry chosen = model.selectedProperty().get();
        if (chosen != null && chosen.duration() == null) {
            model.commands().stream().filter(e -> e.id() == chosen.id()).findFirst()
                    .ifPresent(model.selectedProperty()::set);
        }
    }

    private void showSheet(@Nullable CommandEntry entry) {
        view.setRight(entry == null ? null : sheet);
        if (entry == null) {
            table.getSelectionModel().clearSelection();
            return;
        }
        if (!entry.equals(table.getSelectionModel().getSelectedItem())) {
            table.getSelectionModel().select(entry);
        }
        GridPane facts = new GridPane();
        facts.getStyleClass().add("facts");
        fact(facts, "activity.column.account", entry.account());
        fact(facts, "activity.fact.started", formats().dateTime(entry.started()));
        fact(facts, "activity.column.duration", entry.duration() == null
                ? words.get("activity.running")
                : formats().duration(entry.duration()));
        fact(facts, "activity.column.end", result(entry));
        fact(facts, "activity.fact.output", formats().size(entry.bytesOut()));
        fact(facts, "activity.fact.errors", formats().size(entry.bytesError()));
        TextArea line = new TextArea(entry.line());
        line.setId("command-line");
        line.setAccessibleText(words.get("activity.column.command"));
        line.setEditable(false);
        line.setWrapText(true);
        line.getStyleClass().addAll("mono", "code-area");
        line.setPrefRowCount((int) Math.clamp(entry.line().length() / LINE_LENGTH + entry.line().lines().count(),
                SHORTEST, LONGEST));
        Button copy = new Button(words.get("activity.command.copyLine"), new FontIcon(Feather.COPY));
        copy.setId("copy-line");
        copy.setOnAction(event -> copySelected());
        sheet.getChildren().setAll(Widgets.label(entry.server(), "page-title"), facts, line, copy,
                wrapped(words.get("activity.commands.byHand")));
    }

    private static Label wrapped(String text) {
        Label label = Widgets.label(text, "caption", "muted");
        label.setWrapText(true);
        return label;
    }

    private void fact(GridPane grid, String key, String value) {
        grid.addRow(grid.getRowCount(), Widgets.label(words.get(key), "muted"), Widgets.label(value));
    }
}
