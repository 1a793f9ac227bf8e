package fr.touchweb.console.core.policy;

import java.time.Duration;

/**
 * When a server needs attention (G02, H30). A healthy server is one for which every one of these was measured.
 *
 * @param diskAttentionPercent used share of a file system's bytes
 * @param diskCriticalPercent from here on writes are about to fail
 * @param inodeAttentionPercent used share of a file system's inodes
 * @param loadPerCore five-minute load divided by processors
 * @param memoryAvailablePercent less than this available
 * @param clockOffsetSeconds difference between its clock and ours, either way (H06)
 * @param failedContacts contacts missed in a row before a server counts as down (H22)
 * @param factsMaxAgeMinutes older facts say nothing of the present
 * @param siteFirstByteMillis a site that takes longer until its first byte
 * @param certificateDays a certificate that ends sooner
 */
public record HealthPolicy(int diskAttentionPercent, int diskCriticalPercent, int inodeAttentionPercent,
        double loadPerCore, int memoryAvailablePercent, int clockOffsetSeconds, int failedContacts,
        int factsMaxAgeMinutes, int siteFirstByteMillis, int certificateDays) {
    public HealthPolicy {
        Policy.require(diskAttentionPercent > 0 && diskAttentionPercent <= diskCriticalPercent
                && diskCriticalPercent <= 100, "0 < diskAttentionPercent <= diskCriticalPercent <= 100");
        Policy.require(inodeAttentionPercent > 0 && inodeAttentionPercent <= 100,
                "0 < inodeAttentionPercent <= 100");
        Policy.require(loadPerCore > 0, "loadPerCore > 0");
        Policy.require(memoryAvailablePercent >= 0 && memoryAvailablePercent < 100,
                "0 <= memoryAvailablePercent < 100");
        Policy.require(clockOffsetSeconds > 0, "clockOffsetSeconds > 0");
        Policy.require(failedContacts > 0, "failedContacts > 0");
        Policy.require(factsMaxAgeMinutes > 0, "factsMaxAgeMinutes > 0");
        Policy.require(siteFirstByteMillis > 0, "siteFirstByteMillis > 0");
        Policy.require(certificateDays >= 0, "certificateDays >= 0");
    }

    public Duration factsMaxAge() {
        return Duration.ofMinutes(factsMaxAgeMinutes);
    }

    public Duration clockOffset() {
        return Duration.ofSeconds(clockOffsetSeconds);
    }
}
