package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.ban.Ban;
import fr.touchweb.console.core.ban.Lift;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/** Lifts bans, and puts back what was just lifted. Everything goes to the journal before the call returns. */
public final class BanChanges {
    private final Whitelists lists;
    private final ChangeNotes notes;
    private final Clock clock;
    private final Duration back;

    /** @param back how long a ban can be put back */
    BanChanges(Whitelists lists, ChangeNotes notes, Clock clock, Duration back) {
        this.lists = lists;
        this.notes = notes;
        this.clock = clock;
        this.back = back;
    }

    /** Lifts a ban; nobody is let in by it who is not banned, so nothing is asked. */
    public Lifted unban(String server, Ban ban) throws IOException, InterruptedException {
        String result = "failed";
        try {
            RemoteHost host = lists.host(server);
            Lift lift = lists.source(server, ban, host).lift(host, ban);
            result = lift.done() ? "done" : "was not banned";
            return new Lifted(server, ban, lift, clock.instant(), back);
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
}
