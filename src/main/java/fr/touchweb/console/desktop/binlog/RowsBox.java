package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.core.binlog.model.Column;
import fr.touchweb.console.core.binlog.model.Operation;
import fr.touchweb.console.core.binlog.model.RowChange;
import fr.touchweb.console.core.binlog.model.RowImage;
import fr.touchweb.console.core.binlog.model.TableColumns;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.model.TransactionDetail;
import fr.touchweb.console.core.binlog.model.Value;
import fr.touchweb.console.core.binlog.model.ValueHit;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Rows before and after: of an update only the key and what changed, unless all columns are asked for. */
final class RowsBox extends VBox {
    private static final double NAMES = 0.36;
    /** Characters that both sides may have together to stand beside each other. */
    private static final int ONE_LINE = 24;
    private static final int ONE_TIGHT = 18;

    private final DetailModel model;
    private final Words words;
    private final ValueWords values;
    private final Label title = Widgets.label("", "heading");
    private final Button previous;
    private final Button next;
    private final ToggleButton all = new ToggleButton();
    private final HBox head;
    private boolean tight;

    RowsBox(DetailModel model, Words words) {
        super(8);
        this.model = model;
        this.words = words;
        values = new ValueWords(words);
        previous = Widgets.iconButton(Feather.CHEVRON_LEFT, words.get("binlogs.rows.previous"));
        next = Widgets.iconButton(Feather.CHEVRON_RIGHT, words.get("binlogs.rows.next"));
        previous.getStyleClass().add("small");
        next.getStyleClass().add("small");
        previous.setOnAction(event -> model.turn(false));
        next.setOnAction(event -> model.turn(true));
        all.setText(words.get("binlogs.rows.all"));
        all.getStyleClass().setAll("chip");
        all.setId("binlog-all-columns");
        all.setMinWidth(Region.USE_PREF_SIZE);
        all.setSelected(model.allColumnsProperty().get());
        all.setOnAction(event -> model.allColumnsProperty().set(all.isSelected()));
        title.setMinWidth(Region.USE_PREF_SIZE);
        head = new HBox(4, title, previous, next, Widgets.grow());
        head.setAlignment(Pos.CENTER_LEFT);
    }

    /**
     * Whether there is little room.
     *
     * @return whether that is new
     */
    boolean tight(boolean value) {
        boolean changed = tight != value;
        tight = value;
        return changed;
    }

    /** @param hits rows that the filters by value found */
    void show(TransactionDetail detail, List<ValueHit> hits) {
        getChildren().clear();
        all.setSelected(model.allColumnsProperty().get());
        List<RowChange> rows = detail.rows();
        if (rows.isEmpty()) {
            return;
        }
        long first = model.firstRow() + 1;
        long last = model.firstRow() + rows.size();
        long whole = detail.transaction().rows();
        String total = whole < 0 ? "?" : words.formats().number(whole);
        title.setText(first == last
                ? words.get("binlogs.rows.one", words.formats().number(first), total)
                : words.get("binlogs.rows.some", words.formats().number(first), words.formats().number(last), total));
        boolean pages = detail.more() || first > 1;
        for (Button turn : List.of(previous, next)) {
            turn.setVisible(pages);
            turn.setManaged(pages);
        }
        previous.setDisable(first <= 1);
        next.setDisable(!detail.more());
        getChildren().add(head);
        head.getChildren().remove(all);
        if (tight && pages) {
            getChildren().add(all); // all three do not fit beside each other
        } else {
            head.getChildren().add(all);
        }
        boolean tables = rows.stream().map(RowChange::table).distinct().count() > 1
                || rows.stream().map(RowChange::operation).distinct().count() > 1;
        RowChange before = null;
        for (RowChange row : rows) {
            boolean another = before == null || !before.table().equals(row.table())
                    || before.operation() != row.operation() || before.statement() != row.statement();
            if (another && tables) {
                getChildren().add(heading(row));
            }
            int hit = hits.stream().filter(h -> h.statement() == row.statement() && h.row() == row.number())
                    .mapToInt(ValueHit::column).findFirst().orElse(0);
            getChildren().add(grid(row, hit));
            before = row;
        }
        getChildren().add(foot(rows));
    }

    private static HBox heading(RowChange row) {
        Label operation = new Label(row.operation().name());
        operation.getStyleClass().addAll("bin-op", Looks.style(row.operation()));
        operation.setMinWidth(Region.USE_PREF_SIZE);
        Label table = Widgets.label(Looks.inert(row.table().toString()), "mono");
        HBox line = new HBox(8, operation, table);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("bin-row-heading");
        return line;
    }

