package fr.touchweb.console.core.whitelist.confirm;

import fr.touchweb.console.core.whitelist.AddRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A request that a person confirmed in both steps. Only a {@link Confirmation} makes one, and it counts once: there is no
 * other way to let somebody in.
 */
public final class Confirmed {
    private final AddRequest request;
    private final @Nullable String approves;
    private final Duration review;
    private final Duration second;
    private final Confirmation way;
    private final AtomicBoolean used = new AtomicBoolean();

    Confirmed(AddRequest request, @Nullable String approves, Duration review, Duration second, Confirmation way) {
        this.request = request;
        this.approves = approves;
        this.review = review;
        this.second = second;
        this.way = way;
    }

    public AddRequest request() {
        return request;
    }

    /** Id of the entry that is approved, null for a new one. */
    public @Nullable String approves() {
        return approves;
    }

    /** The confirmation that led here. */
    public Confirmation way() {
        return way;
    }

    /** Time that the card was read, and time from there to the confirmation. */
    public Duration review() {
        return review;
    }

    /** Time spent in the second step. */
    public Duration second() {
        return second;
    }

    /**
     * Takes it, for good.
     *
     * @throws IllegalStateException when it was taken before
     */
    public AddRequest take() {
        if (used.getAndSet(true)) {
            throw new IllegalStateException("confirmed once, applied once");
        }
        return request;
    }
}
