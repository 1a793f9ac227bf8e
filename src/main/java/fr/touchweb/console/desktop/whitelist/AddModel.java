package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.ban.Ban;
import fr.touchweb.console.core.ban.BanReport;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.AddRequest;
import fr.touchweb.console.core.whitelist.Applied;
import fr.touchweb.console.core.whitelist.Plan;
import fr.touchweb.console.core.whitelist.Scope;
import fr.touchweb.console.core.whitelist.Whitelists;
import fr.touchweb.console.core.whitelist.confirm.Accident;
import fr.touchweb.console.core.whitelist.confirm.Button;
import fr.touchweb.console.core.whitelist.confirm.Choice;
import fr.touchweb.console.core.whitelist.confirm.Confirmation;
import fr.touchweb.console.core.whitelist.confirm.Confirmed;
import fr.touchweb.console.core.whitelist.confirm.Step;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.risk.Assessment;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * From what was typed to a confirmation, and from a confirmed one to the server. It decides nothing: the core's
 * confirmation does, and this hands it what was pressed and typed. JavaFX thread only.
 */
public final class AddModel {
    private final ListModel list;
    private final TaskRunner tasks;
    private final Consumer<Throwable> errors;
    private final BooleanProperty open = new SimpleBooleanProperty(this, "open");
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final StringProperty reason = new SimpleStringProperty(this, "reason", "");
    private final StringProperty requester = new SimpleStringProperty(this, "requester", "");
    private final StringProperty days = new SimpleStringProperty(this, "days", "");
    private final ObjectProperty<Entry.Kind> kind = new SimpleObjectProperty<>(this, "kind", Entry.Kind.PERSON);
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper(this, "changes");
    private @Nullable Message problem;
    private @Nullable Assessment assessment;
    private @Nullable Confirmation confirmation;
    private List<Plan> plans = List.of();
    private int run;

    public AddModel(ListModel list, TaskRunner tasks, Consumer<Throwable> errors) {
        this.list = list;
        this.tasks = tasks;
        this.errors = errors;
        text.addListener((p, before, now) -> forget());
        reason.addListener((p, before, now) -> forget());
        requester.addListener((p, before, now) -> forget());
        days.addListener((p, before, now) -> forget());
        kind.addListener((p, before, now) -> forget());
        list.placeProperty().addListener((p, before, now) -> close());
        list.doorProperty().addListener((p, before, now) -> close());
    }

    /** Opens the form, as it was left. */
    public void begin() {
        open.set(true);
    }

    /** Opens the form with what an entry said, to let it in once more. */
    public void again(Entry entry) {
        close();
        text.set(entry.cidr().toString());
        reason.set(entry.reason());
        requester.set(entry.requester());
        kind.set(entry.kind());
        begin();
        assess();
    }

    /** What was typed changed: what was known of it counts no more. */
    private void forget() {
        run++;
        busy.set(false);
        Confirmation now = confirmation;
        confirmation = null;
        assessment = null;
        plans = List.of();
        problem = null;
        if (now != null && now.step() != Step.CONFIRMED && now.step() != Step.ENDED) {
            now.happened(Accident.DISCONNECTED);
        }
        changed();
    }

    /** Closes the form; nothing is let in. */
    public void close() {
        forget();
        open.set(false);
    }

    /** What an assessment brought. */
    private record Known(Assessment assessment, @Nullable AddRequest request, List<Plan> plans) {}

    /** Asks the server what is known of the range, and opens the confirmation where there can be one. */
    public void assess() {
        forget();
        Lists.Place one = list.placeProperty().get();
        if (one == null || text.get().isBlank()) {
            return;
        }
        Duration life = life();
        if (!days.get().isBlank() && life == null) {
            problem = Message.of("whitelists.add.badDays", days.get());
            changed();
            return;
        }
        int mine = run;
        busy.set(true);
        Whitelists there = list.whitelists();
        Scope door = list.doorProperty().get();
        String typed = text.get();
        String why = reason.get();
        String who = requester.get();
        Entry.Kind what = kind.get();
        tasks.start(Task.of(Message.of("whitelists.task.assess", typed), control -> {
            List<String> servers = List.of(one.id());
            Assessment found = there.assess(typed, servers, door);
            AddRequest request = there.request(servers, door, found, what, why, who,
                    life == null ? there.defaultLife(found) : life);
            return new Known(found, request,
                    request.problem().isPresent() ? List.of() : there.changes().plans(request));
        }), outcome -> ended(mine, outcome, known -> known(there, known)));
    }

    private void known(Whitelists there, Known known) {
        assessment = known.assessment();
        plans = known.plans();
        AddRequest request = known.request();
        problem = request == null ? null : request.problem().orElse(null);
        confirmation = request == null || problem != null ? null : there.confirm(request);
        changed();
    }

    /** Opens the confirmation of somebody else's request. */
    public void approve(Entry entry) {
        Lists.Place one = list.placeProperty().get();
        if (one == null) {
            return;
        }
        close();
        int mine = run;
        busy.set(true);
        open.set(true);
        Whitelists there = list.whitelists();
        tasks.start(Task.of(Message.of("whitelists.task.assess", entry.cidr().toString()),
                control -> there.approve(one.id(), entry.id())), outcome -> ended(mine, outcome, found -> {
                    confirmation = found;
                    assessment = found.request().assessment();
                    changed();
                }));
    }

