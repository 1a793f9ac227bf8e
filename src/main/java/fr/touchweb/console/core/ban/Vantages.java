package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.account.Access;
import fr.touchweb.console.core.account.Decision;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.Role;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
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

    /**
     * The server to go through when the direct way to one is shut: a bastion first, which is there for that, then one of the
     * same client, then any other that the person may diagnose on.
     *
     * @param kept how the direct way failed; a machine that answers and refuses is not gone round
     */
    public Optional<Server> around(Server shut, RemoteException kept) {
        if (!kept.kind().retryable() || kept.kind() == Kind.BUSY) {
            return Optional.empty();
        }
        return fleet.servers().stream().filter(server -> !server.id().equals(shut.id()))
                .filter(server -> may(server).allowed()).min(Comparator.comparingInt(server -> distance(shut, server)));
    }

    private static int distance(Server shut, Server other) {
        if (other.role() == Role.BASTION || other.role() == Role.MANAGER) {
            return 0;
        }
        return shut.client() != null && shut.client().equals(other.client()) ? 1 : 2;
    }

    private Decision may(Server server) {
        return access.may(Right.DIAGNOSE, server.id(), null, now);
    }
}
