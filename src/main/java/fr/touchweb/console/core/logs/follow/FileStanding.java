package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.logs.follow.SourceHealth.Condition;
import fr.touchweb.console.core.logs.follow.SourceHealth.Way;
import fr.touchweb.console.core.text.Message;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How one followed file stands: what it is doing, why it does not, and what was measured meanwhile. */
final class FileStanding {
    private final ClockSkew skew = new ClockSkew();
    private final Intake intake;
    private final FileZone zone;
    private Condition condition = Condition.STARTING;
    private @Nullable Message reason;
    private @Nullable Way way;
    private Instant again = Instant.EPOCH;
    private boolean more;

    FileStanding(Intake intake, FileZone zone) {
        this.intake = intake;
        this.zone = zone;
    }

    /** From now on, until something else is said; it may be opened at once. */
    void is(Condition now, @Nullable Message why) {
        condition = now;
        reason = why;
        again = Instant.EPOCH;
    }

    void isLive(Way by) {
        way = by;
        more = true;
        is(Condition.LIVE, null);
    }

    /** Takes over, and gives back, whether there is more to read that may not be measured yet. */
    boolean more(boolean now) {
        more = now;
        return now;
    }

    private long lag() {
        return condition != Condition.LIVE || more && intake.lag() == 0 ? -1 : intake.lag();
    }

    /** It is not opened again before this moment. */
    void rests(Instant until) {
        again = until;
    }

    boolean isDue(Instant now) {
        return !now.isBefore(again);
    }

    /** More is there, and the file has this stamp. */
    void grew(Instant now, Instant stamp) {
        skew.grew(now, stamp);
    }

    /** Nothing more was there. */
    void caughtUp(Instant now) {
        intake.caughtUp();
        skew.caughtUp(now);
    }

    /** @param ahead clock of this machine minus the one by which is followed */
    SourceHealth health(Instant now, Duration ahead, HostState host) {
        Instant came = intake.lastByte();
        return new SourceHealth(condition, lag(), intake.behindFor(now),
                came == null ? null : came.plus(ahead), host.pause(), intake.linesPerSecond(now), zone.name(),
                zone.isInferred(), host.skew() == null ? skew.get(ahead) : host.skew(), way, host.retryIn(), reason);
    }
}
