package fr.touchweb.console.core.account;

import fr.touchweb.console.core.fleet.Account;
import fr.touchweb.console.core.fleet.Client;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.FleetDocument;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.Site;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The document that a delegate is given: what their grants open today, and nothing that tells there is more. */
public final class Delegation {
    private Delegation() {}

    /**
     * Makes the document of one account.
     *
     * @param zone in which the last day of a grant ends
     * @return empty when the fleet lists no account of that login
     */
    public static Optional<FleetDocument> of(Fleet fleet, String login, ZoneId zone, Instant now) {
        boolean listed = fleet.accounts().orElse(List.of()).stream().anyMatch(each -> each.login().equals(login));
        if (!listed) {
            return Optional.empty();
        }
        Fleet seen = new Access(fleet, login, zone).visible(now);
        List<Client> clients = new ArrayList<>();
        List<Server> servers = new ArrayList<>();
        List<Site> sites = new ArrayList<>();
        List<Account> accounts = new ArrayList<>();
        for (FleetDocument part : seen.documents().values()) {
            clients.addAll(part.clients());
            servers.addAll(part.servers());
            sites.addAll(part.sites());
            accounts.addAll(Objects.requireNonNullElse(part.accounts(), List.of()));
        }
        return Optional.of(new FleetDocument(FleetDocument.VERSION, fleet.policy().orElse(null), clients, servers,
                sites, accounts));
    }
}
