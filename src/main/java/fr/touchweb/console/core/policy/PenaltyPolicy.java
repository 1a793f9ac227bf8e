package fr.touchweb.console.core.policy;

import java.util.Map;

/**
 * What an obsolete Debian costs (L45, L46).
 *
 * @param applies whether this house has penalties at all
 * @param factor price multiplier of each step
 * @param everyMonths months from one step to the next
 * @param firstStepAtStart whether the first step falls on the start date or one period later (an ambiguity of the
 *        letter: requirements 1.5)
 * @param leadMonths a release nobody announced is taken to start this long before its house date, as Debian 10 did
 * @param announced start dates that were announced, ISO dates by Debian release
 */
public record PenaltyPolicy(boolean applies, int factor, int everyMonths, boolean firstStepAtStart, int leadMonths,
        Map<String, String> announced) {
    public PenaltyPolicy {
        Policy.require(factor > 1, "factor > 1");
        Policy.require(everyMonths > 0, "everyMonths > 0");
        Policy.require(leadMonths >= 0, "leadMonths >= 0");
        announced = Map.copyOf(announced);
        announced.values().forEach(java.time.LocalDate::parse);
    }
}
