package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.core.binlog.model.Operation;
import fr.touchweb.console.core.binlog.model.Statement;
import fr.touchweb.console.core.binlog.model.TableName;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.desktop.binlog.RowColumns.Kind;
import fr.touchweb.console.desktop.binlog.TransactionList.Row;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.RowBar;
import fr.touchweb.console.desktop.widget.Widgets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * The transactions: as many row nodes as fit on the screen, filled from the list, so that hundreds of thousands of them
 * cost no more than a screenful (reference javafx-codebases 6.2).
 */
final class TransactionRows extends Region {
    private static final double HEAD = 32;
    private static final double ROW_AT_DEFAULT = 24;
    private static final double ARROW_ZONE = 28;
    private static final long DAY = 86_400;

    private final BinlogModel model;
    private final Words words;
    private final RowColumns columns = new RowColumns();
    private final Map<Kind, Label> heads = new EnumMap<>(Kind.class);
    private final List<TransactionRow> pool = new ArrayList<>();
    private final RowBar bar;
    private final Region headLine = new Region();
    private double rowHeight = ROW_AT_DEFAULT;
    private double character = 7.2;
    private boolean dated;
    private boolean threads;
    private int lookedForThreads;

    TransactionRows(BinlogModel model, Words words) {
        this.model = model;
        this.words = words;
        bar = new RowBar(top -> model.place().scrollTo(top));
        setId("binlog-rows");
        getStyleClass().add("bin-rows");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        setAccessibleText(words.get("binlogs.rows"));
        headLine.getStyleClass().add("bin-head-line");
        getChildren().addAll(headLine, bar);
        for (Kind kind : Kind.values()) {
            Label head = new Label(words.get("binlogs.column." + kind.name().toLowerCase(java.util.Locale.ROOT)));
            head.getStyleClass().addAll("bin-head", switch (kind) {
                case ROWS, BYTES, THREAD -> "number";
                default -> "text";
            });
            heads.put(kind, head);
            getChildren().add(head);
        }
        Widgets.clip(this);
        addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /** Sizes of the person's font. */
    void metrics(double row, double characterWidth) {
        rowHeight = row;
        character = characterWidth;
        requestLayout();
    }

    private void scrolled(ScrollEvent event) {
        model.place().scrollTo(model.place().topProperty().get() + RowBar.rows(event));
        event.consume();
    }

    private void pressed(MouseEvent event) {
        requestFocus();
        if (event.getX() >= bar.getLayoutX() || event.getY() < HEAD) {
            return;
        }
        Row row = model.list().row(model.place().topProperty().get() + (long) ((event.getY() - HEAD) / rowHeight));
        if (row == null) {
            return;
        }
        if (row.statement() < 0 && (event.getX() < ARROW_ZONE || event.getClickCount() == 2)
                && canUnfold(model.list().get(row.number()))) {
            model.place().unfold(row.number(), !model.list().isUnfolded(row.number()));
        }
        if (!row.equals(model.place().selectedProperty().get())) {
            model.place().select(row);
        }
    }

    private static boolean canUnfold(Transaction transaction) {
        return transaction.statements().size() > 1;
    }

    private void key(KeyEvent event) {
        long at = model.place().selectedRow();
        long from = at < 0 ? model.place().topProperty().get() : at;
        switch (event.getCode()) {
            case UP -> model.place().selectRow(Math.max(0, from - 1));
            case DOWN -> model.place().selectRow(at < 0 ? from : from + 1);
            case PAGE_UP -> model.place().selectRow(Math.max(0, from - model.place().visibleRows()));
            case PAGE_DOWN -> model.place().selectRow(from + model.place().visibleRows());
            case HOME -> model.place().selectRow(0);
            case END -> model.place().selectRow(Long.MAX_VALUE);
            case RIGHT, LEFT -> fold(event.getCode() == javafx.scene.input.KeyCode.RIGHT);
            case ESCAPE -> model.place().select(null);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void fold(boolean open) {
        Row row = model.place().selectedProperty().get();
        if (row != null && (!open || canUnfold(model.list().get(row.number())))) {
            model.place().unfold(row.number(), open);
        }
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = Math.max(0, getHeight() - HEAD);
        double barWidth = bar.prefWidth(-1);
        bar.resizeRelocate(width - barWidth, HEAD, barWidth, height);
        headLine.resizeRelocate(0, 0, width, HEAD);
        int fitting = (int) Math.ceil(height / rowHeight);
        while (pool.size() < fitting) {
            TransactionRow row = new TransactionRow(columns);
            pool.add(row);
            getChildren().add(0, row);
        }
        for (int i = 0; i < pool.size(); i++) {
            TransactionRow row = pool.get(i);
            row.setVisible(i < fitting);
            row.resizeRelocate(0, HEAD + i * rowHeight, width - barWidth, rowHeight);
        }
        int whole = Math.max(1, (int) (height / rowHeight));
        layColumns();
        if (whole != model.place().visibleRows()) {
            model.place().visibleRows(whole);
        }
        fill();
    }

    private void layColumns() {
        columns.lay(getWidth() - bar.prefWidth(-1), character, dated, threads);
        heads.forEach((kind, head) -> {
            head.setVisible(columns.has(kind));
            if (columns.has(kind)) {
                head.resizeRelocate(columns.x(kind) + (kind == Kind.TIME ? 14 : 0), 0, columns.width(kind), HEAD);
            }
        });
    }

    /** Draws what the model says; once a pulse at most. */
    void fill() {
        TransactionList list = model.list();
        boolean days = !model.reading().times().isEmpty()
                && model.reading().times().last() - model.reading().times().first() > DAY;
        if (days != dated || findThreads(list)) {
            dated = days;
            layColumns();
            pool.forEach(Region::requestLayout);
        }
        long rows = list.rows();
        long top = model.place().topProperty().get();
        bar.show(rows, top, model.place().visibleRows());
        Row selected = model.place().selectedProperty().get();
        for (int i = 0; i < pool.size(); i++) {
            TransactionRow node = pool.get(i);
            Row row = node.isVisible() ? list.row(top + i) : null;
            if (row == null) {
                node.clear();
            } else if (row.statement() < 0) {
                show(node, list.get(row.number()), row, row.equals(selected));
            } else {
                show(node, list.get(row.number()).statements().get(row.statement()), row.equals(selected));
            }
        }
    }

    /** Whether the first thread was seen just now: only then the column is worth its room. */
    private boolean findThreads(TransactionList list) {
        boolean before = threads;
        if (lookedForThreads > list.size()) {
            lookedForThreads = 0;
            threads = false;
        }
        while (lookedForThreads < list.size()) {
            Transaction one = list.get(lookedForThreads++);
            threads |= one.thread() != null && !one.hasDdl();
        }
        return threads != before;
    }

    private void show(TransactionRow node, Transaction one, Row row, boolean selected) {
        Statement main = Looks.main(one);
        var operations = Looks.sorted(one.operations());
        Operation first = main == null ? Operation.OTHER : main.operation();
        boolean changing = one.statements().stream().anyMatch(s -> s.operation().changesRows());
        node.text(Kind.TIME, Looks.time(words, one.time(), dated));
        node.text(Kind.COMMIT, Looks.time(words, one.commitTime(), dated));
        node.operation(first.name(), Looks.style(first), operations.size() > 1 ? "+" + (operations.size() - 1) : "");
        List<TableName> tables = main == null || main.changes().isEmpty()
                ? List.copyOf(one.tables())
                : List.of(main.changes().getFirst().table());
        int others = one.tables().size() - tables.size();
        node.text(Kind.TABLE, tables.isEmpty()
                ? ""
                : Looks.inert(tables.getFirst().table()) + (others > 0 ? " +" + others : ""));
        node.text(Kind.ROWS, Looks.rows(words, one.rows(), changing));
        node.text(Kind.BYTES, words.formats().size(one.bytes()));
        node.text(Kind.THREAD, one.thread() == null ? "—" : String.valueOf(one.thread()));
        boolean doubtful = Looks.doubtful(one.marks())
                || one.statements().stream().anyMatch(s -> Looks.doubtful(s.marks()));
        node.text(Kind.SQL, (doubtful ? "▲ " : "") + Looks.firstLine(main));
        boolean open = model.list().isUnfolded(row.number());
        node.arrow(!canUnfold(one) ? "" : open ? "▾" : "▸");
        node.look(selected, false, doubtful);
        node.setAccessibleText(Looks.span(words, one) + " " + Looks.operations(words, one) + " " + one.tables() + " "
                + Looks.firstLine(main));
    }

    private void show(TransactionRow node, Statement one, boolean selected) {
        node.text(Kind.TIME, Looks.time(words, one.time(), dated));
        node.text(Kind.COMMIT, "");
        node.operation(one.operation().name(), Looks.style(one.operation()), "");
        node.text(Kind.TABLE, one.changes().isEmpty() ? "" : Looks.inert(one.changes().getFirst().table().table()));
        node.text(Kind.ROWS, Looks.rows(words, one.rows(), one.operation().changesRows()));
        node.text(Kind.BYTES, words.formats().size(one.end() - one.start()));
        node.text(Kind.THREAD, "");
        boolean doubtful = Looks.doubtful(one.marks());
        node.text(Kind.SQL, (doubtful ? "▲ " : "") + Looks.firstLine(one));
        node.arrow("");
        node.look(selected, true, doubtful);
        node.setAccessibleText(Looks.time(words, one.time(), true) + " " + one.operation() + " "
                + Looks.firstLine(one));
    }

    /** The node of a row on the screen, for tests. */
    @Nullable
    TransactionRow node(int index) {
        return index < pool.size() ? pool.get(index) : null;
    }
}
