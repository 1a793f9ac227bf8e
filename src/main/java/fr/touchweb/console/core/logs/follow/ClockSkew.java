package fr.touchweb.console.core.logs.follow;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the clock of a machine shows, read off the stamps of a file: it stamps what is written, and that is read soon
 * afterwards.
 */
final class ClockSkew {
    /** Stamps are whole seconds, and a look comes some time after a line: less than this says nothing of a clock. */
    private static final Duration SURE = Duration.ofSeconds(10);
    /** What was not there so long ago was written since. */
    private static final Duration SOON = Duration.ofSeconds(6);

    private @Nullable Instant readAll;
    private @Nullable Instant stamped;
    private @Nullable Instant seen;

    /** Nothing more was there. */
    void caughtUp(Instant now) {
        readAll = now;
    }

    /** More is there, and the file has this stamp. */
    void grew(Instant now, Instant stamp) {
        if (readAll != null && Duration.between(readAll, now).compareTo(SOON) <= 0) {
            stamped = stamp;
            seen = now;
        }
    }

    /**
     * The machine's clock minus ours, null where the stamps prove nothing.
     *
     * @param ahead our clock minus the one by which is followed
     */
    @Nullable
    Duration get(Duration ahead) {
        if (stamped == null || seen == null) {
            return null;
        }
        Duration skew = Duration.between(seen.plus(ahead), stamped);
        return skew.abs().compareTo(SURE) > 0 ? skew : null;
    }
}
