package fr.touchweb.console.core.fleet.health;

import fr.touchweb.console.core.fleet.Role;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.Site;
import fr.touchweb.console.core.fleet.facts.Contact;
import fr.touchweb.console.core.fleet.facts.Fact;
import fr.touchweb.console.core.fleet.facts.Facts;
import fr.touchweb.console.core.fleet.facts.Product;
import fr.touchweb.console.core.fleet.facts.Software;
import fr.touchweb.console.core.fleet.health.Health.State;
import fr.touchweb.console.core.policy.HealthPolicy;
import fr.touchweb.console.core.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Decides the state of a server. What cannot be told is unknown; a server without its main measures is never healthy. */
public final class HealthCheck {
    private static final List<Product> FRONT_ENDS = List.of(Product.HAPROXY, Product.APACHE, Product.NGINX);
    private static final List<Product> DATABASES = List.of(Product.MARIADB, Product.MYSQL);

    private final HealthPolicy policy;
    private final List<Message> down = new ArrayList<>();
    private final List<Message> attention = new ArrayList<>();
    private final List<Message> missing = new ArrayList<>();
    private final List<Message> unchecked = new ArrayList<>();

    private HealthCheck(HealthPolicy policy) {
        this.policy = policy;
    }

    public static Health of(Server server, List<Site> sites, Contact contact, HealthPolicy policy, Instant now) {
        if (contact.failures() >= policy.failedContacts() && contact.failure() != null) {
            if (contact.sites().stream().anyMatch(SiteJudge::serves)) {
                return new Health(State.ATTENTION, List.of(Message.of("fleet.health.sitesOnly",
                        String.valueOf(contact.failures()), contact.failure())), List.of());
            }
            return new Health(State.DOWN, List.of(Message.of("fleet.health.noContact",
                    String.valueOf(contact.failures()), contact.failure())), List.of());
        }
        if (contact.failures() > 0 && contact.failure() != null) {
            return unknown(Message.of("fleet.health.failing", String.valueOf(contact.failures()),
                    String.valueOf(policy.failedContacts()), contact.failure()));
        }
        Facts facts = contact.facts();
        if (facts == null) {
            return unknown(Message.of("fleet.health.never"));
        }
        if (Duration.between(facts.at(), now).compareTo(policy.factsMaxAge()) > 0) {
            return unknown(Message.of("fleet.health.old"));
        }
        return new HealthCheck(policy).judge(server, sites, contact, facts, now);
    }

    private static Health unknown(Message reason) {
        return new Health(State.UNKNOWN, List.of(reason), List.of());
    }

    private Health judge(Server server, List<Site> sites, Contact contact, Facts facts, Instant now) {
        services(server, facts);
        disks(facts);
        load(facts);
        memory(facts);
        raid(facts);
        clock(facts);
        new SiteJudge(policy, now, serves(server) ? down : attention, attention, missing, unchecked).judge(sites,
                contact.sites());
        if (!down.isEmpty()) {
            down.addAll(attention);
            return new Health(State.DOWN, down, all(missing, unchecked));
        }
        if (!attention.isEmpty()) {
            return new Health(State.ATTENTION, attention, all(missing, unchecked));
        }
        return missing.isEmpty()
                ? new Health(State.HEALTHY, List.of(Message.of(contact.sites().isEmpty()
                        ? "fleet.health.good"
                        : "fleet.health.goodSites")), unchecked)
                : new Health(State.UNKNOWN, missing, unchecked);
    }

