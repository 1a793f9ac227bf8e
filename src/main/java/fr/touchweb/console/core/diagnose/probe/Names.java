package fr.touchweb.console.core.diagnose.probe;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/** Where a site is found. The lab and the tests answer with ports of their own. */
@FunctionalInterface
public interface Names {
    /** The system's name service. */
    Names SYSTEM = (host, port) -> Stream.of(InetAddress.getAllByName(host))
            .map(address -> new InetSocketAddress(address, port)).toList();

    /**
     * Addresses of a name, best first.
     *
     * @param host name or literal address, without brackets
     * @throws UnknownHostException when there is none
     */
    List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException;
}
