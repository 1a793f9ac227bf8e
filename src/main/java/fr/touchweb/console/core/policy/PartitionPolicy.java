package fr.touchweb.console.core.policy;

/**
 * The partition plan that a server is taken on with (H04).
 *
 * @param fileSystem type of every partition but the swap
 * @param logMegabytes size of {@code /var/log}
 * @param temporaryMegabytes size of {@code /tmp}
 * @param tolerancePercent what a file system may be smaller than its partition
 * @param swapPerMemory swap divided by memory
 */
public record PartitionPolicy(String fileSystem, int logMegabytes, int temporaryMegabytes, int tolerancePercent,
        double swapPerMemory) {
    public PartitionPolicy {
        Policy.require(!fileSystem.isEmpty(), "fileSystem is named");
        Policy.require(logMegabytes > 0 && temporaryMegabytes > 0, "sizes > 0");
        Policy.require(tolerancePercent >= 0 && tolerancePercent < 100, "0 <= tolerancePercent < 100");
        Policy.require(swapPerMemory >= 0, "swapPerMemory >= 0");
    }
}
