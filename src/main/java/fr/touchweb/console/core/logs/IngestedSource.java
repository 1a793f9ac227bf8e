package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.logs.follow.LogEvent;
import fr.touchweb.console.core.logs.past.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** What {@link Ingest} knows of one source; guarded by its lock but for the zone. */
final class IngestedSource implements Comparable<IngestedSource> {
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
    final List<Ingest.Held> early = new ArrayList<>();
    /** Lines that are held back, in the order in which they came. */
    final ArrayDeque<Ingest.Held> lines = new ArrayDeque<>();

    IngestedSource(int number, LineParser parser) {
        this.number = number;
        this.parser = parser;
    }

    boolean ready(LongPredicate waited) {
        Ingest.Held first = lines.peekFirst();
        return first != null && waited.test(first.arrival());
    }

    @Override
    public int compareTo(IngestedSource other) {
        return lines.getFirst().compareTo(other.lines.getFirst());
    }
}
