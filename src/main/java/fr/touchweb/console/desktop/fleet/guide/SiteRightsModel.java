package fr.touchweb.console.desktop.fleet.guide;

import fr.touchweb.console.core.account.Decision;
import fr.touchweb.console.core.drop.DropState;
import fr.touchweb.console.core.rights.Owned;
import fr.touchweb.console.core.rights.RightsReport;
import fr.touchweb.console.core.rights.RightsReset;
import fr.touchweb.console.core.rights.SiteRights;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.RunningTask;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;
import org.jspecify.annotations.Nullable;

/** Rights of the files of sites as the sheet shows them, by the id of the site. JavaFX thread only. */
public final class SiteRightsModel {
    private final TaskRunner tasks;
    private final Executor screen;
    private final Supplier<@Nullable SiteRights> rights;
    private final ObservableMap<String, State> states = FXCollections.observableMap(new HashMap<>());
    private final Map<String, RunningTask> running = new HashMap<>();

    /** Where one site stands. */
    public enum Phase {
        IDLE, LOOKING, RESETTING
    }

    /**
     * What is known of one site.
     *
     * @param report the last look
     * @param before the look before a reset, null while none was asked for
     * @param drop where the request of a reset stands
     * @param asked the file that somebody asked about
     * @param problem what went wrong last
     */
    public record State(Phase phase, @Nullable RightsReport report, @Nullable RightsReport before,
            @Nullable DropState drop, @Nullable Owned asked, @Nullable Message problem) {
        static final State NONE = new State(Phase.IDLE, null, null, null, null, null);

        State at(Phase next) {
            return new State(next, report, before, drop, asked, null);
        }

        State with(RightsReport now) {
            return new State(Phase.IDLE, now, null, null, asked, null);
        }

        State with(@Nullable DropState now) {
            return new State(phase, report, before, now, asked, problem);
        }

        State with(Owned now) {
            return new State(Phase.IDLE, report, before, drop, now, null);
        }

        State failed(Message why) {
            return new State(Phase.IDLE, report, before, drop, asked, why);
        }

        State reset(RightsReset.Result result) {
            RightsReport after = result.after();
            return new State(Phase.IDLE, after == null ? result.before() : after,
                    after == null ? null : result.before(),
                    result.state(), asked, null);
        }
    }

    /**
     * @param tasks delivers on the JavaFX thread
     * @param screen runs on the JavaFX thread
     * @param rights of the fleet of now, null before it was read
     */
    public SiteRightsModel(TaskRunner tasks, Executor screen, Supplier<@Nullable SiteRights> rights) {
        this.tasks = tasks;
        this.screen = screen;
        this.rights = rights;
    }

    /** Hears of each change of a site. */
    public ObservableMap<String, State> states() {
        return states;
    }

    public State state(String site) {
        return states.getOrDefault(site, State.NONE);
    }

    /** Whether the person may have the rights of a site put right. */
    public Decision mayReset(String site) {
        SiteRights now = rights.get();
        return now == null ? Decision.denied("account.denied.unknownSite", site) : now.mayReset(site);
    }

    /** Looks for deviations. */
    public void check(String site) {
        check(site, () -> {});
    }

    /** @param then runs when the look was taken, not when it failed */
    public void check(String site, Runnable then) {
        start(site, Phase.LOOKING, Message.of("guide.task.check", site), (there, control) -> there.check(site, control),
                (state, report) -> state.with(report), then);
    }

    /** Asks whose a file is. */
    public void ask(String site, String path) {
        start(site, Phase.LOOKING, Message.of("guide.task.ask", path), (there, control) -> there.whose(site, path),
                (state, owned) -> state.with(owned), () -> {});
    }

    /** Has the rights put right; the last look is what the result is compared with. */
    public void reset(String site) {
        RightsReport before = state(site).report();
        if (before != null) {
            change(site, state -> state.with((DropState) null));
            start(site, Phase.RESETTING, Message.of("guide.task.reset", site),
                    (there, control) -> there.reset(site, before, control,
                            drop -> screen.execute(() -> change(site, state -> state.with(drop)))),
                    State::reset, () -> {});
        }
    }

    /** Ends what runs for a site; a request that was left stays. */
    public void cancel(String site) {
        RunningTask task = running.get(site);
        if (task != null) {
            task.cancel();
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T of(SiteRights rights, TaskControl control) throws Exception;
    }

    @FunctionalInterface
    private interface Taking<T> {
        State of(State state, T result);
    }

    private <T> void start(String site, Phase phase, Message title, Work<T> work, Taking<T> take,
            Runnable then) {
        SiteRights now = rights.get();
        if (now == null || state(site).phase() != Phase.IDLE) {
            return;
        }
        change(site, state -> state.at(phase));
        RunningTask task = tasks.start(Task.of(title, control -> work.of(now, control)), outcome -> {
            running.remove(site);
            switch (outcome) {
                case Outcome.Success<T>(T result) -> {
                    change(site, state -> take.of(state, result));
                    then.run();
                }
                case Outcome.Failure<T>(Throwable cause) -> change(site, state -> state.failed(words(cause)));
                case Outcome.Cancelled<T> _ -> change(site,
                        state -> state.phase() == Phase.RESETTING
                                ? state.failed(Message.of("guide.reset.cancelled"))
                                : state.at(Phase.IDLE));
            }
        });
        if (!task.isDone()) {
            running.put(site, task);
        }
    }

    private static Message words(Throwable cause) {
        return cause instanceof RemoteException e
                ? e.text()
                : Message.of("guide.failed", Objects.requireNonNullElse(cause.getMessage(), cause.toString()));
    }

    private void change(String site, UnaryOperator<State> how) {
        states.put(site, how.apply(state(site)));
    }
}
