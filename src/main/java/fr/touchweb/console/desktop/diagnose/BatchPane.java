package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.diagnose.batch.BatchResult;
import fr.touchweb.console.core.diagnose.redirect.Hop;
import fr.touchweb.console.core.diagnose.redirect.HopDiagnosis;
import fr.touchweb.console.core.diagnose.redirect.RedirectReport;
import fr.touchweb.console.desktop.diagnose.BatchModel.Line;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.EmptyState;
import fr.touchweb.console.desktop.widget.Listening;
import fr.touchweb.console.desktop.widget.Tables;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A file of addresses as a table, one row each, checked politely. */
final class BatchPane extends VBox {
    private final BatchModel model;
    private final Words words;
    private final HopWords say;
    private final TableView<Line> table = new TableView<>();
    private final FilteredList<Line> shown;
    private final Label summary = Widgets.label("", "muted");
    private final ProgressBar progress = new ProgressBar(0);
    private final ToggleButton wrongOnly;
    private final Label problem = Widgets.label("", "warning");

    /**
     * @param choose opens a file
     * @param open diagnoses the address of a row by itself
     */
    BatchPane(BatchModel model, Words words, Runnable choose, Consumer<String> open, Listening listening) {
        this.model = model;
        this.words = words;
        say = new HopWords(words);
        shown = new FilteredList<>(model.lines());
        wrongOnly = new ToggleButton(words.get("diagnosis.batch.wrongOnly"));
        wrongOnly.getStyleClass().setAll("chip");
        wrongOnly.setOnAction(event -> filter());
        getStyleClass().add("batch-pane");
        build(choose, open);
        listening.list(model.lines(), this::refresh);
        listening.now(model.runningProperty(), running -> refresh());
        listening.now(model.problemProperty(), text -> {
            problem.setText(text == null ? "" : words.get(text));
            problem.setVisible(text != null);
            problem.setManaged(text != null);
        });
    }

