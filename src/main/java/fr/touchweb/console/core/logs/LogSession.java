package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LogFormat;
import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.logs.follow.Bookmarks;
import fr.touchweb.console.core.logs.follow.FollowTimes;
import fr.touchweb.console.core.logs.follow.JournalSource;
import fr.touchweb.console.core.logs.follow.LogEvent;
import fr.touchweb.console.core.logs.follow.SourceHealth;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.logs.follow.Start;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is followed together: one timeline, its histogram and the view that is looked at. Methods are safe on
 * any thread.
 */
public final class LogSession implements AutoCloseable {
    /** How long a line waits for earlier ones of other sources. */
    private static final Duration HOLD = Duration.ofMillis(300);
    private static final int SCAN = 20_000;

    private final Function<String, RemoteHost> hosts;
    private final InstantSource clock;
    private final FormatCatalog formats;
    private final ThreadFactory threads;
    private final Consumer<Throwable> errors;
    private final Histogram histogram = new Histogram();
    private final LineStore store;
    private final Ingest ingest;
    private final PastLines past;
    private final Bookmarks marks;
    private final KeptTimeline kept;
    private final Followers followers;
    private final ForcedFormats forced = new ForcedFormats();
    private final Object reindexing = new Object();
    private final Path scratch;
    private final Object viewing = new Object();
    private volatile LogView view;
    private volatile @Nullable LogView second;
    private final Filling filling = new Filling();
    private final List<LineWatcher> watchers = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    private volatile boolean broken;

    /**
     * @param hosts gives the machine of a server id; must not block
     * @param folder for the files of this session alone
     * @param budget bytes on disk
     * @param zone zone of lines that carry none, where the machine does not tell its own
     * @param formats the formats that lines may have
     * @param marks where reading stopped in earlier runs
     * @param errors hears what breaks in the background
     */
    public LogSession(Function<String, RemoteHost> hosts, FollowTimes times, InstantSource clock, ZoneId zone,
            FormatCatalog formats, Path folder, long budget, Bookmarks marks, ThreadFactory threads,
            Consumer<Throwable> errors) {
        this(hosts, times, clock, zone, formats, folder, budget, marks, KeptLogs.NONE, threads, errors);
    }

    /** @param keptLogs lines of earlier runs; those of this one are left there too */
    public LogSession(Function<String, RemoteHost> hosts, FollowTimes times, InstantSource clock, ZoneId zone,
            FormatCatalog formats, Path folder, long budget, Bookmarks marks, KeptLogs keptLogs,
            ThreadFactory threads, Consumer<Throwable> errors) {
        this.hosts = hosts;
        this.clock = clock;
        this.formats = formats;
        this.marks = marks;
        this.scratch = folder;
        this.threads = threads;
        this.errors = errors;
        this.store = new LineStore(folder, budget, this::letGo, keptLogs);
        this.ingest = new Ingest(store, histogram, clock, zone, formats, forced::of, HOLD);
        this.kept = new KeptTimeline(keptLogs, marks, store, ingest, histogram, forced::of, clock,
                this::otherFormat);
        this.followers = new Followers(new Followers.Way(hosts, times, clock, zone, formats,
                marks.with(new TakenOver(kept, filling::tell, this::broken)),
                threads, errors), this::accept);
        this.past = new PastLines(hosts, times, clock, zone, formats, ingest, store);
        this.view = new LogView(this, store, List.of(), Set.of(), 0);
    }

    /** Starts the thread that fills the timeline; without it, {@link #turn} does so step by step. */
    public void start() {
        threads.newThread(this::work).start();
    }

    private void work() {
        try {
            filling.run(this::turn, ingest::isHolding);
            store.delete();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            errors.accept(e);
        }
    }

    /** Lets somebody look at each line that comes. */
    public void watch(LineWatcher watcher) {
        watchers.add(watcher);
    }

