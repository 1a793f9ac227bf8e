package fr.touchweb.console.desktop.fleet;

import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.fleet.ChangedElsewhereException;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.FleetStore;
import fr.touchweb.console.core.fleet.FleetWatch;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.eol.EndOfLife;
import fr.touchweb.console.core.fleet.facts.Contact;
import fr.touchweb.console.core.fleet.health.ServerView;
import fr.touchweb.console.core.fleet.query.QueryException;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.RunningTask;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The fleet as the page sees it: load, filter, order, probe, edit. JavaFX thread only, except where said. */
public final class FleetModel implements AutoCloseable {
    /** Where loading stands. */
    public enum Phase {
        LOADING, READY, FAILED
    }

    private final FleetRoom room;
    private final TaskRunner tasks;
    private final Executor screen;
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(this, "phase", Phase.LOADING);
    private final ReadOnlyObjectWrapper<@Nullable Message> failure = new ReadOnlyObjectWrapper<>(this, "failure");
    private final ReadOnlyObjectWrapper<@Nullable FleetState> state = new ReadOnlyObjectWrapper<>(this, "state");
    private final ObjectProperty<@Nullable ServerView> selected = new SimpleObjectProperty<>(this, "selected");
    private final ReadOnlyIntegerWrapper total = new ReadOnlyIntegerWrapper(this, "total");
    private final ReadOnlyIntegerWrapper readings = new ReadOnlyIntegerWrapper(this, "readings");
    private final ReadOnlyBooleanWrapper changedElsewhere = new ReadOnlyBooleanWrapper(this, "changedElsewhere");
    private final FleetProbing probing;
    private final FleetFilter filter;
    private final FleetEdits edits;
    private final ReadOnlyObjectWrapper<@Nullable RunningTask> loading = new ReadOnlyObjectWrapper<>(this, "loading");
    private final Map<String, Contact> contacts = new HashMap<>();
    private boolean recalled;
    private @Nullable FleetWatch watch;
    private final FleetPerson person;
    private final FleetReach reach;

    /**
     * @param tasks delivers on the JavaFX thread
     * @param screen runs on the JavaFX thread
     */
    public FleetModel(FleetRoom room, TaskRunner tasks, Executor screen) {
        this.room = room;
        this.tasks = tasks;
        this.screen = screen;
        this.edits = new FleetEdits(this, tasks);
        this.probing = new FleetProbing(this, tasks, screen);
        this.filter = new FleetFilter(tasks, this::keepSelected, this::failed);
        this.person = new FleetPerson(room, tasks, screen);
        this.reach = new FleetReach(this, tasks);
    }

    public ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    /** Why loading failed. */
    public ReadOnlyObjectProperty<@Nullable Message> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /** The filter line as it is typed. */
    public StringProperty filterProperty() {
        return filter.lineProperty();
    }

    /** Runs something once the rows of the filter line stand. */
    void afterRows(Runnable work) {
        filter.afterRows(work);
    }

    /** What is wrong with the filter line; the last one that could be read stays in force. */
    public ReadOnlyObjectProperty<@Nullable QueryException> mistakeProperty() {
        return filter.mistakeProperty();
    }

    /** Servers that pass filter and scope, in order. */
    public ObservableList<ServerView> shown() {
        return filter.shown();
    }

    public ObjectProperty<@Nullable ServerView> selectedProperty() {
        return selected;
    }

    /** All servers, shown or not. */
    public ReadOnlyIntegerProperty totalProperty() {
        return total.getReadOnlyProperty();
    }

    /** Grows each time that other documents, or other rights, hold. */
    public ReadOnlyIntegerProperty readingsProperty() {
        return readings.getReadOnlyProperty();
    }

    /** Where the person has a right: ids of servers, and of sites after the id of their server and a slash. */
    public Set<String> reach(Right right) {
        return person.reach(right);
    }

    /** Whether someone else changed the documents since they were read. */
    public ReadOnlyBooleanProperty changedElsewhereProperty() {
        return changedElsewhere.getReadOnlyProperty();
    }

