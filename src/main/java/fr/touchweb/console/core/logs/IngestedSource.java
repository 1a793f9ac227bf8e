package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.logs.follow.LogEvent;
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
