package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.address.AddressText;
import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.address.Parsed;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.util.List;
import java.util.Optional;

/**
 * A server to ask.
 *
 * @param server of the fleet
 * @param host its machine
 * @param nearest machine at which our own connection ends: the first bastion, else the machine itself
 * @param proxyLogs patterns of the logs that its HAProxy writes
 * @param webLogs patterns of the access logs of its web servers
 */
public record Vantage(Server server, RemoteHost host, RemoteHost nearest, List<String> proxyLogs,
        List<String> webLogs) {
    public Vantage {
        proxyLogs = List.copyOf(proxyLogs);
        webLogs = List.copyOf(webLogs);
    }

    /** A server whose access logs are not looked at. */
    public Vantage(Server server, RemoteHost host, RemoteHost nearest, List<String> proxyLogs) {
        this(server, host, nearest, proxyLogs, List.of());
    }

    /**
     * Our address as a machine at which our connection ends sees it; behind a bastion a server sees the bastion's.
     *
     * @return empty where its shell does not tell
     */
    public static Optional<Cidr> own(RemoteHost nearest) throws RemoteException, InterruptedException {
        String text = nearest.run(Command.script("echo \"${SSH_CONNECTION%% *}\"")).text().strip();
        return AddressText.parse(text) instanceof Parsed.Read(Cidr own) ? Optional.of(own) : Optional.empty();
    }
}
