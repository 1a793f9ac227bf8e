package fr.touchweb.console.core.logs;

import java.io.IOException;
import java.util.PriorityQueue;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Lines that are held back, the earliest of all sources first. One thread at a time. */
final class HeldLines {
    /** Sources that hold lines back, the one with the earliest line first. */
    private final PriorityQueue<IngestedSource> waiting = new PriorityQueue<>();
    private int count;

    /** Where lines go whose time has come. */
    interface Append {
        void append(Held one) throws IOException;
    }

    int count() {
        return count;
    }

    /** Holds a line back; one from before following began waits with its source, for nobody. */
    void add(IngestedSource source, Held one) {
        source.lines.addLast(one);
        if (source.past) {
            return;
        }
        count++;
        if (source.lines.size() == 1) {
            waiting.add(source);
        }
    }

    private @Nullable Held take() {
        IngestedSource source = waiting.poll();
        if (source == null) {
            return null;
        }
        Held first = source.lines.removeFirst();
        count--;
        if (!source.lines.isEmpty()) {
            waiting.add(source);
        }
        return first;
    }

    /**
     * Gives out what waited long enough, and everything that sorts before the last of that, ready or not.
     *
     * @param waited whether a line that arrived at a moment waited long enough
     * @return number of lines
     */
    int release(LongPredicate waited, Append append) throws IOException {
        int ready = 0;
        for (IngestedSource source : waiting) {
            ready += source.ready(waited) ? 1 : 0;
        }
        int released = 0;
        while (ready > 0) {
            IngestedSource source = waiting.element();
            boolean was = source.ready(waited);
            Held next = take();
            if (next == null) {
                break;
            }
            append.append(next);
            released++;
            ready -= was && !source.ready(waited) ? 1 : 0;
        }
        return released;
    }

    /**
     * Gives out the earliest lines.
     *
     * @return number of lines
     */
    int release(int most, Append append) throws IOException {
        int released = 0;
        for (Held next = most > 0 ? take() : null; next != null; next = released < most ? take() : null) {
            append.append(next);
            released++;
        }
        return released;
    }
}
