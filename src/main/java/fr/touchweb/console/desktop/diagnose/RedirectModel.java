package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.diagnose.RequestCount;
import fr.touchweb.console.core.diagnose.probe.Vantage;
import fr.touchweb.console.core.diagnose.proof.ServerSide;
import fr.touchweb.console.core.diagnose.redirect.Hop;
import fr.touchweb.console.core.diagnose.redirect.HopDiagnosis;
import fr.touchweb.console.core.diagnose.redirect.RedirectDiagnosis;
import fr.touchweb.console.core.diagnose.redirect.RedirectListener;
import fr.touchweb.console.core.diagnose.redirect.RedirectReport;
import fr.touchweb.console.core.diagnose.redirect.RedirectRequest;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.RunningTask;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** One diagnosis of a redirect: what is known so far, and what can be asked further. JavaFX thread only. */
public final class RedirectModel {
    private final Supplier<RedirectDiagnosis> engine;
    private final PastRuns memory;
    private final TaskRunner tasks;
    private final Consumer<Throwable> errors;
    private final ReadOnlyObjectWrapper<@Nullable RedirectReport> report = new ReadOnlyObjectWrapper<>(this, "report");
    private final ReadOnlyObjectWrapper<List<PastRun>> past = new ReadOnlyObjectWrapper<>(this, "past", List.of());
    private final ReadOnlyIntegerWrapper selected = new ReadOnlyIntegerWrapper(this, "selected");
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private final ReadOnlyBooleanWrapper stopped = new ReadOnlyBooleanWrapper(this, "stopped");
    private final Newest<RedirectReport> snapshots;
    private @Nullable RunningTask task;
    private volatile int proofRequests;
    private boolean chosen;

    /** Work on a report, started again for each question. */
    private interface Question {
        RedirectReport ask(TaskControl control, RedirectListener listener) throws InterruptedException;
    }

    /**
     * @param screen runs on the JavaFX thread
     * @param errors hears what is a fault of ours; what machines answer is in the report
     */
    RedirectModel(Supplier<RedirectDiagnosis> engine, PastRuns memory, TaskRunner tasks, Executor screen,
            Consumer<Throwable> errors) {
        this.engine = engine;
        this.memory = memory;
        this.tasks = tasks;
        this.errors = errors;
        snapshots = new Newest<>(screen, this::show);
    }

    /**
     * Draws the chain and measures its telling hop; with a server that hop is then proved there.
     *
     * @param server null for no proof
     */
    void run(RedirectRequest request, Vantage from, @Nullable ServerSide server) {
        if (running.get()) {
            return;
        }
        report.set(null);
        proofRequests = 0;
        chosen = false;
        selected.set(0);
        past.set(List.of());
        start(Message.of("diagnosis.task.redirect", request.address().toString()), (control, listener) -> {
            RedirectReport found = engine.get().run(request, from, control, listener);
            Hop telling = found.chain().telling();
            return server == null || telling == null || telling.kind() == Hop.Kind.FAILED
                    ? found
                    : proved(found, telling.number(), from, server, control, listener);
        });
    }

    /** Gives the full set of probes to one more hop. */
    void measure(int hop, Vantage from) {
        ask(hop, "diagnosis.task.measure",
                (before, control, listener) -> engine.get().measure(before, hop, from, control,
                        listener));
    }

    /** Asks a server for proof of one hop. */
    void prove(int hop, Vantage from, ServerSide server) {
        ask(hop, "diagnosis.task.prove",
                (before, control, listener) -> proved(before, hop, from, server, control, listener));
    }

    /** Proof has a budget of its own; what the measure used stays told. */
    private RedirectReport proved(RedirectReport before, int hop, Vantage from, ServerSide server, TaskControl control,
            RedirectListener listener) throws InterruptedException {
        RedirectReport end = engine.get().prove(before, hop, from, server, control,
                snapshot -> listener.changed(after(before, snapshot)));
        proofRequests = end.requests().stream().mapToInt(RequestCount::used).sum();
        return after(before, end);
    }

