package fr.touchweb.console.core.ban;

import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.Server.Whitelist;
import fr.touchweb.console.core.ssh.Capabilities;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which daemons of a server may ban: those that {@code fleet.json} names, and those that are there anyway. */
public final class BanSources {
    private BanSources() {}

    public static List<BanSource> of(Server server, RemoteHost host, Clock clock)
            throws RemoteException, InterruptedException {
        List<BanSource> sources = new ArrayList<>();
        Set<String> named = new TreeSet<>();
        for (Whitelist list : server.whitelists()) {
            if (!named.add(list.backend() + list.client())) {
                continue;
            }
            switch (list.backend()) {
                case "fail2ban" -> sources.add(new Fail2banSource(list.client()));
                case "nftables" -> sources.add(new NftablesSource(list.client(), clock));
                case "haproxy" -> sources.add(new HaproxySource(list.client(), clock));
                default -> {
                    // a list that nothing bans by itself
                }
            }
        }
        Capabilities there = host.capabilities();
        if (sources.stream().noneMatch(source -> source.id().equals("fail2ban")) && there.has("fail2ban-client")) {
            sources.add(new Fail2banSource(List.of()));
        }
        if (sources.stream().noneMatch(source -> source.id().equals("nftables")) && there.has("nft")) {
            sources.add(new NftablesSource(List.of(), clock));
        }
        return sources;
    }
}
