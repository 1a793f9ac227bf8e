package fr.touchweb.console.core.policy;

/**
 * How stale content is looked for.
 *
 * @param requests most requests of one run from one place (reference C.3)
 * @param cdnLeastHours shortest life that a CDN is set to keep files (G52)
 * @param cdnMostDays longest one
 */
public record CachePolicy(int requests, int cdnLeastHours, int cdnMostDays) {
    public CachePolicy {
        Policy.require(requests >= 3, "requests >= 3");
        Policy.require(cdnLeastHours > 0 && cdnLeastHours <= cdnMostDays * 24,
                "0 < cdnLeastHours <= cdnMostDays");
    }
}