    private void build(Runnable choose, Consumer<String> open) {
        problem.setWrapText(true);
        progress.setPrefWidth(120);
        summary.setMinWidth(Region.USE_PREF_SIZE);
        HBox line = new HBox(12, summary, progress, Widgets.grow(), wrongOnly);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("batch-line");
        Button action = new Button(words.get("diagnosis.batch.open"));
        action.setId("batch-open");
        action.getStyleClass().add("accent");
        action.setOnAction(event -> choose.run());
        table.setId("batch-table");
        table.setAccessibleText(words.get("diagnosis.tab.batch"));
        table.setPlaceholder(new EmptyState(words.get("diagnosis.batch.empty"), words.get("diagnosis.batch.emptyText"),
                action));
        SortedList<Line> sorted = new SortedList<>(shown);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        Tables.columns(table, List.of(
                Tables.text(words.get("diagnosis.batch.line"), 44, one -> String.valueOf(one.row().line()),
                        Comparator.comparingInt((Line one) -> one.row().line()), "number"),
                Tables.column(words.get("diagnosis.batch.outcome"), 112,
                        Comparator.comparing((Line one) -> outcome(one)), this::outcome),
                Tables.column(words.get("diagnosis.batch.url"), 340,
                        Comparator.comparing((Line one) -> one.row().shownUrl()),
                        (cell, one) -> address(cell, one.row().shownUrl()), "mono"),
                Tables.column(words.get("diagnosis.batch.expected"), 210,
                        Comparator.comparing((Line one) -> expected(one)),
                        (cell, one) -> address(cell, expected(one)), "mono", "muted"),
                Tables.column(words.get("diagnosis.batch.reached"), 210, Comparator.comparing(this::reached),
                        this::reached, "mono"),
                Tables.text(words.get("diagnosis.batch.statuses"), 96, BatchPane::statuses,
                        Comparator.comparing(BatchPane::statuses), "mono"),
                Tables.text(words.get("diagnosis.batch.origin"), 92, this::origin,
                        Comparator.comparing(this::origin))));
        Tables.lastTakesTheRest(table);
        table.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                event.consume();
                openSelected(open);
            }
        });
        table.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                openSelected(open);
            }
        });
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(problem, line, table);
    }

    private void openSelected(Consumer<String> open) {
        Line line = table.getSelectionModel().getSelectedItem();
        if (line != null) {
            open.accept(line.row().url());
        }
    }

    void focusTable() {
        table.requestFocus();
    }

    private void filter() {
        shown.setPredicate(wrongOnly.isSelected() ? Line::wrong : line -> true);
    }

    private void refresh() {
        int total = model.lines().size();
        long done = model.count(line -> line.result() != null);
        boolean running = model.runningProperty().get();
        progress.setVisible(running);
        progress.setProgress(total == 0 ? 0 : done / (double) total);
        wrongOnly.setVisible(done > 0);
        summary.setText(total == 0
                ? ""
                : words.get("diagnosis.batch.summary", done, total, model.count(BatchResult.Outcome.AS_EXPECTED),
                        model.count(Line::wrong)));
    }

    private String outcome(Line line) {
        return line.result() == null
                ? words.get("diagnosis.batch.waiting")
                : words.get("diagnosis.batch.result." + line.result().outcome().name().toLowerCase(Locale.ROOT));
    }

    private void outcome(TableCell<Line, Line> cell, Line line) {
        cell.setText(outcome(line));
        BatchResult result = line.result();
        String tone = result == null ? "" : switch (result.outcome()) {
            case AS_EXPECTED -> "good";
            case NOTHING_EXPECTED -> "accent";
            case ELSEWHERE, NO_REDIRECT -> "warning";
            case LOOP, FAILED -> "danger";
        };
        cell.setGraphic(Widgets.dot(tone));
        if (line.wrong()) {
            cell.getStyleClass().add(tone);
        }
        if (result != null && result.problem() != null) {
            cell.setTooltip(new Tooltip(words.get(result.problem())));
        }
    }

    private static String expected(Line line) {
        return line.row().shownExpected();
    }

    private String reached(Line line) {
        BatchResult result = line.result();
        return result == null || result.reached() == null ? "" : shortened(line.row().shownUrl(), result.reached());
    }

    /** Where it led; when it led nowhere, why. */
    private void reached(TableCell<Line, Line> cell, Line line) {
        BatchResult result = line.result();
        if (result != null && result.reached() == null && result.problem() != null) {
            cell.setText(words.get(result.problem()));
            cell.setTextOverrun(OverrunStyle.ELLIPSIS);
            cell.setTooltip(new Tooltip(cell.getText()));
        } else {
            address(cell, reached(line));
        }
    }

    /** The end of an address tells more than its beginning, which is the same in most rows. */
    private static void address(TableCell<Line, Line> cell, String text) {
        cell.setText(text);
        cell.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
        if (!text.isEmpty()) {
            cell.setTooltip(new Tooltip(text));
        }
    }

    /** An address as it stands in the table: without scheme and host when they are those of the row. */
    private static String shortened(String url, String reached) {
        int end = url.indexOf('/', url.indexOf("://") + 3);
        String site = end < 0 ? url : url.substring(0, end);
        return reached.startsWith(site + "/") ? reached.substring(site.length()) : reached;
    }

    /** Statuses along the chain. */
    static String statuses(Line line) {
        RedirectReport report = line.result() == null ? null : line.result().report();
        return report == null
                ? ""
                : String.join(" ", report.chain().hops().stream()
                        .map(hop -> hop.status() < 0 ? "—" : String.valueOf(hop.status())).toList());
    }

    /** Who made the telling redirect. */
    private String origin(Line line) {
        RedirectReport report = line.result() == null ? null : line.result().report();
        Hop telling = report == null ? null : report.chain().telling();
        if (report == null || telling == null || !telling.redirects()) {
            return "";
        }
        HopDiagnosis one = report.hop(telling.number()).orElse(null);
        if (one == null) {
            return "";
        }
        Origin origin = one.judgement().origin();
        return origin == null ? say.verdict(one.judgement().verdict(), null) : HopWords.name(origin);
    }
}
