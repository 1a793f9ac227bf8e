package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.logs.follow.LogEvent.Gap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gaps in which nothing is missing, said once for a machine and not once for each of its logs. */
public final class Together {
    private Together() {}

    /** What was the same for several logs. */
    private record Same(String server, Gap.Reason reason, long minutes) {}

    /**
     * One for each machine, for what happened to its logs at once.
     *
     * @param gaps that were told at one moment
     * @param last finds the one that stands for the others: the greatest
     */
    public static List<Gap> of(List<Gap> gaps, Comparator<Gap> last) {
        Map<Same, List<Gap>> same = new LinkedHashMap<>();
        for (Gap gap : gaps) {
            same.computeIfAbsent(new Same(gap.source().server(), gap.reason(), gap.lasted().toMinutes()),
                    s -> new ArrayList<>()).add(gap);
        }
        return same.values().stream().map(all -> {
            Gap one = all.stream().max(last).orElseThrow();
            Duration longest = all.stream().map(Gap::lasted).max(Comparator.naturalOrder()).orElseThrow();
            return new Gap(one.source(), one.when(), one.reason(), one.offset(), one.lost(), longest, all.size());
        }).toList();
    }
}
