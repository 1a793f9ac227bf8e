package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.format.LogFormat;
import fr.touchweb.console.core.logs.follow.SourceHealth.Condition;
import fr.touchweb.console.core.ssh.Capabilities;
import fr.touchweb.console.core.ssh.FileBracket;
import fr.touchweb.console.core.ssh.OpenFile;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteFiles;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Follows any number of files of one machine over one channel, on one thread: that of {@link #run}. The other methods
 * are safe on any thread.
 */
public final class HostFollower implements Follower {
    private static final Duration STATE_EVERY = Duration.ofSeconds(1);
    private static final Duration GLOB_EVERY = Duration.ofSeconds(2);
    /** Two clocks that are read one after the other differ by this much without anybody having set one. */
    private static final Duration APART = Duration.ofMillis(50);

    /**
     * A path or pattern to follow.
     *
     * @param pattern absolute path, or one with {@code *}, {@code ?} and {@code [...]}
     * @param start for files that are there when following begins
     * @param format id of the only format that its lines may have, null for detection
     */
    public record Wanted(String pattern, Start start, @Nullable String format) {
        public Wanted(String pattern, Start start) {
            this(pattern, start, null);
        }
    }

    private final RemoteHost host;
    private final FollowTimes times;
    private final InstantSource clock;
    private final InstantSource steady;
    private final ZoneId ownZone;
    private final FormatCatalog formats;
    private final RandomGenerator random;
    private final HostMarks marks;
    private final LogSink sink;
    private final Map<String, FileFollower> followers = new LinkedHashMap<>();
    private final Map<String, Boolean> patterns = new HashMap<>();
    private final Map<SourceKey, SourceHealth> known = new HashMap<>();
    private final Semaphore wake = new Semaphore(0);
    private volatile List<Wanted> wanted = List.of();
    private volatile boolean hidden;
    private volatile boolean stopped;
    private Duration ahead = Duration.ZERO;
    private Duration pause = Duration.ZERO;
    private volatile Instant attended;
    private Instant globbed = Instant.EPOCH;
    private Instant told = Instant.EPOCH;
    private @Nullable LogFiles files;
    private @Nullable String zone;
    private @Nullable Duration skew;
    private boolean zoneAsked;
    private int failures;

    /**
     * @param ownZone zone for lines without one where the machine does not tell its own
     * @param formats by which the times of lines are read
     * @param marks where reading stopped in earlier runs, for what begins there
     */
    public HostFollower(RemoteHost host, FollowTimes times, InstantSource clock, ZoneId ownZone,
            FormatCatalog formats, RandomGenerator random, Bookmarks marks, LogSink sink) {
        this(host, times, clock, new SteadyClock(clock), ownZone, formats, random, marks, sink);
    }

    /** @param steady for waits and spans, which do not change with the clock of the machine */
    HostFollower(RemoteHost host, FollowTimes times, InstantSource clock, InstantSource steady, ZoneId ownZone,
            FormatCatalog formats, RandomGenerator random, Bookmarks marks, LogSink sink) {
        this.marks = new HostMarks(marks, host.name(), times.lineBytes(), clock, sink);
        this.host = host;
        this.times = times;
        this.clock = clock;
        this.steady = steady;
        this.ownZone = ownZone;
        this.formats = formats;
        this.random = random;
        this.sink = sink;
        this.attended = steady.instant();
    }

    /** Says what to follow from now on; what is followed already goes on undisturbed. */
    public void want(List<Wanted> all) {
        wanted = List.copyOf(all);
        wake();
    }

    @Override
    public void hidden(boolean value) {
        hidden = value;
        attended = steady.instant();
        wake();
    }

    @Override
    public void attended() {
        Instant now = steady.instant();
        boolean resting = Duration.between(attended, now).compareTo(times.idleAfter()) > 0;
        attended = now;
        if (resting) {
            wake();
        }
    }

    @Override
    public void retry() {
        wake();
    }

    @Override
    public void close() {
        stopped = true;
        wake();
    }

    private void wake() {
        wake.release();
    }

    /** Follows until {@link #close}. */
    @Override
    public void run() {
        try {
            while (!stopped) {
                Duration wait;
                boolean untilAsked = false;
                try {
                    wait = look() ? Duration.ZERO : untilNext();
                    failures = 0;
                } catch (RemoteException e) {
                    wait = lost(e);
                    untilAsked = !retryable(e);
                }
                if (untilAsked) {
                    sleep(null);
                } else if (!wait.isZero()) {
                    sleep(wait);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            try {
                for (FileFollower follower : followers.values()) {
                    marks.keep(follower);
                }
            } finally {
                followers.values().forEach(FileFollower::close);
                tellStates(steady.instant(), null);
            }
        }
    }

    private void sleep(@Nullable Duration pause) throws InterruptedException {
        if (!stopped) {
            if (pause == null) {
                wake.acquire();
            } else if (!wake.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
            wake.drainPermits();
        }
    }

    /**
     * Time to the next look. Machines whose sources are silent are looked at in the same moments, so that the processor
     * wakes once for all of them.
     */
    private Duration untilNext() {
        long millis = pause.toMillis();
        return pause.compareTo(times.idle()) < 0
                ? pause
                : Duration.ofMillis(millis - Math.floorMod(steady.instant().toEpochMilli(), millis));
    }

    /** Pause before the next look: what speaks sets the rhythm for all, so that their lines come in order. */
    private Duration rhythm() {
        Instant now = steady.instant();
        Instant since = followers.values().stream().map(FileFollower::lastByte).filter(Objects::nonNull)
                .filter(last -> last.isAfter(attended)).max(Comparator.naturalOrder()).orElse(attended);
        Duration pause = times.pause(Duration.between(since, now));
        // Where files are polled a look is a command, which stands in the journals of both sides.
        Duration least = hidden ? times.hidden() : files != null && files.polled() ? times.idle() : Duration.ZERO;
        return pause.compareTo(least) < 0 ? least : pause;
    }

    /** One look at every file; true when there is more to read at once. */
    boolean look() throws RemoteException, InterruptedException {
        Instant now = steady.instant();
        List<Wanted> all = wanted;
        marks.tell(all);
        LogFiles files = files();
        askZone();
        reconcile(files, all, now);
        List<LogEvent> out = new ArrayList<>();
        HostZones zones = new HostZones(zone, ownZone, clock);
        for (FileFollower follower : followers.values()) {
            if (follower.mustOpen(now)) {
                follower.open(files, now, zones, out);
            }
        }
        if (!out.isEmpty()) {
            sink.accept(out);
        }
        Map<OpenLog, FileBracket> brackets = compare(files);
        for (FileFollower follower : followers.values()) {
            follower.searchMissing(brackets);
        }
        boolean more = false;
        for (FileFollower follower : followers.values()) {
            more |= follower.advance(brackets, files, now, sink);
        }
        pause = rhythm();
        // Whoever puts the lines in order waits for every source that is not opened yet.
        if (!now.isBefore(told.plus(STATE_EVERY)) || followers.values().stream().anyMatch(f -> hasJustOpened(f, now))) {
            tellStates(now, null);
        }
        marks.keep(followers.values(), now);
        return more;
    }

    /** The way to the files is chosen anew for each connection. */
    private LogFiles files() throws RemoteException, InterruptedException {
        LogFiles known = files;
        if (known == null) {
            known = LogFiles.of(host);
            files = known;
        }
        return known;
    }

    private Map<OpenLog, FileBracket> compare(RemoteFiles files) throws RemoteException, InterruptedException {
        List<OpenLog> logs = new ArrayList<>();
        followers.values().forEach(f -> logs.addAll(f.open()));
        Map<OpenLog, FileBracket> brackets = new HashMap<>();
        if (!logs.isEmpty()) {
            List<OpenFile> open = logs.stream().map(OpenLog::file).toList();
            List<FileBracket> measured = files.brackets(open);
            for (int i = 0; i < logs.size(); i++) {
                FileBracket bracket = measured.get(i);
                if (bracket != FileBracket.GONE) {
                    brackets.put(logs.get(i), bracket);
                }
            }
        }
        return brackets;
    }

    /** Starts what is new in the wish list and among the files of its patterns, ends what is no longer wished for. */
    private void reconcile(RemoteFiles files, List<Wanted> all, Instant now)
            throws RemoteException, InterruptedException {
        boolean changed = !patterns.keySet().equals(
                new HashSet<>(all.stream().map(Wanted::pattern).toList()));
        if (!changed && now.isBefore(globbed.plus(GLOB_EVERY))) {
            return;
        }
        globbed = now;
        List<String> paths = new ArrayList<>();
        for (Wanted one : all) {
            boolean first = patterns.putIfAbsent(one.pattern(), true) == null;
            List<String> found;
            try {
                found = Globs.expand(files, one.pattern());
            } catch (RemoteException e) {
                if (e.kind() != Kind.PERMISSION) {
                    throw e;
                }
                found = List.of(one.pattern());
            }
            if (found.isEmpty()) {
                found = List.of(one.pattern());
            }
            for (String path : found) {
                paths.add(path);
                // A file that comes up later under a pattern is new from its first byte on.
                if (!followers.containsKey(path)) {
                    SourceKey key = new SourceKey(host.name(), path);
                    Start start = first ? one.start() : new Start.Beginning();
                    FileFollower follower = new FileFollower(key, start,
                            marks.of(key, start, one.start()), times, parsers(path, one.format()));
                    followers.put(path, follower);
                    // Its zone is known before its first line comes.
                    sink.accept(List.of(state(follower, now, null)));
                }
            }
        }
        patterns.keySet().retainAll(all.stream().map(Wanted::pattern).toList());
        for (String path : List.copyOf(followers.keySet())) {
            FileFollower follower = followers.get(path);
            // A file that a pattern no longer names may be between two rotations: it is kept until it is let go.
            if (follower != null && !paths.contains(path) && (changed || Globs.isPattern(path))) {
                marks.keep(follower);
                follower.close();
                followers.remove(path);
                known.remove(follower.source());
                sink.accept(List.of(state(follower, now, null)));
            }
        }
    }

    private Function<LocalTimes, LineParser> parsers(String path, @Nullable String format) {
        LogFormat forced = format == null ? null : formats.ofId(format).orElse(null);
        return localTimes -> formats.parser(path, forced, localTimes);
    }

    private void askZone() throws RemoteException, InterruptedException {
        if (!zoneAsked) {
            Capabilities told = host.capabilities();
            zone = told.zone();
            skew = told.clockOffset();
            zoneAsked = true;
        }
    }

    private static boolean retryable(RemoteException e) {
        return switch (e.kind()) {
            case NO_SUCH_FILE, PERMISSION, PROTOCOL, CHANGED_MEANWHILE, DISK_FULL -> true;
            default -> e.kind().retryable();
        };
    }

    /** Keeps every position and says how long until the next try. */
    Duration lost(RemoteException failure) {
        Instant now = steady.instant();
        failures++;
        files = null;
        Duration pause = times.retryPause(failures, random);
        boolean again = retryable(failure);
        for (FileFollower follower : followers.values()) {
            follower.lost(now, again ? Condition.RETRYING : Condition.FAILED, failure.text());
        }
        if (followers.isEmpty()) {
            Message reason = failure.text();
            Condition condition = again ? Condition.RETRYING : Condition.FAILED;
            sink.accept(wanted.stream().<LogEvent>map(w -> new LogEvent.State(new SourceKey(host.name(), w.pattern()),
                    SourceHealth.of(condition, again ? pause : null, reason))).toList());
        }
        tellStates(now, again ? pause : null);
        return pause;
    }

    /** What is told of it is told by the clock of the machine. */
    private LogEvent.State state(FileFollower follower, Instant now, @Nullable Duration retryIn) {
        Duration measured = Duration.between(steady.instant(), clock.instant());
        if (measured.minus(ahead).abs().compareTo(APART) > 0) {
            ahead = measured;
        }
        return new LogEvent.State(follower.source(),
                follower.health(now, ahead, new HostState(zone, skew, pause, retryIn)));
    }

    private boolean hasJustOpened(FileFollower follower, Instant now) {
        SourceHealth before = known.get(follower.source());
        return (before == null || !before.isOpened()) && state(follower, now, null).health().isOpened();
    }

    /** Tells how those are that are otherwise than was told. */
    private void tellStates(Instant now, @Nullable Duration retryIn) {
        List<LogEvent> states = new ArrayList<>();
        for (FileFollower follower : followers.values()) {
            LogEvent.State state = state(follower, now, retryIn);
            if (!state.health().equals(known.put(state.source(), state.health()))) {
                states.add(state);
            }
        }
        told = now;
        if (!states.isEmpty()) {
            sink.accept(states);
        }
    }
}
