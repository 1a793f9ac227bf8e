package fr.touchweb.console.core.policy;

import java.time.Duration;

/**
 * Limits of the inventory and of its probe.
 *
 * @param documentMegabytes a larger document is refused before it is read
 * @param documentsInFolder most documents that one folder may hold
 * @param watchSeconds how often a change elsewhere is looked for
 * @param probeSeconds longest time of the probe script on one server
 * @param probesAtOnce servers probed at the same time
 * @param siteSeconds longest time until the first byte of a site
 * @param sitesAtOnce sites asked at the same time
 * @param siteEverySeconds the same site is asked again only after this
 * @param offlineHours a copy of a shared fleet is usable without its host
 * @param lockSeconds one hand may keep others from writing a shared document
 * @param historyEntries newest changes that the history beside a fleet keeps
 */
public record FleetPolicy(int documentMegabytes, int documentsInFolder, int watchSeconds, int probeSeconds,
        int probesAtOnce, int siteSeconds, int sitesAtOnce, int siteEverySeconds, int offlineHours,
        int lockSeconds, int historyEntries) {
    public FleetPolicy {
        Policy.require(documentMegabytes > 0 && documentMegabytes <= 1024, "0 < documentMegabytes <= 1024");
        Policy.require(documentsInFolder > 0, "documentsInFolder > 0");
        Policy.require(watchSeconds > 0, "watchSeconds > 0");
        Policy.require(probeSeconds > 0, "probeSeconds > 0");
        Policy.require(probesAtOnce > 0, "probesAtOnce > 0");
        Policy.require(siteSeconds > 0, "siteSeconds > 0");
        Policy.require(sitesAtOnce > 0, "sitesAtOnce > 0");
        Policy.require(siteEverySeconds >= 0, "siteEverySeconds >= 0");
        Policy.require(offlineHours >= 0, "offlineHours >= 0");
        Policy.require(lockSeconds > 0, "lockSeconds > 0");
        Policy.require(historyEntries > 0, "historyEntries > 0");
    }

    public long documentBytes() {
        return (long) documentMegabytes << 20;
    }

    public Duration watch() {
        return Duration.ofSeconds(watchSeconds);
    }

    public Duration lock() {
        return Duration.ofSeconds(lockSeconds);
    }

    public Duration offline() {
        return Duration.ofHours(offlineHours);
    }

    public Duration siteLimit() {
        return Duration.ofSeconds(siteSeconds);
    }

    public Duration siteEvery() {
        return Duration.ofSeconds(siteEverySeconds);
    }

    public Duration probeLimit() {
        return Duration.ofSeconds(probeSeconds);
    }
}
