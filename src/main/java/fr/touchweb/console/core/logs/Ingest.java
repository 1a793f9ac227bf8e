package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.format.Field;
import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.logs.follow.LogEvent;
import fr.touchweb.console.core.logs.follow.SourceHealth;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.logs.follow.Together;
import fr.touchweb.console.core.logs.past.KnownParts;
import fr.touchweb.console.core.logs.past.Place;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Puts what several sources tell into one timeline: every line is parsed for its time and level, held back for a moment
 * so that lines of other sources with an earlier time can pass, then appended. A line without a time keeps the place of
 * the one before it in its source. Thread-safe.
 */
final class Ingest {
    private static final int MOST_HELD = 100_000;
    private static final long LATE = 1_000_000;

    private final LineStore store;
    private final Histogram histogram;
    private final InstantSource clock;
    private final SourceParsers parsers;
    private final Duration hold;
    /** Asked by whoever draws, and so without waiting for lines that are being parsed. */
    private final Map<SourceKey, IngestedSource> sources = new ConcurrentHashMap<>();
    private final List<SourceKey> keys = new CopyOnWriteArrayList<>();
    private final HeldLines held = new HeldLines();
    private long sequence;
    private long newest = Long.MIN_VALUE;
    private long shown = Long.MIN_VALUE;
    private long knownTails;
    private boolean learnt;
    /** Whether a source is there whose lines of the beginning were not appended yet. */
    private boolean opening;

    /** @param forced id of the only format of a source, empty for detection */
    Ingest(LineStore store, Histogram histogram, InstantSource clock, ZoneId ownZone, FormatCatalog formats,
            Function<SourceKey, String> forced, Duration hold) {
        this.store = store;
        this.histogram = histogram;
        this.clock = clock;
        this.parsers = new SourceParsers(clock, ownZone, formats, forced);
        this.hold = hold;
    }

    synchronized void accept(List<LogEvent> events) throws IOException {
        long now = micros(clock.instant());
        List<LogEvent.Gap> harmless = new ArrayList<>();
        for (LogEvent event : events) {
            switch (event) {
                case LogEvent.Line line -> followed(source(line.source()), line, now);
                case LogEvent.Gap gap -> {
                    boolean told = source(gap.source()).isTold(gap);
                    if (told && gap.isHarmless()) {
                        harmless.add(gap);
                    } else if (told) {
                        marker(source(gap.source()), gap, now);
                    }
                }
                case LogEvent.Rotation rotation -> marker(source(rotation.source()), rotation, now);
                case LogEvent.State state -> {
                    String zone = state.health().zone();
                    IngestedSource source = source(state.source());
                    state(source, state.health(), now);
                    source.opened |= state.health().isOpened();
                    if (zone != null) {
                        zone(state.source(), zone);
                    }
                }
            }
        }
        if (!harmless.isEmpty()) {
            // Behind the last line of all that it is told for.
            Together.of(harmless, Comparator.comparingLong(gap -> source(gap.source()).lastTime))
                    .forEach(gap -> marker(source(gap.source()), gap, now));
        }
        if (held.count() > MOST_HELD) {
            release(held.count() - MOST_HELD / 2);
        }
        long tails = parsers.knownTails();
        learnt |= tails != knownTails;
        knownTails = tails;
    }

    /** Whether lines tell a duration since the last call of which it could not be read before. */
    synchronized boolean takeLearnt() {
        boolean any = learnt;
        learnt = false;
        return any;
    }

    /** A line of what is followed; after a pause, only one that is new. */
    private void followed(IngestedSource source, LogEvent.Line line, long now) {
        source.last = line;
        if (source.resumed == null) {
            line(source, line, now);
        } else {
            source.fresh(line).forEach(one -> line(source, one, now));
        }
    }

    private void state(IngestedSource source, SourceHealth health, long now) {
        List<LogEvent.Line> rest = source.unjoined(health);
        if (!rest.isEmpty()) {
            LogEvent.Line first = rest.getFirst();
            marker(source,
                    new LogEvent.Gap(first.source(), Instant.EPOCH, LogEvent.Gap.Reason.UNREAD, first.offset(), -1,
                            Duration.ZERO),
                    now);
            rest.forEach(line -> line(source, line, now));
        }
    }

