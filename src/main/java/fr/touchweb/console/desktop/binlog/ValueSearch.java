package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.core.binlog.BinlogReader;
import fr.touchweb.console.core.binlog.ColumnNames;
import fr.touchweb.console.core.binlog.SearchListener;
import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.Progress;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.model.ValueHit;
import fr.touchweb.console.core.binlog.model.ValueQuery;
import fr.touchweb.console.core.binlog.model.Verdict;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.RunningTask;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A streamed pass over all rows of the chosen files that keeps where a value was found. JavaFX thread only. */
final class ValueSearch {
    private final ValueQuery query;
    private final TaskRunner tasks;
    private final int limit;
    private final Runnable changed;
    private final Consumer<Throwable> errors;
    private Map<Place, List<ValueHit>> found = new HashMap<>();
    private List<String> searched = List.of();
    private @Nullable Intake intake;
    private @Nullable RunningTask running;
    private @Nullable Verdict verdict;
    private int count;
    private boolean active;

    private record Place(String file, long start) {}

    /** What the pass hands over, from its thread to the screen's. */
    private static final class Intake implements SearchListener {
        private final List<ValueHit> arrived = new ArrayList<>();
        private final AtomicInteger kept = new AtomicInteger();
        private volatile double fraction;
        private volatile double share = 1;
        private volatile double done;

        @Override
        public void hit(ValueHit hit) {
            kept.incrementAndGet();
            synchronized (this) {
                arrived.add(hit);
            }
        }

        @Override
        public void progress(Progress progress) {
            fraction = done + share * Math.max(0, progress.fraction());
        }

        synchronized List<ValueHit> take() {
            List<ValueHit> all = List.copyOf(arrived);
            arrived.clear();
            return all;
        }
    }

    /**
     * @param limit hits after which the pass ends
     * @param changed hears of hits
     */
    ValueSearch(ValueQuery query, TaskRunner tasks, int limit, Runnable changed, Consumer<Throwable> errors) {
        this.query = query;
        this.tasks = tasks;
        this.limit = limit;
        this.changed = changed;
        this.errors = errors;
    }

    /** Searches files, unless it did so already. */
    void start(BinlogReader reader, List<BinlogFile> files, ColumnNames names) {
        List<String> paths = files.stream().map(BinlogFile::path).toList();
        if (paths.equals(searched)) {
            return;
        }
        forget();
        searched = paths;
        Intake own = new Intake();
        intake = own;
        active = true;
        running = tasks.start(Task.of(Message.of("binlogs.task.search", files.getLast().name()),
                control -> pass(reader, List.copyOf(files), names, own, control)), outcome -> {
                    if (own == intake) {
                        active = false;
                        refresh();
                        switch (outcome) {
                            case Outcome.Success<Verdict>(Verdict end) -> verdict = end;
                            case Outcome.Failure<Verdict>(Throwable cause) -> {
                                searched = List.of();
                                errors.accept(cause);
                            }
                            case Outcome.Cancelled<Verdict> none -> searched = List.of();
                        }
                        changed.run();
                    }
                });
    }

    /** The worst verdict of all files. */
    private Verdict pass(BinlogReader reader, List<BinlogFile> files, ColumnNames names, Intake own,
            TaskControl control) throws java.io.IOException, InterruptedException {
        Verdict worst = null;
        long whole = Math.max(1, files.stream().mapToLong(BinlogFile::size).sum());
        for (BinlogFile file : files) {
            control.checkCancelled();
            own.share = (double) file.size() / whole;
            int left = limit - own.kept.get();
            if (left <= 0) {
                break;
            }
            Verdict end = reader.search(file, query, names, left, own, control);
            worst = worst == null || worst.whole() ? end : worst;
            own.done += own.share;
        }
        return java.util.Objects.requireNonNull(worst);
    }

    void stop() {
        RunningTask now = running;
        if (now != null) {
            now.cancel();
        }
    }

    /** Forgets what was found, and searches again when it is started again. */
    void forget() {
        stop();
        intake = null;
        active = false;
        searched = List.of();
        found = new HashMap<>();
        verdict = null;
        count = 0;
    }

    /** Takes over what was found meanwhile; says whether there was anything. */
    boolean refresh() {
        Intake own = intake;
        List<ValueHit> arrived = own == null ? List.of() : own.take();
        if (!arrived.isEmpty()) {
            // A new map each time: the one before may be in use by a filter on another thread.
            Map<Place, List<ValueHit>> next = new HashMap<>(found);
            arrived.stream().collect(Collectors.groupingBy(hit -> new Place(hit.file(), hit.transaction())))
                    .forEach((place, hits) -> next.merge(place, hits,
                            (a, b) -> Stream.concat(a.stream(), b.stream()).toList()));
            found = next;
            count += arrived.size();
        }
        return !arrived.isEmpty();
    }

    boolean found(Transaction transaction) {
        return found.containsKey(new Place(transaction.file(), transaction.start()));
    }

    /** Rows of a transaction in which the value was found. */
    List<ValueHit> hits(Transaction transaction) {
        return found.getOrDefault(new Place(transaction.file(), transaction.start()), List.of());
    }

    int hits() {
        return count;
    }

    boolean running() {
        return active;
    }

    /** Part that is searched, 0 to 1. */
    double fraction() {
        Intake own = intake;
        return own == null ? 0 : own.fraction;
    }

    /** How the search ended, null while it runs or before. */
    @Nullable
    Verdict verdict() {
        return verdict;
    }

    boolean limitReached() {
        return count >= limit;
    }
}
