package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.logs.follow.LogEvent.Gap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is said once of a log for which nobody can vouch. */
final class Doubts {
    private final SourceKey source;
    private boolean blind;
    private boolean polled;

    Doubts(SourceKey source) {
        this.source = source;
    }

    /**
     * Says what was not said yet.
     *
     * @param isKnown whether it is certain where the file stands
     * @param isPolled whether it is read by name
     */
    void tell(boolean isKnown, boolean isPolled, Instant now, List<LogEvent> out) {
        if (!isKnown && !blind) {
            blind = true;
            out.add(new Gap(source, now, Gap.Reason.BLIND, 0, -1, Duration.ZERO));
        }
        if (isPolled && !polled) {
            polled = true;
            out.add(new Gap(source, now, Gap.Reason.POLLED, 0, -1, Duration.ZERO));
        }
    }
}
