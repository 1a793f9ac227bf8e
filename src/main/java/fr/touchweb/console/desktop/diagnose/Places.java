package fr.touchweb.console.desktop.diagnose;

import fr.touchweb.console.core.diagnose.Diagnosis;
import fr.touchweb.console.core.diagnose.probe.Vantage;
import fr.touchweb.console.core.diagnose.probe.WebAddress;
import fr.touchweb.console.core.diagnose.proof.ServerSide;
import fr.touchweb.console.core.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where and how the person may diagnose: the policy that counts for the fleet, the diagnoses under it, the servers on which
 * the person has the right, and the sites on them.
 *
 * @param servers ids, in the order of the fleet
 * @param vantage makes requests from a server by its id; connecting happens at the first use
 * @param side a server by its id as far as the person may look into it, for the site of a host name
 */
public record Places(Diagnosis diagnosis, Policy policy, List<String> servers, List<Site> sites,
        Function<String, Vantage> vantage, Side side) {

    /** Looks into a server. */
    @FunctionalInterface
    public interface Side {
        /** @param host name of the site in question */
        ServerSide of(String server, String host);
    }

    public Places {
        servers = List.copyOf(servers);
        sites = List.copyOf(sites);
    }

    /** No server: requests are made from here alone. */
    public static Places hereAlone(Diagnosis diagnosis, Policy policy) {
        return new Places(diagnosis, policy, List.of(), List.of(), server -> {
            throw new IllegalArgumentException("no server " + server);
        }, (server, host) -> {
            throw new IllegalArgumentException("no server " + server);
        });
    }

    /**
     * A site of the fleet.
     *
     * @param client id of the client of its server, null when the fleet tells none
     * @param server id of its server
     * @param address public address
     * @param media address of its images, null when the fleet tells none
     * @param preproduction whether it is one
     */
    public record Site(String id, @Nullable String client, String server, WebAddress address,
            @Nullable WebAddress media, boolean preproduction) {

        boolean answersTo(String host) {
            return address.host().equals(host) || media != null && media.host().equals(host);
        }
    }

    /** The site that a host name belongs to. */
    Optional<Site> site(String host) {
        return sites.stream().filter(site -> site.answersTo(host)).findFirst();
    }
}
