package fr.touchweb.console.core.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.FleetDocument;
import fr.touchweb.console.core.fleet.FleetReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
    private static final ObjectMapper JSON = new ObjectMapper();

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    /** What the grants open, worked out while the fleet is made, not by the code that is tested. */
    private final Set<String> openServers = new HashSet<>();
    private final Set<String> openSites = new HashSet<>();
    /** Servers that the person once knew of. */
    private final Set<String> named = new HashSet<>();
    private final Map<String, Set<Right>> rights = new java.util.HashMap<>();
    private final List<Running> running = new ArrayList<>();

    /** A grant of the person that holds. */
    private record Running(List<String> servers, List<String> sites, List<Right> given, List<Right> denied) {
        boolean denies(Right right, String server, String site) {
            return servers.contains(server) && (sites.isEmpty() || sites.contains(site))
                    && (denied.contains(right) || denied.contains(Right.SEE));
        }
    }

    @RepeatedTest(300)
    void nothingOutsideTheGrantsIsSeenOrAllowed() throws Exception {
        Fleet fleet = READER.read(Map.of("fleet.json", document().toString().getBytes(StandardCharsets.UTF_8)));
        Access access = new Access(fleet, "delegate", ZoneOffset.UTC);
        String seen = written(access.visible(NOW).documents().values());
        String given = written(List.of(Delegation.of(fleet, "delegate", ZoneOffset.UTC, NOW).orElseThrow()));
        // Bastions on the way are told by name and address: nobody could connect otherwise.
        Set<String> onTheWay = new HashSet<>(openServers);
        boolean more = true;
        while (more) {
            more = onTheWay.addAll(fleet.servers().stream().filter(server -> onTheWay.contains(server.id()))
                    .flatMap(server -> server.jump().stream()).toList());
        }
        fleet.servers().forEach(server -> {
            for (String text : List.of(seen, given)) {
                assertEquals(onTheWay.contains(server.id()), text.contains("\"" + server.id() + "\""),
                        () -> "seed " + seed + " server " + server.id());
                assertEquals(onTheWay.contains(server.id()), text.contains(server.host()), () -> "seed " + seed);
            }
            for (Right right : Right.values()) {
                assertEquals(rights.getOrDefault(server.id(), Set.of()).contains(right),
                        access.may(right, server.id(), null, NOW).allowed(),
                        () -> "seed " + seed + " " + right + " on " + server.id());
            }
        });
        fleet.sites().forEach(site -> {
            assertEquals(openSites.contains(site.id()), seen.contains("\"" + site.id() + "\""),
                    () -> "seed " + seed + " site " + site.id());
            assertEquals(openSites.contains(site.id()), given.contains("\"" + site.id() + "\""), () -> "seed " + seed);
        });
        assertFalse(seen.contains("somebody") || given.contains("somebody"), () -> "seed " + seed);
        assertFalse(access.mayEditFleet(NOW).allowed());
        assertTrue(READER.problems(Map.of("given.json", given.getBytes(StandardCharsets.UTF_8))).isEmpty(),
                () -> "seed " + seed);
        // What is refused, and what does not exist, are answered in the same words.
        fleet.servers().stream().filter(server -> !named.contains(server.id()) || running.stream()
                .anyMatch(grant -> grant.denies(Right.SEE, server.id(), ""))).forEach(server -> assertEquals(
                        access.may(Right.LOGS, "no-such-server", null, NOW).refusal().orElseThrow().key(),
                        access.may(Right.LOGS, server.id(), null, NOW).refusal().orElseThrow().key()));
    }

    private static String written(Iterable<FleetDocument> documents) {
        StringBuilder all = new StringBuilder();
        documents.forEach(document -> all.append(new String(READER.write(document), StandardCharsets.UTF_8)));
        return all.toString();
    }

    private ObjectNode document() {
        ObjectNode root = JSON.createObjectNode().put("version", 1);
        ArrayNode servers = root.putArray("servers");
        ArrayNode sites = root.putArray("sites");
        ArrayNode clients = root.putArray("clients");
        int clientCount = 1 + random.nextInt(4);
        for (int i = 0; i < clientCount; i++) {
            clients.addObject().put("id", "client" + i + "-");
        }
        int count = 1 + random.nextInt(12);
        List<String> names = new ArrayList<>();
        Map<String, List<String>> sitesOf = new java.util.HashMap<>();
        for (int i = 0; i < count; i++) {
            String id = "server" + i + "-";
            ObjectNode server = servers.addObject().put("id", id).put("host", "host" + i + "-.test").put("client",
                    "client" + random.nextInt(clientCount) + "-");
            if (i > 0 && random.nextInt(4) == 0) {
                server.putArray("jump").add(names.get(random.nextInt(i)));
            }
            if (i > 0 && random.nextInt(4) == 0) {
                server.putObject("mirror").put("server", names.get(random.nextInt(i))).put("path", "/copies");
            }
            names.add(id);
            for (int k = random.nextInt(3); k > 0; k--) {
                String site = "site" + i + "x" + k + "-";
                sites.addObject().put("id", site).put("server", id);
                sitesOf.computeIfAbsent(id, unused -> new ArrayList<>()).add(site);
            }
        }
        ArrayNode accounts = root.putArray("accounts");
        ObjectNode delegate = accounts.addObject().put("login", "delegate").put("kind", "developer");
        grants(delegate.putArray("grants"), names, sitesOf, true);
        grants(accounts.addObject().put("login", "somebody").put("name", "somebody else").put("kind", "engineer")
                .putArray("grants"), names, sitesOf, false);
        names.forEach(server -> work(server, sitesOf.getOrDefault(server, List.of())));
        return root;
    }

    /** What the grants open on one server: every one lets see, and whatever one denies is denied. */
    private void work(String server, List<String> sites) {
        List<Running> here = running.stream().filter(grant -> grant.servers().contains(server)).toList();
        if (here.isEmpty() || here.stream().anyMatch(grant -> grant.denies(Right.SEE, server, ""))) {
            return;
        }
        openServers.add(server);
        Set<Right> all = new HashSet<>(Set.of(Right.SEE));
        here.forEach(grant -> all.addAll(grant.given()));
        all.removeIf(right -> here.stream().anyMatch(grant -> grant.denies(right, server, "")));
        rights.put(server, all);
        sites.stream().filter(site -> here.stream().anyMatch(g -> g.sites().isEmpty() || g.sites().contains(site)))
                .filter(site -> here.stream().noneMatch(grant -> grant.denies(Right.SEE, server, site)))
                .forEach(openSites::add);
    }

    private void grants(ArrayNode grants, List<String> names, Map<String, List<String>> sitesOf, boolean counted) {
        for (int i = random.nextInt(4); i > 0; i--) {
            ObjectNode grant = grants.addObject();
            boolean ended = random.nextInt(3) == 0;
            List<String> servers = names.stream().filter(name -> random.nextInt(4) == 0).toList();
            List<String> narrowed = servers.stream().flatMap(name -> sitesOf.getOrDefault(name, List.of()).stream())
                    .filter(site -> random.nextBoolean()).toList();
            // Who may change the fleet sees all of it; AccessTest has that.
            List<Right> given = List.of(Right.values()).stream()
                    .filter(right -> right != Right.FLEET_EDIT && random.nextBoolean()).toList();
            List<Right> denied = List.of(Right.values()).stream().filter(right -> random.nextInt(12) == 0).toList();
            ArrayNode on = grant.putArray("servers");
            servers.forEach(on::add);
            ArrayNode only = grant.putArray("sites");
            narrowed.forEach(only::add);
            ArrayNode what = grant.putArray("rights");
            given.forEach(right -> what.add(right.id()));
            ArrayNode not = grant.putArray("deny");
            denied.forEach(right -> not.add(right.id()));
            grant.put("until", ended ? "2026-11-25" : "2026-11-26");
            if (counted) {
                named.addAll(servers);
            }
            if (counted && !ended) {
                running.add(new Running(servers, narrowed, given, denied));
            }
        }
    }
}