    private static List<Message> all(List<Message> first, List<Message> second) {
        List<Message> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private void disks(Facts facts) {
        switch (facts.mounts()) {
            case Fact.Unknown<List<Facts.Mount>>(Message reason) -> missing
                    .add(Message.of("fleet.health.noDisks", reason));
            case Fact.Known<List<Facts.Mount>> known -> {
                List<Facts.Mount> byUse = known.value().stream()
                        .sorted((a, b) -> Integer.compare(b.usedPercent(), a.usedPercent())).toList();
                for (Facts.Mount mount : byUse) {
                    if (mount.usedPercent() >= policy.diskCriticalPercent()) {
                        attention.add(0, Message.of("fleet.health.diskFull", mount.point(),
                                String.valueOf(mount.usedPercent())));
                    } else if (mount.usedPercent() >= policy.diskAttentionPercent()) {
                        attention.add(Message.of("fleet.health.disk", mount.point(),
                                String.valueOf(mount.usedPercent())));
                    }
                }
                for (Facts.Mount mount : byUse) {
                    Integer inodes = mount.inodesPercent();
                    if (inodes != null && inodes >= policy.inodeAttentionPercent()) {
                        attention.add(Message.of("fleet.health.inodes", mount.point(), String.valueOf(inodes)));
                    }
                }
            }
        }
    }

    private void load(Facts facts) {
        if (facts.load() instanceof Fact.Known<Facts.Load> load
                && facts.processors() instanceof Fact.Known<Integer> processors) {
            double perCore = load.value().five() / processors.value();
            if (perCore >= policy.loadPerCore()) {
                attention.add(Message.of("fleet.health.load", load.value().five(), processors.value()));
            }
        } else {
            missing.add(Message.of("fleet.health.noLoad", facts.load() instanceof Fact.Unknown<Facts.Load> unknown
                    ? unknown.reason()
                    : ((Fact.Unknown<Integer>) facts.processors()).reason()));
        }
    }

    private void memory(Facts facts) {
        switch (facts.memory()) {
            case Fact.Unknown<Facts.Memory>(Message reason) -> missing
                    .add(Message.of("fleet.health.noMemory", reason));
            case Fact.Known<Facts.Memory> known -> {
                if (known.value().availablePercent() < policy.memoryAvailablePercent()) {
                    attention.add(Message.of("fleet.health.memory",
                            String.valueOf(known.value().availablePercent())));
                }
            }
        }
    }

    private void services(Server server, Facts facts) {
        stopped(FRONT_ENDS, facts, serves(server) ? down : attention);
        stopped(DATABASES, facts, serves(server) ? down : attention);
        stopped(List.of(Product.PHP), facts, attention);
        stopped(List.of(Product.FAIL2BAN), facts, attention);
    }

    private static boolean serves(Server server) {
        return server.role() == Role.PRODUCTION || server.role() == Role.SECONDARY;
    }

    /** Of programs that stand in for each other, one that runs is enough. */
    private void stopped(List<Product> products, Facts facts, List<Message> where) {
        List<Software> installed = new ArrayList<>();
        for (Product product : products) {
            switch (facts.of(product)) {
                case Fact.Known<List<Software>> known -> installed.addAll(known.value());
                case Fact.Unknown<List<Software>>(Message reason) -> unchecked
                        .add(Message.of("fleet.health.noService", product.label(), reason));
            }
        }
        if (installed.isEmpty()) {
            return;
        }
        if (installed.stream().allMatch(software -> Boolean.FALSE.equals(software.running()))) {
            where.add(Message.of("fleet.health.stopped", installed.get(0).product().label()));
        } else if (installed.stream().noneMatch(software -> Boolean.TRUE.equals(software.running()))) {
            unchecked.add(Message.of("fleet.health.noProcesses", installed.get(0).product().label()));
        }
    }

    private void raid(Facts facts) {
        switch (facts.raid()) {
            case Fact.Unknown<Facts.Raid>(Message reason) -> unchecked.add(Message.of("fleet.health.noRaid", reason));
            case Fact.Known<Facts.Raid> known -> {
                for (Facts.RaidArray array : known.value().arrays()) {
                    if (array.degraded()) {
                        attention.add(0, Message.of("fleet.health.raid", array.name(), array.members()));
                    }
                }
            }
        }
    }

    private void clock(Facts facts) {
        switch (facts.clockOffset()) {
            case Fact.Unknown<Duration>(Message reason) -> unchecked.add(Message.of("fleet.health.noClock"));
            case Fact.Known<Duration> known -> {
                if (known.value().abs().compareTo(policy.clockOffset()) > 0) {
                    attention.add(Message.of("fleet.health.clock", known.value().toMillis() / 1000.0));
                }
            }
        }
    }
}
