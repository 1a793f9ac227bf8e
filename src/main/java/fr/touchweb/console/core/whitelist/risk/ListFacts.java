package fr.touchweb.console.core.whitelist.risk;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.policy.WhitelistPolicy;
import fr.touchweb.console.core.text.Message;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What the lists of VPNs, data centres and Tor exits say of a range. One listed address is enough: half of the ranges that
 * hold a VPN are not listed whole. To be in no list is told as just that (reference A.3).
 */
final class ListFacts {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final RangeLists lists;
    private final WhitelistPolicy policy;
    private final Clock clock;

    ListFacts(RangeLists lists, WhitelistPolicy policy, Clock clock) {
        this.lists = lists;
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * @param anonymisers addresses that a list of VPNs or Tor exits holds
     */
    record Found(List<Fact> facts, long anonymisers) {}

    Found of(Cidr cidr) {
        List<Fact> facts = new ArrayList<>();
        List<String> without = new ArrayList<>();
        long anonymisers = 0;
        LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        for (String kind : RangeLists.KINDS) {
            RangeList list = lists.list(kind).orElse(null);
            if (list == null) {
                facts.add(Fact.unknown(kind, Message.of("whitelist.unknown.list",
                        Message.of("whitelist.list." + kind))));
                continue;
            }
            long age = ChronoUnit.DAYS.between(list.date(), today);
            long hits = list.hits(cidr);
            if (hits > 0) {
                boolean anonymiser = !kind.equals("datacentre");
                anonymisers += anonymiser ? hits : 0;
                facts.add(Fact.of(kind, anonymiser ? Tier.RED : Tier.ORANGE,
                        Message.of("whitelist.fact.listed", hits, cidr.weight(),
                                Message.of("whitelist.list." + kind), list.date(), age,
                                percent(hits, cidr))));
            } else {
                without.add(kind);
            }
            if (age > policy.listsMaxAgeDays()) {
                facts.add(Fact.of("list-old", Message.of("whitelist.fact.listOld",
                        Message.of("whitelist.list." + kind), list.date(), age)));
            }
        }
        if (anonymisers == 0 && without.size() > 1) {
            facts.add(Fact.of("in-no-list", Message.of("whitelist.fact.inNoList")));
        }
        return new Found(facts, anonymisers);
    }

    /** To a tenth, rounded up: what is among it is never nothing. */
    private static BigDecimal percent(long hits, Cidr cidr) {
        return HUNDRED.multiply(BigDecimal.valueOf(hits)).divide(new BigDecimal(cidr.weight()), 1, RoundingMode.UP);
    }
}
