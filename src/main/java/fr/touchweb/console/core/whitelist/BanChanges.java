package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.ban.Ban;
import fr.touchweb.console.core.ban.BanDiagnosis;
import fr.touchweb.console.core.ban.BanWatch;
import fr.touchweb.console.core.ban.Lift;
import fr.touchweb.console.core.ban.Way;
import fr.touchweb.console.core.policy.BanPolicy;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lifts bans, and puts back what was just lifted. Everything goes to the journal before the call returns. */
public final class BanChanges {
    private final Whitelists lists;
    private final ChangeNotes notes;
    private final Clock clock;
    private final BanPolicy policy;

    BanChanges(Whitelists lists, ChangeNotes notes, Clock clock, BanPolicy policy) {
        this.lists = lists;
        this.notes = notes;
        this.clock = clock;
        this.policy = policy;
    }

    /** Lifts a ban; nobody is let in by it who is not banned, so nothing is asked. */
    public Lifted unban(String server, Ban ban) throws IOException, InterruptedException {
        String result = "failed";
        try {
            RemoteHost host = lists.host(server);
            Lift lift = lists.source(server, ban, host).lift(host, ban);
            result = lift.done() ? "done" : "was not banned";
            return new Lifted(server, ban, lift, clock.instant(), policy.undo());
        } catch (RemoteException e) {
            result = "failed: " + e.getMessage();
            throw e;
        } finally {
            notes.ban("unban", server, ban, result);
        }
    }

    /**
     * Bans again what was just lifted.
     *
     * @return false when the time for it is over, or it was done already
     */
    public boolean again(Lifted lifted) throws IOException, InterruptedException {
        if (!lifted.take(clock.instant())) {
            return false;
        }
        String result = "failed";
        try {
            RemoteHost host = lists.host(lifted.server());
            lists.source(lifted.server(), lifted.ban(), host).again(host, lifted.ban(), lifted.lift());
            result = "done";
            return true;
        } catch (RemoteException e) {
            result = "failed: " + e.getMessage();
            throw e;
        } finally {
            notes.ban("ban-again", lifted.server(), lifted.ban(), result);
        }
    }

    /**
     * The line that puts back what was just lifted, for who does it by hand later.
     *
     * @return null where there is none
     */
    public @Nullable String backByHand(Lifted lifted) throws IOException, InterruptedException {
        if (!lifted.done()) {
            return null;
        }
        RemoteHost host = lists.host(lifted.server());
        return lists.source(lifted.server(), lifted.ban(), host).restoring(host, lifted.ban(), lifted.lift())
                .map(command -> Way.of(command).line()).orElse(null);
    }

    /**
     * Watches whether an address that was let go is banned again (reference B.2, step 7).
     *
     * @param lifted what was lifted of one address on one server; not empty
     * @param pause passes the time between two looks
     * @param progress hears when the cause goes on
     */
    public BanWatch.Watched watch(List<Lifted> lifted, BanDiagnosis.Pause pause, Consumer<Message> progress)
            throws IOException, InterruptedException {
        String server = lifted.getFirst().server();
        RemoteHost host = lists.host(server);
        BanWatch.Watched watched = new BanWatch(policy).watch(host, lists.sources(server, host),
                lifted.stream().map(Lifted::ban).toList(), pause, progress);
        if (watched.back() != null) {
            notes.ban("banned-again", server, watched.back(), "after " + watched.after().toSeconds() + " s");
        }
        return watched;
    }
}
