package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.logs.StoredLine.Kind;
import fr.touchweb.console.core.logs.follow.LogEvent;
import fr.touchweb.console.core.logs.follow.SourceKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the rows of one source that an earlier run kept into a timeline, as they stand. For one thread. */
final class KeptIntake {
    /** Rows after which those that came get their places. */
    private static final int BATCH = 1 << 16;
    private static final Histogram.Series[] SERIES = Histogram.Series.values();

    private final LineStore store;
    private final Histogram histogram;
    private final int source;
    private final SourceKey key;
    private final SourceLines lines;
    private boolean reading;
    private long rows;
    private long first = -1;
    private long last = -1;
    private long firstTime = LocalTimes.NONE;
    private long lastTime = LocalTimes.NONE;
    private long earliest = Long.MAX_VALUE;
    private @Nullable KeptHoles holes;
    private long second = Long.MIN_VALUE;
    private final int[] counts = new int[SERIES.length];

    KeptIntake(LineStore store, Histogram histogram, int source, SourceKey key, SourceLines lines) {
        this.store = store;
        this.histogram = histogram;
        this.source = source;
        this.key = key;
        this.lines = lines;
    }

    /** Takes over what stands before a place of the spool. */
    void take(long cut) throws IOException {
        try {
            KeptWalk.each(lines.spool(), null, cut, this::record);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        counted();
        store.settle();
        KeptHoles known = holes;
        int oldest = lines.spool().firstFile();
        if (known != null) {
            lines.gone(known.gone());
            store.holes().told(source, known.holes());
        }
        if (earliest != Long.MAX_VALUE && oldest > (known == null ? 0 : known.firstFile())) {
            // Files went and nobody was left to say which lines they held.
            store.holes().told(source, List.of(new Hole(earliest - 1, earliest - 1, Holes.UNKNOWN, -1)));
        }
    }

    private boolean record(long place, int length, long offset, int flags, long time) {
        if ((flags & LineRecords.HOLES) != 0) {
            holes = KeptHoles.of(lines.bytes(place, length));
            return true;
        }
        Kind kind = RowIndex.kindOf(flags);
        boolean began = RowIndex.isAgain(flags) && (!reading || (flags & LineRecords.READING) != 0);
        reading |= began;
        try {
            if (kind == Kind.LINE) {
                store.changes().again(source, lines, place, flags, time, began);
                line(place, length, flags, time);
            } else {
                store.changes().again(source, lines, place, KeptMarkers.of(key, lines.bytes(place, length)), flags,
                        time);
            }
            earliest = Math.min(earliest, time);
            if (++rows % BATCH == 0) {
                store.settle();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }

    private void line(long place, int length, int flags, long time) {
        if (length > 0 && !RowIndex.isContinuation(flags)) {
            count(time, Histogram.series(RowIndex.levelOf(flags), RowIndex.statusOf(flags)));
        }
        if ((flags & LineRecords.PAST) == 0) {
            first = first < 0 ? place : first;
            last = place;
            lastTime = time;
            if (firstTime == LocalTimes.NONE && RowIndex.isTimed(flags)) {
                firstTime = time;
            }
        }
    }

    /** Lines of one second are counted together. */
    private void count(long time, Histogram.Series own) {
        long at = Math.floorDiv(time, 1_000_000L);
        if (at != second) {
            counted();
            second = at;
        }
        counts[own.ordinal()]++;
    }

    private void counted() {
        for (Histogram.Series series : SERIES) {
            if (counts[series.ordinal()] > 0) {
                histogram.add(second * 1_000_000, series, counts[series.ordinal()]);
                counts[series.ordinal()] = 0;
            }
        }
    }

    /** Whether a line is here that following gave. */
    boolean any() {
        return first >= 0;
    }

    LogEvent.Line firstLine() {
        return line(first);
    }

    LogEvent.Line lastLine() {
        return line(last);
    }

    private LogEvent.Line line(long place) {
        byte[] bytes = lines.bytes(place, lines.length(place));
        return new LogEvent.Line(key, 0, lines.offset(place), bytes, 0, bytes.length, LogEvent.Ending.LINE_FEED);
    }

    /** Time of the first line that tells one, {@link LocalTimes#NONE} for none. */
    long firstTime() {
        return firstTime;
    }

    long lastTime() {
        return lastTime;
    }
}
