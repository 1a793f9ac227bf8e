package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.ban.Ban;
import fr.touchweb.console.core.ban.Lift;
import fr.touchweb.console.core.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A ban that this console lifted. It can be put back once, for a short time: only {@link BanChanges} makes one, so that
 * nobody is banned from here who was not (reference A.2, tier 0).
 */
public final class Lifted {
    private final String server;
    private final Ban ban;
    private final Lift lift;
    private final Instant at;
    private final Duration time;
    private final AtomicBoolean used = new AtomicBoolean();

    Lifted(String server, Ban ban, Lift lift, Instant at, Duration time) {
        this.server = server;
        this.ban = ban;
        this.lift = lift;
        this.at = at;
        this.time = time;
    }

    /** Id of the server. */
    public String server() {
        return server;
    }

    public Ban ban() {
        return ban;
    }

    /** False when it was lifted already. */
    public boolean done() {
        return lift.done();
    }

    /** What else is to be known, null where there is nothing. */
    public @Nullable Message note() {
        return lift.note();
    }

    Lift lift() {
        return lift;
    }

    /** Time in which it can still be put back; zero when it is over, was used, or there is nothing to put back. */
    public Duration left(Instant now) {
        Duration left = time.minus(Duration.between(at, now));
        return !done() || !lift.back() || used.get() || left.isNegative() ? Duration.ZERO : left;
    }

    /** Takes the way back, once. @return false when it is closed */
    boolean take(Instant now) {
        return left(now).isPositive() && !used.getAndSet(true);
    }
}
