package fr.touchweb.console.core.ban;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.FleetDocument;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.Server.Whitelist;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.BanPolicy;
import fr.touchweb.console.core.policy.SshPolicy;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.auth.Authentication;
import fr.touchweb.console.core.ssh.auth.KeyRing;
import fr.touchweb.console.core.ssh.config.SshConfigResolver;
import fr.touchweb.console.core.ssh.transport.SshHosts;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.support.BareHost;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.TestNamespace;
import fr.touchweb.console.support.TestSshd;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real firewall that drops our packets to the site and to its SSH: the server is asked, and the ban lifted, through
 * another one, over real sshd's in a network namespace.
 */
class BannedEverywhereTest {
    private static final String US = "10.231.77.1";
    private static final String THERE = "10.231.77.2";
    private static final BanPolicy POLICY = new BanPolicy(500, 1_000, 5, 1, 1, 0, 10, 0, 30, 10, 300, 15);
    private static final SshPolicy FIGURES = new SshPolicy(1_500, 15_000, 30_000, 10_000, 60_000, 120_000, 500,
            1_500, 4_000, 300_000, 1_000, 30_000, 20, 4, 32, 8, 3, 30_000, 3);

    @TempDir
    Path folder;

    @Test
    void theServerIsAskedAndTheBanLiftedThroughAnotherOne() throws Exception {
        RealPeer.require("nft");
        RealPeer.require("curl");
        RealPeer.require("haproxy");
        try (TestNamespace net = TestNamespace.create()) {
            net.join(US, THERE);
            try (TestSshd web = TestSshd.with().at(THERE, net.argv()).start(folder.resolve("web"));
                    TestSshd peer = TestSshd.with().at(THERE, net.argv()).start(folder.resolve("peer"));
                    SshHosts hosts = hosts(web, peer)) {
                int site = TestSshd.freePort();
                Process shop = shop(net, site);
                try {
                    ban(net, web.port(), site);
                    find(hosts, web, peer, site);
                } finally {
                    shop.destroyForcibly().waitFor();
                }
            }
        }
    }

    private void find(SshHosts hosts, TestSshd web, TestSshd peer, int site) throws Exception {
        Fleet fleet = fleet(web, peer);
        Server server = fleet.server("web").orElseThrow();
        Server other = fleet.server("peer").orElseThrow();
        RemoteHost around = bare(hosts.connect(fleet.target(server, other)));
        RemoteHost nearest = bare(hosts.connect(fleet.target(other)));
        URI page = URI.create("http://shop.test:" + site + "/robots.txt");
        BanDiagnosis diagnosis = new BanDiagnosis(POLICY, new WebProbe(POLICY, null), Clock.systemUTC(), time -> {},
                (host, port) -> List.of(new InetSocketAddress(THERE, site)),
                (shut, by) -> new Vantage(shut.server(), around, nearest, List.of()));
        RemoteHost direct = bare(hosts.connect(fleet.target(server)));
        List<Message> told = new ArrayList<>();
        BanFindings found = diagnosis.run(page, new BanDiagnosis.Points(new Vantage(server, direct, direct, List.of()),
                new Vantage(other, nearest, nearest, List.of()), null), told::add).getFirst();
        assertInstanceOf(Seen.NoConnection.class, found.here());
        assertEquals(BanVerdict.BANNED_EVERYWHERE, found.verdict(), found.toString());
        assertEquals("peer", found.through());
        assertEquals(Cidr.of(US), found.own(), "our address, not that of the server in between");
        assertEquals(List.of("inet fw deny4 scan"),
                found.bans().stream().map(ban -> ban.list() + " " + ban.reason()).toList());
        NftablesSource nft = new NftablesSource(List.of(), Clock.systemUTC());
        assertTrue(nft.lift(around, found.bans().getFirst()).done());
        assertTrue(diagnosis.recheck(page, 4).fine(), "the site answers");
        assertEquals(BanVerdict.NOT_BANNED,
                diagnosis.run(page, new BanDiagnosis.Points(null, null, null), told::add).getFirst().verdict());
    }

    private static void ban(TestNamespace net, int ssh, int site) throws Exception {
        net.run("nft", """
                table inet fw {
                    set deny4 { type ipv4_addr; flags timeout; elements = { %s timeout 1h comment "scan" } }
                    chain in {
                        type filter hook input priority 0
                        ip saddr @deny4 tcp dport { %d, %d } drop
                    }
                }
                """.formatted(US, ssh, site));
    }

    private Process shop(TestNamespace net, int port) throws Exception {
        Path config = Files.writeString(folder.resolve("h.cfg"), """
                defaults
                    mode http
                    timeout connect 1s
                    timeout client 5s
                    timeout server 5s
                frontend web
                    bind %s:%d
                    http-request return status 200
                """.formatted(THERE, port));
        return new ProcessBuilder(net.argv(RealPeer.require("haproxy").toString(), "-f", config.toString(), "-db"))
                .redirectErrorStream(true).redirectOutput(folder.resolve("h.log").toFile()).start();
    }

    private static Fleet fleet(TestSshd web, TestSshd peer) {
        Whitelist set = new Whitelist("ids", "nftables", List.of(), "/dev/null", List.of(), List.of(), List.of(),
                List.of("inet fw deny4"), List.of());
        Server server = new Server("web", null, null, THERE, web.port(), web.user(), List.of(), null, null, List.of(),
                List.of(), null, List.of(set), null);
        Server other = new Server("peer", null, null, THERE, peer.port(), peer.user(), List.of(), null, null,
                List.of(), List.of(), null, List.of(), null);
        return Fleet.of(Map.of("fleet.json",
                new FleetDocument(1, null, List.of(), List.of(server, other), List.of(), null)));
    }

    private static RemoteHost bare(RemoteHost host) {
        return new BareHost(host);
    }

    /** One person who may log in to both. */
    private static SshHosts hosts(TestSshd web, TestSshd peer) throws Exception {
        Files.writeString(web.knownHosts(), Files.readString(peer.knownHosts()), StandardOpenOption.APPEND);
        Files.writeString(peer.authorizedKeys(), Files.readString(web.authorizedKeys()), StandardOpenOption.APPEND);
        return new SshHosts(new CommandJournal(Clock.systemUTC()), web.environment(), SecretSource.NONE, FIGURES,
                new SshConfigResolver(null, Map.of(), InstantSource.system()),
                new Authentication(new KeyRing(Duration.ofMinutes(5), InstantSource.system())));
    }
}
