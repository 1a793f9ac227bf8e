package fr.touchweb.console.core.logs.follow;

import java.time.Instant;

/** Lines a second over the last full seconds. */
final class Rate {
    private static final int WINDOW = 5;

    private final long[] counts = new long[WINDOW + 1];
    private long second = Long.MIN_VALUE;

    void add(int lines, Instant now) {
        move(now.getEpochSecond());
        counts[0] += lines;
    }

    double perSecond(Instant now) {
        move(now.getEpochSecond());
        long sum = 0;
        for (int i = 1; i <= WINDOW; i++) {
            sum += counts[i];
        }
        return sum / (double) WINDOW;
    }

    private void move(long now) {
        long steps = second == Long.MIN_VALUE ? WINDOW + 1 : Math.min(now - second, WINDOW + 1);
        for (; steps > 0; steps--) {
            System.arraycopy(counts, 0, counts, 1, WINDOW);
            counts[0] = 0;
        }
        second = Math.max(second, now);
    }
}
