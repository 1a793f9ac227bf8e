package fr.touchweb.console.desktop.whitelist;

import fr.touchweb.console.core.ban.BanDiagnosis;
import fr.touchweb.console.core.ban.BanWatch;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.RunningTask;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.task.Work;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.Lifted;
import fr.touchweb.console.core.whitelist.Whitelists;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.jspecify.annotations.Nullable;

/** What the panes beside the list have in common: one work at a time, and words for how it failed. JavaFX thread only. */
abstract class PaneModel {
    final ListModel list;
    private final TaskRunner tasks;
    private final Consumer<Throwable> errors;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper(this, "changes");
    private @Nullable Message said;
    private boolean fine;
    private List<Lifted> lifted = List.of();
    private @Nullable RunningTask watching;
    private int run;

    PaneModel(ListModel list, TaskRunner tasks, Consumer<Throwable> errors) {
        this.list = list;
        this.tasks = tasks;
        this.errors = errors;
    }

    /** Starts work; what was running counts no more. */
    final <T> void start(Message title, Work<T> work, Consumer<T> then) {
        start(Task.of(title, work), then);
    }

    final <T> void start(Task<T> task, Consumer<T> then) {
        int mine = ++run;
        unwatch();
        said = null;
        fine = false;
        lifted = List.of();
        busy.set(true);
        changed();
        tasks.start(task, outcome -> {
            if (mine == run) {
                busy.set(false);
                ended(outcome, then);
                changed();
            }
        });
    }

    private <T> void ended(Outcome<T> outcome, Consumer<T> then) {
        switch (outcome) {
            case Outcome.Success<T>(T found) -> then.accept(found);
            case Outcome.Failure<T>(RemoteException cause) -> said = cause.text();
            case Outcome.Failure<T>(DocumentException cause) -> said = cause.text();
            case Outcome.Failure<T>(Throwable cause) -> {
                said = Message.of("whitelists.failed");
                errors.accept(cause);
            }
            case Outcome.Cancelled<T> none -> said = Message.of("whitelists.cancelled");
        }
    }

    /** What is running counts no more. */
    final void forget() {
        run++;
        unwatch();
        said = null;
        lifted = List.of();
        busy.set(false);
        changed();
    }

    /** Bans were lifted; for a moment they can be put back. */
    final void lifted(List<Lifted> now, String address) {
        lifted = now.stream().filter(Lifted::done).toList();
        fine = !lifted.isEmpty();
        say(Message.of(lifted.isEmpty() ? "whitelists.unban.none" : "whitelists.unban.done", address));
    }

    /** Whether it is banned again within minutes (reference B.2, step 7); whatever is done next ends what is said of it. */
    final void watch(String address) {
        List<Lifted> bans = lifted;
        BanDiagnosis.Pause pause = list.waits();
        if (bans.isEmpty() || pause == null) {
            return;
        }
        int mine = run;
        Whitelists there = list.whitelists();
        watching = tasks
                .start(Task.of(Message.of("ban.task.watch", address), control -> there.bans().watch(bans, time -> {
                    control.checkCancelled();
                    pause.pass(time);
                }, goesOn -> {})), outcome -> {
                    if (mine == run && !(outcome instanceof Outcome.Cancelled<BanWatch.Watched>)) {
                        watched(outcome, address);
                    }
                });
    }

    private void watched(Outcome<BanWatch.Watched> outcome, String address) {
        Message text = switch (outcome) {
            case Outcome.Success<BanWatch.Watched>(BanWatch.Watched watched) -> {
                fine = !watched.goesOn();
                yield watched.text(address);
            }
            case Outcome.Failure<BanWatch.Watched>(RemoteException cause) -> {
                fine = false;
                yield Message.of("ban.watch.unknown", address, cause.text());
            }
            case Outcome.Failure<BanWatch.Watched>(Throwable cause) -> {
                fine = false;
                errors.accept(cause);
                yield Message.of("ban.watch.stopped", address);
            }
            case Outcome.Cancelled<BanWatch.Watched> none -> Message.of("ban.watch.stopped", address);
        };
        say(text);
    }

    private void unwatch() {
        RunningTask now = watching;
        watching = null;
        if (now != null) {
            now.cancel();
        }
    }

    /** Puts back what was just lifted. */
    public final void banAgain() {
        List<Lifted> back = lifted;
        if (back.isEmpty()) {
            return;
        }
        Whitelists there = list.whitelists();
        String address = back.getFirst().ban().address().toString();
        start(Message.of("whitelists.task.again", address), control -> {
            boolean again = false;
            for (Lifted one : back) {
                again |= there.bans().again(one);
            }
            return again;
        }, again -> {
            fine = again;
            say(Message.of(again ? "whitelists.unban.again" : "whitelists.unban.late", address));
            list.read();
        });
    }

    /** Time in which what was lifted can be put back; zero when there is nothing. */
    public final Duration backLeft() {
        Instant now = list.known() ? list.whitelists().now() : Instant.MAX;
        return lifted.stream().map(one -> one.left(now)).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** What else is to be known of what was lifted. */
    final List<Message> liftedNotes() {
        return lifted.stream().map(Lifted::note).filter(Objects::nonNull).toList();
    }

    final void say(Message text) {
        said = text;
        changed();
    }

    final void changed() {
        changes.set(changes.get() + 1);
    }

    /** What there is to say of the last work, null when there is nothing. */
    public final @Nullable Message said() {
        return said;
    }

    /** Whether what is said went well. */
    final boolean fine() {
        return fine;
    }

    public final ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** Goes up whenever something is to be drawn anew. */
    public final ReadOnlyIntegerProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }
}
