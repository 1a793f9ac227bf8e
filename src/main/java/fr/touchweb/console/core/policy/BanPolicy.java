package fr.touchweb.console.core.policy;

import java.time.Duration;

/**
 * How it is found out whether somebody is banned (reference B.2, B.4; G33, G40).
 *
 * @param connectMillis longest time for a connection of a probe
 * @param readMillis longest time for its answer
 * @param ruleRoundTrips an answer 408 within so many round trips comes from a rule, never from a real time-out
 * @param microRetrySeconds silence before the one probe that tells a brief ban
 * @param secondRetrySeconds silence before the last one
 * @param recheckSeconds pause between lifting a ban and looking again
 * @param requestsPerDiagnosis most requests of one diagnosis
 * @param pauseMillis least pause between two requests to a site
 * @param exemptDays life of the exemption that the diagnosis proposes
 * @param undoSeconds how long a ban that was lifted can be put back
 * @param watchSeconds how long it is watched whether a ban that was lifted comes back
 * @param watchEverySeconds how often the server's daemons are asked meanwhile
 */
public record BanPolicy(int connectMillis, int readMillis, int ruleRoundTrips, int microRetrySeconds,
        int secondRetrySeconds, int recheckSeconds, int requestsPerDiagnosis, int pauseMillis, int exemptDays,
        int undoSeconds, int watchSeconds, int watchEverySeconds) {
    public BanPolicy {
        Policy.require(connectMillis > 0 && readMillis > 0 && ruleRoundTrips > 0, "times > 0");
        Policy.require(0 < microRetrySeconds && microRetrySeconds <= secondRetrySeconds && recheckSeconds >= 0,
                "0 < microRetrySeconds <= secondRetrySeconds");
        Policy.require(requestsPerDiagnosis > 0 && pauseMillis >= 0 && exemptDays > 0 && undoSeconds > 0,
                "limits > 0");
        Policy.require(0 < watchEverySeconds && watchEverySeconds <= watchSeconds,
                "0 < watchEverySeconds <= watchSeconds");
    }

    public Duration watch() {
        return Duration.ofSeconds(watchSeconds);
    }

    public Duration watchEvery() {
        return Duration.ofSeconds(watchEverySeconds);
    }

    public Duration microRetry() {
        return Duration.ofSeconds(microRetrySeconds);
    }

    public Duration undo() {
        return Duration.ofSeconds(undoSeconds);
    }

    public Duration pause() {
        return Duration.ofMillis(pauseMillis);
    }

    public Duration secondRetry() {
        return Duration.ofSeconds(secondRetrySeconds);
    }
}
