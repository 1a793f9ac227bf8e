package fr.touchweb.console.core.whitelist.confirm;

import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.whitelist.risk.Assessment;
import fr.touchweb.console.core.whitelist.risk.Tier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Why a request needs a second person: at tier 3 its author says which of these it is (reference A.2). */
enum Ground {
    /** As wide as is ever asked for. */
    SIZE("size"),
    /** A VPN, a proxy or Tor is among it. */
    ANONYMISER("vpn", "tor", "anonymiser"),
    /** An address of it was banned a short time ago. */
    BANNED("banned"),
    /** The author has let in too many already. */
    BUDGET("over-budget");

    private final List<String> facts;

    Ground(String... facts) {
        this.facts = List.of(facts);
    }

    /** Whether it is one of the reasons. */
    boolean holds(Assessment assessment) {
        return assessment.facts().stream()
                .anyMatch(fact -> fact.tier() == Tier.RED && facts.contains(fact.code()));
    }

    /** Whether any of them is asked for. */
    static boolean any(Assessment assessment) {
        return Arrays.stream(values()).anyMatch(ground -> ground.holds(assessment));
    }

    Message text() {
        return Message.of("whitelist.ground." + name().toLowerCase(Locale.ROOT));
    }
}
