package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.core.binlog.BinlogReader;
import fr.touchweb.console.core.binlog.ColumnNames;
import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.RowChange;
import fr.touchweb.console.core.binlog.model.TableColumns;
import fr.touchweb.console.core.binlog.model.TableName;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.model.TransactionDetail;
import fr.touchweb.console.core.binlog.model.UndoProposal;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.RunningTask;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.time.Instant;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/** The selected transaction: its rows, fetched by position, and the proposal that writes them back. JavaFX thread only. */
public final class DetailModel {
    private final TaskRunner tasks;
    private final int atOnce;
    private final Consumer<Throwable> errors;
    private final ReadOnlyObjectWrapper<@Nullable Transaction> transaction = new ReadOnlyObjectWrapper<>(this,
            "transaction");
    private final ReadOnlyObjectWrapper<@Nullable TransactionDetail> detail = new ReadOnlyObjectWrapper<>(this,
            "detail");
    private final ReadOnlyObjectWrapper<@Nullable UndoProposal> undo = new ReadOnlyObjectWrapper<>(this, "undo");
    private final ReadOnlyObjectWrapper<@Nullable Message> failure = new ReadOnlyObjectWrapper<>(this, "failure");
    private final ReadOnlyObjectWrapper<@Nullable Message> verified = new ReadOnlyObjectWrapper<>(this, "verified");
    private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper(this, "loading");
    private final BooleanProperty allColumns = new SimpleBooleanProperty(this, "allColumns");
    private @Nullable BinlogReader reader;
    private @Nullable BinlogFile file;
    private ColumnNames names = new ColumnNames();
    private @Nullable RunningTask running;
    private int statement = -1;
    private long firstRow;
    private long round;

    /** @param atOnce rows that are fetched and shown together */
    DetailModel(TaskRunner tasks, int atOnce, Consumer<Throwable> errors) {
        this.atOnce = atOnce;
        this.tasks = tasks;
        this.errors = errors;
    }

    /**
     * Shows a transaction.
     *
     * @param index of the statement that is meant, -1 for all of it
     * @param row first row that is wanted, over all statements
     */
    void show(BinlogReader from, BinlogFile of, ColumnNames known, Transaction one, int index, long row) {
        reader = from;
        file = of;
        names = known;
        statement = index;
        undo.set(null);
        verified.set(null);
        if (!one.equals(transaction.get())) {
            detail.set(null);
        }
        transaction.set(one);
        fetch(row);
    }

    /** Shows nothing. */
    void clear() {
        round++;
        stop();
        loading.set(false);
        transaction.set(null);
        detail.set(null);
        undo.set(null);
        failure.set(null);
        verified.set(null);
    }

    private void stop() {
        RunningTask now = running;
        if (now != null) {
            now.cancel();
        }
    }

    private void fetch(long row) {
        stop();
        Transaction one = transaction.get();
        BinlogReader from = reader;
        BinlogFile of = file;
        if (one == null || from == null || of == null) {
            return;
        }
        firstRow = row / atOnce * atOnce;
        long first = firstRow;
        failure.set(null);
        loading.set(true);
        work(Task.of(Message.of("binlogs.task.rows", one.file(), String.valueOf(one.start())),
                control -> from.detail(of, one, first, atOnce, control)), detail::set);
    }

    /** The next rows, or those before. */
    public void turn(boolean forward) {
        TransactionDetail now = detail.get();
        if (now != null && (forward ? now.more() : firstRow > 0)) {
            fetch(forward ? firstRow + atOnce : firstRow - atOnce);
        }
    }

    private <T> void work(Task<T> task, Consumer<T> taken) {
        long own = ++round;
        running = tasks.start(task, outcome -> {
            if (own != round) {
                return;
            }
            loading.set(false);
            switch (outcome) {
                case Outcome.Success<T>(T value) -> taken.accept(value);
                case Outcome.Failure<T>(RemoteException cause) -> failure.set(cause.text());
                case Outcome.Failure<T>(Throwable cause) -> {
                    failure.set(Message.of("binlogs.detail.failed"));
                    errors.accept(cause);
                }
                case Outcome.Cancelled<T> none -> failure.set(Message.of("binlogs.detail.cancelled"));
            }
        });
    }

    /** Works out how to write back what the transaction changed. */
    public void proposeUndo() {
        Transaction one = transaction.get();
        BinlogReader from = reader;
        BinlogFile of = file;
        if (one != null && from != null && of != null) {
            stop();
            failure.set(null);
            loading.set(true);
            work(Task.of(Message.of("binlogs.task.undo", one.file(), String.valueOf(one.start())),
                    control -> from.undo(of, one, names, control)), undo::set);
        }
    }

    /** Puts the proposal away. */
    public void closeUndo() {
        undo.set(null);
    }

    /** Checks in the bytes of the file that the events are those that the text showed. */
    public void verify() {
        Transaction one = transaction.get();
        BinlogReader from = reader;
        BinlogFile of = file;
        if (one != null && from != null && of != null) {
            stop();
            loading.set(true);
            work(Task.of(Message.of("binlogs.task.verify", one.file(), String.valueOf(one.start())),
                    control -> from.verify(of, one, control)),
                    right -> verified.set(Message.of(right ? "binlogs.verify.right" : "binlogs.verify.wrong")));
        }
    }

    /** Columns of the table of a row: the log's own, else those of today. */
    TableColumns columns(RowChange row) {
        TransactionDetail now = detail.get();
        TableColumns own = now == null ? null : now.columns().get(row.table());
        if (own != null && own.columns().stream().anyMatch(column -> column.name() != null)) {
            return own;
        }
        int count = Math.max(row.before() == null ? 0 : row.before().lastColumn(),
                row.after() == null ? 0 : row.after().lastColumn());
        TableColumns today = names.of(row.table(), count, false, time(now));
        return today.origin() == TableColumns.Origin.NONE && own != null ? own : today;
    }

    private static Instant time(@Nullable TransactionDetail detail) {
        Instant time = detail == null ? null : detail.transaction().time();
        return time == null ? Instant.MAX : time;
    }

    /** Tables of the transaction whose columns have no names. */
    java.util.Set<TableName> nameless() {
        TransactionDetail now = detail.get();
        return now == null
                ? java.util.Set.of()
                : now.rows().stream().filter(row -> columns(row).column(1).name() == null).map(RowChange::table)
                        .collect(java.util.stream.Collectors.toSet());
    }

    public ReadOnlyObjectProperty<@Nullable Transaction> transactionProperty() {
        return transaction.getReadOnlyProperty();
    }

    /** The rows, null until they are there. */
    public ReadOnlyObjectProperty<@Nullable TransactionDetail> detailProperty() {
        return detail.getReadOnlyProperty();
    }

    /** The proposal, null when none was asked for. */
    public ReadOnlyObjectProperty<@Nullable UndoProposal> undoProperty() {
        return undo.getReadOnlyProperty();
    }

    /** What could not be done last, null when it could. */
    public ReadOnlyObjectProperty<@Nullable Message> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /** What the check of the bytes said, null before. */
    public ReadOnlyObjectProperty<@Nullable Message> verifiedProperty() {
        return verified.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty loadingProperty() {
        return loading.getReadOnlyProperty();
    }

    /** Whether columns that did not change are shown too. */
    public BooleanProperty allColumnsProperty() {
        return allColumns;
    }

    /** Index of the statement that is meant, -1 for the whole transaction. */
    int statement() {
        return statement;
    }

    /** Number of the first row that is shown, over all statements. */
    long firstRow() {
        return firstRow;
    }
}
