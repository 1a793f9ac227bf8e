package fr.touchweb.console.core.ban;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.BanPolicy;
import fr.touchweb.console.core.policy.SshPolicy;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.auth.Authentication;
import fr.touchweb.console.core.ssh.auth.KeyRing;
import fr.touchweb.console.core.ssh.config.SshConfigResolver;
import fr.touchweb.console.core.ssh.transport.SshHosts;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.BareHost;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.TestSshd;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server without curl, as a jail is, over a real sshd: its way to the site is lent to us, or it is not. */
class TunnelVantageTest {
    private static final BanPolicy POLICY = new BanPolicy(1_000, 700, 5, 1, 1, 0, 10, 0, 30, 10, 300, 15);
    private static final SshPolicy FIGURES = new SshPolicy(1_500, 15_000, 30_000, 10_000, 60_000, 120_000, 500,
            1_500, 4_000, 300_000, 1_000, 30_000, 20, 4, 32, 8, 3, 30_000, 3);
    private static final String ME = "127.0.0.77";

    @TempDir
    Path folder;

    private final CommandJournal journal = new CommandJournal(Clock.systemUTC());
    private final List<Message> told = new ArrayList<>();

    @Test
    void theRequestGoesThroughTheConnectionOfAServerThatHasNoCurl() throws Exception {
        int port = TestSshd.freePort();
        Process shop = shop(port);
        try (TestSshd sshd = TestSshd.start(folder.resolve("open")); SshHosts hosts = hosts(sshd)) {
            RemoteHost peer = new NoCurl(hosts.connect(sshd.target("peer")));
            WebProbe probe = new WebProbe(POLICY, InetAddress.getByName(ME));
            URI page = URI.create("http://shop.test:" + port + "/robots.txt");
            InetSocketAddress place = new InetSocketAddress("127.0.0.1", port);
            Await.until("the shop answers", () -> probe.ask(page, place) instanceof Seen.Answer);
            Vantage server = new Vantage(Server.of("web", "127.0.0.1"), peer, peer, List.of());
            BanFindings found = new BanDiagnosis(POLICY, probe, Clock.systemUTC(), time -> {},
                    (host, wanted) -> List.of(place), Detour.NONE)
                    .run(page, new BanDiagnosis.Points(server, new Vantage(Server.of("peer", "127.0.0.1"), peer, peer,
                            List.of()), null), told::add)
                    .getFirst();
            assertEquals(BanVerdict.BANNED, found.verdict(), found.toString());
            assertEquals(200, assertInstanceOf(Seen.Answer.class, found.peer()).status());
            assertTrue(found.notes().contains(Message.of("ban.note.tunnel", "peer")), found.notes().toString());
            assertTrue(
                    journal.entries().stream().anyMatch(entry -> entry.line().equals("direct-tcpip 127.0.0.1 " + port)),
                    "it stands among the commands: " + journal.entries());

            InetAddress local = InetAddress.getByName("127.0.0.1");
            TunnelVantage tunnel = new TunnelVantage(POLICY);
            assertInstanceOf(Seen.NoConnection.class,
                    tunnel.ask(peer, URI.create("http://shop.test:" + TestSshd.freePort() + "/"), local));
            try (ServerSocket mute = new ServerSocket(0, 5, local)) {
                assertInstanceOf(Seen.Silence.class,
                        tunnel.ask(peer, URI.create("http://shop.test:" + mute.getLocalPort() + "/"), local));
            }
            assertInstanceOf(Seen.Closed.class,
                    tunnel.ask(peer, URI.create("http://shop.test:" + port + "/reject"), local));
        } finally {
            shop.destroyForcibly().waitFor();
        }
    }

    @Test
    void aServerThatForwardsNothingIsNoVantagePoint() throws Exception {
        try (TestSshd sshd = TestSshd.with().option("AllowTcpForwarding", "no").start(folder.resolve("shut"));
                SshHosts hosts = hosts(sshd)) {
            Seen seen = new TunnelVantage(POLICY).ask(hosts.connect(sshd.target("peer")),
                    URI.create("http://shop.test:1/"), InetAddress.getByName("127.0.0.1"));
            assertInstanceOf(Seen.NotAsked.class, seen, "nothing is concluded from it");
        }
    }

    private Process shop(int port) throws Exception {
        Path config = Files.writeString(folder.resolve("h.cfg"), """
                defaults
                    mode http
                    timeout connect 1s
                    timeout client 5s
                    timeout server 5s
                frontend web
                    bind 127.0.0.1:%d
                    http-request deny deny_status 408 if { src %s }
                    http-request reject if { path /reject }
                    http-request return status 200
                """.formatted(port, ME));
        return new ProcessBuilder(RealPeer.require("haproxy").toString(), "-f", config.toString(), "-db")
                .redirectErrorStream(true).redirectOutput(folder.resolve("h.log").toFile()).start();
    }

    /** A jail: it has a shell, and no curl. */
    private static final class NoCurl extends BareHost {
        NoCurl(RemoteHost machine) {
            super(machine);
        }

        @Override
        public CommandResult run(Command command) throws RemoteException, InterruptedException {
            return super.run(command.argv().getFirst().equals("curl") ? Command.of("there-is-no-curl") : command);
        }
    }

    private SshHosts hosts(TestSshd sshd) throws Exception {
        return new SshHosts(journal, sshd.environment(), SecretSource.NONE, FIGURES,
                new SshConfigResolver(null, Map.of(), InstantSource.system()),
                new Authentication(new KeyRing(Duration.ofMinutes(5), InstantSource.system())));
    }
}
