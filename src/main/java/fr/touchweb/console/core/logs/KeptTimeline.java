package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.logs.follow.Bookmarks;
import fr.touchweb.console.core.logs.follow.KeptLines;
import fr.touchweb.console.core.logs.follow.LogEvent;
import fr.touchweb.console.core.logs.follow.SourceKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a timeline has of earlier runs and leaves to later ones: each source's lines, which it takes over before the first
 * line of now, up to the place at which following goes on. Safe on any thread.
 */
final class KeptTimeline implements KeptLines {
    private final KeptLogs kept;
    private final Bookmarks marks;
    private final LineStore store;
    private final Ingest ingest;
    private final Histogram histogram;
    private final Function<SourceKey, String> formats;
    private final InstantSource clock;
    private final Consumer<SourceKey> otherFormat;
    private final Map<SourceKey, Boolean> asked = new ConcurrentHashMap<>();
    private final List<KeptSource> sources = new ArrayList<>();
    private final Queue<StoreTakeOver.Source> waiting = new ConcurrentLinkedQueue<>();
    private final Object joining = new Object();
    private boolean closed;

    /** A source that this timeline has for itself. */
    private record Claimed(int number, KeptSource own, SourceLines lines) {}

    /** A source on its way into the timeline. */
    private record Restored(int number, KeptSource own, SourceLines lines, KeptSource.@Nullable About before,
            KeptOpening.@Nullable Opened opened) {
        StoreTakeOver.@Nullable Source taken() {
            return opened == null ? null : new StoreTakeOver.Source(number, lines, opened.rows());
        }
    }

    /**
     * @param formats id of the only format of a source, empty for detection
     * @param otherFormat hears of a source whose kept lines were read by a format that is wanted no more
     */
    KeptTimeline(KeptLogs kept, Bookmarks marks, LineStore store, Ingest ingest, Histogram histogram,
            Function<SourceKey, String> formats, InstantSource clock, Consumer<SourceKey> otherFormat) {
        this.kept = kept;
        this.marks = marks;
        this.store = store;
        this.ingest = ingest;
        this.histogram = histogram;
        this.formats = formats;
        this.clock = clock;
        this.otherFormat = otherFormat;
    }

    @Override
    public List<SourceKey> of(String server) throws IOException {
        return kept.of(server);
    }

    @Override
    public List<SourceKey> restore(List<SourceKey> wanted) throws IOException {
        List<Claimed> claimed = new ArrayList<>();
        List<SourceKey> there = new ArrayList<>();
        for (SourceKey source : wanted) {
            Claimed own = asked.putIfAbsent(source, true) == null ? claim(source) : null;
            if (own != null) {
                claimed.add(own);
            }
        }
        List<Restored> all = openAll(claimed);
        if (!all.isEmpty()) {
            store.countOthers();
            join(all.stream().map(Restored::taken).filter(Objects::nonNull).toList());
        }
        for (Restored one : all) {
            if (finish(one)) {
                there.add(one.own().source());
            }
        }
        return there;
    }

    /** On all processors: each is read by itself. */
    private List<Restored> openAll(List<Claimed> claimed) throws IOException {
        try {
            return claimed.parallelStream().map(own -> {
                try {
                    return open(own);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Null for a source of which lines are here, or that another console has. */
    private synchronized @Nullable Claimed claim(SourceKey source) throws IOException {
        KeptSource own = closed || store.has(ingest.number(source)) ? null : kept.claim(source);
        if (own == null) {
            return null;
        }
        int number = ingest.add(source);
        SourceLines lines = store.keep(number, own);
        if (lines == null) {
            own.close();
            return null;
        }
        sources.add(own);
        return new Claimed(number, own, lines);
    }

    private Restored open(Claimed claimed) throws IOException {
        KeptSource own = claimed.own();
        SourceLines lines = claimed.lines();
        KeptSource.About before = own.about();
        if (before != null && before.zone() != null) {
            ingest.zone(own.source(), before.zone());
        }
        KeptOpening.Opened opened = before == null ? null : new KeptOpening(own, before, lines, marks, store).open();
        // Whatever happens from here on, the lines are looked through again unless this session ends well.
        own.keep(before == null ? formats.apply(own.source()) : before.format(), before != null && before.letGo(),
                ingest.zone(own.source()));
        return new Restored(claimed.number(), own, lines, before, opened);
    }

    /** Those of other threads that wait meanwhile get their places together with these. */
    private void join(List<StoreTakeOver.Source> taken) throws IOException {
        waiting.addAll(taken);
        synchronized (joining) {
            List<StoreTakeOver.Source> all = new ArrayList<>();
            for (StoreTakeOver.Source one = waiting.poll(); one != null; one = waiting.poll()) {
                all.add(one);
            }
            store.runs().take(all);
        }
    }

    private boolean finish(Restored one) throws IOException {
        SourceKey key = one.own().source();
        KeptOpening.Opened opened = one.opened();
        KeptSource.About before = one.before();
        if (opened != null) {
            KeptSummary rows = opened.rows().summary();
            histogram.add(rows.counted());
            one.lines().gone(rows.holes().gone());
            store.holes().told(one.number(), rows.holes().holes());
            long earliest = rows.earliest();
            if (earliest != Long.MAX_VALUE && rows.firstFile() > rows.holes().firstFile()) {
                // Files went and nobody was left to say which lines they held.
                store.holes().told(one.number(), List.of(new Hole(earliest - 1, earliest - 1, Holes.UNKNOWN, -1)));
            }
            if (opened.ends() != null) {
                ingest.restored(key, opened.ends());
            }
            if (!opened.goesOn()) {
                ingest.accept(List.of(gap(key, LogEvent.Gap.Reason.UNREAD, 0)));
            }
            store.fit();
        } else {
            one.lines().opened();
        }
        boolean restored = opened != null && opened.ends() != null;
        String format = formats.apply(key);
        boolean other = restored && before != null && !before.format().equals(format);
        one.own().keepOther(other && before != null ? before.format() : format, ingest.zone(key));
        if (other) {
            otherFormat.accept(key);
        }
        if (!restored && before != null && before.letGo()) {
            ingest.accept(List.of(gap(key, LogEvent.Gap.Reason.DROPPED, 0)));
        }
        return restored;
    }

    private LogEvent gap(SourceKey source, LogEvent.Gap.Reason reason, long offset) {
        return new LogEvent.Gap(source, clock.instant(), reason, offset, -1, Duration.ZERO);
    }

    /** The lines of a source are read by another format from now on. */
    synchronized void reformatted(SourceKey source) throws IOException {
        for (KeptSource own : sources) {
            if (own.source().equals(source)) {
                own.keep(formats.apply(source), false, ingest.zone(source));
            }
        }
    }

    /** What is kept of all logs. */
    KeptLogs.Kept kept() throws IOException {
        return kept.kept();
    }

    /** Forgets all that is kept; what this timeline shows goes when it ends. */
    synchronized KeptLogs.Kept forget() throws IOException {
        KeptLogs.Kept before = kept.kept();
        kept.clear();
        sources.forEach(KeptSource::forget);
        return new KeptLogs.Kept(before.sources(), before.bytes(), sources.size());
    }

    /**
     * Leaves the lines to later runs and to other consoles; nothing is added any more.
     *
     * @param whole whether all that was read is here, so that it need not be looked through again
     */
    synchronized void close(boolean whole) throws IOException {
        closed = true;
        store.release();
        new KeptClosing(store, ingest::number, marks).close(sources, whole, ingest::zone);
        sources.clear();
    }
}