    /** Lets somebody hear whenever something may have come; called on the thread that fills the timeline, must not block. */
    public void onTurn(Runnable listener) {
        filling.onTurn(listener);
    }

    /** The listener hears no more. */
    public void offTurn(Runnable listener) {
        filling.offTurn(listener);
    }

    /** Moves what waited long enough into the timeline and the view on; whether there is more to do at once. */
    public boolean turn() {
        boolean more = false;
        try {
            ingest.release();
            if (ingest.takeLearnt()) {
                lookAgain();
            }
            LogView also = second;
            more = also != null && also.scan(SCAN);
            more |= view.scan(SCAN);
        } catch (IOException e) {
            broken(e);
        }
        for (LineWatcher watcher : watchers) {
            more |= watcher.look(SCAN);
        }
        return more;
    }

    /** Puts everything that was read into the timeline at once, for tests and for an end. */
    public void settle() throws IOException {
        ingest.releaseAll();
        LogView current = view;
        while (current.scan(SCAN)) {
            // Until the view has seen all of it.
        }
    }

    /** Follows exactly these sources from now on. */
    public void follow(Collection<LogSource> sources, Start start) {
        sources.forEach(forced::put);
        followers.follow(sources, start);
    }

    /** Takes what a follower tells. */
    void accept(List<LogEvent> events) {
        followers.heard(events);
        try {
            if (!closed && !broken) {
                ingest.accept(events);
            }
        } catch (IOException e) {
            broken(e);
        }
        filling.tell();
    }

    private LogEvent letGo(int source, long offset, Hole hole) {
        return new LogEvent.Gap(ingest.key(source), clock.instant(),
                hole.damaged() ? LogEvent.Gap.Reason.DAMAGED : LogEvent.Gap.Reason.DROPPED, offset, hole.bytes(),
                Duration.ZERO);
    }

    /** The disk takes no more: following ends, what was read stays, and every source says so. */
    private void broken(IOException cause) {
        broken = true;
        if (followers.fail(Message.of("logs.spoolFailed", String.valueOf(cause.getMessage())))) {
            errors.accept(cause);
        }
    }

    /** Lines that are kept were read by another format than the one that is wanted. */
    private void otherFormat(SourceKey source) {
        threads.newThread(() -> {
            try {
                reindex(source, TaskControl.UNATTENDED);
            } catch (IOException e) {
                broken(e);
            }
        }).start();
    }

    /** Looks at the timeline through these filters from now on. */
    public LogView look(List<LogView.Chip> chips, Set<SourceKey> hiddenSources) {
        return look(chips, hiddenSources, 0);
    }

    /** The same, with so many lines of its source before and after each line that passes. */
    public LogView look(List<LogView.Chip> chips, Set<SourceKey> hiddenSources, int around) {
        Set<Integer> numbers = hiddenSources.stream().map(ingest::number).filter(n -> n >= 0)
                .collect(Collectors.toSet());
        LogView next = new LogView(this, store, chips, numbers, around);
        synchronized (viewing) {
            view = next;
        }
        filling.tell();
        return next;
    }

    public LogView view() {
        return view;
    }

    /** Lines say something else than before; what a person looks for meanwhile counts. */
    private void lookAgain() {
        synchronized (viewing) {
            view = view.again();
        }
    }

    /** A second look at the same timeline, beside the first one; the one before it ends. */
    public LogView lookAlso(List<LogView.Chip> chips, int around) {
        LogView next = new LogView(this, store, chips, Set.of(), around);
        second = next;
        filling.tell();
        return next;
    }

    /** Nobody takes a second look any more. */
    public void endSecondLook() {
        second = null;
    }

    /** The files and journals that are being read now, or of which lines are here. */
    public List<SourceKey> followed() {
        return wanted().stream().filter(one -> followers.isLive(one) || store.has(ingest.number(one))).toList();
    }

