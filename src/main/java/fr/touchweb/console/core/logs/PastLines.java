package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.logs.follow.FollowTimes;
import fr.touchweb.console.core.logs.follow.JournalSource;
import fr.touchweb.console.core.logs.follow.LogEvent;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.logs.past.KnownParts;
import fr.touchweb.console.core.logs.past.KnownParts.Part;
import fr.touchweb.console.core.logs.past.PastReading;
import fr.touchweb.console.core.logs.past.Place;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.task.TaskControl;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Brings what followed logs wrote before into the timeline, in its place. Methods block; safe on any thread. */
public final class PastLines {
    private final Function<String, RemoteHost> hosts;
    private final FollowTimes times;
    private final InstantSource clock;
    private final ZoneId zone;
    private final FormatCatalog formats;
    private final Ingest ingest;
    private final LineStore store;
    private final Map<SourceKey, Known> known = new ConcurrentHashMap<>();

    private static final class Known {
        private final KnownParts parts = new KnownParts();
        /** Whether what is followed is among them. */
        private boolean live;
    }

    PastLines(Function<String, RemoteHost> hosts, FollowTimes times, InstantSource clock, ZoneId zone,
            FormatCatalog formats, Ingest ingest, LineStore store) {
        this.hosts = hosts;
        this.times = times;
        this.clock = clock;
        this.zone = zone;
        this.formats = formats;
        this.ingest = ingest;
        this.store = store;
    }

    /**
     * Reads what a followed file and its rotated ones hold from a moment on and is not in the timeline yet, up to the
     * first line that is.
     *
     * @param most bytes of lines after which it ends, with a row that says so
     * @return null when nothing was missing
     */
    public PastReading.@Nullable Result read(SourceKey source, Instant since, long most, TaskControl control)
            throws IOException {
        Known own = known.computeIfAbsent(source, key -> new Known());
        synchronized (own) {
            live(source, own);
            KnownParts.Wanted wanted = own.parts.missing(micros(since));
            if (wanted == null) {
                return null;
            }
            PastIntake past = ingest.past(source, false);
            PastReading.Result result = new PastReading(hosts.apply(source.server()), source, wanted, most,
                    ingest.parser(ingest.number(source)), times, clock, zone, formats,
                    events -> ingest.past(past, events)).read(control);
            ingest.pastEnded(past, wanted.until() == null ? micros(clock.instant()) : own.parts.earliest());
            if (result.first() != null && result.last() != null && past.earliest() != LocalTimes.NONE) {
                own.parts.read(wanted, new Part(past.earliest(), Place.of(result.first()), past.latest(),
                        Place.of(result.last())), result.reached());
                KnownParts.Part followed = ingest.followed(source);
                if (result.reached() && followed != null && followed.first().equals(wanted.until())) {
                    ingest.begins(source, Place.of(result.first()), past.earliest());
                }
            }
            return result;
        }
    }

    /**
     * Reads again lines that were let go, from a moment on, up to the first line after them that is here.
     *
     * @param since in microseconds
     * @param most bytes of lines after which it ends; a gap says what is missing then
     * @return null when nothing is after them, so that nobody knows where they end
     */
    public PastReading.@Nullable Result again(SourceKey source, Hole hole, long since, long most, TaskControl control)
            throws IOException {
        Known own = known.computeIfAbsent(source, key -> new Known());
        synchronized (own) {
            int number = ingest.number(source);
            StoredLine next = store.get(store.holes().after(number, hole), Integer.MAX_VALUE);
            if (next == null) {
                return null;
            }
            Place until = JournalSource.isOne(source.path())
                    ? new Place(next.offset(), next.length(), 0)
                    : Place.of(next.offset(), next.bytes(), 0, next.bytes().length);
            PastIntake past = ingest.past(source, true);
            store.holes().pin(number, hole);
            PastReading.Result result = new PastReading(hosts.apply(source.server()), source,
                    new KnownParts.Wanted(since, null, until), most, ingest.parser(number), times, clock, zone, formats,
                    events -> ingest.past(past, events.stream().filter(LogEvent.Line.class::isInstance).toList()))
                    .read(control);
            ingest.pastEnded(past, hole.to());
            if (past.bytes() > 0) {
                store.holes().refilled(number, past.earliest(), past.latest(), past.bytes(), missing(result, next));
            } else {
                store.holes().release(number);
            }
            return result;
        }
    }

    /** Bytes between what was read and the next line that is here, where both stand in one file. */
    private static long missing(PastReading.Result result, StoredLine next) {
        LogEvent.Line last = result.last();
        if (result.reached()) {
            return 0;
        }
        long end = last == null ? Long.MAX_VALUE : last.offset() + last.length() + 1;
        boolean files = last != null && !JournalSource.isOne(last.source().path());
        return files && end < next.offset() ? next.offset() - end : Holes.UNKNOWN;
    }

    /** Lines of a source tell other times now. */
    void retimed(SourceKey source) {
        known.remove(source);
    }

    /** Takes over the first line that following gave. */
    private void live(SourceKey source, Known own) {
        Part followed = own.live ? null : ingest.followed(source);
        if (followed != null) {
            own.parts.add(followed);
            own.live = true;
        }
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }
}
