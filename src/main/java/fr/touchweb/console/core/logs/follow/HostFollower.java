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
import fr.touchweb.console.core.ssh.RemoteFiles;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Follows any number of files of one machine over one channel, on one thread: that of {@link #run}. The other methods
 * are safe on any thread.
 */
public final class HostFollower implements Follower {
    private static final Duration STATE_EVERY = Duration.ofSeconds(1);
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
    private final HostZones zones;
    private final FormatCatalog formats;
    private final RandomGenerator random;
    private final HostMarks marks;
    private final LogSink sink;
    private final FollowedFiles followed = new FollowedFiles(this::follower);
    private final Map<SourceKey, SourceHealth> known = new HashMap<>();
    private final Looks looks;
    private volatile List<Wanted> wanted = List.of();
    private volatile boolean stopped;
    private Duration ahead = Duration.ZERO;
    private Instant told = Instant.EPOCH;
    /** When the machine last answered all that it was asked. */
    private @Nullable Instant heard;
    private volatile @Nullable LogFiles files;
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
        this.zones = new HostZones(ownZone, clock);
        this.formats = formats;
        this.random = random;
        this.sink = sink;
        this.looks = new Looks(times, steady);
    }

    /** Says what to follow from now on; what is followed already goes on undisturbed. */
    public void want(List<Wanted> all) {
        wanted = List.copyOf(all);
        looks.wake();
    }

    @Override
    public String server() {
        return host.name();
    }

    @Override
    public void hidden(boolean value) {
        looks.hidden(value);
    }

    @Override
    public void attended() {
        looks.attended();
    }

    @Override
    public void retry() {
        looks.wake();
    }

    @Override
    public void close() {
        stopped = true;
        looks.wake();
    }

    @Override
    public Duration silentFor() {
        LogFiles known = files;
        return looks.unanswered(known == null ? null : known.answered());
    }

    /** Follows until {@link #close}. */
    @Override
    public void run() {
        try {
            while (!stopped) {
                Duration wait;
                boolean untilAsked = false;
                looks.begin();
                try {
                    wait = look() ? Duration.ZERO : looks.untilNext();
                    failures = 0;
                } catch (RemoteException e) {
                    wait = lost(e);
                    untilAsked = !retryable(e);
                } finally {
                    looks.end();
                }
                if (!stopped && (untilAsked || !wait.isZero())) {
                    looks.sleep(untilAsked ? null : wait);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            try {
                for (FileFollower follower : followed.all()) {
                    marks.keep(follower);
                }
            } finally {
                followed.all().forEach(FileFollower::close);
                tellStates(steady.instant(), null);
            }
        }
    }

    /** One look at every file; true when there is more to read at once. */
    boolean look() throws RemoteException, InterruptedException {
        List<Wanted> all = wanted;
        followed.announce(marks.tell(all));
        LogFiles files = files();
        askZone();
        Instant now = steady.instant();
        take(followed.reconcile(files, all, now), now);
        open(files, now);
        Map<OpenLog, FileBracket> brackets = compare(files);
        followed.all().forEach(follower -> follower.searchMissing(brackets));
        boolean[] more = new boolean[1];
        each(now, follower -> more[0] |= follower.advance(brackets, files, now, sink));
        looks.next(followed.all().stream().map(FileFollower::lastByte).filter(Objects::nonNull)
                .max(Comparator.naturalOrder()).orElse(Instant.MIN), files.polled());
        // Whoever puts the lines in order waits for every source that is not opened yet.
        if (!now.isBefore(told.plus(STATE_EVERY)) || followed.all().stream().anyMatch(f -> hasJustOpened(f, now))) {
            tellStates(now, null);
        }
        marks.keep(followed.all(), now);
        heard = now;
        return more[0];
    }

    private void open(LogFiles files, Instant now) throws RemoteException, InterruptedException {
        List<LogEvent> out = new ArrayList<>();
        ZoneId before = zones.inferred();
        try {
            each(now, follower -> {
                if (follower.mustOpen(now)) {
                    follower.open(files, now, out);
                }
            });
        } finally {
            if (!out.isEmpty()) {
                sink.accept(out);
            }
        }
        if (!Objects.equals(before, zones.inferred())) {
            // Logs that show no zone themselves hear of it before their lines come.
            tellStates(now, null);
        }
    }

    private interface Step {
        void with(FileFollower follower) throws RemoteException, InterruptedException;
    }

    /** Does something with each file. What one of them alone refuses is its own matter; what all refuse is the machine's. */
    private void each(Instant now, Step step) throws RemoteException, InterruptedException {
        RemoteException refused = null;
        boolean any = false;
        for (FileFollower follower : followed.all()) {
            try {
                step.with(follower);
                any = true;
            } catch (RemoteException e) {
                if (e.kind().retryable() || !retryable(e)) {
                    throw e;
                }
                follower.failed(now, e.text());
                refused = e;
            }
        }
        if (refused != null && !any) {
            throw refused;
        }
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
        List<OpenLog> logs = followed.all().stream().flatMap(follower -> follower.open().stream()).toList();
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

    private FileFollower follower(String path, FollowedFiles.Begin begin) {
        SourceKey key = new SourceKey(host.name(), path);
        Wanted wanted = begin.wanted();
        return new FileFollower(key, begin.start(), marks.of(key, begin.start(), wanted.start()), times,
                zones, parsers(path, wanted.format()));
    }

    /** Takes over which files are followed now. */
    private void take(FollowedFiles.Changes changes, Instant now) {
        for (FileFollower file : changes.begun()) {
            // Its zone is known before its first line comes.
            sink.accept(List.of(state(file, now, null)));
        }
        for (FileFollower file : changes.ended()) {
            marks.keep(file);
            file.close();
            known.remove(file.source());
            sink.accept(List.of(state(file, now, null)));
        }
        if (!changes.nothing().isEmpty()) {
            sink.accept(states(changes.nothing(), SourceHealth.of(Condition.STOPPED, null, null)));
        }
    }

    private List<LogEvent> states(List<String> paths, SourceHealth health) {
        return paths.stream().<LogEvent>map(path -> new LogEvent.State(new SourceKey(host.name(), path), health))
                .toList();
    }

    private Function<LocalTimes, LineParser> parsers(String path, @Nullable String format) {
        LogFormat forced = format == null ? null : formats.ofId(format).orElse(null);
        return localTimes -> formats.parser(path, forced, localTimes);
    }

    private void askZone() throws RemoteException, InterruptedException {
        if (!zoneAsked) {
            Capabilities told = host.capabilities();
            zones.told(told.zone());
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
        zoneAsked = false;
        Duration pause = times.retryPause(failures, random);
        boolean again = retryable(failure);
        for (FileFollower follower : followed.all()) {
            follower.lost(heard == null ? now : heard, again ? Condition.RETRYING : Condition.FAILED, failure.text());
        }
        FollowedFiles.Changes told = followed.unanswered(wanted);
        take(told, now);
        sink.accept(states(told.waiting(),
                SourceHealth.of(again ? Condition.RETRYING : Condition.FAILED, again ? pause : null, failure.text())));
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
                follower.health(now, ahead, new HostState(skew, looks.pause(), retryIn)));
    }

    private boolean hasJustOpened(FileFollower follower, Instant now) {
        SourceHealth before = known.get(follower.source());
        return (before == null || !before.isOpened()) && state(follower, now, null).health().isOpened();
    }

    /** Tells how those are that are otherwise than was told. */
    private void tellStates(Instant now, @Nullable Duration retryIn) {
        List<LogEvent> states = new ArrayList<>();
        for (FileFollower follower : followed.all()) {
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
