package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.core.binlog.BinlogReader;
import fr.touchweb.console.core.binlog.ColumnNames;
import fr.touchweb.console.core.binlog.IndexListener;
import fr.touchweb.console.core.binlog.IndexSummary;
import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.Progress;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.model.Verdict;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.RunningTask;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The index pass over the chosen files, one after the other. What it reads comes in on its own thread and is taken over by
 * {@link #refresh}, once a pulse at most. JavaFX thread only.
 */
public final class ReadingModel {
    private static final int BIGGEST = 20;
    /** Longest time that taking over may hold the screen back; the rest follows with the next pulse. */
    private static final long SLICE_NANOS = Duration.ofMillis(8).toNanos();

    private final TaskRunner tasks;
    private final TransactionList list;
    private final OperationTimes times = new OperationTimes();
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes");
    private final ReadOnlyBooleanWrapper reading = new ReadOnlyBooleanWrapper(this, "reading");
    private final ReadOnlyBooleanWrapper following = new ReadOnlyBooleanWrapper(this, "following");
    private final ReadOnlyObjectWrapper<@Nullable Message> failure = new ReadOnlyObjectWrapper<>(this, "failure");
    private final ReadOnlyObjectWrapper<@Nullable Message> note = new ReadOnlyObjectWrapper<>(this, "note");
    private final Map<String, Verdict> verdicts = new LinkedHashMap<>();
    private final Consumer<BinlogFile> appeared;
    private IndexSummary summary = new IndexSummary(BIGGEST);
    private ColumnNames names = new ColumnNames();
    private List<BinlogFile> files = List.of();
    private @Nullable Intake intake;
    private @Nullable RunningTask running;
    private Duration took = Duration.ZERO;

    /** What one pass hands over, from its thread to the screen's. */
    private static final class Intake implements IndexListener {
        private final List<Transaction> arrived = new ArrayList<>();
        private final List<BinlogFile> files = new ArrayList<>();
        private final Map<String, Verdict> ended = new LinkedHashMap<>();
        private @Nullable Message noted;
        private volatile String command = "";
        private volatile String tool = "";
        private volatile Progress progress = new Progress(0, -1, 0, 0);
        private volatile long wireBefore;
        private volatile int file;

        @Override
        public void started(String commandLine) {
            command = commandLine;
        }

        @Override
        public synchronized void transaction(Transaction transaction) {
            arrived.add(transaction);
        }

        @Override
        public void progress(Progress value) {
            progress = value;
        }

        @Override
        public synchronized void note(Message message) {
            noted = message;
        }

        @Override
        public synchronized void rotated(BinlogFile next) {
            files.add(next);
        }

        synchronized void ended(BinlogFile name, Verdict verdict) {
            ended.put(name.name(), verdict);
            wireBefore += progress.wireBytes();
            progress = new Progress(0, -1, 0, 0);
        }
    }

    /** @param appeared hears of files that came while another was followed */
    ReadingModel(TaskRunner tasks, TransactionList list, Consumer<BinlogFile> appeared) {
        this.tasks = tasks;
        this.list = list;
        this.appeared = appeared;
    }

    /**
     * Reads files, after forgetting what was read before.
     *
     * @param follow whether to go on with what the server writes to the last of them
     */
    void read(BinlogReader reader, List<BinlogFile> wanted, boolean follow) {
        stop();
        list.clear();
        times.clear();
        verdicts.clear();
        summary = new IndexSummary(BIGGEST);
        names = new ColumnNames();
        failure.set(null);
        note.set(null);
        files = List.copyOf(wanted);
        changes.set(changes.get() + 1);
        if (files.isEmpty()) {
            intake = null;
            return;
        }
        Intake own = new Intake();
        intake = own;
        reading.set(true);
        following.set(follow);
        long begin = System.nanoTime();
        Message title = Message.of(follow ? "binlogs.task.follow" : "binlogs.task.read", files.getLast().name());
        running = tasks.start(Task.of(title, control -> pass(reader, List.copyOf(wanted), own, follow, control)),
                outcome -> {
                    if (own == intake) {
                        took = Duration.ofNanos(System.nanoTime() - begin);
                        reading.set(false);
                        following.set(false);
                        ended(outcome);
                        takeAll();
                    }
                });
    }

    private static Boolean pass(BinlogReader reader, List<BinlogFile> files, Intake own, boolean follow,
            TaskControl control) throws RemoteException, InterruptedException {
        own.tool = reader.tool().version();
        for (int i = 0; i < files.size() && !control.isCancelled(); i++) {
            BinlogFile file = files.get(i);
            own.file = i;
            boolean last = i == files.size() - 1;
            own.ended(file, follow && last
                    ? reader.follow(file, 0, own, control)
                    : reader.index(file, 0, own, control));
        }
        return true;
    }

    private void ended(Outcome<Boolean> outcome) {
        switch (outcome) {
            case Outcome.Success<Boolean> done -> failure.set(null);
            case Outcome.Cancelled<Boolean> cancelled -> failure.set(null);
            case Outcome.Failure<Boolean>(RemoteException cause) -> failure.set(cause.text());
            case Outcome.Failure<Boolean>(Throwable cause) -> failure.set(Message.of("binlogs.reading.failed"));
        }
    }

    /** Ends the pass; what it read stays. */
    public void stop() {
        RunningTask now = running;
        if (now != null) {
            now.cancel();
        }
    }

    /** Takes over what came in since the last call, as much as a pulse has room for. */
    public void refresh() {
        long deadline = System.nanoTime() + SLICE_NANOS;
        Intake own = intake;
        if (own != null) {
            take(own, deadline);
        }
    }

    private void takeAll() {
        Intake own = intake;
        while (own != null && take(own, Long.MAX_VALUE)) {
            own = intake;
        }
        changes.set(changes.get() + 1);
    }

    /** @return whether something came */
    private boolean take(Intake own, long deadline) {
        List<Transaction> batch;
        List<BinlogFile> next;
        synchronized (own) {
            batch = new ArrayList<>(own.arrived);
            next = List.copyOf(own.files);
            own.arrived.clear();
            own.files.clear();
            verdicts.putAll(own.ended);
            note.set(own.noted);
        }
        next.forEach(appeared);
        int taken = 0;
        while (taken < batch.size() && (taken % 64 != 0 || System.nanoTime() < deadline)) {
            add(batch.get(taken++));
        }
        if (taken < batch.size()) {
            synchronized (own) {
                own.arrived.addAll(0, batch.subList(taken, batch.size()));
            }
        }
        if (taken > 0 || !next.isEmpty()) {
            changes.set(changes.get() + 1);
        }
        return taken > 0;
    }

    private void add(Transaction transaction) {
        summary.add(transaction);
        names.note(transaction);
        if (list.add(transaction)) {
            times.add(transaction, list.size() - 1);
        }
    }

    /** Grows whenever there is something new. */
    public ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty readingProperty() {
        return reading.getReadOnlyProperty();
    }

    /** Whether the pass goes on with what the server writes. */
    public ReadOnlyBooleanProperty followingProperty() {
        return following.getReadOnlyProperty();
    }

    /** Why the machine could not be read at all, null when it could. */
    public ReadOnlyObjectProperty<@Nullable Message> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /** What the reader had to say meanwhile. */
    public ReadOnlyObjectProperty<@Nullable Message> noteProperty() {
        return note.getReadOnlyProperty();
    }

    /** Verdicts by file, of those that are read to an end. */
    public Map<String, Verdict> verdicts() {
        return verdicts;
    }

    /** Files of this reading. */
    List<BinlogFile> files() {
        return files;
    }

    public IndexSummary summary() {
        return summary;
    }

    OperationTimes times() {
        return times;
    }

    /** Column names of today, where they were asked for. */
    ColumnNames names() {
        return names;
    }

    /** How far the file is that is being read. */
    Progress progress() {
        Intake own = intake;
        return own == null ? new Progress(0, -1, 0, 0) : own.progress;
    }

    /** Part of all files that is read, 0 to 1. */
    double fraction() {
        Intake own = intake;
        if (own == null) {
            return 0;
        }
        double whole = 0;
        double done = 0;
        for (int i = 0; i < files.size(); i++) {
            whole += files.get(i).size();
            done += i < own.file ? files.get(i).size() : i == own.file ? Math.max(0, own.progress.position()) : 0;
        }
        return whole == 0 ? 0 : Math.min(1, done / whole);
    }

    /** Bytes that came over the connection for this reading. */
    long wireBytes() {
        Intake own = intake;
        return own == null ? 0 : own.wireBefore + own.progress.wireBytes();
    }

    /** The command that runs or ran last, as a line to copy. */
    String command() {
        Intake own = intake;
        return own == null ? "" : own.command;
    }

    /** What the tool that reads says of itself, empty while that is not known. */
    String tool() {
        Intake own = intake;
        return own == null ? "" : own.tool;
    }

    /** How long the reading that ended took. */
    Duration took() {
        return took;
    }
}
