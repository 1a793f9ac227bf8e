package fr.touchweb.console.core.fleet;

import fr.touchweb.console.core.ssh.SshTarget;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The whole inventory, of one document or several. Immutable: an edit gives another fleet. Made of checked documents only
 * ({@link FleetReader}), so every reference in it leads somewhere.
 */
public final class Fleet {
    private final Map<String, FleetDocument> documents;
    private final Map<String, Client> clients = new LinkedHashMap<>();
    private final Map<String, Server> servers = new LinkedHashMap<>();
    private final Map<String, Site> sites = new LinkedHashMap<>();
    private final Map<String, List<Site>> sitesByServer = new LinkedHashMap<>();

    Fleet(Map<String, FleetDocument> documents) {
        this.documents = new LinkedHashMap<>(documents);
        for (FleetDocument document : documents.values()) {
            document.clients().forEach(client -> clients.put(client.id(), client));
            document.servers().forEach(server -> servers.put(server.id(), server));
            document.sites().forEach(site -> sites.put(site.id(), site));
        }
        for (Site site : sites.values()) {
            if (site.server() != null) {
                sitesByServer.computeIfAbsent(site.server(), id -> new ArrayList<>()).add(site);
            }
        }
    }

    /** A fleet of these documents, a part of checked ones in which every reference still leads somewhere. */
    public static Fleet of(Map<String, FleetDocument> documents) {
        return new Fleet(documents);
    }

    /** A fleet of one document with nothing in it. */
    public static Fleet empty(String document) {
        return new Fleet(Map.of(document, FleetDocument.empty()));
    }

    /** Documents by name, in order. */
    public Map<String, FleetDocument> documents() {
        return Map.copyOf(documents);
    }

    FleetDocument document(String name) {
        return Objects.requireNonNull(documents.get(name), name);
    }

    List<String> documentNames() {
        return List.copyOf(documents.keySet());
    }

    /** Name of the policy profile that the documents ask for. */
    public Optional<String> policy() {
        return documents.values().stream().map(FleetDocument::policy).filter(Objects::nonNull)
                .map(Objects::requireNonNull).findFirst();
    }

    public Collection<Client> clients() {
        return List.copyOf(clients.values());
    }

    public Collection<Server> servers() {
        return List.copyOf(servers.values());
    }

    public Collection<Site> sites() {
        return List.copyOf(sites.values());
    }

    /** The people listed, empty when no document lists any: the fleet then belongs to whoever opens it. */
    public Optional<List<Account>> accounts() {
        if (documents.values().stream().allMatch(document -> document.accounts() == null)) {
            return Optional.empty();
        }
        List<Account> all = new ArrayList<>();
        for (FleetDocument document : documents.values()) {
            List<Account> some = document.accounts();
            if (some != null) {
                all.addAll(some);
            }
        }
        return Optional.of(List.copyOf(all));
    }

    public Optional<Client> client(@Nullable String id) {
        return id == null ? Optional.empty() : Optional.ofNullable(clients.get(id));
    }

    public Optional<Server> server(@Nullable String id) {
        return id == null ? Optional.empty() : Optional.ofNullable(servers.get(id));
    }

    public Optional<Site> site(@Nullable String id) {
        return id == null ? Optional.empty() : Optional.ofNullable(sites.get(id));
    }

    /** Sites that run on a server. */
    public List<Site> sitesOf(Server server) {
        return List.copyOf(sitesByServer.getOrDefault(server.id(), List.of()));
    }

    public Optional<Client> clientOf(Server server) {
        return client(server.client());
    }

    /** Sites of a production server whose changes are tried nowhere first (G06). */
    public List<Site> withoutPreproduction(Server server) {
        return server.isProduction()
                ? sitesOf(server).stream().filter(site -> site.preproduction() == null).toList()
                : List.of();
    }

    /** Servers that hold the preproductions of a server's sites. */
    public List<Server> preproductionsOf(Server server) {
        return sitesOf(server).stream().map(Site::preproduction).flatMap(id -> site(id).stream()).map(Site::server)
                .flatMap(id -> server(id).stream()).distinct().toList();
    }

    /** Whether this production is known to have a preproduction, for a server without sites by its client's servers. */
    public boolean hasPreproduction(Server server) {
        if (!sitesOf(server).isEmpty()) {
            return withoutPreproduction(server).isEmpty();
        }
        return server.client() != null && servers.values().stream().anyMatch(
                other -> other.role() == Role.PREPRODUCTION && server.client().equals(other.client()));
    }

