package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.logs.follow.Bookmarks;
import fr.touchweb.console.core.logs.follow.KeptLines;
import fr.touchweb.console.core.logs.follow.LogEvent;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.logs.follow.Stop;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
    private boolean closed;

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
    public boolean restore(SourceKey source) throws IOException {
        if (asked.putIfAbsent(source, true) != null || store.has(ingest.number(source))) {
            return false;
        }
        KeptSource own = claim(source);
        return own != null && restore(own);
    }

    private synchronized @Nullable KeptSource claim(SourceKey source) throws IOException {
        KeptSource own = closed ? null : kept.claim(source);
        if (own != null) {
            sources.add(own);
        }
        return own;
    }

    private boolean restore(KeptSource own) throws IOException {
        SourceKey key = own.source();
        int number = ingest.add(key);
        SourceLines lines = store.keep(number, own);
        store.countOthers();
        KeptSource.About before = own.about();
        String format = formats.apply(key);
        if (before != null && before.zone() != null) {
            ingest.zone(key, before.zone());
        }
        boolean restored = before != null && restore(number, own, lines);
        boolean other = restored && before != null && !before.format().equals(format);
        own.keep(other && before != null ? before.format() : format, false, ingest.zone(key));
        if (other) {
            otherFormat.accept(key);
        }
        if (!restored && before != null && before.letGo()) {
            ingest.accept(List.of(gap(key, LogEvent.Gap.Reason.DROPPED, 0)));
        }
        return restored;
    }

    private boolean restore(int number, KeptSource own, SourceLines lines) throws IOException {
        SourceKey key = own.source();
        KeptSource.Range files = own.files();
        Stop stop = marks.stop(key);
        KeptWalk.Found found = null;
        if (files != null && stop != null) {
            lines.spool().adopt(files.oldest(), files.newest());
            found = new KeptWalk(lines.spool(), stop).find();
        }
        if (files == null || found == null) {
            own.discard();
            lines.spool().adopt(0, -1);
            return false;
        }
        lines.spool().cut(found.cut(), files.newest());
        boolean goesOn = found.end() != Long.MAX_VALUE;
        if (goesOn && found.end() >= 0) {
            marks.move(key, found.end(), found.before(), found.head());
        }
        KeptIntake intake = new KeptIntake(store, histogram, number, key, lines);
        intake.take(found.cut());
        ingest.restored(key, intake);
        if (!goesOn) {
            ingest.accept(List.of(gap(key, LogEvent.Gap.Reason.UNREAD, 0)));
        }
        store.fit();
        return intake.any();
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

    /** Leaves the lines to later runs and to other consoles; nothing is added any more. */
    synchronized void close() throws IOException {
        closed = true;
        store.release();
        for (KeptSource own : sources) {
            try (own) {
                KeptSource.About about = own.about();
                own.keep(about == null ? "" : about.format(), false, ingest.zone(own.source()));
            }
        }
        sources.clear();
    }
}
