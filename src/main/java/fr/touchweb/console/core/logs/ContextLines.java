package fr.touchweb.console.core.logs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which lines stand near one that passes, source by source, as they come. One thread at a time. */
final class ContextLines {
    private final int around;
    private final Map<Integer, Neighbours> sources = new HashMap<>();

    private static final class Neighbours {
        private final Deque<Long> before = new ArrayDeque<>();
        private int after;
    }

    /** @param around lines before and after; 0 for none */
    ContextLines(int around) {
        this.around = around;
    }

    int around() {
        return around;
    }

    /** A line passes; the lines before it that did not. */
    List<Long> hit(int source) {
        if (around == 0) {
            return List.of();
        }
        Neighbours own = sources.computeIfAbsent(source, s -> new Neighbours());
        List<Long> before = List.copyOf(own.before);
        own.before.clear();
        own.after = around;
        return before;
    }

    /** A line does not pass; whether it stands after one that did. */
    boolean other(int source, long number) {
        if (around == 0) {
            return false;
        }
        Neighbours own = sources.computeIfAbsent(source, s -> new Neighbours());
        if (own.after > 0) {
            own.after--;
            return true;
        }
        own.before.addLast(number);
        if (own.before.size() > around) {
            own.before.removeFirst();
        }
        return false;
    }
}
