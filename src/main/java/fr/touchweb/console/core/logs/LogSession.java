package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.logs.follow.FollowTimes;
import fr.touchweb.console.core.logs.follow.Follower;
import fr.touchweb.console.core.logs.follow.HostFollower;
import fr.touchweb.console.core.logs.follow.JournalFollower;
import fr.touchweb.console.core.logs.follow.JournalSource;
import fr.touchweb.console.core.logs.follow.LogEvent;
import fr.touchweb.console.core.logs.follow.SourceHealth;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.logs.follow.Start;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is followed together: one follower a server, one timeline, its histogram and the view that is looked
 * at. Methods are safe on any thread.
 */
public final class LogSession implements AutoCloseable {
    /** How long a line waits for earlier ones of other sources. */
    private static final Duration HOLD = Duration.ofMillis(300);
    private static final Duration TICK = Duration.ofMillis(50);
    private static final int SCAN = 20_000;

    private final Function<String, RemoteHost> hosts;
    private final FollowTimes times;
    private final InstantSource clock;
    private final ZoneId zone;
    private final FormatCatalog formats;
    private final ThreadFactory threads;
    private final Consumer<Throwable> errors;
    private final Histogram histogram = new Histogram();
    private final LineStore store;
    private final Ingest ingest;
    private final PastLines past;
    private final Map<String, HostFollower> followers = new HashMap<>();
    private final Map<SourceKey, JournalFollower> journals = new HashMap<>();
    private final Map<SourceKey, SourceHealth> health = new ConcurrentHashMap<>();
    private final ForcedFormats forced = new ForcedFormats();
    private volatile LogView view;
    private volatile @Nullable LogView second;
    /** Notified when something came; waits for it are short anyway. */
    private final Object news = new Object();
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    private volatile boolean broken;
    private volatile boolean hidden;

    /**
     * @param hosts gives the machine of a server id; must not block
     * @param folder for the files of this session alone
     * @param budget bytes on disk
     * @param zone zone of lines that carry none, where the machine does not tell its own
     * @param formats the formats that lines may have
     * @param errors hears what breaks in the background
     */
    public LogSession(Function<String, RemoteHost> hosts, FollowTimes times, InstantSource clock, ZoneId zone,
            FormatCatalog formats, Path folder, long budget, ThreadFactory threads, Consumer<Throwable> errors) {
        this.hosts = hosts;
        this.times = times;
        this.clock = clock;
        this.zone = zone;
        this.formats = formats;
        this.threads = threads;
        this.errors = errors;
        this.store = new LineStore(folder, budget, this::letGo);
        this.ingest = new Ingest(store, histogram, clock, zone, formats, forced::of, HOLD);
        this.past = new PastLines(hosts, times, clock, zone, formats, ingest);
        this.view = new LogView(this, store, List.of(), Set.of(), 0);
    }

    /** Starts the thread that fills the timeline; without it, {@link #turn} does so step by step. */
    public void start() {
        threads.newThread(this::work).start();
    }

    private void work() {
        try {
            while (!closed) {
                if (!turn()) {
                    synchronized (news) {
                        news.wait(TICK.toMillis());
                    }
                }
            }
            store.delete();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            errors.accept(e);
        }
    }

    /** Looks at lines as they come into the timeline, on the thread that fills it. */
    public interface Watcher {
        /**
         * Looks at the next rows.
         *
         * @param most rows at a time
         * @return whether there are more
         */
        boolean look(int most);
    }

    /** Lets somebody look at each line that comes. */
    public void watch(Watcher watcher) {
        watchers.add(watcher);
    }

    /** Moves what waited long enough into the timeline and the view on; whether there is more to do at once. */
    public boolean turn() {
        try {
            ingest.release();
        } catch (IOException e) {
            broken(e);
        }
        LogView also = second;
        boolean more = also != null && also.scan(SCAN);
        for (Watcher watcher : watchers) {
            more |= watcher.look(SCAN);
        }
        return view.scan(SCAN) || more;
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
        Map<String, List<HostFollower.Wanted>> byServer = new LinkedHashMap<>();
        Set<SourceKey> wantedJournals = new LinkedHashSet<>();
        for (LogSource source : sources) {
            SourceKey place = source.place();
            if (JournalSource.isOne(place.path())) {
                wantedJournals.add(place);
                continue;
            }
            byServer.computeIfAbsent(place.server(), s -> new ArrayList<>())
                    .add(new HostFollower.Wanted(place.path(), start, source.format()));
            forced.put(source);
        }
        synchronized (followers) {
            if (closed || broken) {
                return;
            }
            byServer.forEach((server, wanted) -> follower(server).want(wanted));
            wantedJournals.forEach(key -> journal(key, start));
            for (SourceKey key : List.copyOf(journals.keySet())) {
                if (!wantedJournals.contains(key)) {
                    closed(journals.remove(key));
                }
            }
            for (String server : List.copyOf(followers.keySet())) {
                if (!byServer.containsKey(server)) {
                    closed(followers.remove(server));
                }
            }
        }
        Set<String> servers = byServer.keySet();
        health.keySet().removeIf(key -> JournalSource.isOne(key.path())
                ? !wantedJournals.contains(key)
                : !servers.contains(key.server()));
    }

