package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.core.binlog.BinlogReader;
import fr.touchweb.console.core.binlog.DatabaseLogin;
import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.Column;
import fr.touchweb.console.core.binlog.model.TableName;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.model.ValueHit;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** State and actions of the page. JavaFX thread only; {@link #refresh} takes over what came in meanwhile. */
public final class BinlogModel {
    private static final DateTimeFormatter TYPED = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

    private final BinlogSource source;
    private final TaskRunner tasks;
    private final BinlogState.Memory memory;
    private final int lookBackDays;
    private final Supplier<ZoneId> zone;
    private final TransactionList list;
    private final FilesModel files;
    private final ReadingModel reading;
    private final FiltersModel filters;
    private final DetailModel detail;
    private final ExportModel export;
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes");
    private final LongProperty top = new SimpleLongProperty(this, "top");
    private final ObjectProperty<TransactionList.@Nullable Row> selected = new SimpleObjectProperty<>(this,
            "selected");
    private final ObjectProperty<@Nullable Message> problem = new SimpleObjectProperty<>(this, "problem");
    private BinlogState before;
    private boolean restored;
    private boolean selectFirst;
    private int visibleRows = 20;

    /**
     * @param fleet servers of which the person may read the binlogs; the page follows its changes
     * @param zone zone of the times that are typed
     * @param errors hears what an action could not do
     */
    public BinlogModel(BinlogSource source, ObservableValue<List<BinlogServer>> fleet, TaskRunner tasks,
            InstantSource clock, Supplier<ZoneId> zone, Limits limits, BinlogState.Memory memory,
            Consumer<Throwable> errors) {
        this.source = source;
        this.tasks = tasks;
        this.memory = memory;
        lookBackDays = limits.lookBackDays();
        this.zone = zone;
        before = memory.load();
        list = new TransactionList(limits.listed());
        files = new FilesModel(source, fleet, tasks, errors);
        reading = new ReadingModel(tasks, list, files::appeared);
        filters = new FiltersModel(list, tasks, clock, zone, limits.searchHits(), errors, this::filtered);
        detail = new DetailModel(tasks, errors);
        export = new ExportModel(list, tasks, problem::set, errors);
        detail.allColumnsProperty().set(before.allColumns());
        detail.allColumnsProperty().addListener((p, old, now) -> save());
        before.filters().forEach(filters::add);
        List.copyOf(filters.chips()).stream().filter(chip -> before.off().contains(chip.filter.typed()))
                .forEach(filters::toggle);
        files.serverProperty().addListener((p, old, now) -> {
            reading.stop();
            read(List.of(), false);
        });
        reading.readingProperty().addListener((p, old, now) -> {
            if (!now) {
                filters.apply();
                search();
            }
        });
        reading.changesProperty().addListener((p, old, now) -> changed());
        filters.chips().addListener((javafx.collections.ListChangeListener<FiltersModel.Chip>) change -> {
            save();
            search();
        });
    }

    /** Brings back what was looked at the last time, once, when the page is first seen. */
    public void restore() {
        if (restored) {
            return;
        }
        restored = true;
        String server = before.server();
        BinlogServer known = server == null ? null : files.find(server);
        if (known != null && files.serverProperty().get() == null && files.servers().contains(known)) {
            files.look(known);
        }
        if (known != null && known.equals(files.serverProperty().get()) && !before.files().isEmpty()) {
            List<String> names = before.files();
            files.whenListed(found -> choose(
                    found.files().stream().filter(file -> names.contains(file.name())).toList(), false));
        }
    }

    private void save() {
        BinlogServer server = files.serverProperty().get();
        before = new BinlogState(server == null ? before.server() : server.id(),
                server == null ? before.files() : files.chosen().stream().map(BinlogFile::name).toList(),
                filters.chips().stream().map(chip -> chip.filter.typed()).toList(),
                filters.chips().stream().filter(chip -> !chip.enabled).map(chip -> chip.filter.typed()).toList(),
                detail.allColumnsProperty().get());
        memory.save(before);
    }

    /** Days that the files should reach back. */
    int lookBackDays() {
        return lookBackDays;
    }

    public FilesModel files() {
        return files;
    }

    public ReadingModel reading() {
        return reading;
    }

    public FiltersModel filters() {
        return filters;
    }

    public DetailModel detail() {
        return detail;
    }

    public ExportModel export() {
        return export;
    }

    TransactionList list() {
        return list;
    }

    private @Nullable BinlogReader reader() {
        BinlogServer server = files.serverProperty().get();
        return server == null ? null : source.reader(server.id());
    }

    /**
     * Reads files of the server.
     *
     * @param follow whether to go on with what the server writes to the last of them
     */
    public void choose(List<BinlogFile> wanted, boolean follow) {
        files.choose(wanted);
        read(List.copyOf(files.chosen()), follow);
        save();
    }

    private void read(List<BinlogFile> wanted, boolean follow) {
        select(null);
        top.set(0);
        filters.forget();
        BinlogReader reader = reader();
        if (reader != null) {
            reading.read(reader, wanted, follow);
        }
        changed();
    }

    /** Reads the newest file, and goes on with what the server writes. */
    public void followNewest() {
        files.whenListed(found -> {
            if (!found.files().isEmpty()) {
                choose(List.of(found.files().getLast()), true);
            }
        });
    }

    /** Reads the same files again. */
    public void readAgain() {
        choose(List.copyOf(files.chosen()), false);
    }

    /**
     * Shows what happened in a range: chooses the files that can hold it, one more on each side, and filters by it.
     *
     * @param select whether the first transaction of it is selected
     */
    public void range(TimeRange range, boolean select) {
        files.whenListed(found -> {
            List<BinlogFile> covering = found.covering(range.from(), range.to());
            List.copyOf(filters.chips()).stream().filter(chip -> chip.filter.typed().startsWith("time:"))
                    .forEach(filters::remove);
            if (covering.isEmpty()) {
                problem.set(Message.of("binlogs.range.none"));
                return;
            }
            problem.set(null);
            filters.add("time:" + typed(range.from()) + ".." + typed(range.to()));
            selectFirst = select;
            if (!files.chosen().containsAll(covering)) {
                choose(covering, false);
            }
        });
    }

    private String typed(Instant moment) {
        return TYPED.format(moment.atZone(zone.get()));
    }

    /** What changed at a moment on a server; false when the person may not know. */
    public boolean at(String server, Instant moment) {
        BinlogServer known = files.find(server);
        if (known == null) {
            return false;
        }
        restored = true;
        files.look(known);
        Instant second = Instant.ofEpochSecond(moment.getEpochSecond());
        range(new TimeRange(second, second), true);
        return true;
    }

    private void search() {
        if (!reading.readingProperty().get() || reading.followingProperty().get()) {
            filters.search(reader(), List.copyOf(files.chosen()), reading.names());
        }
    }

    /** Takes over what came in since the last call. */
    public void refresh() {
        reading.refresh();
        filters.refresh();
    }

    private void filtered() {
        TransactionList.Row now = selected.get();
        if (now != null && (now.number() >= list.size() || list.rowOf(now.number()) < 0)) {
            selected.set(null);
            detail.clear();
        }
        changed();
    }

    private void changed() {
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

    /** What an action could not do, null when it could. */
    public ObjectProperty<@Nullable Message> problemProperty() {
        return problem;
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
        BinlogReader reader = reader();
        Transaction one = row == null ? null : list.get(row.number());
        BinlogFile file = one == null ? null : files.file(one.file());
        if (row == null || one == null || reader == null || file == null) {
            detail.clear();
        } else {
            long at = selectedRow();
            if (at >= 0 && at < top.get()) {
                scrollTo(at);
            } else if (at >= top.get() + visibleRows) {
                scrollTo(at - visibleRows + 1);
            }
            detail.show(reader, file, reading.names(), one, row.statement(), firstRow(one, row.statement()));
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
        List<ValueHit> hits = hits(one);
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

    /** Rows of a transaction in which the values of the filters were found. */
    List<ValueHit> hits(Transaction one) {
        return filters.chips().stream().filter(chip -> chip.enabled && chip.search != null)
                .flatMap(chip -> chip.search == null
                        ? java.util.stream.Stream.<ValueHit>empty()
                        : chip.search.hits(one).stream())
                .toList();
    }

    void unfold(int number, boolean open) {
        TransactionList.Row now = selected.get();
        list.unfold(number, open);
        if (now != null && now.number() == number && !open) {
            selected.set(new TransactionList.Row(number, -1));
        }
        changed();
    }

    /** A login on the database of the server that is still in memory. */
    @Nullable
    DatabaseLogin rememberedLogin() {
        BinlogServer server = files.serverProperty().get();
        return server == null ? null : source.login(server.id());
    }

    /** Asks the database for the column names of the tables that were read; the password is wiped afterwards. */
    public void askNames(DatabaseLogin login) {
        BinlogServer server = files.serverProperty().get();
        if (server == null) {
            return;
        }
        Set<TableName> tables = reading.summary().tables().keySet();
        problem.set(null);
        tasks.start(Task.of(Message.of("binlogs.task.names", server.id()),
                control -> source.columns(server.id(), login, tables)), outcome -> {
                    Arrays.fill(login.password(), '\0');
                    switch (outcome) {
                        case Outcome.Success<Map<TableName, List<Column>>>(Map<TableName, List<Column>> found) -> {
                            reading.names().today(found);
                            select(selected.get());
                        }
                        case Outcome.Failure<Map<TableName, List<Column>>>(RemoteException cause) -> problem
                                .set(cause.text());
                        case Outcome.Failure<Map<TableName, List<Column>>>(Throwable cause) -> problem
                                .set(Message.of("binlogs.names.failed"));
                        case Outcome.Cancelled<Map<TableName, List<Column>>> none -> problem.set(null);
                    }
                });
    }
}
