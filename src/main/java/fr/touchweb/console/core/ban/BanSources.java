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
import java.util.function.Function;

/** Which daemons of a server may ban: those that {@code fleet.json} names, and those that are there anyway. */
public final class BanSources {
    private static final List<String> HTTPD = List.of("httpd");
    private static final Set<String> BY_HAND = Set.of("nginx", "apache", "mod_evasive");
    private static final List<Presence> PRESENT = List.of(
            new Presence("fail2ban", List.of("fail2ban-client"), "", clock -> new Fail2banSource(List.of())),
            new Presence("crowdsec", List.of("cscli"), "", clock -> new CrowdsecSource(List.of(), clock)),
            new Presence("csf", List.of("csf"), "", CsfSource::new),
            new Presence("nftables", List.of("nft"), "", clock -> new NftablesSource(List.of(), clock)),
            new Presence("iptables", List.of("iptables"), "nft", clock -> new IptablesSource(List.of(), false)),
            new Presence("iptables", List.of("iptables", "nft"), "", clock -> new IptablesSource(List.of(), true)),
            new Presence("ipset", List.of("ipset", "iptables"), "", clock -> new IpsetSource(List.of(), clock)),
            new Presence("haproxy", List.of("haproxy", "socat"), "", clock -> new HaproxySource(List.of(), clock)),
            new Presence("nginx", List.of("nginx"), "", clock -> WebDenySource.nginx(List.of())),
            new Presence("apache", List.of("apache2ctl"), "", clock -> WebDenySource.apache(List.of())),
            new Presence("mod_evasive", List.of("apache2ctl"), "", clock -> new ModEvasiveSource(List.of(), clock)),
            new Presence("apache", List.of("httpd"), "apache2ctl", clock -> WebDenySource.apache(HTTPD)),
            new Presence("mod_evasive", List.of("httpd"), "apache2ctl", clock -> new ModEvasiveSource(HTTPD, clock)));

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
        for (Presence one : PRESENT) {
            boolean known = sources.stream().anyMatch(source -> source.id().equals(one.id()));
            if (!known && one.programs().stream().allMatch(there::has) && !there.has(one.without())) {
                sources.add(one.source().apply(clock));
            }
        }
        return sources;
    }

    /** Whether what a source tells of is lifted by hand only: it answers without any daemon that bans. */
    static boolean byHand(String id) {
        return BY_HAND.contains(id);
    }

    /**
     * What is asked where its programs are there.
     *
     * @param without a program that tells the same and more
     */
    private record Presence(String id, List<String> programs, String without, Function<Clock, BanSource> source) {}
}
