package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.logs.follow.LogEvent;
import fr.touchweb.console.core.logs.follow.SourceHealth;
import fr.touchweb.console.core.logs.past.Place;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** What {@link Ingest} knows of one source; guarded by its lock but for the zone. */
final class IngestedSource implements Comparable<IngestedSource> {
    /** A shorter pause of following, between two clicks, is not told. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    final int number;
    LineParser parser;
    long lastTime = LocalTimes.NONE;
    volatile @Nullable String zone;
    boolean inLine;
    /** Whether what was there when it was opened is read. */
    boolean opened;
    /** Whether it stands for lines from before those that follow, which nobody waits for. */
    boolean past;
    /** Its first line, and the time of the first one that tells one. */
    @Nullable
    Place first;
    long firstTime = LocalTimes.NONE;
    LogEvent.@Nullable Line last;
    @Nullable
    Resumed resumed;
    /** Lines before the first one with a time. */
    final List<Held> early = new ArrayList<>();
    /** Lines that are held back, in the order in which they came. */
    final ArrayDeque<Held> lines = new ArrayDeque<>();

    IngestedSource(int number, LineParser parser) {
        this.number = number;
        this.parser = parser.learning();
    }

    /** Lines that are new, now that one more came after a pause of following. */
    List<LogEvent.Line> fresh(LogEvent.Line line) {
        Resumed from = resumed;
        if (from == null) {
            return List.of(line);
        }
        List<LogEvent.Line> lines = from.take(line);
        if (!lines.isEmpty()) {
            first = Place.of(lines.getFirst());
            firstTime = LocalTimes.NONE;
        }
        if (from.isOver()) {
            resumed = null;
        }
        return lines;
    }

    /** Takes over how following goes; gives lines that waited for a known one when all is read and it did not come. */
    List<LogEvent.Line> unjoined(SourceHealth health) {
        Resumed from = resumed;
        LogEvent.Line newest = last;
        if (health.condition() == SourceHealth.Condition.STOPPED) {
            if (from == null && first != null && newest != null && newest.offset() >= 0) {
                resumed = new Resumed(first, Place.of(newest));
            }
        } else if (from != null && health.condition() == SourceHealth.Condition.LIVE && health.lagBytes() == 0) {
            resumed = null;
            return from.end();
        }
        return List.of();
    }

    /** Takes over what a gap says of the lines around it; whether a person is to know of it. */
    boolean isTold(LogEvent.Gap gap) {
        boolean known = resumed != null;
        return switch (gap.reason()) {
            case RESUMED -> {
                // What comes now is new.
                resumed = null;
                yield !known || gap.lasted().compareTo(PAUSE) >= 0;
            }
            case NOT_RESUMED -> {
                resumed = null;
                first = null;
                firstTime = LocalTimes.NONE;
                yield true;
            }
            default -> true;
        };
    }

    boolean ready(LongPredicate waited) {
        Held first = lines.peekFirst();
        return first != null && waited.test(first.arrival());
    }

    @Override
    public int compareTo(IngestedSource other) {
        return lines.getFirst().compareTo(other.lines.getFirst());
    }
}
