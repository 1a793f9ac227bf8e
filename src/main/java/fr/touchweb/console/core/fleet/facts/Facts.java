package fr.touchweb.console.core.fleet.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one probe told of a machine. Sizes are bytes.
 *
 * @param at when the probe ran
 * @param jail whether the account sees a jail instead of the machine; null is unknown
 * @param software what was found of each product; a known empty list means that it is not installed
 * @param clockOffset the machine's clock minus ours
 */
public record Facts(Instant at, @Nullable Boolean jail, Fact<System> system, Fact<String> kernel,
        Fact<Duration> uptime, Fact<Load> load, Fact<Integer> processors, Fact<Memory> memory,
        Fact<List<Mount>> mounts, Fact<Raid> raid, Fact<String> virtualisation,
        Map<Product, Fact<List<Software>>> software, Fact<Boolean> pageSpeed, Fact<String> zone,
        Fact<Duration> clockOffset, Fact<Updates> updates, Fact<Boolean> rebootRequired) {

    public Facts {
        software = Map.copyOf(software);
    }

    /**
     * The operating system.
     *
     * @param id as in os-release, {@code debian} for one
     * @param version as precise as the machine tells, {@code 11.11}
     * @param name for people, {@code Debian}
     */
    public record System(String id, String version, String name) {
        /** {@code Debian 11.11}. */
        public String label() {
            return version.isEmpty() ? name : name + " " + version;
        }
    }

    /** Runnable tasks, averaged over 1, 5 and 15 minutes. */
    public record Load(double one, double five, double fifteen) {}

    public record Memory(long total, long available, long swapTotal, long swapFree) {
        /** 0 to 100. */
        public int availablePercent() {
            return total == 0 ? 0 : (int) (available * 100 / total);
        }
    }

    /**
     * A file system with room for data.
     *
     * @param type {@code ext4} for one, null when not known
     * @param usedPercent as {@code df} counts it: used against used and available, rounded up
     * @param inodesPercent used share of its inodes, null when it has none or that is not known
     */
    public record Mount(String device, String point, @Nullable String type, long size, long used, long available,
            int usedPercent, @Nullable Integer inodesPercent) {}

    /**
     * Redundancy of the disks.
     *
     * @param arrays software arrays
     * @param controllers drivers of hardware controllers, whose state needs the maker's tool
     */
    public record Raid(List<RaidArray> arrays, List<String> controllers) {
        public Raid {
            arrays = List.copyOf(arrays);
            controllers = List.copyOf(controllers);
        }

        public boolean isDegraded() {
            return arrays.stream().anyMatch(RaidArray::degraded);
        }
    }

    /**
     * A software array.
     *
     * @param name {@code md0}
     * @param level {@code raid1}
     * @param members present and wanted, as {@code 2/2}
     * @param activity {@code recovery}, {@code resync}, {@code check}, or null
     */
    public record RaidArray(String name, String level, String members, boolean degraded,
            @Nullable String activity) {}

    /** Packages that could be upgraded, and how many of them for security. */
    public record Updates(int all, int security) {}

    /** Installed versions of a product. */
    public Fact<List<Software>> of(Product product) {
        return Objects.requireNonNull(software.get(product), product::name);
    }

    /** Every version found. */
    public List<Software> installed() {
        List<Software> all = new ArrayList<>();
        for (Product product : Product.values()) {
            all.addAll(of(product).known().orElse(List.of()));
        }
        return all;
    }

    /** The fullest file system, by bytes. */
    public Optional<Mount> fullest() {
        return mounts.known().flatMap(all -> all.stream()
                .max((a, b) -> Integer.compare(a.usedPercent(), b.usedPercent())));
    }

    public Optional<Mount> mount(String point) {
        return mounts.known().flatMap(all -> all.stream().filter(mount -> mount.point().equals(point)).findFirst());
    }
}
