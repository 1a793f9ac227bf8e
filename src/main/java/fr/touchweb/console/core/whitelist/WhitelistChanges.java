package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.account.Decision;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.drop.DropState;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.Applied.Status;
import fr.touchweb.console.core.whitelist.ServerLists.Change;
import fr.touchweb.console.core.whitelist.ServerLists.Snapshot;
import fr.touchweb.console.core.whitelist.apply.Outcome;
import fr.touchweb.console.core.whitelist.apply.ServerFiles;
import fr.touchweb.console.core.whitelist.confirm.Choice;
import fr.touchweb.console.core.whitelist.confirm.Confirmation;
import fr.touchweb.console.core.whitelist.confirm.Confirmed;
import fr.touchweb.console.core.whitelist.drop.FileDrop;
import fr.touchweb.console.core.whitelist.register.Entry;
import fr.touchweb.console.core.whitelist.register.Mark;
import fr.touchweb.console.core.whitelist.register.Register;
import fr.touchweb.console.core.whitelist.risk.Assessment;
import fr.touchweb.console.core.whitelist.risk.ServerKnowledge;
import fr.touchweb.console.core.whitelist.risk.Tier;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Changes whitelists on servers. To let somebody in takes a {@link Confirmed}, and the risk is assessed once more with what
 * the server knows at that moment: what was confirmed for less is refused. Letting nobody in any longer takes no
 * confirmation. Everything, refusals too, goes to the journal before the call returns.
 */
public final class WhitelistChanges extends ServerChanges {
    private final Drops drops = new Drops();
    private final WaysBack back;

    WhitelistChanges(WhitelistSetup setup, Whitelists lists) {
        super(setup, lists);
        back = new WaysBack(Duration.ofMinutes(setup.policy().whitelist().undoMinutes()));
    }

    /** A confirmation whose end is noted. */
    Confirmation journaled(Confirmation confirmation) {
        confirmation.onEnd(choice -> {
            if (choice != Choice.CONFIRMED) {
                notes.ended(confirmation, choice);
            }
        });
        return confirmation;
    }

    /** What adding would do on each server, with the entry as it would be written. */
    public List<Plan> plans(AddRequest request) throws IOException, InterruptedException {
        List<Plan> plans = new ArrayList<>();
        for (String server : request.servers()) {
            ServerLists there = lists.lists(server);
            Entry entry = entry(request, request.assessment().tier());
            plans.add(there.plan(there.read(request.scope()), adding(entry), entry.id()));
        }
        return plans;
    }

    /**
     * Carries out what was confirmed, server by server; one that fails does not keep the others from it. At tier 3 a
     * request is left in the register for a second person.
     *
     * @throws IllegalStateException when it was carried out before
     */
    public List<Applied> add(Confirmed confirmed) throws IOException, InterruptedException {
        AddRequest request = confirmed.take();
        String approved = confirmed.approves();
        List<Applied> results = new ArrayList<>();
        for (String server : request.servers()) {
            Applied applied = guarded(server,
                    there -> approved == null ? add(there, request) : approve(there, approved, request));
            notes.confirmed(confirmed, applied);
            results.add(applied);
        }
        return results;
    }

    private Applied add(ServerLists there, AddRequest request) throws IOException, InterruptedException {
        Assessment now = assess(there, request, setup.author(), null);
        Message worse = worse(request, now);
        if (worse != null) {
            return Applied.of(there.server().id(), Status.REFUSED, worse);
        }
        Entry entry = entry(request, now.tier());
        if (!there.holds(entry)) {
            return Applied.of(there.server().id(), Status.REFUSED,
                    Message.of("whitelist.refused.noList", request.scope().title(), String.valueOf(entry.site())));
        }
        FileDrop drop = there.drop(request.scope()).orElse(null);
        if (drop != null) {
            return drops.left(there, drop, drop.add(entry));
        }
        Applied applied = carryOut(there, request.scope(), adding(entry), entry, entry.id());
        return entry.state() == Entry.State.PENDING && applied.status() == Status.DONE
                ? applied.as(Status.REQUESTED)
                : applied;
    }

