package fr.touchweb.console.desktop.logs.digest;

import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.logs.LogView;
import fr.touchweb.console.core.logs.digest.ViewDigest;
import fr.touchweb.console.core.policy.DigestPolicy;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.RunningTask;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Digests of the view that is looked at, kept up with it while somebody looks. JavaFX thread only; the counting runs in
 * the background, one pass at a time.
 */
public final class DigestModel {
    private final Supplier<LogView> views;
    private final IntFunction<LineParser> parsers;
    private final DigestPolicy policy;
    private final TaskRunner tasks;
    private final Consumer<Throwable> errors;
    private final ReadOnlyObjectWrapper<ViewDigest.@Nullable Summary> summary = new ReadOnlyObjectWrapper<>(this,
            "summary");
    private final ReadOnlyBooleanWrapper counting = new ReadOnlyBooleanWrapper(this, "counting");
    private @Nullable ViewDigest digest;
    private @Nullable RunningTask running;
    private long from = Long.MIN_VALUE;
    private long to = Long.MAX_VALUE;

    /**
     * @param views the view of now; a changed filter makes another one
     * @param parsers makes parsers for a source by its number
     */
    public DigestModel(Supplier<LogView> views, IntFunction<LineParser> parsers, DigestPolicy policy, TaskRunner tasks,
            Consumer<Throwable> errors) {
        this.views = views;
        this.parsers = parsers;
        this.policy = policy;
        this.tasks = tasks;
        this.errors = errors;
    }

    /**
     * Narrows to a span of time from the next {@link #refresh} on.
     *
     * @param start microseconds since 1970-01-01T00:00Z; {@link Long#MIN_VALUE} for no limit
     * @param end the first that counts no more; {@link Long#MAX_VALUE} for no limit
     */
    public void window(long start, long end) {
        from = start;
        to = end;
    }

    /** Counts what came since the last time, or everything when the filter or the span changed. */
    public void refresh() {
        LogView view = views.get();
        ViewDigest known = digest;
        boolean same = known != null && known.isAbout(view, from, to);
        if (counting.get()) {
            if (!same && running != null) {
                running.cancel();
            }
            return;
        }
        ViewDigest current = same && known != null ? known : new ViewDigest(view, parsers, from, to, policy);
        digest = current;
        counting.set(true);
        RunningTask started = tasks.start(Task.of(Message.of("logs.digest.task"), control -> {
            current.advance(control::isCancelled);
            control.checkCancelled();
            return current.summary(policy.top());
        }).computing().hidden(), this::done);
        running = counting.get() ? started : null;
    }

    private void done(Outcome<ViewDigest.Summary> outcome) {
        counting.set(false);
        running = null;
        switch (outcome) {
            case Outcome.Success<ViewDigest.Summary>(ViewDigest.Summary counted) -> summary.set(counted);
            case Outcome.Failure<ViewDigest.Summary>(Throwable cause) -> {
                digest = null;
                errors.accept(cause);
            }
            // What was taken over in part would be counted twice.
            case Outcome.Cancelled<ViewDigest.Summary> none -> digest = null;
        }
    }

    /** Whether what was counted is about another filter or span than the one of now. */
    public boolean outdated() {
        ViewDigest known = digest;
        return !counting.get() && (known == null || !known.isAbout(views.get(), from, to));
    }

    /** Stops counting; what was counted stays. */
    public void stop() {
        if (running != null) {
            running.cancel();
        }
    }

    /** What was counted last; null before the first time. */
    public ReadOnlyObjectProperty<ViewDigest.@Nullable Summary> summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty countingProperty() {
        return counting.getReadOnlyProperty();
    }
}
