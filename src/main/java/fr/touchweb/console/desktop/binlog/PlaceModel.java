package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.core.binlog.BinlogReader;
import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.model.ValueHit;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** Where in the list the person is: the rows in sight and the selected one, whose detail is fetched. JavaFX thread only. */
public final class PlaceModel {
    private final TransactionList list;
    private final FilesModel files;
    private final ReadingModel reading;
    private final FiltersModel filters;
    private final DetailModel detail;
    private final Supplier<@Nullable BinlogReader> reader;
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes");
    private final LongProperty top = new SimpleLongProperty(this, "top");
    private final ObjectProperty<TransactionList.@Nullable Row> selected = new SimpleObjectProperty<>(this,
            "selected");
    private boolean selectFirst;
    private int visibleRows = 20;

    /** @param reader of the server that is looked at, null for none */
    PlaceModel(TransactionList list, FilesModel files, ReadingModel reading, FiltersModel filters, DetailModel detail,
            Supplier<@Nullable BinlogReader> reader) {
        this.list = list;
        this.files = files;
        this.reading = reading;
        this.filters = filters;
        this.detail = detail;
        this.reader = reader;
    }

    /** To the first row, with nothing selected. */
    void toTop() {
        select(null);
        top.set(0);
    }

    /** Selects the first transaction as soon as all is read, or no longer does. */
    void selectFirst(boolean wanted) {
        selectFirst = wanted;
    }

    /** Lets go of a selected transaction that the filters no longer let through. */
    void filtered() {
        TransactionList.Row now = selected.get();
        if (now != null && (now.number() >= list.size() || list.rowOf(now.number()) < 0)) {
            selected.set(null);
            detail.clear();
        }
        changed();
    }

    /** Keeps the place while the list changes: at its end while the page follows and nothing is selected. */
    void changed() {
        long last = Math.max(0, list.rows() - visibleRows);
        if (reading.followingProperty().get() && selected.get() == null) {
            top.set(last);
        } else if (top.get() > last) {
            top.set(last);
        }
        if (selectFirst && list.visibleCount() > 0 && !reading.readingProperty().get()) {
            selectFirst = false;
            select(list.row(0));
        }
        changes.set(changes.get() + 1);
    }

    /** Grows whenever the screen has something to draw. */
    public ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /** Row at the top of the screen. */
    public LongProperty topProperty() {
        return top;
    }

    int visibleRows() {
        return visibleRows;
    }

    /** Rows that fit on the screen. */
    void visibleRows(int count) {
        visibleRows = Math.max(1, count);
        changed();
    }

    void scrollTo(long row) {
        top.set(Math.clamp(row, 0, Math.max(0, list.rows() - visibleRows)));
        changes.set(changes.get() + 1);
    }

    /** The selected row, null for none. */
    ObjectProperty<TransactionList.@Nullable Row> selectedProperty() {
        return selected;
    }

    /** Number of the selected row, -1 for none. */
    long selectedRow() {
        TransactionList.Row now = selected.get();
        long row = now == null ? -1 : list.rowOf(now.number());
        return row < 0 || now == null ? -1 : row + (list.isUnfolded(now.number()) ? now.statement() + 1 : 0);
    }

    /** Selects a row, keeps it in sight and fetches its rows. */
    void select(TransactionList.@Nullable Row row) {
        selected.set(row);
        BinlogReader from = reader.get();
        Transaction one = row == null ? null : list.get(row.number());
        BinlogFile file = one == null ? null : files.file(one.file());
        if (row == null || one == null || from == null || file == null) {
            detail.clear();
        } else {
            long at = selectedRow();
            if (at >= 0 && at < top.get()) {
                scrollTo(at);
            } else if (at >= top.get() + visibleRows) {
                scrollTo(at - visibleRows + 1);
            }
            detail.show(from, file, reading.names(), one, row.statement(), firstRow(one, row.statement()));
        }
        changes.set(changes.get() + 1);
    }

    void selectRow(long row) {
        select(list.row(Math.clamp(row, 0, Math.max(0, list.rows() - 1))));
    }

    /** Selects a transaction by its place in the log, when it is in the list and the filters let it through. */
    boolean selectTransaction(Transaction transaction) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).start() == transaction.start() && list.get(i).file().equals(transaction.file())
                    && list.rowOf(i) >= 0) {
                select(new TransactionList.Row(i, -1));
                return true;
            }
        }
        return false;
    }

    /** The row that matters first: of the statement that is meant, or the first in which a value was found. */
    private long firstRow(Transaction one, int statement) {
        long rows = 0;
        for (int i = 0; i < statement; i++) {
            rows += Math.max(0, one.statements().get(i).rows());
        }
        if (statement >= 0) {
            return rows;
        }
        List<ValueHit> hits = filters.hits(one);
        if (hits.isEmpty()) {
            return 0;
        }
        ValueHit hit = hits.getFirst();
        for (var each : one.statements()) {
            if (each.start() >= hit.statement()) {
                break;
            }
            rows += Math.max(0, each.rows());
        }
        return rows + hit.row();
    }

    void unfold(int number, boolean open) {
        TransactionList.Row now = selected.get();
        list.unfold(number, open);
        if (now != null && now.number() == number && !open) {
            selected.set(new TransactionList.Row(number, -1));
        }
        changed();
    }
}