    private Applied approve(ServerLists there, String id, AddRequest request)
            throws IOException, InterruptedException {
        Snapshot snapshot = there.read(request.scope());
        Entry waiting = snapshot.register().entry(id).filter(e -> e.state() == Entry.State.PENDING).orElse(null);
        String server = there.server().id();
        if (waiting == null || !waiting.cidr().equals(request.cidr()) || waiting.scope() != request.scope()) {
            return Applied.of(server, Status.CONFLICT, Message.of("whitelist.refused.notPending", id));
        }
        if (lists.mayApprove(server, waiting) instanceof Decision.Denied(Message reason)) {
            return Applied.of(server, Status.REFUSED, reason);
        }
        Assessment now = assess(there, request, lists.author(waiting.author()), id);
        if (now.refused()) {
            return Applied.of(server, Status.REFUSED, now.refusals().getFirst());
        }
        Entry agreed = waiting.approved(setup.author().login(), now(), request.life());
        return finish(there, snapshot, new Change(request.scope(), register -> register.with(id, _ -> agreed),
                List.of(agreed), List.of()), agreed, id);
    }

    private Assessment assess(ServerLists there, AddRequest request, Author whose, @Nullable String except)
            throws IOException, InterruptedException {
        ServerKnowledge knowledge = lists.knowledge(there.server().id(), request.scope(), request.cidr(), whose,
                except);
        return setup.assessor().assess(request.cidr(), request.scope(), knowledge, whose);
    }

    /** Why what was confirmed does not hold for what is known now. */
    private @Nullable Message worse(AddRequest request, Assessment now) {
        if (now.refused()) {
            return now.refusals().getFirst();
        }
        Tier confirmed = request.assessment().tier();
        if (now.tier().compareTo(confirmed) > 0) {
            return Message.of("whitelist.refused.worse", now.facts().stream()
                    .filter(fact -> fact.tier() == now.tier()).findFirst().orElseThrow().text());
        }
        return request.problem().or(() -> Optional.ofNullable(
                setup.assessor().tooLong(now, request.life()))).orElse(null);
    }

    /** Says no to somebody's request. */
    public Applied refuse(String server, String entryId) throws IOException, InterruptedException {
        return noted(server, "whitelist-refuse", entryId, there -> {
            Snapshot snapshot = there.read(Scope.IDS);
            Entry entry = snapshot.register().entry(entryId).filter(e -> e.state() == Entry.State.PENDING)
                    .orElse(null);
            if (entry == null) {
                return Applied.of(server, Status.CONFLICT, Message.of("whitelist.refused.notPending", entryId));
            }
            return finish(there, snapshot,
                    new Change(entry.scope(), register -> register.with(entryId,
                            e -> e.refused(setup.author().login())), List.of(), List.of()),
                    entry, entryId);
        });
    }

    /** Takes an entry out before its time; one that waits is withdrawn. */
    public Applied remove(String server, String entryId) throws IOException, InterruptedException {
        return noted(server, "whitelist-remove", entryId, there -> {
            Entry entry = there.register().entry(entryId).orElse(null);
            if (entry == null || entry.state() != Entry.State.ACTIVE && entry.state() != Entry.State.PENDING) {
                return Applied.of(server, Status.CONFLICT, Message.of("whitelist.refused.noEntry", entryId));
            }
            Mark mark = mark();
            UnaryOperator<Register> change = register -> register.with(entryId, e -> e.revoked(mark));
            List<Entry> out = entry.state() == Entry.State.ACTIVE ? List.of(entry) : List.of();
            return outOf(there, new Change(entry.scope(), change, List.of(), out), entry);
        });
    }

    /** Ends an entry sooner. @param end before its present end */
    public Applied shorten(String server, String entryId, Instant end) throws IOException, InterruptedException {
        return noted(server, "whitelist-shorten", entryId, there -> {
            Entry entry = there.register().entry(entryId).filter(e -> e.letsIn(now()) && end.isBefore(e.expires()))
                    .orElse(null);
            if (entry == null) {
                return Applied.of(server, Status.CONFLICT, Message.of("whitelist.refused.noEntry", entryId));
            }
            Entry shorter = entry.shortened(end.truncatedTo(ChronoUnit.SECONDS), mark());
            return outOf(there, new Change(entry.scope(), register -> register.with(entryId, _ -> shorter),
                    List.of(shorter), List.of()), entry);
        });
    }

