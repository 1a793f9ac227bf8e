package fr.touchweb.console.lab.traffic;

import java.io.IOException;
import java.time.Instant;
import java.util.PriorityQueue;

/** What happens when, in order of time and, at the same time, of entry. One thread at a time. */
final class Agenda {
    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long count;

    /** Something that happens. */
    @FunctionalInterface
    interface Event {
        void happen(Instant at) throws IOException;
    }

    private record Entry(Instant at, long number, Event event) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    void at(Instant instant, Event event) {
        entries.add(new Entry(instant, count++, event));
    }

    /** Lets everything happen that is due. */
    void advance(Instant to) throws IOException {
        for (Entry next = entries.peek(); next != null && !next.at.isAfter(to); next = entries.peek()) {
            entries.remove();
            next.event.happen(next.at);
        }
    }
}
