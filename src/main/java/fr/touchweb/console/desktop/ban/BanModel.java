package fr.touchweb.console.desktop.ban;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.ban.Ban;
import fr.touchweb.console.core.ban.BanFindings;
import fr.touchweb.console.core.ban.ProxyVantage;
import fr.touchweb.console.core.ban.Seen;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.RunningTask;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Whether this machine is banned from a site, and the lifting of what bans it. While a ban is likely the site is left
 * alone: some bans begin anew with each request (reference B.4). JavaFX thread only.
 */
public final class BanModel {
    private static final Duration BEAT = Duration.ofMillis(200);

    private final BanWork work;
    private final TaskRunner tasks;
    private final Executor screen;
    private final Consumer<Throwable> errors;
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper(this, "changes");
    private @Nullable RunningTask task;
    private BanWork.@Nullable Report report;
    private @Nullable Message step;
    private @Nullable Duration silence;
    private @Nullable Message said;
    private @Nullable Seen again;
    private BanWork.@Nullable Lifting lifted;
    private final BanWatching watch;
    private @Nullable ProxyVantage proxy;
    private @Nullable String lastVia;
    private int run;

    /** @param screen runs on the JavaFX thread */
    public BanModel(BanWork work, TaskRunner tasks, Executor screen, Consumer<Throwable> errors) {
        this.work = work;
        this.tasks = tasks;
        this.screen = screen;
        this.errors = errors;
        watch = new BanWatching(tasks, screen, errors, this::changed);
    }

    /** The HTTP proxy to ask through too (G34). @param text host and port; empty for none @return false for all else */
    public boolean through(String text) {
        proxy = ProxyVantage.of(text).orElse(null);
        return proxy != null || text.isBlank();
    }

    /** Asks the same once more. */
    void rerun() {
        BanWork.Report last = report;
        if (last != null) {
            run(last.page(), lastVia);
        }
    }

    /** The HTTP proxy that is asked through, null when none is. */
    public @Nullable ProxyVantage proxy() {
        return proxy;
    }

    /** What is known of the ban that was lifted and may come back. */
    BanWatching watching() {
        return watch;
    }

    /**
     * Finds out.
     *
     * @param via id of the server that the site runs on, null for the one that the fleet names
     */
    public void run(URI page, @Nullable String via) {
        Duration left = left(page);
        if (left.isPositive()) {
            said = Message.of("ban.tab.wait", left.toSeconds() + 1);
            changed();
            return;
        }
        report = null;
        again = null;
        lifted = null;
        watch.stop();
        lastVia = via;
        ProxyVantage through = proxy;
        start(Message.of("ban.task.diagnose", String.valueOf(page.getHost())),
                (control, mine) -> work.run(page, via, through, pause(control, mine),
                        now -> screen.execute(() -> step(mine, now))),
                found -> report = found);
    }

    /** Time for which the site is still to be left alone. */
    private Duration left(URI page) {
        BanWork.Report last = report;
        if (last == null || last.findings().stream().noneMatch(BanFindings::banned)
                || !String.valueOf(page.getHost()).equals(last.page().getHost()) || again != null) {
            return Duration.ZERO;
        }
        return work.policy().microRetry().minus(Duration.between(last.at(), work.now()));
    }

    /** Lifts a ban, and looks once more a moment later. */
    public void lift(Ban ban, int family) {
        BanWork.Report now = report;
        if (now == null || now.server() == null) {
            return;
        }
        lifted = null;
        start(Message.of("ban.task.lift", ban.address().toString()), (control, mine) -> {
            BanWork.Lifting done = work.lift(now, ban);
            screen.execute(() -> lifted(mine, done));
            return new Looked(done, work.recheck(now.page(), family, pause(control, mine)));
        }, looked -> {
            again = looked.seen();
            String key = looked.seen().fine() ? "ban.tab.lifted" : "ban.tab.stillOut";
            said = Message.of(looked.lifted().done() ? key : "ban.tab.notThere", ban.address().toString(),
                    looked.seen().text());
            if (looked.lifted().done()) {
                watch.start(looked.lifted());
            }
        });
    }

