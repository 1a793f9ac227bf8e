package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.core.binlog.IndexSummary;
import fr.touchweb.console.core.binlog.IndexSummary.Minute;
import fr.touchweb.console.core.binlog.IndexSummary.Total;
import fr.touchweb.console.core.binlog.model.Operation;
import fr.touchweb.console.core.binlog.model.TableName;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javafx.geometry.HPos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Totals of what was read: by table, the biggest transactions, the busiest minutes; each leads to its place. */
final class TotalsPane extends VBox {
    private static final int TABLES = 24;
    private static final int BIGGEST = 6;
    private static final int MINUTES = 6;

    private final BinlogModel model;
    private final Desk desk;
    private final Words words;
    private long shown = -1;

    TotalsPane(BinlogModel model, Desk desk) {
        super(10);
        this.model = model;
        this.desk = desk;
        this.words = desk.words();
        getStyleClass().add("bin-detail");
    }

    /** Shows the totals of now. */
    void refresh() {
        IndexSummary summary = model.reading().summary();
        long now = summary.transactions() * 31 + model.reading().command().hashCode();
        if (now == shown) {
            return;
        }
        shown = now;
        getChildren().clear();
        if (summary.transactions() == 0) {
            Label none = Widgets.label(words.get("binlogs.totals.none"), "muted");
            none.setWrapText(true);
            getChildren().add(none);
            return;
        }
        getChildren().addAll(Widgets.label(words.get("binlogs.totals.tables"), "heading"), tables(summary));
        if (summary.unsplitRows() > 0) {
            Label unsplit = Widgets.label(words.get("binlogs.totals.unsplit",
                    words.formats().number(summary.unsplitRows())), "muted", "caption");
            unsplit.setWrapText(true);
            getChildren().add(unsplit);
        }
        getChildren().addAll(Widgets.label(words.get("binlogs.totals.biggest"), "heading"), biggest(summary),
                Widgets.label(words.get("binlogs.totals.busiest"), "heading"), busiest(summary));
        if (!model.reading().command().isEmpty()) {
            getChildren().add(new CodeBox(model.reading().command(), true,
                    words.get("binlogs.detail.copyCommand"), desk.copy()));
            Label tool = Widgets.label(model.reading().tool(), "muted", "caption");
            tool.setWrapText(true);
            getChildren().add(tool);
        }
    }

    private static GridPane grid(int figures) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("bin-totals");
        ColumnConstraints first = new ColumnConstraints();
        first.setHgrow(Priority.ALWAYS);
        first.setMinWidth(60);
        grid.getColumnConstraints().add(first);
        for (int i = 0; i < figures; i++) {
            ColumnConstraints figure = new ColumnConstraints();
            figure.setHalignment(HPos.RIGHT);
            figure.setMinWidth(36);
            grid.getColumnConstraints().add(figure);
        }
        return grid;
    }

    private GridPane tables(IndexSummary summary) {
        GridPane grid = grid(3);
        grid.addRow(0, new Label(""), Widgets.label("INS", "muted", "caption"),
                Widgets.label("UPD", "muted", "caption"),
                Widgets.label("DEL", "muted", "caption"));
        List<Map.Entry<TableName, Map<Operation, Total>>> all = summary.tables().entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<TableName, Map<Operation, Total>> e) -> -e.getValue()
                        .values().stream().mapToLong(Total::rows).sum()))
                .toList();
        int line = 1;
        for (Map.Entry<TableName, Map<Operation, Total>> entry : all.subList(0, Math.min(TABLES, all.size()))) {
            Hyperlink name = new Hyperlink(Looks.inert(entry.getKey().table()));
            name.setMinWidth(0);
            name.setTooltip(new Tooltip(Looks.inert(entry.getKey().toString())));
            name.setOnAction(event -> model.filters().add("table:" + entry.getKey()));
            grid.addRow(line++, name, figure(entry.getValue(), Operation.INSERT),
                    figure(entry.getValue(), Operation.UPDATE), figure(entry.getValue(), Operation.DELETE));
        }
        if (all.size() > TABLES) {
            grid.add(Widgets.label(words.get("binlogs.totals.more", all.size() - TABLES), "muted", "caption"), 0, line,
                    4, 1);
        }
        return grid;
    }

    private Label figure(Map<Operation, Total> totals, Operation operation) {
        Total total = totals.get(operation);
        String text = total == null ? "0" : words.formats().number(total.rows());
        Label label = new Label(total != null && total.uncounted() > 0 ? "≥ " + text : text);
        if (total == null) {
            label.getStyleClass().add("muted");
        }
        return label;
    }

    private GridPane biggest(IndexSummary summary) {
        GridPane grid = grid(2);
        int line = 0;
        List<Transaction> all = summary.biggest();
        for (Transaction one : all.subList(0, Math.min(BIGGEST, all.size()))) {
            Hyperlink name = new Hyperlink(Looks.time(words, one.time(), false) + " · "
                    + (one.tables().isEmpty() ? "—" : Looks.inert(one.tables().first().table())));
            name.setMinWidth(0);
            name.setOnAction(event -> model.place().selectTransaction(one));
            grid.addRow(line++, name, new Label(Looks.rows(words, one.rows(), true)),
                    Widgets.label(words.formats().size(one.bytes()), "muted"));
        }
        return grid;
    }

    private GridPane busiest(IndexSummary summary) {
        GridPane grid = grid(1);
        int line = 0;
        for (Minute minute : summary.busiestMinutes(MINUTES)) {
            Hyperlink name = new Hyperlink(words.formats().date(minute.start()).substring(0, 5) + " "
                    + words.formats().time(minute.start()).substring(0, 5));
            name.setOnAction(event -> model.range(new TimeRange(minute.start(),
                    minute.start().plus(Duration.ofSeconds(59))), false));
            grid.addRow(line++, name, new Label(words.formats().number(minute.sum())));
        }
        return grid;
    }
}