    /** Where to connect, with the servers to pass through and those that these need themselves. */
    public SshTarget target(Server server) {
        Set<Server> chain = new LinkedHashSet<>();
        collectJumps(server, chain);
        return target(server, chain);
    }

    /** Where to connect through another server, whatever way the server itself names. */
    public SshTarget target(Server server, Server through) {
        Set<Server> chain = new LinkedHashSet<>();
        collectJumps(through, chain);
        chain.add(through);
        return target(server, chain);
    }

    private static SshTarget target(Server server, Set<Server> chain) {
        List<SshTarget> jumps = chain.stream()
                .map(jump -> new SshTarget(jump.id(), jump.host(), jump.port(), jump.user(), List.of())).toList();
        return new SshTarget(server.id(), server.host(), server.port(), server.user(), jumps);
    }

    private void collectJumps(Server server, Set<Server> chain) {
        for (String id : server.jump()) {
            Server jump = Objects.requireNonNull(servers.get(id));
            collectJumps(jump, chain);
            chain.add(jump);
        }
    }

    /** Another fleet in which this client stands, in place of the one of its id or new. */
    public Fleet with(Client client) {
        return edit(FleetDocument::clients, Client::id, client, FleetDocument::withClients);
    }

    /**
     * Another fleet in which this server stands, in place of the one of its id or new. A new one is added to the grants of
     * those who may change the fleet, where they name every server: else whoever adds one could not change the fleet again.
     */
    public Fleet with(Server server) {
        Fleet with = edit(FleetDocument::servers, Server::id, server, FleetDocument::withServers);
        if (servers.containsKey(server.id())) {
            return with;
        }
        Map<String, FleetDocument> next = new LinkedHashMap<>(with.documents);
        next.replaceAll((name, document) -> document.accounts() == null
                ? document
                : document.withAccounts(document.accounts().stream()
                        .map(account -> account.withServer(server.id(), servers.keySet())).toList()));
        return new Fleet(next);
    }

    /** Another fleet in which this site stands, in place of the one of its id or new. */
    public Fleet with(Site site) {
        return edit(FleetDocument::sites, Site::id, site, FleetDocument::withSites);
    }

    /** Another fleet in which this account stands in place of the one of its login. */
    public Fleet with(Account account) {
        Map<String, FleetDocument> next = new LinkedHashMap<>(documents);
        next.replaceAll((name, document) -> document.accounts() == null
                ? document
                : document.withAccounts(document.accounts().stream()
                        .map(each -> each.login().equals(account.login()) ? account : each).toList()));
        return new Fleet(next);
    }

    /** Another fleet without this site; what refers to it is found by the check before it is saved. */
    public Fleet without(Site site) {
        Map<String, FleetDocument> next = new LinkedHashMap<>(documents);
        next.replaceAll((name, document) -> document.withSites(
                document.sites().stream().filter(each -> !each.id().equals(site.id())).toList()));
        return new Fleet(next);
    }

    /** Another fleet without this server; what refers to it is found by the check before it is saved. */
    public Fleet without(Server server) {
        Map<String, FleetDocument> next = new LinkedHashMap<>(documents);
        next.replaceAll((name, document) -> document.withServers(
                document.servers().stream().filter(each -> !each.id().equals(server.id())).toList()));
        return new Fleet(next);
    }

    private <T> Fleet edit(Function<FleetDocument, List<T>> part, Function<T, String> id, T value,
            Change<T> change) {
        Map<String, FleetDocument> next = new LinkedHashMap<>(documents);
        for (Map.Entry<String, FleetDocument> entry : next.entrySet()) {
            List<T> items = new ArrayList<>(part.apply(entry.getValue()));
            for (int i = 0; i < items.size(); i++) {
                if (id.apply(items.get(i)).equals(id.apply(value))) {
                    items.set(i, value);
                    entry.setValue(change.apply(entry.getValue(), items));
                    return new Fleet(next);
                }
            }
        }
        Map.Entry<String, FleetDocument> first = next.entrySet().iterator().next();
        List<T> items = new ArrayList<>(part.apply(first.getValue()));
        items.add(value);
        first.setValue(change.apply(first.getValue(), items));
        return new Fleet(next);
    }

    private interface Change<T> {
        FleetDocument apply(FleetDocument document, List<T> items);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fleet fleet && documents.equals(fleet.documents);
    }

    @Override
    public int hashCode() {
        return documents.hashCode();
    }
}
