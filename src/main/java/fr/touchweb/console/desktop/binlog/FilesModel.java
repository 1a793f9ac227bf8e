package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.BinlogListing;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.RunningTask;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Servers, the binlogs of one of them, and those that were chosen. JavaFX thread only. */
public final class FilesModel {
    private final BinlogSource source;
    private final TaskRunner tasks;
    private final Consumer<Throwable> errors;
    private final ObservableList<BinlogServer> servers = FXCollections.observableArrayList();
    private final ObservableList<BinlogFile> chosen = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable BinlogServer> server = new ReadOnlyObjectWrapper<>(this, "server");
    private final ReadOnlyObjectWrapper<@Nullable BinlogListing> listing = new ReadOnlyObjectWrapper<>(this,
            "listing");
    private final ReadOnlyObjectWrapper<@Nullable Message> failure = new ReadOnlyObjectWrapper<>(this, "failure");
    private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper(this, "loading");
    private List<BinlogServer> all = List.of();
    private Predicate<BinlogServer> inScope = one -> true;
    private @Nullable RunningTask running;
    private @Nullable Consumer<BinlogListing> next;

    FilesModel(BinlogSource source, ObservableValue<List<BinlogServer>> fleet, TaskRunner tasks,
            Consumer<Throwable> errors) {
        this.source = source;
        this.tasks = tasks;
        this.errors = errors;
        fleet.addListener((value, before, now) -> fleet(now));
        fleet(fleet.getValue());
    }

    private void fleet(List<BinlogServer> now) {
        all = List.copyOf(now);
        scope(inScope);
    }

    /** Which servers the page lists; a single one is looked at by itself. */
    void scope(Predicate<BinlogServer> filter) {
        inScope = filter;
        List<BinlogServer> found = all.stream().filter(filter).toList();
        servers.setAll(found);
        BinlogServer now = server.get();
        if (found.size() == 1) {
            look(found.getFirst());
        } else if (now != null && !found.contains(now)) {
            look(null);
        }
    }

    /** Servers in scope. */
    public ObservableList<BinlogServer> servers() {
        return servers;
    }

    /** A server by id, null when the person may not read its binlogs. */
    @Nullable
    BinlogServer find(String id) {
        return all.stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
    }

    /** Every server of which binlogs may be read. */
    List<BinlogServer> everywhere() {
        return all;
    }

    /** Whose files are listed. */
    public ReadOnlyObjectProperty<@Nullable BinlogServer> serverProperty() {
        return server.getReadOnlyProperty();
    }

    /** Looks at a server, and lists its files when it is another than before. */
    void look(@Nullable BinlogServer one) {
        if (!Objects.equals(one, server.get())) {
            server.set(one);
            chosen.clear();
            listing.set(null);
            list();
        }
    }

    /** Lists the files of the server anew. */
    public void list() {
        RunningTask before = running;
        if (before != null) {
            before.cancel();
        }
        failure.set(null);
        BinlogServer one = server.get();
        loading.set(one != null);
        if (one == null) {
            return;
        }
        running = tasks.start(Task.of(Message.of("binlogs.task.list", one.id()),
                control -> source.reader(one.id()).list(one.pattern())), outcome -> {
                    if (one.equals(server.get())) {
                        loading.set(false);
                        listed(outcome);
                    }
                });
    }

    private void listed(Outcome<BinlogListing> outcome) {
        switch (outcome) {
            case Outcome.Success<BinlogListing>(BinlogListing found) -> {
                List<String> names = chosen.stream().map(BinlogFile::name).toList();
                chosen.setAll(found.files().stream().filter(file -> names.contains(file.name())).toList());
                listing.set(found);
                Consumer<BinlogListing> then = next;
                next = null;
                if (then != null) {
                    then.accept(found);
                }
            }
            case Outcome.Failure<BinlogListing>(RemoteException cause) -> failure.set(cause.text());
            case Outcome.Failure<BinlogListing>(Throwable cause) -> {
                failure.set(Message.of("binlogs.files.failed"));
                errors.accept(cause);
            }
            case Outcome.Cancelled<BinlogListing> none -> failure.set(Message.of("binlogs.files.cancelled"));
        }
    }

    /** Does something with the files of the server, at once when they are listed, else when they come. */
    void whenListed(Consumer<BinlogListing> then) {
        BinlogListing now = listing.get();
        if (now != null && !loading.get()) {
            then.accept(now);
        } else {
            next = then;
        }
    }

    /** The files, null while they are not known. */
    public ReadOnlyObjectProperty<@Nullable BinlogListing> listingProperty() {
        return listing.getReadOnlyProperty();
    }

    /** Why they could not be listed, null when they could. */
    public ReadOnlyObjectProperty<@Nullable Message> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty loadingProperty() {
        return loading.getReadOnlyProperty();
    }

    /** Files that are read, oldest first. */
    public ObservableList<BinlogFile> chosen() {
        return chosen;
    }

    void choose(List<BinlogFile> files) {
        BinlogListing now = listing.get();
        chosen.setAll(now == null ? files : now.files().stream().filter(files::contains).toList());
    }

    /** A chosen or listed file by name; null when there is none. */
    @Nullable
    BinlogFile file(String name) {
        BinlogListing now = listing.get();
        return java.util.stream.Stream
                .concat(chosen.stream(), now == null ? java.util.stream.Stream.empty() : now.files().stream())
                .filter(file -> file.name().equals(name)).findFirst().orElse(null);
    }

    /** A file that came while another was followed: it is read too, and the other is closed now. */
    void appeared(BinlogFile file) {
        if (chosen.stream().noneMatch(one -> one.path().equals(file.path()))) {
            chosen.add(file);
            list();
        }
    }
}
