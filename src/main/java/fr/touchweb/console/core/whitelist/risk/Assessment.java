package fr.touchweb.console.core.whitelist.risk;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.text.Message;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be known before a range is let in. Facts stand in the order in which the review card shows them.
 *
 * @param input as it was typed
 * @param cidr what it means, null when it means nothing or more than one thing
 * @param tier the worst of the facts'
 * @param readings what an unclear text may mean, the narrowest first; else empty
 * @param listed how many of its addresses a list of VPNs, proxies or Tor exits holds, 0 where none does
 * @param owner network that it belongs to, null when not known
 * @param narrower the safer request to offer first: an address of the range that was seen or banned, or our own; null
 *        where there is none
 */
public record Assessment(String input, @Nullable Cidr cidr, Tier tier, List<Fact> facts, List<Cidr> readings,
        long listed, @Nullable String owner, @Nullable Cidr narrower) {

    public Assessment {
        facts = List.copyOf(facts);
        readings = List.copyOf(readings);
    }

    /** One assessment of several servers': the worst tier, every fact once. */
    public static Assessment worst(String input, List<Assessment> each) {
        Assessment worst = each.stream().max(Comparator.comparing(Assessment::tier)).orElseThrow();
        Set<Fact> facts = new LinkedHashSet<>();
        each.forEach(one -> facts.addAll(one.facts()));
        Cidr narrower = each.stream().map(Assessment::narrower).filter(Objects::nonNull).findFirst().orElse(null);
        return new Assessment(input, worst.cidr(), worst.tier(), List.copyOf(facts), worst.readings(), worst.listed(),
                worst.owner(), narrower);
    }

    public boolean refused() {
        return tier == Tier.BLACK;
    }

    /** The fact with a code. */
    public Optional<Fact> fact(String code) {
        return facts.stream().filter(fact -> fact.code().equals(code)).findFirst();
    }

    /** Why it is refused; empty when it is not. */
    public List<Message> refusals() {
        return refused()
                ? facts.stream().filter(fact -> fact.tier() == Tier.BLACK).map(Fact::text).toList()
                : List.of();
    }
}
