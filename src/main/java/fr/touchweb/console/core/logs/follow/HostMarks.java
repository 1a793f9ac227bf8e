package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.logs.follow.SourceHealth.Condition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where reading of the files of one machine stops and begins, from one run to the next. For the thread that follows. */
final class HostMarks {
    /** For a console that is killed. */
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Bookmarks marks;
    private final String server;
    private final int lineBytes;
    private final InstantSource clock;
    private final LogSink sink;
    /** Files whose places are kept. */
    private final Set<SourceKey> kept = new HashSet<>();
    private final Map<SourceKey, Bookmark> before = new HashMap<>();
    private @Nullable Instant last;
    private boolean told;

    HostMarks(Bookmarks marks, String server, int lineBytes, InstantSource clock, LogSink sink) {
        this.marks = marks;
        this.server = server;
        this.lineBytes = lineBytes;
        this.clock = clock;
        this.sink = sink;
    }

    /**
     * Tells the lines that an earlier run kept, before the machine answers; once.
     *
     * @return paths of the files that have any
     */
    List<String> tell(List<HostFollower.Wanted> all) {
        if (told || all.isEmpty()) {
            return List.of();
        }
        told = true;
        List<HostFollower.Wanted> shown = all.stream().filter(
                one -> one.start() instanceof Start.Last(int backfill, long _) && backfill > 0).toList();
        if (shown.isEmpty()) {
            return List.of();
        }
        Predicate<String> wanted = path -> shown.stream()
                .anyMatch(one -> one.pattern().equals(path) || Globs.matches(one.pattern(), path));
        try {
            List<SourceKey> restored = marks.kept().restore(
                    marks.kept().of(server).stream().filter(source -> wanted.test(source.path())).toList());
            for (SourceKey source : restored) {
                sink.accept(List.of(new LogEvent.State(source, SourceHealth.kept(Condition.STARTING, null))));
            }
            for (KeptPlace place : marks.lines(server, wanted)) {
                if (restored.add(place.source())) {
                    tell(place);
                }
            }
            return restored.stream().map(SourceKey::path).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As if it had been followed and let go. */
    private void tell(KeptPlace place) {
        SourceKey source = place.source();
        KeptPlace.Lines lines = Objects.requireNonNull(place.lines());
        List<LogEvent> events = new ArrayList<>();
        events.add(new LogEvent.State(source, SourceHealth.kept(Condition.STARTING, lines.zone())));
        new LineSplitter(source, place.generation(), lineBytes, lines.offset(), new byte[0]).split(lines.bytes(), 0,
                lines.bytes().length, events);
        events.add(new LogEvent.State(source, SourceHealth.kept(Condition.STOPPED, lines.zone())));
        events.add(new LogEvent.State(source, SourceHealth.kept(Condition.STARTING, lines.zone())));
        sink.accept(events);
    }

    /**
     * Where reading of a file begins in an earlier run's place, null when it does not.
     *
     * @param start its own
     * @param wanted that of the pattern that names it
     */
    @Nullable
    Bookmark of(SourceKey file, Start start, Start wanted) {
        if (wanted instanceof Start.Last) {
            kept.add(file);
            restore(file);
        }
        return start instanceof Start.Last ? marks.of(file) : null;
    }

    /** Lines that are kept come before the first one that is read. */
    private void restore(SourceKey file) {
        try {
            marks.kept().restore(List.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps where reading of a file stands, where it is to be gone on from. */
    void keep(FileFollower file) {
        Bookmark mark = kept.contains(file.source()) ? file.bookmark(clock.instant()) : null;
        if (mark != null) {
            before.put(file.source(), mark);
            try {
                marks.keep(file.source(), mark);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The same when reading begins and now and then, for those in which it has moved. */
    void keep(Collection<FileFollower> files, Instant now) {
        if (files.isEmpty() || last != null && now.isBefore(last.plus(EVERY))) {
            return;
        }
        last = now;
        for (FileFollower file : files) {
            Bookmark mark = file.bookmark(clock.instant());
            Bookmark known = before.get(file.source());
            if (mark != null && (known == null || !known.isSamePlace(mark))) {
                keep(file);
            }
        }
    }
}
