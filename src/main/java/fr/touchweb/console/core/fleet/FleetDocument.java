package fr.touchweb.console.core.fleet;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One {@code fleet.json}, as it stands. A fleet is one of these or several.
 *
 * @param version 1
 * @param policy profile name, null for the console's own choice
 * @param accounts null when the document lists none: it then belongs to one person
 */
@JsonInclude(Include.NON_EMPTY)
public record FleetDocument(int version, @Nullable String policy, List<Client> clients, List<Server> servers,
        List<Site> sites, @JsonInclude(Include.NON_NULL) @Nullable List<Account> accounts) {
    public static final int VERSION = 1;

    @SuppressWarnings("NullAway") // the reader leaves out what the document leaves out
    public FleetDocument {
        clients = clients == null ? List.of() : List.copyOf(clients);
        servers = servers == null ? List.of() : List.copyOf(servers);
        sites = sites == null ? List.of() : List.copyOf(sites);
        accounts = accounts == null ? null : List.copyOf(accounts);
    }

    /** A document with nothing in it. */
    public static FleetDocument empty() {
        return new FleetDocument(VERSION, null, List.of(), List.of(), List.of(), null);
    }

    @JsonIgnore
    public boolean isEmpty() {
        return clients.isEmpty() && servers.isEmpty() && sites.isEmpty() && accounts == null;
    }

    FleetDocument withClients(List<Client> value) {
        return new FleetDocument(version, policy, value, servers, sites, accounts);
    }

    FleetDocument withServers(List<Server> value) {
        return new FleetDocument(version, policy, clients, value, sites, accounts);
    }

    FleetDocument withAccounts(List<Account> value) {
        return new FleetDocument(version, policy, clients, servers, sites, value);
    }

    FleetDocument withSites(List<Site> value) {
        return new FleetDocument(version, policy, clients, servers, value, accounts);
    }
}
