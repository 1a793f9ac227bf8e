package fr.touchweb.console.core.fleet.facts;

import fr.touchweb.console.core.fleet.facts.Facts.Raid;
import fr.touchweb.console.core.fleet.facts.Facts.RaidArray;
import fr.touchweb.console.core.fleet.facts.ProbeSections.Section;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Software arrays from {@code /proc/mdstat} and drivers of hardware controllers (H03, H28). */
final class RaidReader {
    private static final Pattern ARRAY = Pattern
            .compile("(md\\S+) : (active|inactive)(?: \\([^)]*\\))?(?: (raid\\d+|linear))?.*");
    private static final Pattern MEMBERS = Pattern.compile(".*\\[(\\d+)/(\\d+)\\] \\[([U_]+)\\].*");
    private static final Pattern ACTIVITY = Pattern.compile(".*\\b(recovery|resync|reshape|check)\\b.*");
    private static final Set<String> CONTROLLERS = Set.of("megaraid_sas", "megaraid", "hpsa", "smartpqi", "aacraid",
            "3w-9xxx", "3w-sas", "3w-xxxx", "arcmsr", "cciss", "mpt2sas", "mpt3sas", "mpi3mr");

    private final ProbeSections sections;
    private final Instant at;

    RaidReader(ProbeSections sections, Instant at) {
        this.sections = sections;
        this.at = at;
    }

    Fact<Raid> raid() {
        List<String> controllers = sections.lines("scsi").stream().filter(CONTROLLERS::contains).distinct().toList();
        Section mdstat = sections.get("mdstat");
        if (mdstat == null || !mdstat.worked()) {
            // The kernel shows the file only once its RAID module is loaded, so its absence proves nothing in a jail.
            return controllers.isEmpty()
                    ? Fact.unknown(sections.reason("mdstat"))
                    : new Fact.Known<>(new Raid(List.of(), controllers), at, "/sys/class/scsi_host");
        }
        return new Fact.Known<>(new Raid(arrays(mdstat.lines()), controllers), at, mdstat.source());
    }

    private static List<RaidArray> arrays(List<String> lines) {
        List<RaidArray> arrays = new ArrayList<>();
        @Nullable
        Matcher open = null;
        String members = "";
        boolean degraded = false;
        String activity = null;
        for (String line : lines) {
            Matcher array = ARRAY.matcher(line);
            Matcher count = MEMBERS.matcher(line);
            Matcher busy = ACTIVITY.matcher(line);
            if (array.matches()) {
                if (open != null) {
                    arrays.add(array(open, members, degraded, activity));
                }
                open = array;
                members = "";
                degraded = array.group(2).equals("inactive") || line.contains("(F)");
                activity = null;
            } else if (count.matches()) {
                members = count.group(2) + "/" + count.group(1);
                degraded |= count.group(3).contains("_");
            } else if (busy.matches()) {
                activity = busy.group(1);
            }
        }
        if (open != null) {
            arrays.add(array(open, members, degraded, activity));
        }
        return arrays;
    }

    private static RaidArray array(Matcher line, String members, boolean degraded, @Nullable String activity) {
        String level = line.group(3) == null ? "" : line.group(3);
        return new RaidArray(line.group(1), level, members, degraded, activity);
    }
}
