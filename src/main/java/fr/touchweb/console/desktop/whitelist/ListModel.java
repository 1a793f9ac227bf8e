package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.ban.BanDiagnosis;
import fr.touchweb.console.core.drop.DropState;
import fr.touchweb.console.core.policy.WhitelistPolicy;
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
import fr.touchweb.console.core.whitelist.Usage;
import fr.touchweb.console.core.whitelist.Whitelists;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.risk.Known;
import fr.touchweb.console.desktop.shell.ScopePath;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    private final EntryUse use;
    private final ObservableList<Applied> results = FXCollections.observableArrayList();
    private BanDiagnosis.@Nullable Pause waits = Thread::sleep;
    private @Nullable Known<Cidr> own;
    private Instant told = Instant.EPOCH;
    private @Nullable Whitelists shown;
    private Lists.@Nullable Detour detour;
    private ScopePath path = ScopePath.ALL;
    private int reading;

    public ListModel(ObservableValue<@Nullable Lists> lists, TaskRunner tasks, Consumer<Throwable> errors) {
        this.lists = lists;
        this.tasks = tasks;
        this.errors = errors;
        use = new EntryUse(tasks, errors);
        lists.addListener((p, before, now) -> choose());
        door.addListener((p, before, now) -> readUse());
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
        detour = null;
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
        Reach reach = reach(one.id());
        tasks.start(Task.of(Message.of("whitelists.task.read", one.id()),
                control -> reach.read(there -> new Read(views(there, one, control), there.own(one.id())))), outcome -> {
                    if (mine == reading) {
                        loading.set(false);
                        read(outcome);
                    }
                });
    }

    private void readUse() {
        ListView shown = view();
        int mine = reading;
        use.read(shown, shown == null ? null : whitelists(), () -> mine == reading && view() == shown);
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

    /** The lists of a server, and our own address as it arrives there. */
    private record Read(Map<Scope, ListView> views, Known<Cidr> own) {}

    private void read(Outcome<Reach.Found<Read>> outcome) {
        switch (outcome) {
            case Outcome.Success<Reach.Found<Read>>(Reach.Found<Read> found) -> {
                reached(found);
                own = found.value().own();
                views.set(found.value().views());
                readUse();
            }
            case Outcome.Failure<Reach.Found<Read>>(RemoteException cause) -> failure.set(cause.text());
            case Outcome.Failure<Reach.Found<Read>>(DocumentException cause) -> failure.set(cause.text());
            case Outcome.Failure<Reach.Found<Read>>(Throwable cause) -> {
                failure.set(Message.of("whitelists.failed"));
                errors.accept(cause);
            }
            case Outcome.Cancelled<Reach.Found<Read>> none -> failure.set(Message.of("whitelists.cancelled"));
        }
    }

    /** How time passes between two looks at a server, null for whoever looks once. */
    void waits(BanDiagnosis.@Nullable Pause how) {
        waits = how;
    }

    /** Passes the time between two looks, null where there is to be one only. */
    BanDiagnosis.@Nullable Pause waits() {
        return waits;
    }

    /** What reads something of a server, and goes round where its SSH keeps us out. */
    Reach reach(String server) {
        return new Reach(server, whitelists(), Objects.requireNonNull(lists.getValue(), "no fleet yet").around());
    }

    /** From now on the server is reached as it was for this; until another one is looked at. */
    void reached(Reach.Found<?> found) {
        if (found.detour() != null) {
            detour = found.detour();
        }
    }

    /** Why the server is reached through another one, and which; null when it is reached directly. */
    @Nullable
    Message wayRound() {
        return detour == null ? null : detour.why();
    }

    /** Undoes a change of this console that asked nothing. */
    public void undo(Applied applied) {
        change(Message.of("whitelists.task.undo", applied.server()), (there, server) -> there.changes()
                .settled(there.changes().undo(applied)), this::retell);
    }

    /** Ends an entry sooner; nobody is let in by it. */
    public void shorten(Entry entry, Duration left) {
        change(Message.of("whitelists.task.shorten", entry.cidr().toString()), (there, server) -> there.changes()
                .settled(there.changes().shorten(server, entry.id(), there.now().plus(left))));
    }

    /** Takes a range out but for the addresses of it that were seen. */
    public void reduce(Entry entry) {
        Usage found = use.usageProperty().get().get(entry.id());
        if (found != null) {
            change(Message.of("whitelists.task.reduce", entry.cidr().toString()), (there, server) -> there.changes()
                    .settled(there.changes().reduce(server, entry.id(), found)));
        }
    }

    /** Takes back what was just let in or asked for, on the server of the result. */
    public void takeBack(Applied applied) {
        String entry = applied.entry();
        if (entry != null) {
            change(Message.of("whitelists.task.remove", entry), (there, server) -> there.changes()
                    .settled(there.changes().remove(applied.server(), entry)), this::retell);
        }
    }

    /** Tries once more to keep a change that would undo itself, over a new connection. */
    public void keep(Applied applied) {
        change(Message.of("whitelists.task.keep", applied.server()),
                (there, server) -> there.changes().settled(applied), this::retell);
    }

    /** What the server's supervisor made of a request by file. */
    void dropped(Applied applied, DropState state) {
        retell(new Applied(applied.server(), state instanceof DropState.Done ? Applied.Status.DONE : applied.status(),
                applied.entry(), applied.change(), state.text(), List.of(), applied.steps()));
    }

    /** What became of one of the results; the others stand as they did. */
    private void retell(Applied applied) {
        tell(results.stream().map(one -> one.server().equals(applied.server()) ? applied : one).toList());
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
        change(title, work, applied -> tell(List.of(applied)));
    }

    private void change(Message title, Work work, Consumer<Applied> then) {
        Lists.Place one = place.get();
        if (one == null) {
            return;
        }
        Whitelists there = whitelists();
        tasks.start(Task.of(title, control -> work.on(there, one.id())), outcome -> {
            switch (outcome) {
                case Outcome.Success<Applied>(Applied applied) -> then.accept(applied);
                case Outcome.Failure<Applied>(Throwable cause) -> errors.accept(cause);
                case Outcome.Cancelled<Applied> none -> read();
            }
        });
    }

    /** Shows how changes ended, and reads what became of the lists. */
    void tell(List<Applied> applied) {
        told = whitelists().now();
        results.setAll(applied);
        read();
    }

    /** When {@link #results} were told. */
    Instant told() {
        return told;
    }

    Whitelists whitelists() {
        if (detour != null) {
            return detour.whitelists();
        }
        return shown == null ? Objects.requireNonNull(lists.getValue(), "no fleet yet").whitelists() : shown;
    }

    /** Shows one of the two dialogs whatever the policy says, null for what it says: the tour shows both. */
    void dialog(WhitelistPolicy.@Nullable Mode mode) {
        shown = null;
        shown = mode == null ? null : whitelists().confirming(mode);
    }

    /** A server that has lists, in scope or not. */
    Optional<Lists.Place> find(String server) {
        Lists all = lists.getValue();
        return all == null
                ? Optional.empty()
                : all.places().stream().filter(one -> one.id().equals(server)).findFirst();
    }

    /** What takes lists of ranges from files, null before the fleet was read. */
    Lists.@Nullable Taker taker() {
        Lists all = lists.getValue();
        return all == null ? null : all.taker();
    }

    /** Servers that have lists, in scope or not. */
    List<Lists.Place> everywhere() {
        Lists all = lists.getValue();
        return all == null ? List.of() : all.places();
    }

    /** Servers in scope that have a list for the chosen door. */
    List<Lists.Place> targets() {
        return places.stream().filter(one -> one.doors().contains(door.get())).toList();
    }

    /** How entries of the chosen door were used. */
    public EntryUse use() {
        return use;
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

    /**
     * Whether our own address is let in by the chosen door (reference peers 2.4: at the top); null before it was read.
     */
    @Nullable
    Message ownAddress() {
        ListView now = view();
        Known<Cidr> known = own;
        if (now == null || known == null) {
            return null;
        }
        return switch (known) {
            case Known.Unknown<Cidr>(Message why) -> Message.of("whitelists.own.unknown", why);
            case Known.Value<Cidr>(Cidr address) -> now.active().stream()
                    .filter(entry -> entry.cidr().contains(address)).findFirst()
                    .map(entry -> Message.of("whitelists.own.in", address.toString(), entry.cidr().toString()))
                    .orElseGet(() -> Message.of("whitelists.own.out", address.toString()));
        };
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
