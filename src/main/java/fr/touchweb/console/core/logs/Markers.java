package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.logs.follow.LogEvent;
import java.util.ArrayList;
import java.util.List;

/** Gaps and rotations of a timeline, by number. Thread-safe. */
final class Markers {
    private record Marker(LogEvent event, long time, boolean replaced) {}

    private final List<Marker> all = new ArrayList<>();

    synchronized int add(LogEvent event, long time) {
        all.add(new Marker(event, time, false));
        return all.size() - 1;
    }

    synchronized LogEvent event(long number) {
        return all.get((int) number).event;
    }

    synchronized long time(long number) {
        return all.get((int) number).time;
    }

    /** A later marker says all that this one said. */
    synchronized void replace(long number) {
        Marker old = all.get((int) number);
        all.set((int) number, new Marker(old.event, old.time, true));
    }

    synchronized boolean isReplaced(long number) {
        return all.get((int) number).replaced;
    }
}
