package fr.touchweb.console.core.logs.digest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The slow requests of PHP-FPM, grouped twice (G28).
 *
 * @param blocks counted
 * @param scripts groups by script, most blocks first
 * @param frames groups by the innermost frames, most blocks first
 * @param others blocks whose group was one too many to be told apart; 0 when the digest is exact
 * @param step length of the steps of {@code rate}
 * @param rate blocks over time
 */
public record SlowScripts(long blocks, List<Group> scripts, List<Group> frames, long others, Duration step,
        List<RateSeries.Step> rate) {

    /**
     * A group.
     *
     * @param names the script, or the frames, innermost first
     * @param pools pools that it was seen in
     * @param sample whole stack of its last block, innermost first
     * @param step length of the steps of {@code rate}
     * @param rate blocks over time
     */
    public record Group(List<String> names, long count, List<String> pools, @Nullable Instant first,
            @Nullable Instant last, List<String> sample, Duration step, List<RateSeries.Step> rate) {}
}
