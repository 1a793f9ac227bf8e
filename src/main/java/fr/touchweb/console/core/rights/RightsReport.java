package fr.touchweb.console.core.rights;

import fr.touchweb.console.core.text.Message;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a look at the rights of a site found.
 *
 * @param root of the site, as the account sees it
 * @param group of the site: that of its root
 * @param looked files and folders that were looked at
 * @param complete whether that was all of them
 * @param deviations the first ones, in the order of the walk
 * @param counts of all that were found
 * @param unchecked what could not be looked at, and why; none of it is taken for right
 */
public record RightsReport(String root, String group, int looked, boolean complete, List<Deviation> deviations,
        Map<Deviation.Kind, Integer> counts, List<Message> unchecked, Instant at) {
    public RightsReport {
        deviations = List.copyOf(deviations);
        counts = Map.copyOf(counts);
        unchecked = List.copyOf(unchecked);
    }

    /** How many deviations were found. */
    public int count() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The sum in words; right only where everything was looked at. */
    public Message summary() {
        if (count() > 0) {
            return Message.of(complete ? "rights.report.deviations" : "rights.report.deviationsPartly", count(),
                    looked);
        }
        return complete && unchecked.isEmpty()
                ? Message.of("rights.report.right", looked)
                : Message.of("rights.report.nothing", looked);
    }
}
