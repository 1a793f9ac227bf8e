package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.account.Access;
import fr.touchweb.console.core.account.Decision;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Server;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Which servers of a fleet are asked beside this machine, as far as the person may diagnose on them. */
public record Vantages(Fleet fleet, Access access, Instant now) {

    /** The server of the fleet's site with the host of a page. */
    public Optional<Server> site(URI page) {
        return fleet.sites().stream().filter(site -> site.url() != null && site.server() != null)
                .filter(site -> page.getHost()
                        .equalsIgnoreCase(URI.create(Objects.requireNonNull(site.url())).getHost()))
                .flatMap(site -> fleet.server(Objects.requireNonNull(site.server())).stream())
                .filter(server -> may(server).allowed()).findFirst();
    }

    /** Any other server: what counts is that it asks from another address. */
    public Optional<Server> another(Server site) {
        return fleet.servers().stream().filter(server -> !server.id().equals(site.id()))
                .filter(server -> may(server).allowed()).findFirst();
    }

    private Decision may(Server server) {
        return access.may(Right.DIAGNOSE, server.id(), null, now);
    }
}
