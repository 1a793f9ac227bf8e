package fr.touchweb.console.core.fleet;

import fr.touchweb.console.core.store.JsonLines;
import fr.touchweb.console.core.text.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks for what is wrong in documents that are well-formed: names, ports, doubles, references that lead nowhere. */
final class FleetCheck {
    private final Map<String, FleetDocument> documents;
    private final Map<String, JsonLines> lines;
    private final List<FleetProblem> problems = new ArrayList<>();
    private final Map<String, Place> clients = new HashMap<>();
    private final Map<String, Place> servers = new HashMap<>();
    private final Map<String, Place> sites = new HashMap<>();
    private final Map<String, Place> accounts = new HashMap<>();
    private final Map<String, Server> serversById = new HashMap<>();

    private record Place(String document, String path) {}

    /**
     * @param lines places of the values of each document; documents that were never text have none
     */
    FleetCheck(Map<String, FleetDocument> documents, Map<String, JsonLines> lines) {
        this.documents = documents;
        this.lines = lines;
    }

    List<FleetProblem> problems() {
        documents.forEach(this::names);
        documents.forEach(this::references);
        jumpCycles();
        policies();
        return List.copyOf(problems);
    }

    private void names(String name, FleetDocument document) {
        Place whole = new Place(name, "");
        if (document.version() != FleetDocument.VERSION) {
            tell(below(whole, "version"), Message.of("fleet.check.version", String.valueOf(document.version())));
        }
        for (int i = 0; i < document.clients().size(); i++) {
            Place place = new Place(name, "clients[" + i + "]");
            Client client = document.clients().get(i);
            unique(clients, client.id(), below(place, "id"));
            if (client.monthlyPriceEuros() != null && client.monthlyPriceEuros().signum() < 0) {
                tell(below(place, "monthlyPriceEuros"), Message.of("fleet.check.price"));
            }
        }
        for (int i = 0; i < document.servers().size(); i++) {
            Server server = document.servers().get(i);
            server(new Place(name, "servers[" + i + "]"), server);
        }
        for (int i = 0; i < document.sites().size(); i++) {
            Place place = new Place(name, "sites[" + i + "]");
            Site site = document.sites().get(i);
            unique(sites, site.id(), below(place, "id"));
            tell(below(place, "url"), site.url() == null ? null : Names.url(site.url()));
            tell(below(place, "mediaUrl"), site.mediaUrl() == null ? null : Names.url(site.mediaUrl()));
            tell(below(place, "root"), site.root() == null ? null : Names.path(site.root()));
        }
        List<Account> listed = document.accounts() == null ? List.of() : document.accounts();
        for (int i = 0; i < listed.size(); i++) {
            Place place = below(new Place(name, "accounts[" + i + "]"), "login");
            String login = listed.get(i).login();
            if (login == null || login.isEmpty()) {
                tell(place, Message.of("fleet.check.missing"));
            } else {
                tell(place, Names.login(login));
                remember(accounts, login, place);
            }
        }
    }

    private void server(Place place, Server server) {
        unique(servers, server.id(), below(place, "id"));
        if (server.id() != null) {
            serversById.putIfAbsent(server.id(), server);
        }
        tell(below(place, "host"), Names.host(server.host()));
        tell(below(place, "port"), server.port() == null ? null : Names.port(server.port()));
        tell(below(place, "user"), server.user() == null ? null : Names.login(server.user()));
        tell(below(place, "binlogs"), server.binlogs() == null ? null : Names.path(server.binlogs()));
        Set<String> logIds = new HashSet<>();
        for (int i = 0; i < server.logs().size(); i++) {
            Place log = new Place(place.document, place.path + ".logs[" + i + "]");
            String id = server.logs().get(i).id();
            tell(below(log, "id"), Names.id(id));
            tell(below(log, "path"), Names.log(server.logs().get(i).path()));
            if (id != null && !logIds.add(id)) {
                tell(below(log, "id"), Message.of("fleet.check.logTwice", id));
            }
        }
        for (int i = 0; i < server.whitelists().size(); i++) {
            Place list = new Place(place.document, place.path + ".whitelists[" + i + "]");
            Server.Whitelist whitelist = server.whitelists().get(i);
            tell(below(list, "scope"), Names.scope(whitelist.scope()));
            if (whitelist.backend() == null || whitelist.backend().isEmpty()) {
                tell(below(list, "backend"), Message.of("fleet.check.missing"));
            } else if (whitelist.backend().equals("file") || whitelist.path() != null) {
                tell(below(list, "path"), Names.path(whitelist.path()));
            }
            if (whitelist.url() != null) {
                tell(below(list, "url"), Names.place(whitelist.url()));
            }
        }
    }

