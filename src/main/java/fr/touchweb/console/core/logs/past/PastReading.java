package fr.touchweb.console.core.logs.past;

import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.logs.follow.Bookmarks;
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
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a log from a moment on, through its rotated files, up to a line that is known or to a limit. It takes
 * the same way as following, and ends where following has begun.
 */
public final class PastReading {
    /** Times of neighbouring lines need not grow: where a line is looked for, reading begins a little before. */
    private static final Duration BEFORE = Duration.ofSeconds(10);

    private final RemoteHost host;
    private final SourceKey source;
    private final KnownParts.Wanted wanted;
    private final long most;
    private final Sink sink;
    private final Random random = new Random();
    private final FollowTimes times;
    private final InstantSource clock;
    private final ZoneId zone;
    private final FormatCatalog formats;
    private final LineParser parser;
    private boolean skipping;
    private boolean early;
    private boolean done;
    private boolean reached;
    private boolean cut;
    private long bytes;
    private LogEvent.@Nullable Line first;
    private LogEvent.@Nullable Line last;
    private @Nullable Message reason;
    private @Nullable IOException failure;
    private @Nullable Follower follower;

    /** Takes lines, in the order of their file, and a row where reading ended early. */
    public interface Sink {
        void accept(List<LogEvent> events) throws IOException;
    }

    /**
     * What came of it.
     *
     * @param first line that was read, null for none
     * @param last line that was read
     * @param reached whether nothing is missing up to the line that was known
     * @param cut whether the limit ended it
     * @param reason why it could not be read to the end, null when it could
     */
    public record Result(LogEvent.@Nullable Line first, LogEvent.@Nullable Line last, boolean reached, boolean cut,
            long bytes, @Nullable Message reason) {}

    /**
     * @param most bytes of lines after which it ends, with a row that says so
     * @param parser of the source's lines, with a memory of its own
     */
    public PastReading(RemoteHost host, SourceKey source, KnownParts.Wanted wanted, long most, LineParser parser,
            FollowTimes times, InstantSource clock, ZoneId zone, FormatCatalog formats, Sink sink) {
        this.host = host;
        this.source = source;
        this.wanted = wanted;
        this.most = most;
        this.sink = sink;
        this.parser = parser;
        this.skipping = wanted.after() != null;
        this.early = !skipping;
        this.times = times;
        this.clock = clock;
        this.zone = zone;
        this.formats = formats;
    }

    /** Reads on the calling thread. */
    public Result read(TaskControl control) throws IOException {
        Instant moment = Instant.ofEpochSecond(Math.floorDiv(wanted.since(), 1_000_000L),
                Math.floorMod(wanted.since(), 1_000_000L) * 1_000L);
        Follower reading = follower(new Start.Since(skipping ? moment.minus(BEFORE) : moment));
        follower = reading;
        control.onCancel(reading::close);
        reading.run();
        if (failure != null) {
            throw failure;
        }
        if (!reached && last != null && reason == null) {
            sink.accept(List.of(new LogEvent.Gap(source, Instant.EPOCH, LogEvent.Gap.Reason.UNREAD,
                    last.offset() + last.length() + 1, -1, Duration.ZERO)));
        }
        return new Result(first, last, reached, cut, bytes, reason);
    }

    private Follower follower(Start from) {
        Optional<JournalSource> journal = JournalSource.of(source.path());
        if (journal.isPresent()) {
            return JournalFollower.once(host, journal.get(), from, times, clock, random, this::hear);
        }
        HostFollower files = new HostFollower(host, times, clock, zone, formats, random, Bookmarks.NONE, this::hear);
        files.want(List.of(new HostFollower.Wanted(source.path(), from)));
        return files;
    }

    /** A journal's lines come on a thread of their own, beside what is told of it. */
    private synchronized void hear(List<LogEvent> events) {
        List<LogEvent> kept = new ArrayList<>();
        for (LogEvent event : events) {
            if (done) {
                break;
            }
            switch (event) {
                case LogEvent.State state -> state(state.health());
                case LogEvent.Line line -> line(line, kept);
                case LogEvent.Gap gap -> kept.add(gap);
                case LogEvent.Rotation rotation -> kept.add(rotation);
            }
        }
        try {
            if (!kept.isEmpty()) {
                sink.accept(kept);
            }
        } catch (IOException e) {
            failure = e;
            end();
        }
    }

    private void line(LogEvent.Line line, List<LogEvent> kept) {
        // Where no line is known, the file of now is read by following itself.
        if (wanted.until() == null ? line.generation() >= 0 : wanted.until().is(line)) {
            reached = true;
            end();
        } else if (skipping) {
            skipping = wanted.after() != null && !wanted.after().is(line);
        } else if (bytes >= most) {
            cut = true;
            end();
        } else if (!early || !before(line)) {
            // A compressed file comes from its first line on, older ones than asked for too.
            early = false;
            first = first == null ? line : first;
            last = line;
            bytes += line.length() + 1L;
            kept.add(line);
        }
    }

    private boolean before(LogEvent.Line line) {
        long time = parser.parse(line.buffer(), line.start(), line.start() + line.length()).time();
        return time == LocalTimes.NONE || time < wanted.since();
    }

    private void state(SourceHealth health) {
        switch (health.condition()) {
            case STARTING, STOPPED -> {
                // Before its first look, or after the last one.
            }
            case LIVE -> {
                if (health.lagBytes() == 0) {
                    end();
                }
            }
            case MISSING, DENIED, NOT_A_FILE, RETRYING, FAILED -> {
                reason = health.reason() == null
                        ? Message.of("logs.past.unreadable", host.name(), source.path())
                        : health.reason();
                end();
            }
        }
    }

    private void end() {
        done = true;
        if (follower != null) {
            follower.close();
        }
    }
}