    private <T> void ended(int mine, Outcome<T> outcome, Consumer<T> then) {
        if (mine != run) {
            return;
        }
        busy.set(false);
        switch (outcome) {
            case Outcome.Success<T>(T found) -> then.accept(found);
            case Outcome.Failure<T>(RemoteException cause) -> problem = cause.text();
            case Outcome.Failure<T>(DocumentException cause) -> problem = cause.text();
            case Outcome.Failure<T>(Throwable cause) -> {
                problem = Message.of("whitelists.failed");
                errors.accept(cause);
            }
            case Outcome.Cancelled<T> none -> problem = Message.of("whitelists.cancelled");
        }
        changed();
    }

    private @Nullable Duration life() {
        try {
            return days.get().isBlank() ? null : Duration.ofDays(Integer.parseInt(days.get().strip()));
        } catch (NumberFormatException _) {
            return null;
        }
    }

    /** A button of the confirmation was pressed. */
    public void press(Button button) {
        Confirmation now = confirmation;
        if (now == null) {
            return;
        }
        now.press(button);
        follow(now);
    }

    /** The field of the second step holds this. */
    public void type(String typed) {
        Confirmation now = confirmation;
        if (now != null) {
            now.type(typed);
            changed();
        }
    }

    /** Mode TW: the warning was scrolled to its end. */
    public void readToTheEnd() {
        Confirmation now = confirmation;
        if (now != null) {
            now.readToTheEnd();
            changed();
        }
    }

    /** Something happened that is no button. */
    public void happened(Accident accident) {
        Confirmation now = confirmation;
        if (now != null) {
            now.happened(accident);
            follow(now);
        }
    }

    private void follow(Confirmation now) {
        Cidr narrower = now.request().assessment().narrower();
        Confirmed confirmed = now.confirmed().orElse(null);
        if (confirmed != null) {
            carryOut(confirmed);
        } else if (now.choice() == Choice.NARROWER && narrower != null) {
            confirmation = null;
            text.set(narrower.toString());
            assess();
        } else if (now.choice() == Choice.UNBAN && narrower != null) {
            unban(narrower);
        } else if (now.step() == Step.ENDED) {
            close();
        } else {
            changed();
        }
    }

    private void carryOut(Confirmed confirmed) {
        Whitelists there = list.whitelists();
        close();
        tasks.start(Task.of(Message.of("whitelists.task.add", confirmed.request().cidr().toString()), control -> {
            List<Applied> settled = new ArrayList<>();
            for (Applied applied : there.changes().add(confirmed)) {
                settled.add(there.changes().settled(applied));
            }
            return settled;
        }), outcome -> {
            switch (outcome) {
                case Outcome.Success<List<Applied>>(List<Applied> applied) -> {
                    clear();
                    list.tell(applied);
                }
                case Outcome.Failure<List<Applied>>(Throwable cause) -> {
                    errors.accept(cause);
                    list.read();
                }
                case Outcome.Cancelled<List<Applied>> none -> list.read();
            }
        });
    }

    private void clear() {
        text.set("");
        reason.set("");
        requester.set("");
        days.set("");
    }

    /** Lifts every ban of an address; it lets nobody in who is not banned. */
    private void unban(Cidr address) {
        Lists.Place one = list.placeProperty().get();
        if (one == null) {
            return;
        }
        Whitelists there = list.whitelists();
        forget();
        int mine = run;
        busy.set(true);
        tasks.start(Task.of(Message.of("whitelists.task.unban", address.toString()),
                control -> unban(there, one.id(), address)), outcome -> ended(mine, outcome, lifted -> {
                    problem = Message.of(lifted ? "whitelists.unban.done" : "whitelists.unban.none",
                            address.toString());
                    list.read();
                }));
    }

    private static boolean unban(Whitelists there, String server, Cidr address)
            throws IOException, InterruptedException {
        BanReport report = there.banned(server);
        boolean lifted = false;
        for (Ban ban : report.bans()) {
            if (ban.address().contains(address)) {
                lifted |= there.changes().unban(server, ban);
            }
        }
        return lifted;
    }

    private void changed() {
        changes.set(changes.get() + 1);
    }

    /** Goes up whenever something is to be drawn anew. */
    public ReadOnlyIntegerProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /** Whether the form stands there. */
    public BooleanProperty openProperty() {
        return open;
    }

    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** Address, range, or anything that was typed. */
    public StringProperty textProperty() {
        return text;
    }

    public StringProperty reasonProperty() {
        return reason;
    }

    public StringProperty requesterProperty() {
        return requester;
    }

    /** Whole days; blank for what the risk proposes. */
    public StringProperty daysProperty() {
        return days;
    }

    public ObjectProperty<Entry.Kind> kindProperty() {
        return kind;
    }

    /** What stands in the way, or how a ban was lifted; null when there is nothing to say. */
    public @Nullable Message problem() {
        return problem;
    }

    public @Nullable Assessment assessment() {
        return assessment;
    }

    public @Nullable Confirmation confirmation() {
        return confirmation;
    }

    /** What would be written and run. */
    public List<Plan> plans() {
        return plans;
    }
}
