package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.ban.Ban;
import fr.touchweb.console.core.drop.DropState;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.AddRequest;
import fr.touchweb.console.core.whitelist.Applied;
import fr.touchweb.console.core.whitelist.Lifted;
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
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/**
 * From what was typed to a confirmation, and from a confirmed one to the server. It decides nothing: the core's
 * confirmation does, and this hands it what was pressed and typed. JavaFX thread only.
 */
public final class AddModel extends AddForm {
    private final TaskRunner tasks;
    private final Consumer<Throwable> errors;
    private final BooleanProperty open = new SimpleBooleanProperty(this, "open");
    private @Nullable Assessment assessment;
    private @Nullable Confirmation confirmation;
    private @Nullable Entry approved;
    private List<Plan> plans = List.of();
    private @Nullable AddRequest last;
    private @Nullable Duration wish;

    public AddModel(ListModel list, TaskRunner tasks, Consumer<Throwable> errors) {
        super(list, tasks, errors);
        this.tasks = tasks;
        this.errors = errors;
        list.placeProperty().addListener((p, before, now) -> close());
        list.doorProperty().addListener((p, before, now) -> close());
    }

    /** Opens the form, as it was left. */
    public void begin() {
        open.set(true);
    }

    /**
     * Opens the form with an address, as a list of banned ones names it.
     *
     * @param life wanted, as far as its risk allows; null for what the risk proposes
     */
    public void offer(Cidr address, @Nullable Duration life) {
        close();
        textProperty().set(address.toString());
        daysProperty().set("");
        wish = life;
        begin();
        assess();
    }

    /** Opens the form for the servers on which a change failed: what they know is assessed once more. */
    public void retry(List<String> servers) {
        AddRequest before = last;
        if (before != null) {
            close();
            fill(before, servers);
            begin();
            assess();
        }
    }

    /** Whether there is a request to try again. */
    boolean retryable() {
        return last != null;
    }

    /** Opens the form with what an entry said, to let it in once more. */
    public void again(Entry entry) {
        close();
        fill(entry.cidr(), entry.reason(), entry.requester(), entry.kind());
        siteProperty().set(entry.site() == null ? "" : entry.site());
        begin();
        assess();
    }

    /** What was typed changed: what was known of it counts no more. */
    @Override
    void retyped() {
        Confirmation now = confirmation;
        confirmation = null;
        assessment = null;
        approved = null;
        plans = List.of();
        if (now != null && now.step() != Step.CONFIRMED && now.step() != Step.ENDED) {
            now.happened(Accident.DISCONNECTED);
        }
        forget();
    }

    /** Closes the form; nothing is let in. */
    public void close() {
        retyped();
        forAny();
        wish = null;
        open.set(false);
    }

    /**
     * What an assessment brought.
     *
     * @param confirmation null where there can be none
     */
    private record Known(Assessment assessment, AddRequest request, List<Plan> plans,
            @Nullable Confirmation confirmation) {}

    /** Asks the servers what is known of the range, and opens the confirmation where there can be one. */
    public void assess() {
        retyped();
        List<String> servers = targets();
        if (servers.isEmpty() || textProperty().get().isBlank()) {
            return;
        }
        Duration life = life();
        if (!daysProperty().get().isBlank() && life == null) {
            say(Message.of("whitelists.add.badDays", daysProperty().get()));
            return;
        }
        Whitelists there = list.whitelists();
        Scope door = list.doorProperty().get();
        String typed = textProperty().get();
        String why = reasonProperty().get();
        String who = requesterProperty().get();
        Entry.Kind what = kindProperty().get();
        String where = chosenSite();
        Duration wanted = wish;
        start(Message.of("whitelists.task.assess", typed), control -> {
            Assessment found = there.assess(typed, servers, door);
            AddRequest request = there.request(servers, door, found, what, why, who,
                    life == null ? proposed(there, found, wanted) : life).of(where);
            return request.problem().isPresent()
                    ? new Known(found, request, List.of(), null)
                    : new Known(found, request, there.changes().plans(request), there.confirm(request));
        }, this::known);
    }

