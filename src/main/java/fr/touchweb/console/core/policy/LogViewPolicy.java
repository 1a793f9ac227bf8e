package fr.touchweb.console.core.policy;

import java.time.Duration;

/**
 * How logs are looked at.
 *
 * @param pastMegabytes lines of one log that are read at a time from before following began
 * @param pastHits lines of past files that one search shows
 * @param earlierMinutes how far back one asking for older lines goes
 * @param slowMillis duration from which on a request or a statement is a slow-down
 * @param aroundSeconds what “the same second elsewhere” means, before and after
 * @param alertRateCount lines within {@code alertWindowSeconds} that an alert on a rate begins with
 * @param alertSilenceSeconds silence that an alert on it begins with
 * @param alertMuteMinutes how long an alert that is muted stays so
 */
public record LogViewPolicy(int pastMegabytes, int pastHits, int earlierMinutes, int slowMillis, int aroundSeconds,
        int alertRateCount, int alertWindowSeconds, int alertSilenceSeconds, int alertMuteMinutes) {
    public LogViewPolicy {
        Policy.require(pastMegabytes > 0 && pastHits > 0 && earlierMinutes > 0,
                "pastMegabytes, pastHits and earlierMinutes > 0");
        Policy.require(slowMillis > 0 && aroundSeconds > 0, "slowMillis and aroundSeconds > 0");
        Policy.require(alertRateCount > 0 && alertWindowSeconds > 0 && alertSilenceSeconds > 0 && alertMuteMinutes > 0,
                "figures of alerts > 0");
    }

    public long pastBytes() {
        return (long) pastMegabytes << 20;
    }

    public Duration earlier() {
        return Duration.ofMinutes(earlierMinutes);
    }

    /** In seconds. */
    public double slow() {
        return slowMillis / 1e3;
    }

    public Duration around() {
        return Duration.ofSeconds(aroundSeconds);
    }

    public Duration alertWindow() {
        return Duration.ofSeconds(alertWindowSeconds);
    }

    public Duration alertSilence() {
        return Duration.ofSeconds(alertSilenceSeconds);
    }

    public Duration alertMute() {
        return Duration.ofMinutes(alertMuteMinutes);
    }
}