    /** Every source that is to be read, also one that cannot be at the moment. */
    public List<SourceKey> wanted() {
        return followers.health().keySet().stream().sorted(Comparator.comparing(SourceKey::toString)).toList();
    }

    /** The machine of a server; connects at its first use. */
    public RemoteHost host(String server) {
        return hosts.apply(server);
    }

    /** What followed logs hold from before following began. */
    public PastLines past() {
        return past;
    }

    public LineStore store() {
        return store;
    }

    public Histogram histogram() {
        return histogram;
    }

    /** How each followed file is. */
    public Map<SourceKey, SourceHealth> health() {
        return followers.health();
    }

    /** Grows whenever {@link #health} is another. */
    public long healthVersion() {
        return followers.version();
    }

    /** Source by its number in the timeline. */
    public SourceKey source(int number) {
        return ingest.key(number);
    }

    /** Number of a source in the timeline, -1 while nothing came from it. */
    public int number(SourceKey source) {
        return ingest.number(source);
    }

    /** A parser for lines of a source that are looked at one by one. */
    public LineParser reader(int source) {
        return ingest.parser(source);
    }

    /** What a line says to whoever looks for words: all of it, of a journal's entry its message. */
    public String said(StoredLine line, Supplier<ParsedLine> parsed) {
        return JournalSource.isOne(source(line.source()).path()) ? parsed.get().message() : line.text();
    }

    /**
     * Reads a file's lines by one format from now on; those that are here keep their time and level until {@link #reindex}.
     *
     * @param format id of the format, null for detection or what the fleet says
     */
    public void force(SourceKey file, @Nullable String format) {
        forced.want(file, format);
        reformatted(file);
    }

    private void reformatted(SourceKey file) {
        try {
            ingest.reformat(file);
        } catch (IOException e) {
            broken(e);
        }
    }

    /**
     * Reads the lines that are here of a file once more, by the format that is wanted, so that time, level, order and
     * histogram follow it. Blocks.
     */
    public void reindex(SourceKey file, TaskControl control) throws IOException {
        synchronized (reindexing) {
            if (Reindexing.run(store, histogram, scratch, ingest, file, control)) {
                past.retimed(file);
                kept.reformatted(file);
                lookAgain();
                filling.tell();
            }
        }
    }

    /** The formats that lines may have. */
    public List<LogFormat> formats() {
        return formats.formats();
    }

    /** The whole record of a line, with the lines before and after it that belong to it. */
    public @Nullable LogRecord record(long number) {
        return WholeRecord.of(store, number, this::reader);
    }

    /** Whether nobody looks, so that a slower rhythm will do. */
    public void hidden(boolean value) {
        followers.hidden(value);
    }

    /**
     * Forgets where reading of logs stopped in earlier runs, and the lines of then; what is shown goes when the session
     * ends. Blocks.
     *
     * @return what was kept
     */
    public KeptLogs.Kept forget() throws IOException {
        followers.forget();
        return kept.forget();
    }

    /** What is kept of logs from one run to the next. Blocks. */
    public KeptLogs.Kept kept() throws IOException {
        return kept.kept();
    }

    /** Somebody looks: what rests is looked at now, and often for a while. */
    public void attended() {
        followers.attended();
    }

    /** Tries again now what waits for its next try. */
    public void retry() {
        followers.retry();
    }

    /** Keeps the last lines of each file for the next run. */
    private void keepLast(Map<SourceKey, SourceHealth> last) {
        try {
            ingest.releaseAll();
            new LastLines(store).keep(last, ingest::number, marks);
        } catch (IOException e) {
            broken = true;
            errors.accept(e);
        }
    }

    /** Ends following and deletes the files of the timeline. */
    @Override
    public void close() {
        Map<SourceKey, SourceHealth> last = followers.health();
        followers.close();
        keepLast(last);
        closed = true;
        try {
            kept.close(!broken);
        } catch (IOException e) {
            errors.accept(e);
        }
        filling.end();
    }
}
