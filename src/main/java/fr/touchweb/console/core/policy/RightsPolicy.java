package fr.touchweb.console.core.policy;

import java.time.Duration;
import java.util.List;

/**
 * How the rights of a site's files are looked at and put right.
 *
 * @param webUsers accounts under which web servers write, none of which a person gets (G21)
 * @param reset whether the house's supervisor takes requests to put rights right (G23)
 * @param resetSeconds time within which it takes them (G23)
 * @param lookMillis time between two looks at whether it has
 * @param entries files and folders of a site that one check looks at
 * @param listed deviations that are named one by one; the others are counted
 * @param delegationDays how long a delegation is asked for where the person says nothing else
 */
public record RightsPolicy(List<String> webUsers, boolean reset, int resetSeconds, int lookMillis, int entries,
        int listed, int delegationDays) {
    public RightsPolicy {
        webUsers = List.copyOf(webUsers);
        Policy.require(resetSeconds > 0 && lookMillis > 0, "resetSeconds > 0, lookMillis > 0");
        Policy.require(entries > 0 && listed > 0, "entries > 0, listed > 0");
        Policy.require(delegationDays > 0, "delegationDays > 0");
    }

    public Duration taken() {
        return Duration.ofSeconds(resetSeconds);
    }

    public Duration look() {
        return Duration.ofMillis(lookMillis);
    }
}
