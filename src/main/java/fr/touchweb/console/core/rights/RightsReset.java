package fr.touchweb.console.core.rights;

import fr.touchweb.console.core.drop.DropFolder;
import fr.touchweb.console.core.drop.DropState;
import fr.touchweb.console.core.journal.ChangeJournal;
import fr.touchweb.console.core.policy.RightsPolicy;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.task.TaskControl;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks the supervisor to put the rights of a site right, follows the request for the minute in which it is taken, and looks
 * at the rights again (G23). The rights of before are not kept: there is no way back, and whoever asks is told so first.
 */
public final class RightsReset {
    /** Name of the change in the journal. */
    public static final String ACTION = "rights-reset";

    private final RemoteHost host;
    private final SiteFiles site;
    private final RightsPolicy figures;
    private final ChangeJournal journal;
    private final Clock clock;
    private final Pause pause;

    /** Passes time; a test does not. */
    @FunctionalInterface
    public interface Pause {
        void pass(Duration time) throws InterruptedException;
    }

    public RightsReset(RemoteHost host, SiteFiles site, RightsPolicy figures, ChangeJournal journal, Clock clock,
            Pause pause) {
        this.host = host;
        this.site = site;
        this.figures = figures;
        this.journal = journal;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * What became of it.
     *
     * @param after rights as they are now; null when the request was not taken or was refused
     */
    public record Result(DropState state, RightsReport before, @Nullable RightsReport after) {}

    /** The file that asks for it, as the account sees it; part of what is shown before. */
    public static String request(String root) {
        return root + "/" + DropFolder.PLACE + "/reset_rights";
    }

    /**
     * Leaves the request and waits. Cancelling ends the waiting; the request stays.
     *
     * @param heard of each look at the request
     * @throws IOException when the journal could not be written: nothing was asked then, or what was asked is not noted
     */
    public Result run(RightsReport before, TaskControl control, Consumer<DropState> heard)
            throws IOException, InterruptedException {
        DropFolder folder = new DropFolder(host, site.root() + "/" + DropFolder.PLACE, figures.taken(), clock);
        DropFolder.Request request = asked(folder, before);
        DropState state = folder.state(request);
        heard.accept(state);
        while (!state.ended()) {
            control.checkCancelled();
            pause.pass(figures.look());
            state = folder.state(request);
            heard.accept(state);
        }
        RightsReport after = state instanceof DropState.Done
                ? RightsCheck.of(host, site, figures, clock.instant(), control)
                : null;
        note(before, words(state, after));
        return new Result(state, before, after);
    }

    private DropFolder.Request asked(DropFolder folder, RightsReport before) throws IOException, InterruptedException {
        try {
            DropFolder.Request request = folder.resetRights();
            note(before, "asked");
            return request;
        } catch (RemoteException e) {
            note(before, "failed: " + e.kind());
            throw e;
        }
    }

    private void note(RightsReport before, String result) throws IOException {
        journal.append(host.name(), ACTION, site.root() + ": " + before.count() + " of " + before.looked(), result);
    }

    private static String words(DropState state, @Nullable RightsReport after) {
        return switch (state) {
            case DropState.Done() -> after == null ? "done" : "done: " + after.count() + " of " + after.looked();
            case DropState.Refused(String reason) -> "refused: " + reason;
            case DropState.NotTaken(Duration since) -> "not taken after " + since.toSeconds() + " s";
            case DropState.Waiting _,DropState.Unknown _,DropState.Pending _ -> "unknown";
        };
    }
}
