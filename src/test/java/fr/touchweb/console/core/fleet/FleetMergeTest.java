package fr.touchweb.console.core.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FleetMergeTest {
    private static Fleet fleet(Map<String, String> hosts) {
        Fleet fleet = Fleet.empty("fleet.json");
        for (String id : new TreeSet<>(hosts.keySet())) {
            fleet = fleet.with(Server.of(id, hosts.get(id)));
        }
        return fleet;
    }

    private static Map<String, String> edited(Map<String, String> base, Random random) {
        Map<String, String> edited = new HashMap<>(base);
        for (int i = 0; i < random.nextInt(4); i++) {
            String id = "s" + random.nextInt(8);
            if (random.nextInt(3) == 0) {
                edited.remove(id);
            } else {
                edited.put(id, "h" + random.nextInt(3));
            }
        }
        return edited;
    }

    /** Against the rule itself, entry by entry. */
    @Test
    void eachEntryIsTakenFromWhoTouchedIt() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            Map<String, String> base = edited(edited(Map.of(), random), random);
            Map<String, String> mine = edited(base, random);
            Map<String, String> theirs = edited(base, random);
            Map<String, String> expected = new HashMap<>();
            List<String> conflicts = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String id = "s" + i;
                boolean iDid = !Objects.equals(mine.get(id), base.get(id));
                boolean theyDid = !Objects.equals(theirs.get(id), base.get(id));
                if (iDid && theyDid && !Objects.equals(mine.get(id), theirs.get(id))) {
                    conflicts.add("servers/" + id);
                }
                String host = iDid ? mine.get(id) : theirs.get(id);
                if (host != null) {
                    expected.put(id, host);
                }
            }
            FleetMerge.Result merged = FleetMerge.of(fleet(base), fleet(mine), fleet(theirs));
            String what = "seed " + seed + " base " + base + " mine " + mine + " theirs " + theirs;
            assertEquals(new TreeSet<>(conflicts), new TreeSet<>(merged.conflicts()), what);
            if (conflicts.isEmpty()) {
                assertEquals(expected,
                        merged.fleet().servers().stream().collect(Collectors.toMap(Server::id, Server::host)), what);
            }
        }
    }

    @Test
    void theFirstListOfAccountsIsNoEntryOfAList() {
        Fleet base = fleet(Map.of("a", "h"));
        FleetDocument document = base.documents().get("fleet.json");
        Fleet governed = Fleet.of(Map.of("fleet.json", new FleetDocument(1, null, List.of(), document.servers(),
                List.of(), List.of(new Account("jdurand", null, null, null, List.of())))));
        Fleet merged = FleetMerge.of(base, base.with(Server.of("b", "h")), governed).fleet();
        assertTrue(merged.accounts().isPresent() && merged.server("b").isPresent());
        Fleet other = Fleet.of(Map.of("fleet.json",
                new FleetDocument(1, null, List.of(), document.servers(), List.of(), List.of())));
        assertEquals(List.of("accounts"), FleetMerge.of(base, governed, other).conflicts());
    }
}
