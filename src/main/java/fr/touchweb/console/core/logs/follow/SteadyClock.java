package fr.touchweb.console.core.logs.follow;

import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that goes on evenly when somebody sets that of this machine: waits and spans are measured with it. Its instants
 * are those of the machine's clock as long as nobody does.
 */
final class SteadyClock implements InstantSource {
    private final Instant begin;
    private final long start = System.nanoTime();

    SteadyClock(InstantSource clock) {
        this.begin = clock.instant();
    }

    @Override
    public Instant instant() {
        return begin.plusNanos(System.nanoTime() - start);
    }
}