    /** The probe that runs. */
    public ReadOnlyObjectProperty<@Nullable RunningTask> probingProperty() {
        return probing.runningProperty();
    }

    /** Client in scope, null for all. */
    public ObjectProperty<@Nullable String> clientProperty() {
        return filter.clientProperty();
    }

    /** The fleet of now; changes at each load, edit and probe. */
    ReadOnlyObjectProperty<@Nullable FleetState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    FleetRoom room() {
        return room;
    }

    Optional<Fleet> fleet() {
        return Optional.ofNullable(state.get()).map(FleetState::fleet);
    }

    Optional<Policy> policy() {
        return Optional.ofNullable(state.get()).map(FleetState::policy);
    }

    /** Whether the calendar of ends of life is too old to rely on. */
    boolean calendarIsOld() {
        FleetState now = state.get();
        return now != null && now.endOfLife().isOld();
    }

    /** Every server, also those that the filter hides. */
    List<ServerView> all() {
        FleetState now = state.get();
        return now == null ? List.of() : now.views();
    }

    /** Reads the documents, now or again. */
    public void load() {
        if (state.get() == null) {
            phase.set(Phase.LOADING);
        }
        Map<String, Contact> known = new HashMap<>(contacts);
        boolean recall = !recalled;
        RunningTask reading = tasks.start(Task.of(Message.of("fleet.task.load", room.store().address()), control -> {
            if (recall) {
                FleetState.remembered(room.memory().recallAll()).forEach(known::putIfAbsent);
            }
            Fleet fleet = room.store().loadOrEmpty();
            return made(fleet, known);
        }), this::loaded);
        if (!reading.isDone()) {
            loading.set(reading);
        }
    }

    /** The reading of the documents that runs. */
    ReadOnlyObjectProperty<@Nullable RunningTask> loadingProperty() {
        return loading.getReadOnlyProperty();
    }

    private FleetState made(Fleet fleet, Map<String, Contact> known) throws IOException {
        Policy policy = room.policy().of(fleet);
        EndOfLife endOfLife = new EndOfLife(room.calendar(), policy.endOfLife(), policy.penalty(), room.clock());
        Instant now = room.clock().instant();
        return FleetState.of(person.seen(fleet, now), policy, endOfLife, known, now);
    }

    private void loaded(Outcome<FleetState> outcome) {
        loading.set(null);
        switch (outcome) {
            case Outcome.Success<FleetState>(FleetState value) -> {
                recalled = true;
                value.views().forEach(view -> contacts.putIfAbsent(view.id(), view.contact()));
                changedElsewhere.set(false);
                failure.set(room.store().offline().map(FleetStore.Offline::text).orElse(null));
                take(value);
                phase.set(Phase.READY);
                watch(value.policy());
            }
            case Outcome.Failure<FleetState>(Throwable cause) -> {
                failure.set(words(cause));
                phase.set(Phase.FAILED);
                person.failed();
            }
            case Outcome.Cancelled<FleetState> cancelled -> {
                failure.set(Message.of("fleet.load.cancelled"));
                phase.set(state.get() == null ? Phase.FAILED : Phase.READY);
                person.failed();
            }
        }
    }

    private void watch(Policy policy) {
        if (watch == null) {
            watch = new FleetWatch(room.store(), policy.fleet().watch(),
                    () -> screen.execute(this::changedElsewhere),
                    e -> screen.execute(() -> failure.set(words(e))), why -> screen.execute(() -> over(why)));
        }
    }

    /** The page offers to read again; what takes rights away holds at once. */
    private void changedElsewhere() {
        changedElsewhere.set(true);
        tasks.start(Task.of(Message.of("fleet.task.load", room.store().address()),
                control -> person.lessIn(room.store().peek(), room.clock().instant())).hidden(), outcome -> {
                    if (outcome instanceof Outcome.Success<Boolean>(Boolean less) && less) {
                        load();
                    }
                });
    }

    /** Lets go at once of what a grant that has ended by now had given. */
    public void review() {
        if (person.less(room.clock().instant())) {
            load();
        }
    }

