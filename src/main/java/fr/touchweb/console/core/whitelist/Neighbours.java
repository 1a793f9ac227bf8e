package fr.touchweb.console.core.whitelist;

import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.address.Parsed;
import fr.touchweb.console.core.fleet.Role;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.whitelist.register.Register;
import fr.touchweb.console.core.whitelist.risk.Surroundings;
import fr.touchweb.console.core.whitelist.risk.Surroundings.Bastion;
import fr.touchweb.console.core.whitelist.risk.Surroundings.Elsewhere;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Registers that this console has read, so that an address that is let in elsewhere is told without asking every server
 * again; and the bastions of the fleet. Thread-safe.
 */
final class Neighbours {
    private static final int SSH = 22;

    private final WhitelistSetup setup;
    private final Map<String, Register> read = new ConcurrentHashMap<>();

    Neighbours(WhitelistSetup setup) {
        this.setup = setup;
    }

    /** A register was read. */
    void heard(String server, Register register) {
        read.put(server, register);
    }

    /** What stands around a door. @param others servers with lists that the person may see */
    Surroundings around(Server server, Scope scope, Cidr cidr, List<Server> others) {
        Instant now = setup.clock().instant();
        List<Elsewhere> found = new ArrayList<>();
        int unread = 0;
        for (Server other : others) {
            Register register = read.get(other.id());
            boolean same = other.id().equals(server.id());
            if (register == null) {
                unread += same ? 0 : 1;
                continue;
            }
            register.entries().stream()
                    .filter(entry -> entry.letsIn(now) && entry.cidr().overlaps(cidr)
                            && !(same && entry.scope() == scope))
                    .forEach(entry -> found.add(new Elsewhere(other.id(), entry.scope(), entry)));
        }
        return new Surroundings(found, unread, bastions(server));
    }

    /** Machines that our connections to a server pass through, and the bastions of its client. */
    List<Bastion> bastions(Server server) {
        return setup.fleet().servers().stream().filter(one -> !one.id().equals(server.id()))
                .filter(one -> server.jump().contains(one.id())
                        || one.role() == Role.BASTION && Objects.equals(one.client(), server.client()))
                .map(one -> new Bastion(one.id(), addresses(one))).toList();
    }

    private List<Cidr> addresses(Server server) {
        if (AddressText.parse(server.host()) instanceof Parsed.Read(Cidr literal)) {
            return List.of(literal);
        }
        try {
            return setup.names().resolve(server.host(), SSH).stream().map(InetSocketAddress::getAddress)
                    .filter(Objects::nonNull).map(address -> AddressText.parse(address.getHostAddress()))
                    .flatMap(text -> text instanceof Parsed.Read(Cidr cidr) ? Stream.of(cidr) : Stream.empty())
                    .toList();
        } catch (UnknownHostException _) {
            // An alias of ssh_config for one: its address stays unknown, and that is told.
            return List.of();
        }
    }
}
