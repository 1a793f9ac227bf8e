package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.Applied.Status;
import fr.touchweb.console.core.whitelist.ServerLists.Change;
import fr.touchweb.console.core.whitelist.ServerLists.Snapshot;
import fr.touchweb.console.core.whitelist.apply.Outcome;
import fr.touchweb.console.core.whitelist.register.Entry;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What every change of a server has in common: one transaction, a result instead of a failure, and the journal. */
abstract class ServerChanges {
    final WhitelistSetup setup;
    final Whitelists lists;
    final ChangeNotes notes;

    ServerChanges(WhitelistSetup setup, Whitelists lists) {
        this.setup = setup;
        this.lists = lists;
        notes = new ChangeNotes(setup.journal());
    }

    final Applied carryOut(ServerLists there, Scope scope, Change change, Entry entry, String why)
            throws IOException, InterruptedException {
        return finish(there, there.read(scope), change, entry, why);
    }

    final Applied finish(ServerLists there, Snapshot snapshot, Change change, Entry entry, String why)
            throws IOException, InterruptedException {
        Plan plan = there.plan(snapshot, change, why);
        Outcome outcome = there.apply(plan);
        List<Message> difference = outcome.kind() == Outcome.Kind.CONFLICT
                ? Results.difference(snapshot.register(), there.register())
                : List.of();
        Applied applied = Results.of(there, outcome, entry.id(), plan.transaction().id(), difference);
        Message unseen = outcome.changed() && !change.in().isEmpty() ? unseen(there, change) : null;
        return unseen == null ? applied : applied.but(unseen);
    }

    /** Reads the list again: what was let in has to stand in its file and in the running daemon. */
    private static @Nullable Message unseen(ServerLists there, Change change) throws IOException, InterruptedException {
        try {
            ListView view = there.view(change.scope());
            return view.drift().stream()
                    .filter(drift -> drift.kind() == Drift.Kind.NOT_IN_FILE || drift.kind() == Drift.Kind.NOT_RUNNING)
                    .filter(drift -> change.in().stream().anyMatch(entry -> entry.cidr().equals(drift.cidr())))
                    .findFirst().map(drift -> Message.of("whitelist.notSeen", drift.text()))
                    .or(() -> view.unread().stream().findFirst()
                            .map(why -> Message.of("whitelist.notVerified", why)))
                    .orElse(null);
        } catch (RemoteException e) {
            // It was done all the same; whether it counts is not known.
            return Message.of("whitelist.notVerified", e.text());
        }
    }

    /** Work on one server whose failures become a result. */
    interface ServerWork {
        Applied on(ServerLists there) throws IOException, InterruptedException;
    }

    final Applied noted(String server, String action, String detail, ServerWork work)
            throws IOException, InterruptedException {
        Applied applied = guarded(server, work);
        notes.changed(action, detail, applied);
        return applied;
    }

    final Applied guarded(String server, ServerWork work) throws InterruptedException, IOException {
        try {
            return work.on(lists.lists(server));
        } catch (RemoteException e) {
            // A connection that ends in the middle leaves the server to finish or to go back by itself.
            boolean open = e.kind() == Kind.LOST || e.kind() == Kind.TIMEOUT;
            return Applied.of(server, open ? Status.UNKNOWN : Status.REFUSED, e.text());
        } catch (DocumentException e) {
            return Applied.of(server, Status.REFUSED, e.text());
        }
    }

    static String newId() {
        return "e" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    final Instant now() {
        return setup.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
