package fr.touchweb.console.core.policy;

import java.time.Duration;

/**
 * How logs are followed (reference logs 4.5).
 *
 * @param activePollMillis pause between two looks at a source that speaks
 * @param idlePollMillis the same once it was silent for {@code idleAfterMillis}
 * @param idleAfterMillis silence after which a source counts as idle
 * @param restPollMillis the same once it was silent for {@code restAfterMillis} and nobody did anything on the page; in
 *        between the pause grows evenly
 * @param restAfterMillis silence after which a source rests
 * @param hiddenPollMillis shortest pause while the page is not in sight
 * @param drainGraceMillis how long a rotated file must be quiet before it is let go
 * @param readBytes bytes asked for in one read
 * @param lineBytes a longer line is cut there, and says so
 * @param spoolMegabytes disk space for the lines of all sources together
 * @param resumeMegabytes bytes that are read to go on where an earlier run stopped; more than that is read when asked for
 * @param placeDays for how long it is kept where reading of a log stopped; 0 keeps nothing
 * @param placeMegabytes disk space for that
 * @param lastLinesKilobytes lines of each file that are kept with it, so that the next run shows them at once; 0 keeps none
 * @param indexMegabytes disk space for what is known of files that were opened before
 * @param searchThereMegabytes size from which on a log is searched on its server, where that sends less than reading it
 */
public record FollowPolicy(int activePollMillis, int idlePollMillis, int idleAfterMillis, int restPollMillis,
        int restAfterMillis, int hiddenPollMillis, int drainGraceMillis, int readBytes, int lineBytes,
        int spoolMegabytes, int resumeMegabytes,
        int placeDays, int placeMegabytes, int lastLinesKilobytes, int indexMegabytes,
        int searchThereMegabytes) {
    public FollowPolicy {
        Policy.require(activePollMillis > 0 && activePollMillis <= idlePollMillis
                && idlePollMillis <= hiddenPollMillis, "0 < activePollMillis <= idlePollMillis <= hiddenPollMillis");
        Policy.require(idlePollMillis <= restPollMillis && idleAfterMillis < restAfterMillis,
                "idlePollMillis <= restPollMillis, idleAfterMillis < restAfterMillis");
        Policy.require(idleAfterMillis > 0 && drainGraceMillis > 0, "times > 0");
        Policy.require(readBytes >= 4096 && lineBytes >= 4096 && lineBytes <= 1 << 20,
                "readBytes and lineBytes >= 4096, lineBytes <= 1 MiB");
        Policy.require(resumeMegabytes >= 0 && placeDays >= 0 && placeMegabytes > 0
                && lastLinesKilobytes >= 0 && lastLinesKilobytes <= 1 << 10,
                "resumeMegabytes and placeDays >= 0, placeMegabytes > 0, lastLinesKilobytes 0 to 1024");
        Policy.require(spoolMegabytes > 0 && indexMegabytes > 0 && searchThereMegabytes >= 0,
                "spoolMegabytes and indexMegabytes > 0, searchThereMegabytes >= 0");
    }

    public Duration activePoll() {
        return Duration.ofMillis(activePollMillis);
    }

    public Duration idlePoll() {
        return Duration.ofMillis(idlePollMillis);
    }

    public Duration idleAfter() {
        return Duration.ofMillis(idleAfterMillis);
    }

    public Duration restPoll() {
        return Duration.ofMillis(restPollMillis);
    }

    public Duration restAfter() {
        return Duration.ofMillis(restAfterMillis);
    }

    public Duration hiddenPoll() {
        return Duration.ofMillis(hiddenPollMillis);
    }

    public Duration drainGrace() {
        return Duration.ofMillis(drainGraceMillis);
    }

    public long searchThereBytes() {
        return (long) searchThereMegabytes << 20;
    }

    public long resumeBytes() {
        return (long) resumeMegabytes << 20;
    }

    public Duration placeAge() {
        return Duration.ofDays(placeDays);
    }

    public long placeBytes() {
        return (long) placeMegabytes << 20;
    }

    public int lastLinesBytes() {
        return lastLinesKilobytes << 10;
    }

    public long indexBytes() {
        return (long) indexMegabytes << 20;
    }

    public long spoolBytes() {
        return (long) spoolMegabytes << 20;
    }
}