    private static Duration proposed(Whitelists there, Assessment found, @Nullable Duration wanted) {
        Duration longest = there.longestLife(found);
        return wanted == null ? there.defaultLife(found) : wanted.compareTo(longest) < 0 ? wanted : longest;
    }

    private void known(Known known) {
        assessment = known.assessment();
        plans = known.plans();
        confirmation = known.confirmation();
        known.request().problem().ifPresent(this::say);
    }

    /** Opens the confirmation of somebody else's request. */
    public void approve(Entry entry) {
        Lists.Place one = list.placeProperty().get();
        if (one == null) {
            return;
        }
        close();
        open.set(true);
        Whitelists there = list.whitelists();
        start(Message.of("whitelists.task.assess", entry.cidr().toString()),
                control -> there.approve(one.id(), entry.id()), found -> {
                    confirmation = found;
                    assessment = found.request().assessment();
                    approved = entry;
                });
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

    /** One of the reasons of the second step was chosen. */
    public void choose(int index) {
        Confirmation now = confirmation;
        if (now != null) {
            now.choose(index);
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
            textProperty().set(narrower.toString());
            assess();
        } else if (now.choice() == Choice.UNBAN && narrower != null) {
            unban(narrower, now.request().servers());
        } else if (now.step() == Step.ENDED) {
            close();
        } else {
            changed();
        }
    }

    private void carryOut(Confirmed confirmed) {
        Whitelists there = list.whitelists();
        last = confirmed.approves() == null ? confirmed.request() : null;
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
                    applied.stream().filter(one -> one.status() == Applied.Status.DROPPED)
                            .forEach(one -> follow(there, one));
                }
                case Outcome.Failure<List<Applied>>(Throwable cause) -> {
                    errors.accept(cause);
                    list.read();
                }
                case Outcome.Cancelled<List<Applied>> none -> list.read();
            }
        });
    }

    /** What the server's supervisor makes of a request by file; the status bar tells its state until then. */
    private void follow(Whitelists there, Applied applied) {
        tasks.start(Task.of(Message.of("whitelists.task.drop", applied.server()),
                control -> there.changes().followed(applied, time -> {
                    control.checkCancelled();
                    Thread.sleep(time);
                }, state -> control.message(state.text()))), outcome -> {
                    switch (outcome) {
                        case Outcome.Success<DropState>(DropState state) -> list.dropped(applied, state);
                        case Outcome.Failure<DropState>(Throwable cause) -> errors.accept(cause);
                        case Outcome.Cancelled<DropState> none -> list.dropped(applied, new DropState.Unknown());
                    }
                });
    }

    /** Lifts every ban of an address on the servers in question; it lets nobody in who is not banned. */
    private void unban(Cidr address, List<String> servers) {
        Whitelists there = list.whitelists();
        retyped();
        start(Message.of("whitelists.task.unban", address.toString()), control -> {
            List<Lifted> lifted = new ArrayList<>();
            for (String server : servers) {
                unban(there, server, address, lifted);
            }
            return lifted;
        }, lifted -> {
            lifted(lifted, address.toString());
            list.read();
        });
    }

    private static void unban(Whitelists there, String server, Cidr address, List<Lifted> lifted)
            throws IOException, InterruptedException {
        for (Ban ban : there.banned(server).bans()) {
            if (ban.address().contains(address)) {
                lifted.add(there.bans().unban(server, ban));
            }
        }
    }

    /** Whether the form stands there. */
    public BooleanProperty openProperty() {
        return open;
    }

    /** What stands in the way, or how a ban was lifted; null when there is nothing to say. */
    public @Nullable Message problem() {
        return said();
    }

    public @Nullable Assessment assessment() {
        return assessment;
    }

    public @Nullable Confirmation confirmation() {
        return confirmation;
    }

    /** The request of somebody else that the card is about, null for one's own. */
    public @Nullable Entry approved() {
        return approved;
    }

    /** What would be written and run. */
    public List<Plan> plans() {
        return plans;
    }
}
