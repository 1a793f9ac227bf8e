package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.logs.follow.Bookmarks;
import fr.touchweb.console.core.logs.follow.FollowTimes;
import fr.touchweb.console.core.logs.follow.Follower;
import fr.touchweb.console.core.logs.follow.HostFollower;
import fr.touchweb.console.core.logs.follow.JournalFollower;
import fr.touchweb.console.core.logs.follow.JournalSource;
import fr.touchweb.console.core.logs.follow.LogEvent;
import fr.touchweb.console.core.logs.follow.LogSink;
import fr.touchweb.console.core.logs.follow.SourceHealth;
import fr.touchweb.console.core.logs.follow.SourceHealth.Condition;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.logs.follow.Start;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What follows the sources of a session, one for the files of each server and one for each journal, and how each source
 * is. Methods are safe on any thread.
 */
final class Followers {
    /**
     * What every follower is made with.
     *
     * @param hosts gives the machine of a server id; must not block
     * @param zone zone of lines that carry none, where the machine does not tell its own
     * @param marks where reading stopped in earlier runs
     * @param threads one a follower
     * @param errors hears what breaks in the background
     */
    record Way(Function<String, RemoteHost> hosts, FollowTimes times, InstantSource clock, ZoneId zone,
            FormatCatalog formats, Bookmarks marks, ThreadFactory threads, Consumer<Throwable> errors) {}

    /** For the ends of followers when the session ends. */
    private static final Duration END = Duration.ofSeconds(1);
    /** For the end of the one whose place another one takes; it may hang in a read. */
    private static final Duration HANDOVER = Duration.ofSeconds(10);

    private final Way way;
    private final LogSink sink;
    private final Map<String, HostFollower> files = new HashMap<>();
    private final Map<SourceKey, JournalFollower> journals = new HashMap<>();
    private final Map<SourceKey, SourceHealth> health = new ConcurrentHashMap<>();
    private final AtomicLong version = new AtomicLong();
    /** The last one for each server and for each journal. */
    private final Map<Object, Thread> threads = new ConcurrentHashMap<>();
    private boolean hidden;
    private volatile boolean ended;

    /** @param sink hears what the followers tell, on their threads */
    Followers(Way way, LogSink sink) {
        this.way = way;
        this.sink = sink;
    }

    /** Follows exactly these sources from now on. */
    void follow(Collection<LogSource> sources, Start start) {
        Map<String, List<HostFollower.Wanted>> byServer = new LinkedHashMap<>();
        Set<SourceKey> wantedJournals = new LinkedHashSet<>();
        for (LogSource source : sources) {
            SourceKey place = source.place();
            if (JournalSource.isOne(place.path())) {
                wantedJournals.add(place);
            } else {
                byServer.computeIfAbsent(place.server(), s -> new ArrayList<>())
                        .add(new HostFollower.Wanted(place.path(), start, source.format()));
            }
        }
        synchronized (this) {
            if (ended) {
                return;
            }
            byServer.forEach(this::want);
            wantedJournals.forEach(key -> journal(key, start));
            endOthers(byServer.keySet(), wantedJournals);
        }
        health.keySet().removeIf(key -> JournalSource.isOne(key.path())
                ? !wantedJournals.contains(key)
                : !byServer.containsKey(key.server()));
        version.incrementAndGet();
    }

