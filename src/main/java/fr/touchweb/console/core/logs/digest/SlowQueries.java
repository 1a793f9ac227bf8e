package fr.touchweb.console.core.logs.digest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The slow statements of a log, grouped by fingerprint.
 *
 * @param events counted
 * @param seconds sum of their durations
 * @param queries groups, the largest sum first
 * @param groups different fingerprints that were told apart
 * @param others events whose fingerprint was one too many to be told apart; 0 when the digest is exact
 * @param step length of the steps of {@code rate}
 * @param rate events over time
 */
public record SlowQueries(long events, double seconds, List<Query> queries, int groups, long others, Duration step,
        List<RateSeries.Step> rate) {

    /**
     * A group.
     *
     * @param id number by which pt-query-digest calls it
     * @param total seconds
     * @param p95 at most 3.2 % off, as is {@code p50}
     * @param lockTotal seconds waited for locks
     * @param database of its slowest event; empty when it tells none
     * @param user of its slowest event; empty when it tells none
     * @param sample its slowest event, cut where the policy says
     * @param sampleTime of that event
     */
    public record Query(String id, String fingerprint, long count, double total, double mean, double p50, double p95,
            double max, double lockTotal, double rowsSent, double rowsExamined, @Nullable Instant first,
            @Nullable Instant last, String database, String user, String sample, @Nullable Instant sampleTime) {}
}
