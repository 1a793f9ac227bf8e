package fr.touchweb.console.core.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.FleetDocument;
import fr.touchweb.console.core.fleet.FleetReader;
import fr.touchweb.console.support.RandomFleet;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;

/** Over random fleets: whatever a person can name, they are answered only where a grant of theirs holds. */
class ReachTest {
    private static final Instant NOW = Instant.parse("2026-11-26T03:00:00Z");
    private static final FleetReader READER = new FleetReader(1 << 22);

    private final RandomFleet random = new RandomFleet(new Random().nextLong());

    @RepeatedTest(300)
    void nothingOutsideTheGrantsIsSeenOrAllowed() throws Exception {
        Fleet fleet = READER.read(Map.of("fleet.json", random.document().toString().getBytes(StandardCharsets.UTF_8)));
        Access access = new Access(fleet, "delegate", ZoneOffset.UTC);
        String seen = written(access.visible(NOW).documents().values());
        String given = written(List.of(Delegation.of(fleet, "delegate", ZoneOffset.UTC, NOW).orElseThrow()));
        // Bastions on the way are told by name and address: nobody could connect otherwise.
        Set<String> onTheWay = new HashSet<>(random.openServers);
        boolean more = true;
        while (more) {
            more = onTheWay.addAll(fleet.servers().stream().filter(server -> onTheWay.contains(server.id()))
                    .flatMap(server -> server.jump().stream()).toList());
        }
        fleet.servers().forEach(server -> {
            for (String text : List.of(seen, given)) {
                assertEquals(onTheWay.contains(server.id()), text.contains("\"" + server.id() + "\""),
                        () -> "seed " + random.seed + " server " + server.id());
                assertEquals(onTheWay.contains(server.id()), text.contains(server.host()), () -> "seed " + random.seed);
            }
            for (Right right : Right.values()) {
                assertEquals(random.rights.getOrDefault(server.id(), Set.of()).contains(right),
                        access.may(right, server.id(), null, NOW).allowed(),
                        () -> "seed " + random.seed + " " + right + " on " + server.id());
            }
        });
        fleet.sites().forEach(site -> {
            assertEquals(random.openSites.contains(site.id()), seen.contains("\"" + site.id() + "\""),
                    () -> "seed " + random.seed + " site " + site.id());
            assertEquals(random.openSites.contains(site.id()), given.contains("\"" + site.id() + "\""),
                    () -> "seed " + random.seed);
        });
        assertFalse(seen.contains("somebody") || given.contains("somebody"), () -> "seed " + random.seed);
        assertFalse(access.mayEditFleet(NOW).allowed());
        assertTrue(READER.problems(Map.of("given.json", given.getBytes(StandardCharsets.UTF_8))).isEmpty(),
                () -> "seed " + random.seed);
        // What is refused, and what does not exist, are answered in the same words.
        fleet.servers().stream().filter(server -> !random.named.contains(server.id()) || random.running.stream()
                .anyMatch(grant -> grant.denies(Right.SEE, server.id(), ""))).forEach(server -> assertEquals(
                        access.may(Right.LOGS, "no-such-server", null, NOW).refusal().orElseThrow().key(),
                        access.may(Right.LOGS, server.id(), null, NOW).refusal().orElseThrow().key()));
    }

    private static String written(Iterable<FleetDocument> documents) {
        StringBuilder all = new StringBuilder();
        documents.forEach(document -> all.append(new String(READER.write(document), StandardCharsets.UTF_8)));
        return all.toString();
    }
}