    private void endOthers(Set<String> servers, Set<SourceKey> wantedJournals) {
        for (SourceKey key : List.copyOf(journals.keySet())) {
            if (!wantedJournals.contains(key)) {
                closed(journals.remove(key));
            }
        }
        for (String server : List.copyOf(files.keySet())) {
            if (!servers.contains(server)) {
                closed(files.remove(server));
            }
        }
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
            JournalFollower follower = new JournalFollower(way.hosts().apply(key.server()), named.get(), start,
                    way.times(), way.clock(), new Random(), way.marks(), sink);
            start(key, follower);
            return follower;
        });
    }

    private void want(String server, List<HostFollower.Wanted> wanted) {
        HostFollower known = files.get(server);
        if (known != null) {
            known.want(wanted);
            return;
        }
        HostFollower follower = new HostFollower(way.hosts().apply(server), way.times(), way.clock(), way.zone(),
                way.formats(), new Random(), way.marks(), sink);
        files.put(server, follower);
        follower.hidden(hidden);
        // Its first look finds what it is for.
        follower.want(wanted);
        start(server, follower);
    }

    /** Begins once the one before it, for the same server or journal, has kept its place. */
    private void start(Object what, Follower follower) {
        Thread before = threads.get(what);
        Thread thread = way.threads().newThread(() -> {
            try {
                if (before != null) {
                    before.join(HANDOVER);
                }
                follower.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error e) {
                way.errors().accept(e);
            }
        });
        threads.put(what, thread);
        thread.start();
    }

    private List<Follower> all() {
        List<Follower> all = new ArrayList<>(files.values());
        all.addAll(journals.values());
        return all;
    }

    /** Takes over how sources are. */
    void heard(List<LogEvent> events) {
        for (LogEvent event : events) {
            if (!ended && event instanceof LogEvent.State state) {
                SourceHealth before = state.health().condition() == Condition.STOPPED
                        ? health.remove(state.source())
                        : health.put(state.source(), state.health());
                if (!state.health().equals(before)) {
                    version.incrementAndGet();
                }
            }
        }
    }

    /** How each followed file is. */
    Map<SourceKey, SourceHealth> health() {
        Map<String, Duration> silent = silent();
        if (silent.isEmpty()) {
            return Map.copyOf(health);
        }
        Map<SourceKey, SourceHealth> all = new HashMap<>(health);
        all.replaceAll((source, known) -> {
            Duration since = JournalSource.isOne(source.path()) ? null : silent.get(source.server());
            return since == null ? known : known.silent(since);
        });
        return Map.copyOf(all);
    }

    /** Servers that do not answer, and for how long they have not. */
    private synchronized Map<String, Duration> silent() {
        Map<String, Duration> silent = new HashMap<>();
        files.forEach((server, follower) -> {
            Duration since = follower.silentFor();
            if (since.compareTo(way.times().rest()) > 0) {
                silent.put(server, since);
            }
        });
        return silent;
    }

    /** Grows whenever one of them is another, but for machines that do not answer. */
    long version() {
        return version.get();
    }

    /** Whether a source is read, as far as it was told. */
    boolean isLive(SourceKey source) {
        SourceHealth known = health.get(source);
        return known != null && known.condition() == Condition.LIVE;
    }

    /** Whether nobody looks, so that a slower rhythm will do. */
    synchronized void hidden(boolean value) {
        hidden = value;
        all().forEach(f -> f.hidden(value));
    }

    /** Forgets where earlier runs stopped. */
    int forget() throws IOException {
        return way.marks().clear();
    }

    /** Somebody looks. */
    synchronized void attended() {
        all().forEach(Follower::attended);
    }

    /** Tries again now what waits for its next try. */
    synchronized void retry() {
        all().forEach(Follower::retry);
    }

    /** Waits for the ends of what was closed, which keep their places; not for one that hangs in a read. */
    private void await() {
        long end = System.nanoTime() + END.toNanos();
        try {
            for (Thread thread : threads.values()) {
                thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends following for good, once places are kept. */
    void close() {
        end();
        await();
    }

    /** Ends following for good. */
    synchronized void end() {
        ended = true;
        all().forEach(Follower::close);
        files.clear();
        journals.clear();
    }

    /** The same, and every source says why; false when it had ended before. */
    boolean fail(Message reason) {
        synchronized (this) {
            if (ended) {
                return false;
            }
            end();
        }
        health.replaceAll((source, known) -> SourceHealth.failed(reason));
        version.incrementAndGet();
        return true;
    }
}
