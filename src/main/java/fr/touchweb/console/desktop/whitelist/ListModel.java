package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.Applied;
import fr.touchweb.console.core.whitelist.ListView;
import fr.touchweb.console.core.whitelist.Scope;
import fr.touchweb.console.core.whitelist.Whitelists;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.desktop.shell.ScopePath;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The lists of one server, door by door, and what takes entries out. JavaFX thread only. */
public final class ListModel {
    private final ObservableValue<@Nullable Lists> lists;
    private final TaskRunner tasks;
    private final Consumer<Throwable> errors;
    private final ObservableList<Lists.Place> places = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Lists.@Nullable Place> place = new ReadOnlyObjectWrapper<>(this, "place");
    private final ObjectProperty<Scope> door = new SimpleObjectProperty<>(this, "door", Scope.IDS);
    private final ReadOnlyObjectWrapper<Map<Scope, ListView>> views = new ReadOnlyObjectWrapper<>(this, "views",
            Map.of());
    private final ReadOnlyObjectWrapper<@Nullable Message> failure = new ReadOnlyObjectWrapper<>(this, "failure");
    private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper(this, "loading");
    private final ObservableList<Applied> results = FXCollections.observableArrayList();
    private ScopePath path = ScopePath.ALL;
    private int reading;

    public ListModel(ObservableValue<@Nullable Lists> lists, TaskRunner tasks, Consumer<Throwable> errors) {
        this.lists = lists;
        this.tasks = tasks;
        this.errors = errors;
        lists.addListener((p, before, now) -> choose());
        choose();
    }

    /** Shows what is in scope. */
    void scope(ScopePath now) {
        path = now;
        choose();
    }

    private void choose() {
        Lists all = lists.getValue();
        places.setAll(all == null
                ? List.of()
                : all.places().stream().filter(one -> (path.server() == null || path.server().equals(one.id()))
                        && (path.client() == null || path.client().equals(one.client()))).toList());
        Lists.Place now = place.get();
        Lists.Place same = now == null
                ? null
                : places.stream().filter(one -> one.id().equals(now.id())).findFirst().orElse(null);
        look(same != null ? same : places.isEmpty() ? null : places.getFirst());
    }

    /** Looks at a server; reads its lists when it is another one than before. */
    void look(Lists.@Nullable Place one) {
        if (Objects.equals(one, place.get())) {
            return;
        }
        place.set(one);
        views.set(Map.of());
        results.clear();
        if (one != null && !one.doors().contains(door.get())) {
            door.set(one.doors().getFirst());
        }
        read();
    }

    /** Reads the lists of the server anew. */
    public void read() {
        Lists.Place one = place.get();
        int mine = ++reading;
        failure.set(null);
        loading.set(one != null);
        if (one == null) {
            return;
        }
        Whitelists there = whitelists();
        tasks.start(Task.of(Message.of("whitelists.task.read", one.id()), control -> views(there, one, control)),
                outcome -> {
                    if (mine == reading) {
                        loading.set(false);
                        read(outcome);
                    }
                });
    }

    private static Map<Scope, ListView> views(Whitelists there, Lists.Place one, TaskControl control)
            throws IOException, InterruptedException {
        Map<Scope, ListView> found = new EnumMap<>(Scope.class);
        for (Scope scope : one.doors()) {
            control.checkCancelled();
            found.put(scope, there.view(one.id(), scope));
        }
        return found;
    }

    private void read(Outcome<Map<Scope, ListView>> outcome) {
        switch (outcome) {
            case Outcome.Success<Map<Scope, ListView>>(Map<Scope, ListView> found) -> views.set(found);
            case Outcome.Failure<Map<Scope, ListView>>(RemoteException cause) -> failure.set(cause.text());
            case Outcome.Failure<Map<Scope, ListView>>(DocumentException cause) -> failure.set(cause.text());
            case Outcome.Failure<Map<Scope, ListView>>(Throwable cause) -> {
                failure.set(Message.of("whitelists.failed"));
                errors.accept(cause);
            }
            case Outcome.Cancelled<Map<Scope, ListView>> none -> failure.set(Message.of("whitelists.cancelled"));
        }
    }

    /** Takes an entry out, or withdraws a request; nobody is let in by it, so nothing is asked. */
    public void remove(Entry entry) {
        change(Message.of("whitelists.task.remove", entry.cidr().toString()), (there, server) -> there.changes()
                .settled(there.changes().remove(server, entry.id())));
    }

    /** Says no to somebody's request. */
    public void refuse(Entry entry) {
        change(Message.of("whitelists.task.refuse", entry.cidr().toString()),
                (there, server) -> there.changes().refuse(server, entry.id()));
    }

    /** A change of one server. */
    private interface Work {
        Applied on(Whitelists there, String server) throws IOException, InterruptedException;
    }

    private void change(Message title, Work work) {
        Lists.Place one = place.get();
        if (one == null) {
            return;
        }
        Whitelists there = whitelists();
        tasks.start(Task.of(title, control -> work.on(there, one.id())), outcome -> {
            switch (outcome) {
                case Outcome.Success<Applied>(Applied applied) -> tell(List.of(applied));
                case Outcome.Failure<Applied>(Throwable cause) -> errors.accept(cause);
                case Outcome.Cancelled<Applied> none -> read();
            }
        });
    }

    /** Shows how changes ended, and reads what became of the lists. */
    void tell(List<Applied> applied) {
        results.setAll(applied);
        read();
    }

    Whitelists whitelists() {
        return Objects.requireNonNull(lists.getValue(), "no fleet yet").whitelists();
    }

    /** Servers in scope that have lists. */
    public ObservableList<Lists.Place> places() {
        return places;
    }

    public ReadOnlyObjectProperty<Lists.@Nullable Place> placeProperty() {
        return place.getReadOnlyProperty();
    }

    /** Whether the fleet was read. */
    boolean known() {
        return lists.getValue() != null;
    }

    public ObjectProperty<Scope> doorProperty() {
        return door;
    }

    /** What was read, by door; empty before. */
    public ReadOnlyObjectProperty<Map<Scope, ListView>> viewsProperty() {
        return views.getReadOnlyProperty();
    }

    /** The list of the chosen door, null when it is not known. */
    public @Nullable ListView view() {
        return views.get().get(door.get());
    }

    /** Why the lists could not be read, null when they could. */
    public ReadOnlyObjectProperty<@Nullable Message> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty loadingProperty() {
        return loading.getReadOnlyProperty();
    }

    /** How the last change ended, server by server. */
    public ObservableList<Applied> results() {
        return results;
    }
}