    private static void closed(@Nullable Follower follower) {
        if (follower != null) {
            follower.close();
        }
    }

    private void journal(SourceKey key, Start start) {
        Optional<JournalSource> named = JournalSource.of(key.path());
        if (named.isEmpty()) {
            health.put(key, SourceHealth.failed(JournalSource.unknown(key.path())));
            return;
        }
        journals.computeIfAbsent(key, _ -> {
            JournalFollower follower = new JournalFollower(hosts.apply(key.server()), named.get(), start, times, clock,
                    new Random(), this::accept);
            threads.newThread(() -> run(follower)).start();
            return follower;
        });
    }

    private void run(Follower follower) {
        try {
            follower.run();
        } catch (RuntimeException | Error e) {
            errors.accept(e);
        }
    }

    /** All that follow now; to be called with the lock on {@code followers}. */
    private List<Follower> all() {
        List<Follower> all = new ArrayList<>(followers.values());
        all.addAll(journals.values());
        return all;
    }

    private void closeAll() {
        all().forEach(Follower::close);
        followers.clear();
        journals.clear();
    }

    private HostFollower follower(String server) {
        return followers.computeIfAbsent(server, id -> {
            HostFollower follower = new HostFollower(hosts.apply(id), times, clock, zone, formats, new Random(),
                    this::accept);
            follower.hidden(hidden);
            threads.newThread(() -> run(follower)).start();
            return follower;
        });
    }

    /** Takes what a follower tells. */
    void accept(List<LogEvent> events) {
        for (LogEvent event : events) {
            if (event instanceof LogEvent.State state) {
                if (broken) {
                    continue;
                }
                if (state.health().condition() == SourceHealth.Condition.STOPPED) {
                    health.remove(state.source());
                } else {
                    health.put(state.source(), state.health());
                }
            }
        }
        try {
            if (!closed && !broken) {
                ingest.accept(events);
            }
        } catch (IOException e) {
            broken(e);
        }
        synchronized (news) {
            news.notifyAll();
        }
    }

    private LogEvent letGo(int source, long offset, long bytes) {
        return new LogEvent.Gap(ingest.key(source), clock.instant(), LogEvent.Gap.Reason.DROPPED, offset, bytes,
                Duration.ZERO);
    }

    /** The disk takes no more: following ends, what was read stays, and every source says so. */
    private void broken(IOException cause) {
        boolean first;
        synchronized (followers) {
            first = !broken;
            broken = true;
            closeAll();
        }
        if (first) {
            Message reason = Message.of("logs.spoolFailed", String.valueOf(cause.getMessage()));
            health.replaceAll((source, known) -> SourceHealth.failed(reason));
            errors.accept(cause);
        }
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
        view = next;
        return next;
    }

    public LogView view() {
        return view;
    }

    /** A second look at the same timeline, beside the first one; the one before it ends. */
    public LogView lookAlso(List<LogView.Chip> chips, int around) {
        LogView next = new LogView(this, store, chips, Set.of(), around);
        second = next;
        return next;
    }

    /** Nobody takes a second look any more. */
    public void endSecondLook() {
        second = null;
    }

    /** The files that are being read now. */
    public List<SourceKey> followed() {
        return health.entrySet().stream().filter(one -> one.getValue().condition() == SourceHealth.Condition.LIVE)
                .map(Map.Entry::getKey).filter(key -> !JournalSource.isOne(key.path()))
                .sorted(Comparator.comparing(SourceKey::toString)).toList();
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
        return Map.copyOf(health);
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
        return parser(source);
    }

    LineParser parser(int source) {
        return ingest.parser(source);
    }

    /** The whole record of a line, with the lines before and after it that belong to it. */
    public @Nullable LogRecord record(long number) {
        return WholeRecord.of(store, number, this::parser);
    }

    /** Whether nobody looks, so that a slower rhythm will do. */
    public void hidden(boolean value) {
        hidden = value;
        synchronized (followers) {
            all().forEach(f -> f.hidden(value));
        }
    }

    /** Tries again now what waits for its next try. */
    public void retry() {
        synchronized (followers) {
            all().forEach(Follower::retry);
        }
    }

    /** Ends following and deletes the files of the timeline. */
    @Override
    public void close() {
        synchronized (followers) {
            closed = true;
            closeAll();
        }
    }
}
