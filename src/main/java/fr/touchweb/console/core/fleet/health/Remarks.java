package fr.touchweb.console.core.fleet.health;

import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.Site;
import fr.touchweb.console.core.fleet.eol.Tone;
import fr.touchweb.console.core.fleet.facts.Fact;
import fr.touchweb.console.core.fleet.facts.Facts;
import fr.touchweb.console.core.fleet.facts.Product;
import fr.touchweb.console.core.fleet.facts.Software;
import fr.touchweb.console.core.fleet.facts.Versions;
import fr.touchweb.console.core.policy.PartitionPolicy;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What deviates from the house's rules: preproduction (G06), PHP (L51), partition plan (H03, H04), pending updates. */
final class Remarks {
    private static final long MEGABYTE = 1_000_000;

    private final Policy policy;
    private final List<Remark> remarks = new ArrayList<>();

    private Remarks(Policy policy) {
        this.policy = policy;
    }

    static List<Remark> of(Fleet fleet, Server server, @Nullable Facts facts, Policy policy) {
        Remarks remarks = new Remarks(policy);
        remarks.preproduction(fleet, server);
        if (facts != null) {
            remarks.php(facts);
            remarks.updates(facts);
            remarks.partitions(facts);
            remarks.redundancy(server, facts);
        }
        return List.copyOf(remarks.remarks);
    }

    private void preproduction(Fleet fleet, Server server) {
        if (!policy.preproduction().required() || !server.isProduction()) {
            return;
        }
        List<Site> without = fleet.withoutPreproduction(server);
        if (!without.isEmpty()) {
            add(Tone.WARNING, Message.of("fleet.remark.sitesWithoutPreproduction",
                    String.join(", ", without.stream().map(Site::id).toList())));
        } else if (!fleet.hasPreproduction(server)) {
            add(Tone.WARNING, Message.of("fleet.remark.noPreproduction",
                    String.valueOf(policy.preproduction().outagesPercent())));
        }
    }

    private void php(Facts facts) {
        for (Software php : facts.of(Product.PHP).known().orElse(List.of())) {
            if (Versions.compare(php.version(), policy.php().minimum()) < 0) {
                add(Tone.DANGER, Message.of("fleet.remark.oldPhp", php.version(), policy.php().minimum()));
            }
        }
    }

    private void updates(Facts facts) {
        facts.updates().known().filter(updates -> updates.all() > 0)
                .ifPresent(updates -> add(updates.security() > 0 ? Tone.WARNING : Tone.GOOD,
                        Message.of("fleet.remark.updates", updates.all(), updates.security())));
        if (facts.rebootRequired().known().orElse(false)) {
            add(Tone.WARNING, Message.of("fleet.remark.reboot"));
        }
    }

    private void partitions(Facts facts) {
        if (facts.mounts() instanceof Fact.Unknown || Boolean.TRUE.equals(facts.jail())) {
            return;
        }
        PartitionPolicy plan = policy.partitions();
        partition(facts, "/var/log", plan.logMegabytes());
        partition(facts, "/tmp", plan.temporaryMegabytes());
        facts.memory().known().ifPresent(memory -> {
            double smallest = memory.total() * plan.swapPerMemory() * (100 - plan.tolerancePercent()) / 100;
            if (memory.swapTotal() < smallest) {
                add(Tone.WARNING, Message.of("fleet.remark.swap", memory.swapTotal() / MEGABYTE,
                        memory.total() / MEGABYTE));
            }
        });
    }

    private void partition(Facts facts, String point, int megabytes) {
        Optional<Facts.Mount> mount = facts.mount(point);
        if (mount.isEmpty()) {
            add(Tone.WARNING, Message.of("fleet.remark.noPartition", point, megabytes));
            return;
        }
        long smallest = megabytes * MEGABYTE * (100 - policy.partitions().tolerancePercent()) / 100;
        if (mount.get().size() < smallest) {
            add(Tone.WARNING, Message.of("fleet.remark.smallPartition", point, mount.get().size() / MEGABYTE,
                    megabytes));
        }
        String type = mount.get().type();
        if (type != null && !type.equals(policy.partitions().fileSystem())) {
            add(Tone.WARNING, Message.of("fleet.remark.fileSystem", point, type, policy.partitions().fileSystem()));
        }
    }

    private void redundancy(Server server, Facts facts) {
        boolean bare = Boolean.FALSE.equals(server.isVirtual())
                || server.isVirtual() == null && facts.virtualisation().known().filter("none"::equals).isPresent();
        if (bare && facts.raid().known()
                .filter(raid -> raid.arrays().isEmpty() && raid.controllers().isEmpty()).isPresent()) {
            add(Tone.DANGER, Message.of("fleet.remark.noRaid"));
        }
    }

    private void add(Tone tone, Message text) {
        remarks.add(new Remark(tone, text));
    }
}