    private void line(IngestedSource source, LogEvent.Line line, long now) {
        ParsedLine parsed = source.parser.parse(line.buffer(), line.start(), line.start() + line.length());
        if (source.first == null) {
            source.first = Place.of(line);
        }
        boolean rest = source.inLine;
        source.inLine = line.ending() == LogEvent.Ending.CUT;
        boolean timed = !rest && parsed.time() != LocalTimes.NONE && !parsed.continuation();
        long time = timed ? parsed.time() : source.lastTime;
        if (timed) {
            source.firstTime = source.firstTime == LocalTimes.NONE ? time : source.firstTime;
            first(source, time);
        }
        source.lastTime = time;
        int status = parsed.has(Field.STATUS) ? parsed.status() : -1;
        Held one = new Held(time, sequence++, now, source.number, timed, parsed.level(),
                status < 200 ? 0 : status / 100,
                rest || parsed.continuation(), !source.opened, line);
        if (time == LocalTimes.NONE) {
            source.early.add(one);
        } else {
            held.add(source, one);
        }
    }

    /** Gives the lines before the first time of a source that time. */
    private void first(IngestedSource source, long time) {
        for (Held one : source.early) {
            held.add(source, new Held(time, one.sequence(), one.arrival(), one.source(), false, one.level(),
                    one.status(), one.continuation(), one.first(), one.event()));
        }
        source.early.clear();
    }

    /** Lines of a source that tells no time are placed by their arrival. */
    private void placeByArrival(LongPredicate waited) {
        for (IngestedSource source : sources.values()) {
            if (!source.early.isEmpty() && waited.test(source.early.getFirst().arrival())) {
                long arrival = source.early.getFirst().arrival();
                first(source, arrival);
                source.lastTime = LocalTimes.NONE;
            }
        }
    }

    private void marker(IngestedSource source, LogEvent marker, long now) {
        boolean first = source.lastTime == LocalTimes.NONE;
        Held one = new Held(first ? LocalTimes.NONE : source.lastTime, sequence++, now, source.number, false, null, 0,
                false, !source.opened, marker);
        if (first) {
            // It stands before the first line, or where no line comes at the moment at which it was told.
            source.early.add(one);
        } else {
            held.add(source, one);
        }
    }

    /** Takes lines of a source from before those that are there, and what else was told between them. */
    synchronized void past(PastIntake past, List<LogEvent> events) throws IOException {
        long now = micros(clock.instant());
        for (LogEvent event : events) {
            switch (event) {
                case LogEvent.Line line -> line(past.source(), line, now);
                case LogEvent.Gap gap -> marker(past.source(), gap, now);
                case LogEvent.Rotation rotation -> marker(past.source(), rotation, now);
                case LogEvent.State state -> {
                    // How the source is stands elsewhere.
                }
            }
        }
        put(past);
    }

    /** Nothing more comes: lines without any time stand just before a moment, in microseconds. */
    synchronized void pastEnded(PastIntake past, long moment) throws IOException {
        first(past.source(), moment);
        put(past);
    }

    private void put(PastIntake past) throws IOException {
        IngestedSource source = past.source();
        for (Held one = source.lines.pollFirst(); one != null; one = source.lines.pollFirst()) {
            int length = one.event() instanceof LogEvent.Line line ? line.length() + 1 : 0;
            boolean here = one.event() instanceof LogEvent.Line line
                    && store.finder().find(one.source(), line.offset(), one.time()) >= 0;
            if (!here) {
                append(one, false, past.again() ? Origin.AGAIN : Origin.PAST);
                past.came(one.time(), length);
            }
        }
        store.settle();
    }

    /** What is known of a followed source without a hole begins earlier now. */
    synchronized void begins(SourceKey key, Place first, long time) {
        IngestedSource source = source(key);
        source.first = first;
        source.firstTime = time;
    }

    /** The part of a source that following gave; null as long as none of its lines tells a time. */
    synchronized KnownParts.@Nullable Part followed(SourceKey key) {
        IngestedSource source = sources.get(key);
        return source == null || source.first == null || source.firstTime == LocalTimes.NONE
                ? null
                : new KnownParts.Part(source.firstTime, source.first, Long.MAX_VALUE, null);
    }

    /**
     * A reading of what a source that is known wrote before.
     *
     * @param again whether it was here already and was let go
     */
    synchronized PastIntake past(SourceKey key, boolean again) {
        IngestedSource known = source(key);
        IngestedSource own = new IngestedSource(known.number, parser(known.number));
        own.past = true;
        return new PastIntake(own, again);
    }

    /** Number of a source that is read from now on. */
    synchronized int add(SourceKey key) {
        return source(key).number;
    }

