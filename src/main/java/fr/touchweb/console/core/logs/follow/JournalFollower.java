package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.logs.follow.LogEvent.Gap;
import fr.touchweb.console.core.logs.follow.SourceHealth.Condition;
import fr.touchweb.console.core.logs.follow.SourceHealth.Way;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.RemoteProcess;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Follows the journal of one machine through {@code journalctl --follow}, from the cursor of the last entry on after a lost
 * connection. journald keeps the entries of its rotated files under the same cursors; what it deleted meanwhile is told
 * as a gap. On one thread, that of {@link #run}; the other methods are safe on any thread.
 */
public final class JournalFollower implements Follower {
    private static final Duration STATE_EVERY = Duration.ofSeconds(1);
    /** What an entry takes as JSON, to turn a start in bytes into one in entries. */
    private static final int ENTRY_BYTES = 1 << 10;
    private static final int BUFFER = 1 << 16;

    private final RemoteHost host;
    private final JournalSource journal;
    private final SourceKey source;
    private final FollowTimes times;
    private final InstantSource clock;
    private final InstantSource steady;
    private final RandomGenerator random;
    private final Bookmarks marks;
    private final LogSink sink;
    private final Rate rate = new Rate();
    private final Object wake = new Object();
    private Start start;
    private @Nullable String cursor;
    private @Nullable Bookmark mark;
    private @Nullable Instant lostAt;
    private boolean ownToldOnce;
    private volatile long number = -1;
    private int failures;
    private Condition condition = Condition.STARTING;
    private @Nullable Message reason;
    private Way way = Way.STREAM;
    private @Nullable Duration skew;
    private volatile @Nullable Instant lastByte;
    private volatile @Nullable RemoteProcess running;
    private volatile boolean stopped;
    private boolean woken;

    private final boolean once;

    /** How one reading of the stream ended. */
    private record End(@Nullable Exception failure) {}

    /** @param marks where reading stopped in earlier runs, for what begins there */
    public JournalFollower(RemoteHost host, JournalSource journal, Start start, FollowTimes times, InstantSource clock,
            RandomGenerator random, Bookmarks marks, LogSink sink) {
        this(host, journal, start, times, clock, random, marks, sink, false);
    }

    /** Reads what is there now, tells that it has read all, and ends. */
    public static JournalFollower once(RemoteHost host, JournalSource journal, Start start, FollowTimes times,
            InstantSource clock, RandomGenerator random, LogSink sink) {
        return new JournalFollower(host, journal, start, times, clock, random, Bookmarks.NONE, sink, true);
    }

    private JournalFollower(RemoteHost host, JournalSource journal, Start start, FollowTimes times,
            InstantSource clock, RandomGenerator random, Bookmarks marks, LogSink sink, boolean once) {
        this.marks = marks;
        this.host = host;
        this.journal = journal;
        this.source = new SourceKey(host.name(), journal.name());
        this.start = start;
        this.times = times;
        this.clock = clock;
        this.steady = new SteadyClock(clock);
        this.random = random;
        this.sink = sink;
        this.once = once;
    }

    @Override
    public void run() {
        try {
            boolean restored = false;
            if (start instanceof Start.Last) {
                restored = restore();
                mark = marks.of(source);
            }
            if (mark != null && mark.cursor() != null && start instanceof Start.Last(int backfill, long _)
                    && (restored || backfill < ENTRY_BYTES)) {
                cursor = mark.cursor();
                number = JournalCursors.number(mark.cursor());
            }
            while (!stopped) {
                try {
                    follow();
                } catch (RemoteException e) {
                    lost(e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            try {
                keep();
            } finally {
                tell(Condition.STOPPED, null, null);
            }
        }
    }

    /** Lines that are kept come before the first one that is read. */
    private boolean restore() {
        try {
            return !marks.kept().restore(List.of(source)).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep() {
        String last = cursor;
        if (start instanceof Start.Last && last != null) {
            try {
                marks.keep(source, Bookmark.ofJournal(clock.instant(), last));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** From the connection to its end. */
    private void follow() throws RemoteException, InterruptedException {
        JournalProbe.Found found = new JournalProbe(host, journal).look();
        skew = host.capabilities().clockOffset();
        way = found.way();
        if (found.problem() != null) {
            tell(found.condition(), null, found.problem());
            sleep(times.hidden());
            return;
        }
        Instant now = steady.instant();
        if (lostAt != null) {
            sink.accept(
                    List.of(new Gap(source, now, Gap.Reason.RECONNECTED, number, 0, Duration.between(lostAt, now))));
            lostAt = null;
        }
        Bookmark from = mark;
        if (from != null && isTooFar(found.last())) {
            cursor = null;
        }
        if (from != null && cursor != null && cursor.equals(from.cursor())) {
            sink.accept(List.of(new Gap(source, clock.instant(), Gap.Reason.RESUMED, number, 0,
                    Duration.between(from.at(), clock.instant()))));
            mark = null;
        }
        if (found.own() && !ownToldOnce) {
            ownToldOnce = true;
            sink.accept(List.of(new Gap(source, now, Gap.Reason.OWN_ENTRIES, number, -1, Duration.ZERO)));
        }
        List<String> where = from(found.last());
        try (RemoteProcess process = host.start(new Command(journal.command(found.asRoot(), where), new byte[0],
                Duration.ofDays(1), Integer.MAX_VALUE))) {
            running = process;
            if (stopped) {
                return;
            }
            tell(Condition.LIVE, null, null);
            End end = watch(process);
            if (once && !stopped && end.failure() == null && process.await().ok()) {
                tell(Condition.LIVE, null, null, 0);
                stopped = true;
            }
            if (!stopped) {
                throw ended(process, end);
            }
        } finally {
            running = null;
        }
    }

    /** Whether more was written since an earlier run stopped than is wanted. */
    private boolean isTooFar(@Nullable String last) {
        return cursor != null && last != null && start instanceof Start.Last(int _, long most)
                && JournalCursors.isSameJournal(cursor, last)
                && JournalCursors.number(last) - number > most / ENTRY_BYTES;
    }

    /** Where the stream begins; its first entry is that of the cursor when there is one. */
    private List<String> from(@Nullable String last) {
        List<String> from = new ArrayList<>(once ? List.of() : List.of("--follow"));
        boolean atEnd = cursor == null && (start instanceof Start.End(int backfill) && backfill < ENTRY_BYTES
                || start instanceof Start.Last(int some, long _) && some < ENTRY_BYTES);
        if (atEnd) {
            cursor = last;
        }
        if (last == null && cursor == null) {
            // Nothing is there yet, so that whatever comes is new.
            start = start instanceof Start.Last(int _, long most)
                    ? new Start.Last(Integer.MAX_VALUE, most)
                    : new Start.Beginning();
        }
        if (cursor != null) {
            from.addAll(List.of("--no-tail", "--cursor=" + cursor));
            return from;
        }
        switch (start) {
            case Start.Beginning() -> from.add("--no-tail");
            case Start.End(int backfill) -> from.add("--lines=" + backfill / ENTRY_BYTES);
            case Start.Last(int backfill, long _) -> from.add("--lines=" + backfill / ENTRY_BYTES);
            case Start.Since(Instant moment) -> from.addAll(List.of("--no-tail",
                    "--since=@%d.%06d".formatted(moment.getEpochSecond(), moment.getNano() / 1_000)));
        }
        return from;
    }

    /** Waits for the end of the stream, which another thread reads, and tells how the source is meanwhile. */
    private End watch(RemoteProcess process) throws InterruptedException {
        End[] end = new End[1];
        Thread reader = Thread.ofVirtual().name("journal-" + host.name()).start(() -> {
            End how;
            try {
                read(process.stdout());
                how = new End(null);
            } catch (IOException | RuntimeException e) {
                how = new End(e);
            }
            end[0] = how;
        });
        while (!reader.join(STATE_EVERY)) {
            if (stopped) {
                process.close();
            }
            tell(Condition.LIVE, null, null);
        }
        return end[0];
    }

    private void read(InputStream in) throws IOException {
        LineSplitter splitter = new LineSplitter(source, 0, times.lineBytes(), 0, new byte[0]);
        JournalEntries entries = new JournalEntries();
        boolean first = cursor != null;
        byte[] buffer = new byte[BUFFER];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            List<LogEvent> pieces = new ArrayList<>();
            splitter.split(Arrays.copyOf(buffer, read), 0, read, pieces);
            Instant now = steady.instant();
            lastByte = clock.instant();
            List<LogEvent> out = new ArrayList<>();
            String last = cursor;
            for (LogEvent piece : pieces) {
                JournalEntries.Entry entry = entries.take((LogEvent.Line) piece);
                if (entry == null) {
                    continue;
                }
                boolean known = first && cursor != null && cursor.equals(entry.cursor());
                if (first && !known) {
                    out.add(new Gap(source, now, Gap.Reason.VACUUMED, number, -1, Duration.ZERO));
                }
                first = false;
                goOn(entry, out);
                if (!known) {
                    place(entry, out);
                }
                last = entry.cursor() == null ? last : entry.cursor();
            }
            if (out.isEmpty()) {
                continue;
            }
            synchronized (rate) {
                rate.add(out.size(), now);
            }
            failures = 0;
            sink.accept(out);
            cursor = last;
        }
    }

    /** Whether the first entry that comes joins what an earlier run read last; where it does not, a gap says so. */
    private void goOn(JournalEntries.Entry entry, List<LogEvent> out) {
        Bookmark from = mark;
        mark = null;
        if (from == null) {
            return;
        }
        String before = from.cursor();
        String own = entry.cursor();
        boolean joins = before != null && own != null && JournalCursors.isSameJournal(before, own)
                && JournalCursors.number(own) <= JournalCursors.number(before) + 1;
        if (!joins) {
            out.add(new Gap(source, from.at(), Gap.Reason.NOT_RESUMED, number, -1,
                    Duration.between(from.at(), clock.instant())));
        }
    }

    /** An entry stands at its number, with all its pieces. */
    private void place(JournalEntries.Entry entry, List<LogEvent> out) {
        number = entry.cursor() == null ? number : JournalCursors.number(entry.cursor());
        for (LogEvent.Line line : entry.pieces()) {
            out.add(new LogEvent.Line(source, 0, number, line.buffer(), line.start(), line.length(), line.ending()));
        }
    }

    private RemoteException ended(RemoteProcess process, End end) throws InterruptedException {
        if (end.failure() instanceof RemoteException e) {
            return e;
        }
        if (end.failure() instanceof RuntimeException e) {
            throw e;
        }
        String said = process.await().journalText() + " " + process.errorText().strip();
        return new RemoteException(Kind.LOST, Message.of("logs.journal.ended", host.name(), said), end.failure());
    }

    private void lost(RemoteException failure) throws InterruptedException {
        Instant now = steady.instant();
        if (lostAt == null && condition == Condition.LIVE) {
            lostAt = now;
        }
        failures++;
        boolean again = failure.kind().retryable() || failure.kind() == Kind.PROTOCOL;
        Duration pause = times.retryPause(failures, random);
        tell(again ? Condition.RETRYING : Condition.FAILED, again ? pause : null, failure.text());
        sleep(again ? pause : null);
    }

    /** @param pause null for until somebody asks */
    private void sleep(@Nullable Duration pause) throws InterruptedException {
        synchronized (wake) {
            long end = System.nanoTime() + (pause == null ? 0 : pause.toNanos());
            while (!woken && !stopped && (pause == null || System.nanoTime() < end)) {
                wake.wait(pause == null ? 0 : Math.max(1, (end - System.nanoTime()) / 1_000_000));
            }
            woken = false;
        }
    }

    private void tell(Condition now, @Nullable Duration retryIn, @Nullable Message why) {
        tell(now, retryIn, why, -1);
    }

    /** @param lag bytes that are still to be read, -1 for nobody knows */
    private void tell(Condition now, @Nullable Duration retryIn, @Nullable Message why, long lag) {
        condition = now;
        reason = why;
        double perSecond;
        synchronized (rate) {
            perSecond = rate.perSecond(steady.instant());
        }
        sink.accept(List.of(new LogEvent.State(source,
                new SourceHealth(now, lag, Duration.ZERO, lastByte, Duration.ZERO, perSecond, "UTC", false, skew, way,
                        retryIn, reason))));
    }

    @Override
    public String server() {
        return host.name();
    }

    /** A stream comes when it comes, whether somebody looks or not. */
    @Override
    public void hidden(boolean value) {}

    @Override
    public void attended() {}

    @Override
    public void retry() {
        synchronized (wake) {
            woken = true;
            wake.notifyAll();
        }
    }

    @Override
    public void close() {
        stopped = true;
        RemoteProcess process = running;
        if (process != null) {
            process.close();
        }
        retry();
    }
}
