package fr.touchweb.console.core.logs.alert;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Whether so many lines stand within a span by the times that they tell, in whatever order they come. One thread at a time. */
final class Burst {
    /** Times that are kept for each line that is counted: late lines find those beside which they belong. */
    private static final int KEPT = 4;

    private final int count;
    private final long span;
    /** Times of lines, in microseconds, the earliest first. */
    private final List<Long> times = new ArrayList<>();

    /** @param span in microseconds */
    Burst(int count, long span) {
        this.count = count;
        this.span = span;
    }

    /** Takes a line; whether it is one of enough lines within the span. */
    boolean isFull(long time) {
        int at = place(time);
        times.add(at, time);
        boolean full = false;
        for (int first = Math.max(0, at - count + 1); first <= at && first + count <= times.size() && !full; first++) {
            full = times.get(first + count - 1) - times.get(first) <= span;
        }
        if (times.size() > KEPT * count) {
            // The one farthest away goes: a time far ahead, or the oldest.
            boolean last = times.getLast() - time > time - times.getFirst();
            times.remove(last ? times.size() - 1 : 0);
        }
        return full;
    }

    /** Behind those that are not later. */
    private int place(long time) {
        int size = times.size();
        if (size == 0 || times.getLast() <= time) {
            return size;
        }
        int found = Collections.binarySearch(times, time);
        return found < 0 ? -found - 1 : found + 1;
    }
}