    /** Zone of the machine of a source, null while it is not known. */
    @Nullable
    String zone(SourceKey key) {
        IngestedSource source = sources.get(key);
        return source == null ? null : source.zone;
    }

    /** Takes over the zone of a source's machine. */
    synchronized void zone(SourceKey key, String zone) {
        IngestedSource source = source(key);
        if (!zone.equals(source.zone)) {
            source.zone = zone;
            source.parser.times(parsers.times(zone));
        }
    }

    /** Takes over which lines of a source an earlier run left: they are not taken twice. */
    synchronized void restored(SourceKey key, KeptEnds kept) {
        IngestedSource source = source(key);
        source.first = Place.of(kept.first());
        source.firstTime = kept.firstTime();
        source.last = kept.last();
        source.lastTime = kept.lastTime();
        source.resumed = new Resumed(source.first, Place.of(kept.last()));
    }

    private IngestedSource source(SourceKey key) {
        IngestedSource known = sources.get(key);
        if (known == null) {
            int number = Math.min(keys.size(), StoredSources.MOST - 1);
            known = new IngestedSource(number, parsers.of(key, null));
            if (number == keys.size()) {
                keys.add(key);
            }
            sources.put(key, known);
            opening = true;
        }
        return known;
    }

    /** Whether lines wait for their moment. */
    synchronized boolean isHolding() {
        return held.count() > 0 || sources.values().stream().anyMatch(source -> !source.early.isEmpty());
    }

    /** Appends what was held back long enough; returns the number of rows. */
    synchronized int release() throws IOException {
        store.damage().mend();
        long now = micros(clock.instant());
        long limit = now - hold.toNanos() / 1_000;
        // Once every source has told what was there, nothing earlier comes that would be worth the wait.
        boolean complete = opening && sources.values().stream().allMatch(source -> source.opened);
        opening &= !complete;
        // What came after now came before somebody set the clock back: it would wait until the clock is there again.
        LongPredicate waited = arrival -> complete || arrival <= limit || arrival > now;
        placeByArrival(waited);
        int released = held.release(waited, this::append);
        settle(released);
        return released;
    }

    /** Appends everything. */
    synchronized void releaseAll() throws IOException {
        placeByArrival(arrival -> true);
        release(held.count());
    }

    private void release(int most) throws IOException {
        settle(held.release(most, this::append));
    }

    private void settle(int released) throws IOException {
        if (released > 0) {
            store.settle();
            shown = newest;
        }
    }

    private void append(Held one) throws IOException {
        append(one, one.timed() && !one.first() && shown != Long.MIN_VALUE && one.time() < shown - LATE,
                Origin.FOLLOWED);
    }

    private void append(Held one, boolean late, Origin origin) throws IOException {
        newest = Math.max(newest, one.time());
        if (one.event() instanceof LogEvent.Line line) {
            store.add(one.source(), one.time(), one.timed(), one.level(), one.status(), late, one.continuation(),
                    line.buffer(), line.start(), line.length(), line.offset(), origin);
            if (origin != Origin.AGAIN && !one.continuation() && line.length() > 0) {
                histogram.add(one.time(), Histogram.series(one.level(), one.status()));
            }
        } else {
            store.add(one.source(), one.time(), one.event());
        }
    }

    /**
     * Another format is wanted for a source.
     *
     * @return row before which its lines were read by the one of before
     */
    synchronized long reformat(SourceKey key) throws IOException {
        IngestedSource source = sources.get(key);
        if (source != null) {
            releaseAll();
            source.parser = parser(source.number).learning();
        }
        return store.size();
    }

    /** Gives the lines of a source the places that another format says, while nothing comes. */
    synchronized void reindexed(SourceKey key, Reindexing lines) throws IOException {
        lines.apply();
        IngestedSource source = source(key);
        if (source.firstTime != LocalTimes.NONE || lines.firstTime() != LocalTimes.NONE) {
            source.firstTime = lines.firstTime();
        }
    }

    SourceKey key(int number) {
        return keys.get(number);
    }

    /** Number of a source, -1 while nobody spoke of it. */
    int number(SourceKey key) {
        return keys.indexOf(key);
    }

    /** A parser for looking at single lines of a source. */
    LineParser parser(int number) {
        SourceKey key = keys.get(number);
        IngestedSource source = sources.get(key);
        return parsers.of(key, source == null ? null : source.zone);
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }
}
