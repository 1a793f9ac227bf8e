package fr.touchweb.console.core.logs.digest;

import fr.touchweb.console.core.format.Level;
import fr.touchweb.console.core.format.LogFormat;
import fr.touchweb.console.core.format.Termination;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a digest has to say.
 *
 * @param records counted, a folded one as often as it came
 * @param errors of them: a level of error or worse, or an HTTP answer of 500 and up
 * @param first earliest time told, null when none is
 * @param last latest time told
 * @param formats records a format, most first
 * @param levels records a level, in the order of the levels
 * @param statuses answers an HTTP status, in their order; -1 for none at all
 * @param terminations ends of HAProxy's sessions, most first
 * @param durations of requests and statements
 * @param timers of HAProxy, by {@code request}, {@code queue}, {@code connect}, {@code response}
 * @param tops the lists that have anything
 * @param step length of the steps of {@code rate}
 * @param rate records and errors over time
 */
public record LogSummary(long records, long errors, @Nullable Instant first, @Nullable Instant last,
        Map<LogFormat, Long> formats, Map<Level, Long> levels, Map<Integer, Long> statuses,
        List<TerminationCount> terminations, Quantiles durations, Map<String, Quantiles> timers,
        Map<Dimension, Top> tops, Duration step, List<RateSeries.Step> rate) {

    /** Ends of one kind: flags, status, and how often. */
    public record TerminationCount(Termination termination, long count) {}

    /**
     * Spread of a span of time, in seconds; all 0 when nothing was counted. Quantiles are at most
     * {@link QuantileSketch#ERROR} off.
     */
    public record Quantiles(long count, double mean, double p50, double p95, double p99, double max) {
        static Quantiles of(QuantileSketch sketch) {
            return new Quantiles(sketch.count(), sketch.mean(), sketch.quantile(0.5), sketch.quantile(0.95),
                    sketch.quantile(0.99), sketch.max());
        }
    }

    /**
     * A top list.
     *
     * @param total of all values
     * @param missed how much a count may be too low; 0 when the list is exact
     */
    public record Top(List<TopCounter.Entry> entries, long total, long missed) {}
}
