package fr.touchweb.console.support;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.touchweb.console.core.fleet.Account.Right;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A fleet made at random, with an account {@code delegate} and grants that hold on 26 November 2026, and what these open,
 * worked out by other means than those of the console.
 */
public final class RandomFleet {
    private static final ObjectMapper JSON = new ObjectMapper();

    public final long seed;
    private final Random random;
    /** What the grants open, worked out while the fleet is made, not by the code that is tested. */
    public final Set<String> openServers = new HashSet<>();
    public final Set<String> openSites = new HashSet<>();
    /** Servers that the person once knew of. */
    public final Set<String> named = new HashSet<>();
    public final Map<String, Set<Right>> rights = new HashMap<>();
    public final List<Running> running = new ArrayList<>();

    /** A grant of the person that holds. */
    public record Running(List<String> servers, List<String> sites, List<Right> given, List<Right> denied) {
        public boolean denies(Right right, String server, String site) {
            return servers.contains(server) && (sites.isEmpty() || sites.contains(site))
                    && (denied.contains(right) || denied.contains(Right.SEE));
        }
    }

    public RandomFleet(long seed) {
        this.seed = seed;
        random = new Random(seed);
    }

    public ObjectNode document() {
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
        Map<String, List<String>> sitesOf = new HashMap<>();
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
            if (random.nextBoolean()) {
                server.putArray("whitelists").addObject().put("scope", "ids").put("backend", "file").put("path", "/l");
            }
            names.add(id);
            for (int k = random.nextInt(3); k > 0; k--) {
                String site = "site" + i + "x" + k + "-";
                sites.addObject().put("id", site).put("server", id).put("url", "https://" + site + "w.test/")
                        .put("root", "/home/www/" + site);
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
