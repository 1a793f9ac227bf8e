package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.logs.JournalMatches;
import fr.touchweb.console.core.logs.LineFilter;
import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.TimeSpan;
import fr.touchweb.console.core.logs.follow.JournalSource;
import fr.touchweb.console.core.logs.follow.LogFiles;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.logs.search.FileSearch;
import fr.touchweb.console.core.logs.search.JournalSearch;
import fr.touchweb.console.core.logs.search.RecordHits;
import fr.touchweb.console.core.logs.search.RemoteSearch;
import fr.touchweb.console.core.logs.search.SearchPattern;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteFiles;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.RunningTask;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.task.TaskRunner;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * Searches the files of the logs that are followed, rotated and compressed ones too, and journals, the oldest first. JavaFX thread only;
 * machines are searched on a task's thread, and {@link #refresh} takes over what it found.
 */
final class PastSearch {
    private static final int LONGEST = 4 << 10;

    private final LogSession session;
    private final TaskRunner tasks;
    private final LogFigures figures;
    private final Consumer<Throwable> errors;
    /** Of the search that was started last: one that was cancelled may go on for a while and must not mix with it. */
    private Arriving arriving = new Arriving();
    private final ObservableList<PastHit> hits = FXCollections.observableArrayList();
    private final ObservableList<Message> notes = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private final ObjectProperty<@Nullable Message> ended = new SimpleObjectProperty<>(this, "ended");
    private @Nullable RunningTask task;

    /** What one search found and has to say, on its way to the screen. */
    private record Arriving(Queue<PastHit> hits, Queue<Message> notes) {
        Arriving() {
            this(new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>());
        }
    }

    /** A file that is searched. */
    private record Target(SourceKey source, String path, long size) {}

    /** What a search came to. */
    private record Sum(long lines, int files, long bytes, boolean full) {}

    PastSearch(LogSession session, TaskRunner tasks, LogFigures figures, Consumer<Throwable> errors) {
        this.session = session;
        this.tasks = tasks;
        this.figures = figures;
        this.errors = errors;
    }

    /** Searches the files of these logs; a search that runs ends. */
    void start(LineFilter what, List<SourceKey> sources) {
        cancel();
        Arriving mine = new Arriving();
        arriving = mine;
        hits.clear();
        notes.clear();
        ended.set(null);
        running.set(true);
        RunningTask started = tasks.start(
                Task.of(Message.of("logs.past.task", what.query()), control -> search(what, sources, mine, control)),
                outcome -> {
                    if (mine == arriving) {
                        done(outcome);
                    } else if (outcome instanceof Outcome.Failure<Sum>(Throwable cause)) {
                        errors.accept(cause);
                    }
                });
        task = running.get() ? started : null;
    }

    void cancel() {
        if (task != null) {
            task.cancel();
            task = null;
        }
    }

    private void done(Outcome<Sum> outcome) {
        refresh();
        running.set(false);
        task = null;
        switch (outcome) {
            case Outcome.Success<Sum>(Sum sum) -> ended.set(sum.full()
                    ? Message.of("logs.past.full", sum.lines())
                    : Message.of("logs.past.done", sum.lines(), sum.files()));
            case Outcome.Failure<Sum>(Throwable cause) -> {
                ended.set(Message.of("logs.past.failed"));
                errors.accept(cause);
            }
            case Outcome.Cancelled<Sum> cancelled -> ended.set(Message.of("logs.past.cancelled", hits.size()));
        }
    }

    private Sum search(LineFilter what, List<SourceKey> sources, Arriving mine, TaskControl control)
            throws InterruptedException {
        List<Target> targets = new ArrayList<>();
        for (SourceKey source : sources) {
            control.checkCancelled();
            targets.addAll(targets(source, mine));
        }
        long all = targets.stream().mapToLong(Target::size).sum();
        long read = 0;
        int files = 0;
        long[] found = new long[1];
        for (Target target : targets) {
            control.checkCancelled();
            control.message(Message.of("logs.past.file", target.source().server(), target.path()));
            control.progress(all == 0 ? 1 : (double) read / all);
            try {
                search(what, target, found, mine, control);
                files++;
            } catch (IOException e) {
                mine.notes().add(e instanceof RemoteException remote
                        ? remote.text()
                        : Message.of("logs.past.unreadable", target.source().server(), target.path()));
            }
            read += target.size();
            if (found[0] >= figures.view().pastHits()) {
                return new Sum(found[0], files, read, true);
            }
        }
        return new Sum(found[0], files, read, false);
    }

    /** The files of a log, the oldest first; a machine that does not answer is told and takes nothing from the others. */
    private List<Target> targets(SourceKey source, Arriving mine) throws InterruptedException {
        if (JournalSource.isOne(source.path())) {
            return List.of(new Target(source, source.path(), 0));
        }
        List<Target> targets = new ArrayList<>();
        try {
            RemoteFiles files = LogFiles.of(session.host(source.server()));
            for (String path : RemoteSearch.generations(files, source.path())) {
                targets.add(new Target(source, path, files.stat(path).size()));
            }
        } catch (RemoteException e) {
            mine.notes().add(e.text());
        }
        return targets;
    }

    /** Ends a search that found as much as is shown. */
    private static final class EnoughException extends IOException {
        private static final long serialVersionUID = 1;
    }