    /** @param hit number of the column in which a filter found its value, 0 for none */
    private GridPane grid(RowChange row, int hit) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("bin-change");
        ColumnConstraints names = new ColumnConstraints();
        names.setPercentWidth(NAMES * 100);
        ColumnConstraints rest = new ColumnConstraints();
        rest.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(names, rest);
        TableColumns columns = model.columns(row);
        Set<Integer> changed = Set.copyOf(row.changedColumns());
        int last = Math.max(last(row.before()), last(row.after()));
        boolean keyKnown = columns.columns().stream().anyMatch(Column::key);
        int line = 0;
        for (int number = 1; number <= last; number++) {
            Column column = columns.column(number);
            boolean key = keyKnown ? column.key() : number == 1;
            if (row.operation() != Operation.UPDATE || changed.contains(number) || key
                    || model.allColumnsProperty().get()) {
                add(grid, line++, row, column, number, columns, changed.contains(number), number == hit);
            }
        }
        return grid;
    }

    private static int last(@Nullable RowImage image) {
        return image == null ? 0 : image.lastColumn();
    }

    private void add(GridPane grid, int line, RowChange row, Column column, int number, TableColumns columns,
            boolean changed, boolean hit) {
        Label name = Widgets.label(Looks.inert(column.label()), "bin-name");
        name.setWrapText(true);
        if (columns.doubt() == TableColumns.Doubt.LATER_DDL) {
            name.getStyleClass().add("doubt");
            name.setTooltip(new Tooltip(words.get("binlogs.names.laterDdl")));
        }
        GridPane.setValignment(name, VPos.TOP);
        grid.add(name, 0, line);
        Value old = row.before() == null ? null : row.before().value(number);
        Value now = row.after() == null ? null : row.after().value(number);
        if (old != null && now != null && changed) {
            Label before = value(old, column, "old");
            Label after = value(now, column, "new");
            Label arrow = Widgets.label("→", "muted");
            arrow.setMinWidth(Region.USE_PREF_SIZE);
            boolean beside = before.getText().length() + after.getText().length() <= (tight ? ONE_TIGHT : ONE_LINE);
            if (hit) {
                before.getStyleClass().add("hit");
                after.getStyleClass().add("hit");
            }
            grid.add(beside
                    ? new HBox(8, before, arrow, after)
                    : new VBox(before, new HBox(8, arrow, after)), 1, line);
        } else if (old != null && now != null) {
            grid.add(value(now instanceof Value.NotLogged ? old : now, column, "same"), 1, line);
        } else if (old != null || now != null) {
            Label only = old != null ? value(old, column, "old") : value(Objects.requireNonNull(now), column, "new");
            if (hit) {
                only.getStyleClass().add("hit");
            }
            grid.add(only, 1, line);
        }
    }

    private Label value(Value value, Column column, String style) {
        Shown shown = values.of(value, column);
        Label label = Widgets.label(Looks.inert(shown.text()), "mono", "bin-value", shown.quiet() ? "quiet" : style);
        if (!shown.quiet() && style.equals("old")) {
            label.getStyleClass().add("struck");
        }
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        if (!shown.raw().equals(shown.text())) {
            label.setTooltip(new Tooltip(Looks.inert(shown.raw())));
        }
        return label;
    }

    /** How many columns did not change, and where the names come from. */
    private Label foot(List<RowChange> rows) {
        RowChange one = rows.getFirst();
        TableColumns columns = model.columns(one);
        int unchanged = Math.max(last(one.before()), last(one.after())) - one.changedColumns().size();
        String left = one.operation() == Operation.UPDATE && !model.allColumnsProperty().get()
                ? words.get("binlogs.rows.unchanged", unchanged) + " · "
                : "";
        String origin = switch (columns.doubt()) {
            case NONE -> words.get("binlogs.names." + columns.origin().name().toLowerCase(java.util.Locale.ROOT));
            case COUNT_DIFFERS -> words.get("binlogs.names.countDiffers");
            case LATER_DDL -> words.get("binlogs.names.laterDdl");
            case NO_TABLE -> words.get("binlogs.names.noTable");
        };
        Label foot = Widgets.label(left + origin, "muted", "caption");
        foot.setWrapText(true);
        return foot;
    }

    /** Text of the rows for the clipboard: a line a column, tab between its parts. */
    String text(Transaction transaction, TransactionDetail detail) {
        return detail.rows().stream().map(row -> row.operation().name() + "\t" + row.table() + "\t"
                + transaction.file() + ":" + row.statement() + "\n"
                + row.changedColumns().stream().map(number -> line(row, number)).collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n\n"));
    }

    private String line(RowChange row, int number) {
        Column column = model.columns(row).column(number);
        String old = row.before() == null ? "" : values.of(row.before().value(number), column).text();
        String now = row.after() == null ? "" : values.of(row.after().value(number), column).text();
        return column.label() + "\t" + old + "\t" + now;
    }
}
