package fr.touchweb.console.core.policy;

/**
 * How much digests of logs keep.
 *
 * @param topKeys different values that one top list counts at a time; rarer ones are given up, and the list says how
 *            much that can cost
 * @param keyBytes a longer value counts by its beginning
 * @param rateBuckets steps of a course over time; the step grows with the time that is covered
 * @param groups different statements or scripts that one digest tells apart; further ones count together
 * @param sampleBytes of the slowest statement of a group that are kept
 * @param topFrames frames of a slow script by which it is grouped, innermost first
 * @param top rows of a top list that are shown where nobody says how many
 */
public record DigestPolicy(int topKeys, int keyBytes, int rateBuckets, int groups, int sampleBytes,
        int topFrames, int top) {
    public DigestPolicy {
        Policy.require(topKeys >= 16 && keyBytes >= 16, "topKeys and keyBytes >= 16");
        Policy.require(rateBuckets >= 16 && rateBuckets % 2 == 0, "rateBuckets >= 16 and even");
        Policy.require(groups > 0 && sampleBytes > 0 && topFrames > 0 && top > 0, "figures > 0");
    }
}
