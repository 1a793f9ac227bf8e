package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.format.Level;
import fr.touchweb.console.core.logs.follow.LogEvent;
import org.jspecify.annotations.Nullable;

/**
 * A line or marker that waits for its place in the timeline.
 *
 * @param first whether it was there when its source was opened, and so comes late to nobody
 */
record Held(long time, long sequence, long arrival, int source, boolean timed, @Nullable Level level,
        int status, boolean continuation, boolean first, LogEvent event) implements Comparable<Held> {
    @Override
    public int compareTo(Held other) {
        int byTime = Long.compare(time, other.time);
        return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
}