    /**
     * Takes a range out and lets in the addresses of it that were seen, until its end; nobody comes in who could not come
     * before.
     */
    public Applied reduce(String server, String entryId, Usage use) throws IOException, InterruptedException {
        List<Cidr> seen = use.addresses();
        return noted(server, "whitelist-reduce", entryId, there -> {
            Entry range = there.register().entry(entryId).filter(e -> e.letsIn(now())).orElse(null);
            if (range == null || seen.isEmpty() || !seen.stream().allMatch(range.cidr()::contains)) {
                return Applied.of(server, Status.CONFLICT, Message.of("whitelist.refused.noEntry", entryId));
            }
            List<Entry> singles = seen.stream().distinct()
                    .map(cidr -> range.narrowed(newId(), cidr, setup.author().login(), now())).toList();
            Mark mark = mark();
            UnaryOperator<Register> change = register -> {
                Register changed = register.with(entryId, e -> use.of(e).reduced(mark));
                for (Entry single : singles) {
                    changed = changed.with(single);
                }
                return changed;
            };
            return outOf(there, new Change(range.scope(), change, singles, List.of(range)), range);
        });
    }

    /** Notes that the password was changed that was given with an access which is over (L41). */
    public Applied rotated(String server, String entryId) throws IOException, InterruptedException {
        return noted(server, "whitelist-rotated", entryId, there -> {
            Entry over = there.register().entry(entryId)
                    .filter(entry -> entry.rotated() == null && entry.over(now()) != null).orElse(null);
            if (over == null) {
                return Applied.of(server, Status.CONFLICT, Message.of("whitelist.refused.notOver", entryId));
            }
            Mark mark = mark();
            return outOf(there, new Change(over.scope(), register -> register.with(entryId, e -> e.rotated(mark)),
                    List.of(), List.of()), over);
        });
    }

    /** A change that lets nobody in who was not in, with its way back. */
    private Applied outOf(ServerLists there, Change change, Entry entry) throws IOException, InterruptedException {
        Snapshot snapshot = there.read(change.scope());
        Applied applied = finish(there, snapshot, change, entry, entry.id());
        back.keep(applied, change.scope(), snapshot.register(), change.register().apply(snapshot.register()), null,
                now());
        return applied;
    }

    /** What is left of the time in which a change of this console can be undone; zero when it cannot. */
    public Duration backLeft(Applied applied) {
        return back.left(applied, now());
    }

    /** Undoes a change of this console that took something out, shortened, reduced or took it over. */
    public Applied undo(Applied applied) throws IOException, InterruptedException {
        return noted(applied.server(), "whitelist-undo", String.valueOf(applied.change()),
                there -> back.take(there, applied, now()));
    }

    /** Says over a new connection that all is well after a change that would undo itself. */
    public Applied keep(String server, String change) throws IOException, InterruptedException {
        return noted(server, "whitelist-keep", change, there -> {
            try (NewConnection connection = setup.fresh().apply(there.server())) {
                Outcome outcome = new ServerFiles(connection.host(), setup.policy().whitelist()).keep(change);
                return Results.of(there, outcome, null, change, List.of());
            }
        });
    }

    /** Keeps a change that would undo itself; hands any other result on. One that cannot be kept tells why. */
    public Applied settled(Applied applied) throws IOException, InterruptedException {
        if (applied.status() != Status.TO_KEEP || applied.change() == null) {
            return applied;
        }
        Applied kept = keep(applied.server(), applied.change());
        return kept.status() == Status.DONE
                ? applied.as(Status.DONE)
                : new Applied(applied.server(), Status.TO_KEEP, applied.entry(), applied.change(), kept.reason(),
                        List.of(), applied.steps());
    }

