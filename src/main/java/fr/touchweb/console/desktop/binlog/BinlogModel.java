package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.core.binlog.BinlogReader;
import fr.touchweb.console.core.binlog.DatabaseLogin;
import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.Column;
import fr.touchweb.console.core.binlog.model.TableName;
import fr.touchweb.console.core.binlog.model.Verdict;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
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
    private final PlaceModel place;
    private final ObjectProperty<@Nullable Message> problem = new SimpleObjectProperty<>(this, "problem");
    private BinlogState before;
    private boolean restored;

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
        detail = new DetailModel(tasks, limits.detailRows(), errors);
        place = new PlaceModel(list, files, reading, filters, detail, this::reader);
        export = new ExportModel(list, tasks, this::unmasked, problem::set, errors);
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
        reading.changesProperty().addListener((p, old, now) -> {
            forgetRefused();
            place.changed();
        });
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

    public PlaceModel place() {
        return place;
    }

    TransactionList list() {
        return list;
    }

    private void unmasked(String what) throws IOException {
        BinlogServer server = files.serverProperty().get();
        source.unmasked(server == null ? null : server.id(), what);
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
        place.toTop();
        filters.forget();
        BinlogReader reader = reader();
        if (reader != null) {
            reading.read(reader, wanted, follow);
        }
        place.changed();
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
            place.selectFirst(select);
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
        place.filtered();
    }

    /** What an action could not do, null when it could. */
    public ObjectProperty<@Nullable Message> problemProperty() {
        return problem;
    }

    /** A login on the database of the server that is still in memory. */
    @Nullable
    DatabaseLogin rememberedLogin() {
        BinlogServer server = files.serverProperty().get();
        return server == null ? null : source.login(server.id());
    }

    /** Whether a file could not be read because only the database server can decrypt it. */
    boolean wantsLogin() {
        return reading.verdicts().entrySet().stream().anyMatch(one -> wantsLogin(one.getKey(), one.getValue()));
    }

    /** Whether the verdict of a file is that it lacks a login on the database server, or that the login was refused. */
    boolean wantsLogin(String name, Verdict verdict) {
        BinlogFile file = files.file(name);
        return file != null && file.encrypted()
                && (verdict.state() == Verdict.State.ENCRYPTED || verdict.state() == Verdict.State.NO_RIGHT);
    }

    /** Reads the chosen files again, encrypted ones through the database server; the password is wiped afterwards. */
    public void readThroughServer(DatabaseLogin login) {
        BinlogServer server = files.serverProperty().get();
        if (server != null) {
            source.remember(server.id(), login);
            readAgain();
        }
        login.wipe();
    }

    private void forgetRefused() {
        BinlogServer server = files.serverProperty().get();
        if (server != null && !reading.readingProperty().get() && reading.verdicts().entrySet().stream().anyMatch(
                one -> one.getValue().state() == Verdict.State.NO_RIGHT && wantsLogin(one.getKey(), one.getValue()))) {
            source.forget(server.id());
        }
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
                    login.wipe();
                    switch (outcome) {
                        case Outcome.Success<Map<TableName, List<Column>>>(Map<TableName, List<Column>> found) -> {
                            reading.names().today(found);
                            place.select(place.selectedProperty().get());
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