    private static RedirectReport after(RedirectReport before, RedirectReport now) {
        return new RedirectReport(now.request(), now.from(), now.chain(), now.hops(), before.requests(),
                before.started(), before.elapsed().plus(now.elapsed()), now.step(), now.remarks());
    }

    /** Requests that the last proof took besides those of the measure. */
    int proofRequests() {
        return proofRequests;
    }

    /** A question about a report that is there. */
    private interface Further {
        RedirectReport ask(RedirectReport before, TaskControl control, RedirectListener listener)
                throws InterruptedException;
    }

    private void ask(int hop, String title, Further question) {
        RedirectReport before = report.get();
        if (running.get() || before == null || before.hop(hop).isEmpty()) {
            return;
        }
        select(hop);
        start(Message.of(title, before.hop(hop).orElseThrow().hop().address().toString()),
                (control, listener) -> question.ask(before, control, listener));
    }

    private void start(Message title, Question question) {
        stopped.set(false);
        running.set(true);
        task = tasks.start(Task.of(title, control -> {
            RedirectReport end = question.ask(control, snapshot -> {
                if (snapshot.step() != null) {
                    control.message(snapshot.step());
                }
                snapshots.offer(snapshot);
            });
            return remembered(end);
        }), this::ended);
    }

    /** What a run leaves: its report, and the earlier runs of the same address. */
    private record Remembered(RedirectReport report, List<PastRun> past, @Nullable Exception failure) {}

    private Remembered remembered(RedirectReport end) {
        String address = end.request().address().toString();
        try {
            List<PastRun> before = memory.of(address).stream()
                    .filter(run -> run.started() != end.started().toEpochMilli()).toList();
            if (!end.hops().isEmpty()) {
                memory.add(address, PastRun.of(end));
            }
            return new Remembered(end, before, null);
        } catch (IOException e) {
            // The diagnosis stands without its history; the person is told that it was not kept.
            return new Remembered(end, List.of(), e);
        }
    }

    private void ended(Outcome<Remembered> outcome) {
        running.set(false);
        task = null;
        switch (outcome) {
            case Outcome.Success<Remembered>(Remembered end) -> {
                past.set(end.past());
                show(end.report());
                if (end.failure() != null) {
                    errors.accept(end.failure());
                }
            }
            case Outcome.Failure<Remembered>(Throwable cause) -> errors.accept(cause);
            case Outcome.Cancelled<Remembered> cancelled -> stopped.set(true);
        }
    }

    /** Shows a report that was made before. */
    void show(RedirectReport now) {
        if (!chosen) {
            Hop telling = now.chain().telling();
            selected.set(telling == null ? 0 : telling.number());
        }
        report.set(now);
    }

    void forget() {
        if (!running.get()) {
            stopped.set(false);
            report.set(null);
            past.set(List.of());
            selected.set(0);
        }
    }

    void cancel() {
        if (task != null) {
            task.cancel();
        }
    }

    /** Looks at another hop. */
    public void select(int hop) {
        chosen = true;
        selected.set(hop);
    }

    /** Looks at the next hop, or at the one before. */
    void move(int step) {
        RedirectReport now = report.get();
        if (now != null && !now.hops().isEmpty()) {
            select(Math.clamp(selected.get() + step, 1, now.hops().size()));
        }
    }

    /** What is known so far, null before the first answer. */
    public ReadOnlyObjectProperty<@Nullable RedirectReport> reportProperty() {
        return report.getReadOnlyProperty();
    }

    public @Nullable RedirectReport report() {
        return report.get();
    }

    /** Earlier runs of the same address, newest first; known at the end of a run. */
    public ReadOnlyObjectProperty<List<PastRun>> pastProperty() {
        return past.getReadOnlyProperty();
    }

    /** Number of the hop that is looked at, 0 for none. */
    public ReadOnlyIntegerProperty selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /** The hop that is looked at. */
    public Optional<HopDiagnosis> selected() {
        RedirectReport now = report.get();
        return now == null ? Optional.empty() : now.hop(selected.get());
    }

    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** Whether the person stopped the last run: what is shown is not whole. */
    public ReadOnlyBooleanProperty stoppedProperty() {
        return stopped.getReadOnlyProperty();
    }
}
