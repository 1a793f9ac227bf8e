package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.diagnose.batch.BatchFile;
import fr.touchweb.console.core.diagnose.batch.BatchResult;
import fr.touchweb.console.core.diagnose.batch.BatchRow;
import fr.touchweb.console.core.diagnose.batch.BatchRun;
import fr.touchweb.console.core.diagnose.probe.Vantage;
import fr.touchweb.console.core.store.DocumentException;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.RunningTask;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Many addresses checked against the targets that were wanted. JavaFX thread only. */
public final class BatchModel {
    private final Supplier<BatchRun> engine;
    private final TaskRunner tasks;
    private final Executor screen;
    private final Consumer<Throwable> errors;
    private final ObservableList<Line> lines = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private final ReadOnlyObjectWrapper<@Nullable String> name = new ReadOnlyObjectWrapper<>(this, "name");
    private final ReadOnlyObjectWrapper<@Nullable Message> problem = new ReadOnlyObjectWrapper<>(this, "problem");
    private final ConcurrentLinkedQueue<BatchResult> arrived = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean flushing = new AtomicBoolean();
    private @Nullable RunningTask task;

    /**
     * A row of the table.
     *
     * @param result null until its turn comes
     */
    public record Line(BatchRow row, @Nullable BatchResult result) {
        /** Whether it was checked and is not as it should be. */
        boolean wrong() {
            return result != null && switch (result.outcome()) {
                case AS_EXPECTED, NOTHING_EXPECTED -> false;
                case ELSEWHERE, LOOP, NO_REDIRECT, FAILED -> true;
            };
        }
    }

    BatchModel(Supplier<BatchRun> engine, TaskRunner tasks, Executor screen, Consumer<Throwable> errors) {
        this.engine = engine;
        this.tasks = tasks;
        this.screen = screen;
        this.errors = errors;
    }

    /** Reads a file; its rows wait until {@link #run}. */
    public void open(Path file) {
        if (running.get()) {
            return;
        }
        problem.set(null);
        tasks.start(Task.of(Message.of("diagnosis.task.read", file.getFileName().toString()),
                control -> read(file)), outcome -> {
                    switch (outcome) {
                        case Outcome.Success<List<BatchRow>>(List<BatchRow> rows) -> show(
                                file.getFileName().toString(), rows);
                        case Outcome.Failure<List<BatchRow>>(Throwable cause) -> refused(
                                cause);
                        case Outcome.Cancelled<List<BatchRow>> none -> problem.set(null);
                    }
                });
    }

    /** Spreadsheets write UTF-8 with a mark or the code page of Windows; what is no UTF-8 is taken for the latter. */
    private static List<BatchRow> read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            // Not UTF-8: every byte means something in the other one.
            text = new String(bytes, Charset.forName("windows-1252"));
        }
        return BatchFile.read(file.getFileName().toString(), text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private void refused(Throwable cause) {
        if (cause instanceof DocumentException document) {
            problem.set(document.text());
        } else {
            errors.accept(cause);
        }
    }

    void show(String file, List<BatchRow> rows) {
        name.set(file);
        lines.setAll(rows.stream().map(row -> new Line(row, null)).toList());
        if (rows.isEmpty()) {
            problem.set(Message.of("diagnosis.batch.noRows", file));
        }
    }

    /** Checks the rows that were not checked yet; all of them when all were. */
    public void run(Vantage from) {
        if (running.get() || lines.isEmpty()) {
            return;
        }
        if (lines.stream().allMatch(line -> line.result() != null)) {
            lines.replaceAll(line -> new Line(line.row(), null));
        }
        List<BatchRow> open = lines.stream().filter(line -> line.result() == null).map(Line::row).toList();
        int before = lines.size() - open.size();
        running.set(true);
        task = tasks.start(Task.of(Message.of("diagnosis.task.batch", String.valueOf(name.get())),
                control -> engine.get().run(open, from, control, (result, done, total) -> {
                    control.progress((before + done) / (double) (before + total));
                    arrived.add(result);
                    if (flushing.compareAndSet(false, true)) {
                        screen.execute(this::flush);
                    }
                })), outcome -> {
                    running.set(false);
                    task = null;
                    flush();
                    if (outcome instanceof Outcome.Failure<List<BatchResult>>(Throwable cause)) {
                        errors.accept(cause);
                    }
                });
    }

    private void flush() {
        flushing.set(false);
        List<Line> next = new ArrayList<>(lines);
        boolean changed = false;
        for (BatchResult result = arrived.poll(); result != null; result = arrived.poll()) {
            int at = indexOf(next, result.row());
            if (at >= 0) {
                next.set(at, new Line(result.row(), result));
                changed = true;
            }
        }
        if (changed) {
            lines.setAll(next);
        }
    }

    private static int indexOf(List<Line> lines, BatchRow row) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).row().equals(row)) {
                return i;
            }
        }
        return -1;
    }

    void cancel() {
        if (task != null) {
            task.cancel();
        }
    }

    /** Rows of the file, in its order. */
    public ObservableList<Line> lines() {
        return lines;
    }

    long count(Predicate<Line> which) {
        return lines.stream().filter(which).count();
    }

    long count(BatchResult.Outcome outcome) {
        return count(line -> line.result() != null && line.result().outcome() == outcome);
    }

    /** Name of the file, null before one was opened. */
    public ReadOnlyObjectProperty<@Nullable String> nameProperty() {
        return name.getReadOnlyProperty();
    }

    /** Why the file cannot be used, null when it can. */
    public ReadOnlyObjectProperty<@Nullable Message> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }
}
