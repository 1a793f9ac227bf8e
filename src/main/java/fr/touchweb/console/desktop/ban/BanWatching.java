package fr.touchweb.console.desktop.ban;

import fr.touchweb.console.core.ban.BanWatch;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.RunningTask;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether a ban that was lifted comes back within minutes. It goes on beside all else, since it asks the server's daemons
 * and never the site. JavaFX thread only.
 */
final class BanWatching {
    private static final Duration BEAT = Duration.ofMillis(200);

    private final TaskRunner tasks;
    private final Executor screen;
    private final Consumer<Throwable> errors;
    private final Runnable changed;
    private @Nullable RunningTask task;
    private @Nullable Message said;
    private List<String> fresh = List.of();
    private boolean bad;
    private int run;

    /** @param screen runs on the JavaFX thread @param changed hears when there is something else to say */
    BanWatching(TaskRunner tasks, Executor screen, Consumer<Throwable> errors, Runnable changed) {
        this.tasks = tasks;
        this.screen = screen;
        this.errors = errors;
        this.changed = changed;
    }

    void start(BanWork.Lifting lifting) {
        stop();
        int mine = run;
        String address = lifting.ban().address().toString();
        said = Message.of("ban.watch.on", address);
        task = tasks.start(Task.of(Message.of("ban.task.watch", address),
                control -> lifting.watch(time -> pass(control, time),
                        now -> screen.execute(() -> say(mine, now, true, List.of())))),
                outcome -> {
                    if (mine == run) {
                        ended(outcome, address, mine);
                    }
                });
    }

    private void ended(Outcome<BanWatch.Watched> outcome, String address, int mine) {
        task = null;
        switch (outcome) {
            case Outcome.Success<BanWatch.Watched>(BanWatch.Watched watched) -> say(mine, watched.text(address),
                    watched.goesOn(), watched.fresh());
            case Outcome.Failure<BanWatch.Watched>(RemoteException cause) -> say(mine,
                    Message.of("ban.watch.unknown", address, cause.text()), true, List.of());
            case Outcome.Failure<BanWatch.Watched>(Throwable cause) -> {
                say(mine, Message.of("ban.watch.stopped", address), true, List.of());
                errors.accept(cause);
            }
            case Outcome.Cancelled<BanWatch.Watched> none -> say(mine, Message.of("ban.watch.stopped", address), true,
                    List.of());
        }
    }

    private static void pass(TaskControl control, Duration time) throws InterruptedException {
        Duration left = time;
        while (left.isPositive()) {
            control.checkCancelled();
            Duration beat = left.compareTo(BEAT) < 0 ? left : BEAT;
            Thread.sleep(beat);
            left = left.minus(beat);
        }
    }

    private void say(int mine, Message now, boolean warning, List<String> lines) {
        if (mine == run) {
            said = now;
            bad = warning;
            fresh = lines;
            changed.run();
        }
    }

    /** Ends it; nothing more is said of it. */
    void stop() {
        run++;
        said = null;
        bad = false;
        fresh = List.of();
        RunningTask now = task;
        task = null;
        if (now != null) {
            now.cancel();
        }
    }

    /** What there is to say, null when nothing is watched. */
    @Nullable
    Message said() {
        return said;
    }

    /** Lines of the cause that were written meanwhile. */
    List<String> fresh() {
        return fresh;
    }

    /** Whether it is a warning. */
    boolean bad() {
        return bad;
    }
}
