package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.account.Decision;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.Applied.Status;
import fr.touchweb.console.core.whitelist.apply.FileChange;
import fr.touchweb.console.core.whitelist.apply.Outcome;
import fr.touchweb.console.core.whitelist.apply.Transaction;
import fr.touchweb.console.core.whitelist.register.Waiver;
import fr.touchweb.console.core.whitelist.register.Waivers;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes who wanted a door without restriction, and that they want it no longer (L43). Neither opens nor closes anything. */
public final class WaiverChanges extends ServerChanges {
    WaiverChanges(WhitelistSetup setup, Whitelists lists) {
        super(setup, lists);
    }

    /** Whether the person may note a waiver: the house answers for what it holds of a client. */
    public Decision may() {
        return setup.author().admin() ? Decision.ALLOWED : Decision.denied("whitelist.refused.notAdmin");
    }

    /** Waivers of a server. */
    public Waivers read(String server) throws IOException, InterruptedException {
        ServerLists there = lists.lists(server);
        return Waivers.read(server + ":" + there.files().path(Waivers.FILE), bytes(there));
    }

    /**
     * Notes a waiver.
     *
     * @param who person of the client
     * @param text what they wrote, or where it is kept
     */
    public Applied add(String server, Scope scope, String who, String text) throws IOException, InterruptedException {
        return noted(server, "whitelist-waiver", scope.id() + " " + who.strip(), there -> {
            Message problem = AddRequest.problem(text, who).orElse(null);
            if (problem != null || may() instanceof Decision.Denied) {
                return Applied.of(server, Status.REFUSED,
                        problem != null ? problem : Message.of("whitelist.refused.notAdmin"));
            }
            Waiver waiver = new Waiver(newId(), scope, who.strip(), text.strip(), setup.author().login(), now(), null,
                    null);
            return write(there, waiver);
        });
    }

    /** Ends the waiver of a door. */
    public Applied end(String server, Scope scope) throws IOException, InterruptedException {
        return noted(server, "whitelist-waiver-end", scope.id(), there -> {
            Waiver counts = Waivers.read(server + ":" + there.files().path(Waivers.FILE), bytes(there)).of(scope)
                    .orElse(null);
            if (counts == null || may() instanceof Decision.Denied) {
                return Applied.of(server, counts == null ? Status.CONFLICT : Status.REFUSED,
                        Message.of(counts == null ? "whitelist.refused.noWaiver" : "whitelist.refused.notAdmin"));
            }
            return write(there, counts.ended(now(), setup.author().login()));
        });
    }

    private static byte @Nullable [] bytes(ServerLists there) throws IOException, InterruptedException {
        String path = there.files().path(Waivers.FILE);
        return there.files().read(List.of(path)).get(path);
    }

    private Applied write(ServerLists there, Waiver waiver) throws IOException, InterruptedException {
        String path = there.files().path(Waivers.FILE);
        byte[] before = bytes(there);
        byte[] after = Waivers.read(there.server().id() + ":" + path, before).with(waiver).bytes();
        String id = there.changeId("waiver");
        Outcome outcome = there.files().apply(new Transaction(id,
                List.of(new FileChange(path, before, after, "0640")), "", "", "", "", "", 0));
        return Results.of(there, outcome, null, id, List.of());
    }
}
