package fr.touchweb.console.core.fleet.facts;

import fr.touchweb.console.core.text.Message;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the last tries to reach a server gave.
 *
 * @param facts of the last successful probe, null when there never was one
 * @param tried when it was last tried, null when never in this run of the console
 * @param failures tries that failed since the last success
 * @param failure why the last one failed, null when it did not
 * @param sites what the last look at each of its sites gave; empty when there was none in this run of the console
 */
public record Contact(@Nullable Facts facts, @Nullable Instant tried, int failures, @Nullable Message failure,
        List<SiteReading> sites) {
    public Contact {
        sites = List.copyOf(sites);
    }

    /** Never tried. */
    public static final Contact NONE = new Contact(null, null, 0, null, List.of());

    /** Facts that an earlier run of the console left. */
    public static Contact remembered(Facts facts) {
        return new Contact(facts, null, 0, null, List.of());
    }

    public Contact succeeded(Facts value, List<SiteReading> read) {
        return new Contact(value, value.at(), 0, null, read);
    }

    public Contact failed(Instant at, Message why, List<SiteReading> read) {
        return new Contact(facts, at, failures + 1, why, read);
    }
}