    /** What was read may be used no more. */
    private void over(Message why) {
        FleetState now = state.get();
        if (now != null) {
            Fleet nothing = Fleet.empty(room.store().address());
            take(FleetState.of(nothing, now.policy(), now.endOfLife(), Map.of(), room.clock().instant()));
        }
        person.unreadable();
        failure.set(why);
        phase.set(Phase.FAILED);
    }

    void take(FleetState value) {
        state.set(value);
        person.shown();
        total.set(value.views().size());
        readings.set(readings.get() + 1);
        filter.setViews(value.views());
    }

    /** How a failure is told. */
    static Message words(Throwable cause) {
        return switch (cause) {
            case DocumentException e -> e.text();
            case RemoteException e -> e.text();
            case ChangedElsewhereException e -> e.text();
            default -> Message.of("fleet.load.failed", String.valueOf(cause.getMessage()));
        };
    }

    /** Orders the table; null is the order of the documents. */
    public void setOrder(@Nullable Comparator<ServerView> value) {
        filter.setOrder(value);
    }

    /** The same server is another object once something new is known of it. */
    private void keepSelected() {
        ServerView chosen = selected.get();
        if (chosen != null) {
            selected.set(all().stream().filter(view -> view.id().equals(chosen.id())).findFirst().orElse(null));
        }
    }

    /** Chooses a server by id, if it is there. */
    public void select(String id) {
        all().stream().filter(view -> view.id().equals(id)).findFirst().ifPresent(selected::set);
    }

    /** Probes servers; results come one by one. A probe that runs goes on beside it. */
    public void probe(Collection<ServerView> views) {
        probing.start(views);
    }

    /** Probes all servers once the documents are read. */
    public void probeOnceRead() {
        phase.addListener(new ChangeListener<>() {
            @Override
            public void changed(ObservableValue<? extends Phase> value, Phase before, Phase now) {
                if (now == Phase.READY) {
                    phase.removeListener(this);
                    probe(all());
                }
            }
        });
    }

    /** Takes what a probe found of one server into account from now on. */
    void known(String server, UnaryOperator<Contact> change) {
        contacts.put(server, change.apply(contacts.getOrDefault(server, Contact.NONE)));
    }

    /** The row of a server with what is known of it now. */
    ServerView judged(FleetState now, Server server) {
        return ServerView.of(now.fleet(), server, contacts.getOrDefault(server.id(), Contact.NONE), now.policy(),
                now.endOfLife(), room.clock().instant());
    }

    void failed(Throwable cause) {
        failure.set(words(cause));
    }

    /** Judges all servers anew: facts grow old by themselves. */
    void judgeAgain() {
        FleetState now = state.get();
        if (now != null) {
            Map<String, Contact> known = new HashMap<>(contacts);
            tasks.start(Task.of(Message.of("fleet.task.judge"), control -> FleetState.of(now.fleet(), now.policy(),
                    now.endOfLife(), known, room.clock().instant())).computing().hidden(), outcome -> {
                        if (outcome instanceof Outcome.Success<FleetState>(FleetState value) && state.get() == now) {
                            take(value);
                        }
                    });
        }
    }

    /** What changes the documents. */
    FleetEdits edits() {
        return edits;
    }

    /**
     * Saves an edit.
     *
     * @param done gets null when it is saved, else what went wrong
     */
    public void save(UnaryOperator<Fleet> edit, Consumer<@Nullable Message> done) {
        edits.save(edit, done);
    }

    /** Works out the fleet of the page, with what is known of each server by now; the result runs off the JavaFX thread. */
    FleetEdits.Making making() {
        Map<String, Contact> known = new HashMap<>(contacts);
        return fleet -> made(fleet, known);
    }

    /** Who works here, and what they may. */
    FleetPerson person() {
        return person;
    }

    void foundChangedElsewhere() {
        changedElsewhere.set(true);
    }

    /** What is learnt from one server. */
    FleetReach reach() {
        return reach;
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
    }
}
