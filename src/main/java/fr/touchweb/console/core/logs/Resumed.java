package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.logs.follow.LogEvent;
import fr.touchweb.console.core.logs.past.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * A file that was followed, let go, and is followed again from some place: what is known of it from the first line to the
 * last is not taken twice. Lines wait until it is clear where they stand. One thread at a time.
 */
final class Resumed {
    /** Bytes after which nobody waits for a line that is known any more. */
    private static final long MOST = 16 << 20;

    private final Place first;
    private final Place last;
    private final List<LogEvent.Line> waiting = new ArrayList<>();
    private long bytes;
    private boolean dropping;
    private boolean over;

    /**
     * @param first line that is known
     * @param last line that is known
     */
    Resumed(Place first, Place last) {
        this.first = first;
        this.last = last;
    }

    /** Lines that are new, now that one more came. */
    List<LogEvent.Line> take(LogEvent.Line line) {
        if (last.is(line)) {
            over = true;
            waiting.clear();
            return List.of();
        }
        if (dropping) {
            return List.of();
        }
        if (first.is(line)) {
            dropping = true;
            return all();
        }
        waiting.add(line);
        bytes += line.length();
        return bytes > MOST ? end() : List.of();
    }

    /** Nothing more is there: what waits is new, and what lies before it unknown. */
    List<LogEvent.Line> end() {
        over = true;
        return all();
    }

    private List<LogEvent.Line> all() {
        List<LogEvent.Line> lines = List.copyOf(waiting);
        waiting.clear();
        return lines;
    }

    /** Whether every further line is new. */
    boolean isOver() {
        return over;
    }
}
