package fr.touchweb.console.core.whitelist.risk;

import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.address.Parsed;
import fr.touchweb.console.core.policy.WhitelistPolicy;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.Author;
import fr.touchweb.console.core.whitelist.Scope;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds everything that is to be known about a range and the tier that it makes: the worst fact decides, never a sum, for
 * one red fact must not be diluted (reference A.3). Thread-safe.
 */
public final class RiskAssessor {
    private static final int WIDEST_FOUR = 24;
    private static final int WIDEST_SIX = 48;
    private static final int HOUSEHOLD = 64;

    private final WhitelistPolicy policy;
    private final boolean reservedAllowed;
    private final ListFacts lists;
    private final NetworkDatabases networks;
    private final KnownServices services;

    /** @param reservedAllowed whether reserved ranges count as ordinary, as in the lab */
    public RiskAssessor(WhitelistPolicy policy, boolean reservedAllowed, RangeLists lists, NetworkDatabases networks,
            Clock clock) {
        this.policy = policy;
        this.reservedAllowed = reservedAllowed;
        this.lists = new ListFacts(lists, policy, clock);
        this.networks = networks;
        services = new KnownServices(policy.services());
    }

    /** Assesses a text that was typed or pasted, for a door. */
    public Assessment assess(String text, Scope scope, ServerKnowledge server, Author author) throws IOException {
        return switch (AddressText.parse(text)) {
            case Parsed.Refused(String code, Message reason) -> new Assessment(text, null, Tier.BLACK,
                    List.of(Fact.of(code, Tier.BLACK, reason)), List.of(), 0, null, null);
            case Parsed.Unclear(String code, Message question, List<Cidr> readings) -> new Assessment(text, null,
                    Tier.BLACK, List.of(Fact.of(code, Tier.BLACK, question)), readings, 0, null, null);
            case Parsed.Read(Cidr cidr) -> assess(text, cidr, scope, server, author);
        };
    }

    /** Assesses a range that is already known, as an entry that waits for a second person. */
    public Assessment assess(Cidr cidr, Scope scope, ServerKnowledge server, Author author) throws IOException {
        return assess(cidr.toString(), cidr, scope, server, author);
    }

    /** Whom a range is known to belong to. */
    public List<Fact> services(Cidr cidr) {
        return services.in(cidr, lists::imported);
    }

    private Assessment assess(String text, Cidr cidr, Scope scope, ServerKnowledge server, Author author)
            throws IOException {
        List<Fact> facts = new ArrayList<>();
        facts.add(size(cidr));
        if (!reservedAllowed) {
            boolean inside = policy.privateScopes().contains(scope.id()) && Reserved.isPrivate(cidr);
            Reserved.of(cidr).ifPresent(reason -> facts.add(inside
                    ? Fact.of("private", Message.of("whitelist.fact.private", scope.title()))
                    : Fact.of("reserved", Tier.BLACK, reason)));
        }
        facts.addAll(services.in(cidr, lists::imported));
        NetworkOwner owner = networks.owner(cidr);
        facts.addAll(owner(owner));
        ListFacts.Found listed = lists.of(cidr);
        facts.addAll(listed.facts());
        ServerFacts.Found met = ServerFacts.of(cidr, server, author, policy);
        facts.addAll(met.facts());
        Tier tier = facts.stream().map(Fact::tier).reduce(Tier.GREEN, Tier::worse);
        return new Assessment(text, cidr, tier, facts, List.of(), listed.anonymisers(),
                owner.organisations().isEmpty() ? null : owner.organisations().getFirst(), met.narrower());
    }

    private static Fact size(Cidr cidr) {
        BigInteger weight = cidr.weight();
        int widest = cidr.ipv6() ? WIDEST_SIX : WIDEST_FOUR;
        if (cidr.prefix() < widest) {
            return Fact.of("too-wide", Tier.BLACK, Message.of(cidr.ipv6()
                    ? "whitelist.fact.tooWideSix"
                    : "whitelist.fact.tooWide", weight, widest));
        }
        if (cidr.ipv6()) {
            boolean red = cidr.prefix() < HOUSEHOLD;
            return Fact.of("size", red ? Tier.RED : Tier.GREEN,
                    Message.of(cidr.single() ? "whitelist.fact.sizeOne" : "whitelist.fact.sizeSix", weight,
                            cidr.toString()));
        }
        if (cidr.single()) {
            return Fact.of("size", Message.of("whitelist.fact.sizeOne", weight, cidr.toString()));
        }
        return Fact.of("size", cidr.prefix() == WIDEST_FOUR ? Tier.RED : Tier.ORANGE,
                Message.of("whitelist.fact.size", weight, cidr.first().toString(), cidr.last().toString()));
    }

    private List<Fact> owner(NetworkOwner owner) {
        if (networks.isEmpty()) {
            return List.of(Fact.unknown("owner", Message.of("whitelist.unknown.owner")));
        }
        List<Fact> facts = new ArrayList<>();
        facts.add(owner.organisations().isEmpty()
                ? Fact.unknown("owner", Message.of("whitelist.unknown.notInDatabase"))
                : Fact.of("owner", Message.of(
                        owner.complete() ? "whitelist.fact.owner" : "whitelist.fact.ownerPart",
                        String.join(", ", owner.organisations()))));
        if (owner.countries().isEmpty()) {
            facts.add(Fact.unknown("country", Message.of("whitelist.unknown.country")));
        } else {
            boolean usual = policy.usualCountries().containsAll(owner.countries());
            facts.add(Fact.of("country", usual ? Tier.GREEN : Tier.ORANGE,
                    Message.of(usual ? "whitelist.fact.country" : "whitelist.fact.countryOther",
                            String.join(", ", owner.countries()))));
        }
        for (String kind : owner.anonymisers()) {
            boolean shared = kind.equals("hosting") || kind.equals("mobile");
            facts.add(Fact.of(shared ? kind : "anonymiser", shared ? Tier.ORANGE : Tier.RED,
                    Message.of("whitelist.fact.anonymiser",
                            Message.of("whitelist.anonymiser." + kind))));
        }
        return facts;
    }

    /** The tier that a life makes possible: longer than a tier allows is a refusal, not a worse tier. */
    public @Nullable Message tooLong(Assessment assessment, Duration life) {
        int days = maxDays(assessment.tier());
        return life.compareTo(Duration.ofDays(days)) > 0
                ? Message.of("whitelist.refused.tooLong", days, assessment.tier().title())
                : null;
    }

    /** Longest life of an entry of a tier, in days. */
    public int maxDays(Tier tier) {
        return switch (tier) {
            case NONE, GREEN -> policy.singleMaxDays();
            case ORANGE -> policy.rangeMaxDays();
            case RED, BLACK -> policy.redMaxDays();
        };
    }

    /** Life that is proposed for a tier, in days. */
    public int defaultDays(Tier tier) {
        return Math.min(policy.singleDays(), maxDays(tier));
    }
}