    private void search(LineFilter what, Target target, long[] found, Arriving mine, TaskControl control)
            throws IOException, InterruptedException {
        Optional<JournalSource> journal = JournalSource.of(target.path());
        try {
            FileSearch.Result result = journal.isPresent()
                    ? entries(what, target, journal.get(), found, mine, control)
                    : lines(what, target, found, mine, control);
            if (result.undecided() > 0 || result.cut() > 0) {
                mine.notes().add(Message.of("logs.past.undecided", target.source().server(), target.path(),
                        result.undecided() + result.cut()));
            }
        } catch (EnoughException e) {
            // The sum says that it ended early.
            return;
        } catch (RuntimeException e) {
            if (control.isCancelled()) {
                throw new CancellationException();
            }
            throw e;
        }
    }

    private void hit(PastHit hit, long[] found, Arriving mine) throws EnoughException {
        mine.hits().add(hit);
        if (++found[0] >= figures.view().pastHits()) {
            throw new EnoughException();
        }
    }

    /** What the entries of a journal say; their fields stand apart from it and are asked by conditions alone. */
    private FileSearch.Result entries(LineFilter what, Target target, JournalSource journal, long[] found,
            Arriving mine, TaskControl control) throws IOException, InterruptedException {
        RemoteHost host = session.host(target.source().server());
        TimeSpan span = what.during();
        return new JournalSearch(host, journal, what.messagePattern(), figures.lineBytes(), LineFilter.STEPS,
                new JournalSearch.Listener() {
                    @Override
                    public void ran(String command) {
                        mine.notes().add(Message.of("logs.past.ran", host.name(), command));
                    }

                    @Override
                    public void ownEntries() {
                        mine.notes().add(Message.of("logs.gap.ownEntries", host.name(), target.path()));
                    }

                    @Override
                    public void entry(long number, byte[] entry, ParsedLine parsed) throws IOException {
                        String text = parsed.message();
                        if (what.passes(text, () -> parsed)) {
                            hit(new PastHit(target.source(), target.path(), number, LogRecord.instant(parsed.time()),
                                    text.substring(0, Math.min(text.length(), LONGEST))), found, mine);
                        }
                    }
                }).search(new JournalSearch.Part(span == null ? null : span.from(), span == null ? null : span.to(),
                        JournalMatches.of(what, journal)), session.reader(session.number(target.source())), control);
    }

    private FileSearch.Result lines(LineFilter what, Target target, long[] found, Arriving mine, TaskControl control)
            throws IOException, InterruptedException {
        int number = session.number(target.source());
        // A file that travels whole is read by records, so that a hit in the middle of one has its time.
        boolean whole = what.asksFields() || target.size() < figures.searchThereBytes();
        if (!whole || !session.store().finder().hasLongRecords(session.number(target.source()))) {
            LineParser parser = session.reader(number);
            return lines(target, what.pattern(), mine, (offset, b, start, length) -> {
                ParsedLine parsed = parser.parse(b, start, start + length);
                String text = new String(b, start, Math.min(length, LONGEST), StandardCharsets.UTF_8);
                if (what.passes(text, () -> parsed)) {
                    hit(new PastHit(target.source(), target.path(), offset, LogRecord.instant(parsed.time()), text),
                            found, mine);
                }
            }, control);
        }
        RecordHits records = new RecordHits(() -> session.reader(number), (offset, parsed) -> {
            String text = parsed.raw();
            if (what.passes(text, () -> parsed)) {
                hit(new PastHit(target.source(), target.path(), offset, LogRecord.instant(parsed.time()),
                        text.substring(0, Math.min(text.length(), LONGEST)).replace('\n', ' ')), found, mine);
            }
        });
        FileSearch.Result result = lines(target, SearchPattern.ANY, mine, records::line, control);
        records.end();
        return result;
    }

    private FileSearch.Result lines(Target target, SearchPattern pattern, Arriving mine, FileSearch.Hits lines,
            TaskControl control) throws IOException, InterruptedException {
        RemoteHost host = session.host(target.source().server());
        return new RemoteSearch(host, pattern, figures.searchThereBytes(), figures.lineBytes(),
                new RemoteSearch.Listener() {
                    @Override
                    public void ran(String command) {
                        mine.notes().add(Message.of("logs.past.ran", host.name(), command));
                    }

                    @Override
                    public void line(String path, long offset, byte[] b, int start, int length) throws IOException {
                        lines.line(offset, b, start, length);
                    }
                }).search(target.path(), true, control);
    }

    /** Takes over what was found since the last call. */
    void refresh() {
        List<PastHit> more = new ArrayList<>();
        for (PastHit hit = arriving.hits().poll(); hit != null; hit = arriving.hits().poll()) {
            more.add(hit);
        }
        if (!more.isEmpty()) {
            hits.addAll(more);
        }
        for (Message note = arriving.notes().poll(); note != null; note = arriving.notes().poll()) {
            notes.add(note);
        }
    }

    /** In the order of the files, the oldest first. */
    ObservableList<PastHit> hits() {
        return hits;
    }

    /** Commands that ran on machines, and what could not be searched. */
    ObservableList<Message> notes() {
        return notes;
    }

    ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** What the last search came to, null while none ended. */
    ObjectProperty<@Nullable Message> endedProperty() {
        return ended;
    }
}
