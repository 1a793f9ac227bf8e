package fr.touchweb.console.lab;

import fr.touchweb.console.core.diagnose.probe.Names;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A name service in which the lab's sites exist, each port of theirs on a port of loopback. */
public final class LabNames implements Names {
    private final Map<String, InetSocketAddress> places = new ConcurrentHashMap<>();

    void add(Map<String, InetSocketAddress> hosts) {
        hosts.forEach((name, place) -> {
            // What only the server itself reaches is no public address.
            if (!name.startsWith("127.")) {
                places.put(name, place);
            }
        });
    }

    /** Which address stands for which host and port. */
    Map<String, InetSocketAddress> all() {
        return Map.copyOf(places);
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        InetSocketAddress place = places.get(host + ":" + port);
        if (place != null) {
            return List.of(new InetSocketAddress(InetAddress.getByAddress(host, place.getAddress().getAddress()),
                    place.getPort()));
        }
        return Names.SYSTEM.resolve(host, port);
    }
}
