package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.address.Cidr;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An address that a server keeps out now.
 *
 * @param source id of what keeps it out: {@code fail2ban}, {@code nftables}, {@code haproxy}…
 * @param list jail, set, map, table, or file and line
 * @param address address or range as the daemon holds it
 * @param since begin, null when the daemon does not tell
 * @param until end, null when it does not tell or there is none
 * @param reason in the daemon's own words, null where it keeps none
 * @param causes lines of logs that led to it, the newest last; may be empty
 * @param way who lifts it and how, null while it was not asked
 * @param atLeast whether it may have begun before {@code since}, which is as far back as logs tell
 */
public record Ban(String source, String list, Cidr address, @Nullable Instant since, @Nullable Instant until,
        @Nullable String reason, List<String> causes, @Nullable Way way, boolean atLeast) {

    public Ban {
        causes = List.copyOf(causes);
    }

    /** A ban whose beginning is known, or not told at all. */
    public Ban(String source, String list, Cidr address, @Nullable Instant since, @Nullable Instant until,
            @Nullable String reason, List<String> causes, @Nullable Way way) {
        this(source, list, address, since, until, reason, causes, way, false);
    }

    /** A ban of which it was not asked yet how it is lifted. */
    public Ban(String source, String list, Cidr address, @Nullable Instant since, @Nullable Instant until,
            @Nullable String reason, List<String> causes) {
        this(source, list, address, since, until, reason, causes, null);
    }

    public Ban withCauses(List<String> lines) {
        return new Ban(source, list, address, since, until, reason, lines, way, atLeast);
    }

    public Ban withSince(Instant begin) {
        return new Ban(source, list, address, begin, until, reason, causes, way);
    }

    /** It began then, or before. */
    public Ban sinceAtLeast(Instant begin) {
        return new Ban(source, list, address, begin, until, reason, causes, way, true);
    }

    public Ban lifted(Way by) {
        return new Ban(source, list, address, since, until, reason, causes, by, atLeast);
    }

    /** Whether the console can lift it; else somebody does by hand. */
    public boolean liftable() {
        return !(way instanceof Way.ByHand);
    }
}