    private void references(String name, FleetDocument document) {
        for (int i = 0; i < document.servers().size(); i++) {
            Place place = new Place(name, "servers[" + i + "]");
            Server server = document.servers().get(i);
            refer(clients, server.client(), below(place, "client"), "fleet.check.noClient");
            for (int j = 0; j < server.jump().size(); j++) {
                refer(servers, server.jump().get(j), below(place, "jump[" + j + "]"), "fleet.check.noServer");
            }
            for (int j = 0; j < server.whitelists().size(); j++) {
                refer(sites, server.whitelists().get(j).site(), below(place, "whitelists[" + j + "].site"),
                        "fleet.check.noSite");
            }
            if (server.mirror() != null) {
                Place mirror = below(place, "mirror");
                if (server.mirror().server() == null) {
                    tell(below(mirror, "server"), Message.of("fleet.check.missing"));
                }
                refer(servers, server.mirror().server(), below(mirror, "server"), "fleet.check.noServer");
                tell(below(mirror, "path"), Names.path(server.mirror().path()));
            }
        }
        for (int i = 0; i < document.sites().size(); i++) {
            Place place = new Place(name, "sites[" + i + "]");
            Site site = document.sites().get(i);
            refer(servers, site.server(), below(place, "server"), "fleet.check.noServer");
            refer(sites, site.preproduction(), below(place, "preproduction"), "fleet.check.noSite");
            if (site.preproduction() != null && site.preproduction().equals(site.id())) {
                tell(below(place, "preproduction"), Message.of("fleet.check.ownPreproduction"));
            }
        }
        List<Account> listed = document.accounts() == null ? List.of() : document.accounts();
        for (int i = 0; i < listed.size(); i++) {
            List<Account.Grant> grants = listed.get(i).grants();
            for (int j = 0; j < grants.size(); j++) {
                Place place = new Place(name, "accounts[" + i + "].grants[" + j + "]");
                for (int k = 0; k < grants.get(j).servers().size(); k++) {
                    refer(servers, grants.get(j).servers().get(k), below(place, "servers[" + k + "]"),
                            "fleet.check.noServer");
                }
                for (int k = 0; k < grants.get(j).sites().size(); k++) {
                    refer(sites, grants.get(j).sites().get(k), below(place, "sites[" + k + "]"),
                            "fleet.check.noSite");
                }
            }
        }
    }

    private void jumpCycles() {
        Set<String> clear = new HashSet<>();
        for (Server server : serversById.values()) {
            Deque<String> way = new ArrayDeque<>();
            if (cyclic(server, way, clear)) {
                Place place = servers.get(server.id());
                if (place != null) {
                    tell(new Place(place.document, place.path.replaceFirst("id$", "jump")),
                            Message.of("fleet.check.jumpCycle", String.join(" → ", way)));
                }
                return;
            }
        }
    }

    private boolean cyclic(Server server, Deque<String> way, Set<String> clear) {
        if (clear.contains(server.id())) {
            return false;
        }
        if (way.contains(server.id())) {
            way.addLast(server.id());
            return true;
        }
        way.addLast(server.id());
        for (String id : server.jump()) {
            Server next = serversById.get(id);
            if (next != null && cyclic(next, way, clear)) {
                return true;
            }
        }
        way.removeLast();
        clear.add(server.id());
        return false;
    }

    private void policies() {
        String first = null;
        for (Map.Entry<String, FleetDocument> entry : documents.entrySet()) {
            String policy = entry.getValue().policy();
            if (policy != null && first != null && !policy.equals(first)) {
                tell(new Place(entry.getKey(), "policy"), Message.of("fleet.check.policies", first, policy));
            }
            first = first == null ? policy : first;
        }
    }

    private void unique(Map<String, Place> known, @Nullable String id, Place place) {
        Message wrong = Names.id(id);
        tell(place, wrong);
        if (wrong == null && id != null) {
            remember(known, id, place);
        }
    }

    private void remember(Map<String, Place> known, String id, Place place) {
        Place other = known.putIfAbsent(id, place);
        if (other != null) {
            tell(place, Message.of("fleet.check.twice", id, other.document, other.path,
                    String.valueOf(line(other))));
        }
    }

    private void refer(Map<String, Place> known, @Nullable String id, Place place, String otherwise) {
        if (id != null && !known.containsKey(id)) {
            tell(place, Message.of(otherwise, id));
        }
    }

    private static Place below(Place place, String key) {
        return new Place(place.document, place.path.isEmpty() ? key : place.path + "." + key);
    }

    private int line(Place place) {
        JsonLines known = lines.get(place.document);
        return known == null ? 0 : known.line(place.path);
    }

    private void tell(Place place, @Nullable Message wrong) {
        if (wrong != null) {
            problems.add(new FleetProblem(place.document, place.path, line(place), wrong));
        }
    }
}