    private void lifted(int mine, BanWork.Lifting done) {
        if (mine == run) {
            lifted = done;
            changed();
        }
    }

    /** Puts back the ban that was just lifted. */
    public void banAgain() {
        BanWork.Lifting back = lifted;
        if (back == null) {
            return;
        }
        lifted = null;
        watch.stop();
        String address = back.ban().address().toString();
        start(Message.of("ban.task.again", address), (control, mine) -> back.again(),
                done -> said = Message.of(done ? "ban.tab.again" : "ban.tab.late", address));
    }

    /** Time in which the ban that was lifted can be put back; zero when there is none. */
    public Duration backLeft() {
        return lifted == null ? Duration.ZERO : lifted.left(work.now());
    }

    /** What else is to be known of the ban that was lifted, null when there is nothing. */
    public @Nullable Message liftedNote() {
        return lifted == null ? null : lifted.note();
    }

    /** Asks the server's supervisor by a file to lift the bans of an address. */
    public void ask(Cidr address) {
        BanWork.Report now = report;
        if (now == null || now.server() == null) {
            return;
        }
        String server = now.server();
        start(Message.of("ban.task.lift", address.toString()), (control, mine) -> work.ask(server, address, time -> {
            control.checkCancelled();
            Thread.sleep(time);
        }, state -> screen.execute(() -> step(mine, state))), state -> said = state);
    }

    private record Looked(BanWork.Lifting lifted, Seen seen) {}

    /** Work that knows which run it is. */
    private interface Numbered<T> {
        T run(TaskControl control, int mine) throws Exception;
    }

    private <T> void start(Message title, Numbered<T> what, Consumer<T> then) {
        int mine = ++run;
        said = null;
        running.set(true);
        changed();
        task = tasks.start(Task.of(title, control -> what.run(control, mine)), outcome -> {
            if (mine == run) {
                step = null;
                silence = null;
                running.set(false);
                ended(outcome, then);
                changed();
            }
        });
    }

    private <T> void ended(Outcome<T> outcome, Consumer<T> then) {
        switch (outcome) {
            case Outcome.Success<T>(T found) -> then.accept(found);
            case Outcome.Failure<T>(RemoteException cause) -> said = cause.text();
            case Outcome.Failure<T>(Throwable cause) -> {
                said = Message.of("ban.tab.failed");
                errors.accept(cause);
            }
            case Outcome.Cancelled<T> none -> said = Message.of("ban.tab.stopped");
        }
    }

    /** Passes a silence in beats, so that it can be seen and ended. */
    private fr.touchweb.console.core.ban.BanDiagnosis.Pause pause(TaskControl control, int mine) {
        return time -> {
            Duration left = time;
            while (left.isPositive()) {
                control.checkCancelled();
                Duration shown = left;
                screen.execute(() -> silence(mine, shown));
                Duration beat = left.compareTo(BEAT) < 0 ? left : BEAT;
                Thread.sleep(beat);
                left = left.minus(beat);
            }
            screen.execute(() -> silence(mine, null));
        };
    }

    private void step(int mine, Message now) {
        if (mine == run) {
            step = now;
            changed();
        }
    }

    private void silence(int mine, @Nullable Duration left) {
        if (mine == run) {
            silence = left;
            changed();
        }
    }

    /** Stops; what was found stays. */
    public void cancel() {
        RunningTask now = task;
        if (now != null) {
            now.cancel();
        }
    }

    /** What was found, null before. */
    public BanWork.@Nullable Report report() {
        return report;
    }

    /** What is being done, null when nothing is. */
    public @Nullable Message step() {
        return step;
    }

    /** What is left of the silence that is kept, null when none is. */
    public @Nullable Duration silence() {
        return silence;
    }

    /** What there is to say, null when there is nothing. */
    public @Nullable Message said() {
        return said;
    }

    /** Life of the exemption that is proposed, in days. */
    public int exemptDays() {
        return work.policy().exemptDays();
    }

    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** Goes up whenever something is to be drawn anew. */
    public ReadOnlyIntegerProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    private void changed() {
        changes.set(changes.get() + 1);
    }
}