    /**
     * Goes back to how the register was before a change. What was let in since is taken out at once; what was taken out
     * since is not let in again by this: it is handed back, to be confirmed anew.
     */
    public Restored restore(String server, String version) throws IOException, InterruptedException {
        List<Entry> again = new ArrayList<>();
        Applied applied = noted(server, "whitelist-restore", version, there -> {
            Register old = there.version(version);
            Register now = there.register();
            List<Entry> out = now.letInUnlike(old, now());
            again.addAll(old.letInUnlike(now, now()));
            Applied last = Applied.of(server, Status.DONE, null);
            for (Scope scope : Scope.values()) {
                List<Entry> here = out.stream().filter(e -> e.scope() == scope).toList();
                if (!here.isEmpty()) {
                    last = carryOut(there, scope, new Change(scope, register -> revoked(register, here), List.of(),
                            here), here.getFirst(), "restore");
                    if (!last.changed()) {
                        return last;
                    }
                }
            }
            return last;
        });
        return new Restored(applied, again);
    }

    /**
     * @param applied how it went
     * @param toConfirm entries that the version had and that need a confirmation to come back
     */
    public record Restored(Applied applied, List<Entry> toConfirm) {}

    /** Makes an entry of a line that somebody wrote by hand; it lets nobody in who was not in already. */
    public Applied adopt(String server, Scope scope, Drift drift, Entry.Kind kind, String reason, String requester,
            Instant expires) throws IOException, InterruptedException {
        return noted(server, "whitelist-adopt", drift.cidr().toString(), there -> {
            Message problem = AddRequest.problem(reason, requester).orElse(null);
            if (problem != null) {
                return Applied.of(server, Status.REFUSED, problem);
            }
            Entry entry = new Entry(newId(), scope, there.site(scope, drift.path()), drift.cidr(), kind, reason.strip(),
                    requester.strip(),
                    setup.author().login(), null, now(), expires.truncatedTo(ChronoUnit.SECONDS), Entry.State.ACTIVE,
                    0, null, 0);
            Snapshot snapshot = there.read(scope);
            Plan plan = there.adoption(snapshot, drift, entry);
            Applied applied = Results.of(there, there.apply(plan), entry.id(), plan.transaction().id(), List.of());
            back.keep(applied, scope, snapshot.register(), snapshot.register().with(entry), drift, now());
            return applied;
        });
    }

    /** Asks by a file that a ban is lifted, where the account may not do it itself. */
    public Applied askUnban(String server, Scope scope, Cidr address) throws IOException, InterruptedException {
        return noted(server, "unban", address.toString(), there -> {
            FileDrop drop = there.drop(scope).orElse(null);
            return drop == null
                    ? Applied.of(server, Status.REFUSED, Message.of("whitelist.refused.noDrop", server))
                    : drops.left(there, drop, drop.unban(address));
        });
    }

    /** What became of a request that was left as a file; each call looks once. */
    public DropState dropState(Applied applied) throws RemoteException, InterruptedException {
        return drops.state(applied);
    }

    /**
     * Follows a request that was left as a file until something came of it, or until nobody took it in time.
     *
     * @param pause passes the time between two looks
     * @param heard is told each state
     */
    public DropState followed(Applied applied, Pause pause, Consumer<DropState> heard)
            throws RemoteException, InterruptedException {
        return drops.followed(applied, pause, heard);
    }

    private Mark mark() {
        return new Mark(now(), setup.author().login());
    }

    private Register revoked(Register register, List<Entry> entries) {
        Register changed = register;
        Mark mark = mark();
        for (Entry entry : entries) {
            changed = changed.with(entry.id(), e -> e.revoked(mark));
        }
        return changed;
    }

    private Change adding(Entry entry) {
        return new Change(entry.scope(), register -> register.with(entry),
                entry.state() == Entry.State.ACTIVE ? List.of(entry) : List.of(), List.of());
    }

    private Entry entry(AddRequest request, Tier tier) {
        Instant now = now();
        return new Entry(newId(), request.scope(), request.site(), request.cidr(), request.kind(), request.reason(),
                request.requester(), setup.author().login(), null, now,
                request.expires(now).truncatedTo(ChronoUnit.SECONDS),
                tier == Tier.RED ? Entry.State.PENDING : Entry.State.ACTIVE, 0, null, 0);
    }
}
