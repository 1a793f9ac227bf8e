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
import java.util.Optional;

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
            long hits = list.hits(cidr);
            if (hits > 0) {
                boolean anonymiser = !kind.equals("datacentre");
                anonymisers += anonymiser ? hits : 0;
                facts.add(listed(kind, anonymiser ? Tier.RED : Tier.ORANGE, list, hits, cidr, today));
            } else {
                without.add(kind);
            }
            old(list, today).ifPresent(facts::add);
        }
        for (String name : RangeLists.NAMED) {
            RangeList list = lists.list(name).orElse(null);
            long hits = list == null ? 0 : list.hits(cidr);
            if (list != null && hits > 0) {
                anonymisers = Math.max(anonymisers, hits);
                facts.add(listed("anonymiser", Tier.RED, list, hits, cidr, today));
                old(list, today).ifPresent(facts::add);
            }
        }
        RangeList robot = lists.list(RangeLists.ROBOT).orElse(null);
        if (robot != null && robot.hits(cidr) > 0) {
            facts.add(listed("robot", Tier.GREEN, robot, robot.hits(cidr), cidr, today));
            old(robot, today).ifPresent(facts::add);
        }
        if (anonymisers == 0 && without.size() > 1) {
            facts.add(Fact.of("in-no-list", Message.of("whitelist.fact.inNoList")));
        }
        return new Found(facts, anonymisers);
    }

    /** Whether a list is of the person's own import and not of the console. */
    boolean imported(String id) {
        return id.equals(RangeLists.ROBOT) && lists.list(id).isPresent();
    }

    private static Fact listed(String code, Tier tier, RangeList list, long hits, Cidr cidr, LocalDate today) {
        return Fact.of(code, tier, Message.of("whitelist.fact.listed", hits, cidr.weight(), title(list), list.date(),
                age(list, today), percent(hits, cidr)));
    }

    private Optional<Fact> old(RangeList list, LocalDate today) {
        return age(list, today) > policy.listsMaxAgeDays()
                ? Optional.of(Fact.of("list-old",
                        Message.of("whitelist.fact.listOld", title(list), list.date(), age(list, today))))
                : Optional.empty();
    }

    private static long age(RangeList list, LocalDate today) {
        return ChronoUnit.DAYS.between(list.date(), today);
    }

    private static Message title(RangeList list) {
        return Message.of("whitelist.list." + list.id());
    }

    /** To a tenth, rounded up: what is among it is never nothing. */
    private static BigDecimal percent(long hits, Cidr cidr) {
        return HUNDRED.multiply(BigDecimal.valueOf(hits)).divide(new BigDecimal(cidr.weight()), 1, RoundingMode.UP);
    }
}
