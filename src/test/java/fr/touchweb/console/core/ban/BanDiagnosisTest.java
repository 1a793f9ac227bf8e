package fr.touchweb.console.core.ban;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.address.Cidr;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.Server.Whitelist;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.BanPolicy;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.core.text.Texts;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.BareHost;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.TestSshd;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The procedure on a real HAProxy that bans a loopback address; the server and its neighbour ask with their own curl. */
class BanDiagnosisTest {
    private static final String ME = "127.0.0.77";
    private static final BanPolicy POLICY = new BanPolicy(1_000, 1_000, 5, 12, 45, 2, 10, 0, 30, 10, 300, 15);

    @TempDir
    Path folder;

    private final List<Duration> silences = new ArrayList<>();
    private final List<Message> told = new ArrayList<>();
    private Detour detour = Detour.NONE;
    private Process haproxy;
    private Path socket;
    private Path bans;
    private int port;

    @BeforeEach
    void start() throws Exception {
        RealPeer.require("curl");
        RealPeer.require("socat");
        port = freePort();
        socket = folder.resolve("h.sock");
        bans = Files.writeString(folder.resolve("bans.map"), "");
        Path config = Files.writeString(folder.resolve("haproxy.cfg"),
                """
                        global
                            stats socket %s mode 600 level admin
                            log stdout format raw local0
                        defaults
                            mode http
                            log global
                            option httplog
                            timeout connect 1s
                            timeout client 5s
                            timeout server 5s
                        frontend web
                            bind 127.0.0.1:%d
                            http-request deny deny_status 408 if { src,map_ip(%s) -m found }
                            http-request silent-drop if { path /drop } { src %s }
                            http-request reject if { path /reject } { src %s }
                            http-request return status 503 content-type text/html string "Blocked by Wordfence" if { path /wordfence } { src %s }
                            http-request return status 503 if { path /down }
                            http-request return status 200
                        """
                        .formatted(socket, port, bans, ME, ME, ME));
        haproxy = new ProcessBuilder(RealPeer.require("haproxy").toString(), "-f", config.toString(), "-db")
                .redirectErrorStream(true).redirectOutput(folder.resolve("haproxy.log").toFile()).start();
        Await.until("HAProxy answers", () -> probe().ask(page("/"), place()).fine());
    }

    @AfterEach
    void end() throws Exception {
        haproxy.destroyForcibly().waitFor();
    }

    @Test
    void whoIsBannedIsToldByWhatAndWhy() throws Exception {
        ban();
        BanFindings found = run("/robots.txt", true);
        assertEquals(BanVerdict.BANNED, found.verdict(), found.toString());
        assertEquals(408, assertInstanceOf(Seen.Answer.class, found.here()).status());
        assertTrue(found.server().fine() && found.peer().fine(), found.toString());
        assertEquals(Cidr.of(ME), found.own());
        assertEquals(List.of("map " + bans, "http-request silent-drop if { path /drop } { src " + ME + " }",
                "http-request reject if { path /reject } { src " + ME + " }"),
                List.of(found.bans().getFirst().list(), found.bans().get(1).reason(), found.bans().get(2).reason()));
        assertEquals("brute-force", found.bans().getFirst().reason());
        Way.Commanded way = assertInstanceOf(Way.Commanded.class, found.bans().getFirst().way());
        assertTrue(way.line().startsWith("printf %s 'del map " + bans + " " + ME), way.line());
        assertTrue(found.notes().stream().anyMatch(note -> note.key().equals("ban.note.proxySince")),
                "the hour of the first refusal: " + found.notes());
        assertTrue(
                found.bans().getFirst().causes().stream()
                        .allMatch(line -> line.contains(ME) && line.contains(" PR-- ")),
                found.toString());
        assertTrue(found.notes().stream().anyMatch(note -> note.key().equals("ban.note.proxyRule")),
                found.notes().toString());
        assertEquals(List.of(Duration.ofSeconds(12)), silences,
                "a ban that a daemon tells of is not asked for a third time");
        assertTrue(new HaproxySource(client(), Clock.systemUTC()).lift(host(), found.bans().getFirst()).done());
        assertEquals(BanVerdict.NOT_BANNED, run("/robots.txt", true).verdict());
    }

    @Test
    void aBriefBanIsToldApartByOneTryAfterASilence() throws Exception {
        ban();
        BanDiagnosis diagnosis = new BanDiagnosis(POLICY, probe(), Clock.systemUTC(), time -> {
            silences.add(time);
            // The limit of clicks forgets in the meantime.
            socket("clear map " + bans);
        }, (host, wanted) -> List.of(place()), Detour.NONE);
        BanFindings found = diagnosis.run(page("/"), new BanDiagnosis.Points(server(), peer(), null), told::add)
                .getFirst();
        assertEquals(BanVerdict.MICRO_BAN, found.verdict(), found.toString());
        assertEquals(List.of(Duration.ofSeconds(12)), silences);
        assertTrue(told.stream().anyMatch(line -> new Texts(Language.FRENCH).get(line)
                .equals("Bannissement bref probable\u00a0: nouvel essai dans 12 s (ne rechargez pas la page)")));
    }

    @Test
    void silenceAndClosedConnectionsOfOneAddressAreBansToo() throws Exception {
        BanFindings silent = run("/drop", true);
        assertInstanceOf(Seen.Silence.class, silent.here());
        assertEquals(BanVerdict.BANNED, silent.verdict(), silent.toString());
        assertEquals(List.of(), silences, "it gave no answer of a rule");
        BanFindings closed = run("/reject", true);
        assertInstanceOf(Seen.Closed.class, closed.here());
        assertEquals(BanVerdict.BANNED, closed.verdict(), closed.toString());
    }

    @Test
    void whoIsKeptOutOfSshTooAsksThroughAnotherServer() throws Exception {
        ban();
        Vantage shut = new Vantage(server().server(), new Shut(host()), new Shut(host()), List.of());
        detour = (server, peer) -> new Vantage(server.server(), host(), host(), server.proxyLogs());
        BanFindings found = new BanDiagnosis(POLICY, probe(), Clock.systemUTC(), silences::add,
                (host, wanted) -> List.of(place()), detour)
                .run(page("/"), new BanDiagnosis.Points(shut, peer(), null), told::add).getFirst();
        assertEquals(BanVerdict.BANNED_EVERYWHERE, found.verdict(), found.toString());
        assertEquals("neighbour", found.through());
        assertTrue(found.notes().stream().noneMatch(note -> note.key().equals("ban.note.otherAddress")));
        assertEquals("map " + bans, found.bans().getFirst().list());
        detour = (server, peer) -> shut;
        BanFindings nobody = new BanDiagnosis(POLICY, probe(), Clock.systemUTC(), silences::add,
                (host, wanted) -> List.of(place()), detour)
                .run(page("/"), new BanDiagnosis.Points(shut, peer(), null), told::add).getFirst();
        assertEquals(BanVerdict.BANNED_EVERYWHERE, nobody.verdict(), "the other server alone sees the site");
        assertEquals(null, nobody.through());
        assertEquals(List.of(), nobody.bans());
    }

    /** A machine whose SSH drops our packets. */
    private static final class Shut extends BareHost {
        Shut(RemoteHost machine) {
            super(machine);
        }

        @Override
        public CommandResult run(Command command) throws RemoteException {
            throw new RemoteException(RemoteException.Kind.TIMEOUT, Message.of("ssh.error.timeout", "web"), null);
        }
    }

    @Test
    void anOutageIsNotABan() throws Exception {
        assertEquals(BanVerdict.BACKEND_DOWN, run("/down", true).verdict());
        haproxy.destroyForcibly().waitFor();
        BanFindings down = run("/", true);
        assertInstanceOf(Seen.Refused.class, down.here());
        assertEquals(BanVerdict.FRONT_END_DOWN, down.verdict(), down.toString());
    }

    @Test
    void aFrontEndThatAnswersFromWithinAloneIsNoOutage() throws Exception {
        BanFindings found = new BanDiagnosis(POLICY, probe(), Clock.systemUTC(), silences::add,
                (host, wanted) -> List.of(new InetSocketAddress("127.0.0.3", port)), Detour.NONE)
                .run(page("/"), new BanDiagnosis.Points(server(), peer(), null), told::add).getFirst();
        assertInstanceOf(Seen.Refused.class, found.server());
        assertEquals(BanVerdict.PATH, found.verdict(), found.toString());
        assertTrue(found.notes().contains(Message.of("ban.note.inside", "web", "127.0.0.3")), found.toString());
    }

    @Test
    void oneVantagePointConcludesNothing() throws Exception {
        ban();
        BanDiagnosis diagnosis = new BanDiagnosis(POLICY, probe(), Clock.systemUTC(), silences::add,
                (host, wanted) -> List.of(place()), Detour.NONE);
        assertEquals(BanVerdict.UNDETERMINED,
                diagnosis.run(page("/"), new BanDiagnosis.Points(null, null, null), told::add).getFirst().verdict());
        assertEquals(BanVerdict.UNDETERMINED,
                diagnosis.run(page("/"), new BanDiagnosis.Points(server(), null, null), told::add).getFirst()
                        .verdict());
        BanDiagnosis nowhere = new BanDiagnosis(POLICY, probe(), Clock.systemUTC(), silences::add, (host, wanted) -> {
            throw new UnknownHostException(host);
        }, Detour.NONE);
        assertEquals(BanVerdict.NO_ADDRESS,
                nowhere.run(page("/"), new BanDiagnosis.Points(null, null, null), told::add).getFirst().verdict());
    }

    @Test
    void aNameThatLeadsElsewhereIsTold() throws Exception {
        BanFindings found = new BanDiagnosis(POLICY, probe(), Clock.systemUTC(), silences::add,
                (host, wanted) -> List.of(new InetSocketAddress("127.0.0.2", port)), Detour.NONE)
                .run(page("/"), new BanDiagnosis.Points(server(), peer(), null), told::add).getFirst();
        assertEquals(List.of("127.0.0.2", "web", "127.0.0.1"), found.notes().stream()
                .filter(note -> note.key().equals("ban.note.otherAddress")).findFirst().orElseThrow().arguments());
    }

    @Test
    void whoHasNoServerAsksThroughAProxy() throws Exception {
        ban();
        int proxy = freePort();
        Path config = Files.writeString(folder.resolve("proxy.conf"), """
                ServerRoot "%1$s"
                ServerName localhost
                Listen 127.0.0.1:%2$d
                PidFile "%1$s/proxy.pid"
                ErrorLog "%1$s/proxy.log"
                Mutex file:%1$s default
                %3$s
                LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
                LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
                LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
                LoadModule proxy_http_module /usr/lib/apache2/modules/mod_proxy_http.so
                LoadModule proxy_connect_module /usr/lib/apache2/modules/mod_proxy_connect.so
                ProxyRequests On
                AllowCONNECT %4$d
                """.formatted(folder, proxy, TestSshd.isRoot() ? "User www-data\nGroup www-data" : "", port));
        Process apache = new ProcessBuilder(RealPeer.require("apache2").toString(), "-f", config.toString(),
                "-DFOREGROUND").redirectErrorStream(true).redirectOutput(folder.resolve("proxy.out").toFile()).start();
        try {
            ProxyVantage by = ProxyVantage.of("http://127.0.0.1:" + proxy).orElseThrow();
            URI page = URI.create("http://localhost:" + port + "/");
            InetAddress site = InetAddress.getByName("127.0.0.1");
            Await.until("the proxy answers", () -> by.ask(page, site, POLICY).fine());
            BanFindings found = proxied(by, page);
            assertEquals(BanVerdict.BANNED, found.verdict(), "it opens elsewhere and not here: " + found);
            assertTrue(Objects.requireNonNull(found.proxy()).fine());
            assertEquals(BanVerdict.UNDETERMINED, proxied(null, page).verdict());
            // In clear text a proxy says 503 for a site that it cannot reach; over TLS it refuses the tunnel.
            int nobody = freePort();
            assertInstanceOf(Seen.NoConnection.class,
                    by.ask(URI.create("http://localhost:" + nobody + "/"), site, POLICY));
            assertInstanceOf(Seen.NotAsked.class,
                    by.ask(URI.create("https://localhost:" + nobody + "/"), site, POLICY),
                    "CONNECT is not allowed there");
            assertInstanceOf(Seen.NotAsked.class, by.ask(URI.create("https://localhost:" + port + "/"), site, POLICY),
                    "the tunnel opens, and the site behind it speaks no TLS");
            assertInstanceOf(Seen.NotAsked.class,
                    new ProxyVantage("127.0.0.1", nobody, false).ask(page, site, POLICY),
                    "no proxy is no answer of the site");
        } finally {
            List<ProcessHandle> workers = apache.descendants().toList();
            apache.destroy();
            apache.waitFor();
            workers.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private BanFindings proxied(@Nullable ProxyVantage proxy, URI page) throws Exception {
        return new BanDiagnosis(POLICY, probe(), Clock.systemUTC(), silences::add, (host, wanted) -> List.of(place()),
                Detour.NONE).run(page, new BanDiagnosis.Points(null, null, proxy), told::add).getFirst();
    }

    @ParameterizedTest
    @CsvSource({"proxy:3128, proxy:3128", "http://proxy.house:8080/, proxy.house:8080",
            "[2001:db8::1]:3128, [2001:db8::1]:3128",
            "https://proxy:3128, https://proxy:3128", "proxy, ", "http://me:secret@proxy:3128, ", "ftp://proxy:3128, ",
            "proxy:99999, ", "proxy:0, "})
    void aProxyIsAHostAndAPort(String text, @Nullable String read) {
        assertEquals(read, ProxyVantage.of(text).map(ProxyVantage::toString).orElse(null));
    }

    @Test
    void ourAddressOfTheOtherFamilyIsReadFromTheAccessLog() throws Exception {
        ban();
        Path log = Files.writeString(folder.resolve("access.log"), "");
        WebProbe probe = probe();
        RemoteHost six = new SeenAs(new LocalHost("web", new CommandJournal(Clock.systemUTC())), "2001:db8::7");
        Vantage server = new Vantage(server().server(), six, six, List.of(), List.of(log.toString()));
        BanDiagnosis diagnosis = new BanDiagnosis(POLICY, probe, Clock.systemUTC(), silences::add,
                (host, wanted) -> List.of(place()), Detour.NONE);
        BanFindings unknown = diagnosis.run(page("/"), new BanDiagnosis.Points(server, peer(), null), told::add)
                .getFirst();
        assertEquals(Cidr.of(ME), unknown.own(), "another server sees us in this family");
        assertEquals("ban.own.peer", Objects.requireNonNull(unknown.evidence()).key());
        BanFindings alone = diagnosis.run(page("/"), new BanDiagnosis.Points(server, null, null), told::add).getFirst();
        assertEquals(null, alone.own());
        assertTrue(alone.notes().contains(Message.of("ban.note.otherFamily", "2001:db8::7", 4)), alone.toString());

        Files.writeString(log, """
                198.51.100.9 - - [26/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 5 "-" "Mozilla"
                shop.example:80 127.0.0.77 - - [26/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 408 5 "-" "tw-console %s"
                """.formatted(probe.mark()));
        BanFindings found = diagnosis.run(page("/"), new BanDiagnosis.Points(server, peer(), null), told::add)
                .getFirst();
        assertEquals(Cidr.of(ME), found.own());
        assertEquals(Message.of("ban.own.log", log.toString()), found.evidence());
        assertEquals("map " + bans, found.bans().getFirst().list(), "and its ban is found");

        Files.writeString(log, "10.0.0.1 - - [x] \"GET / HTTP/1.1\" 200 5 \"-\" \"tw-console " + probe.mark() + "\"\n");
        BanFindings behind = diagnosis.run(page("/"), new BanDiagnosis.Points(server, null, null), told::add)
                .getFirst();
        assertEquals(null, behind.own(), "a proxy that relays to Apache is not us");
        Files.writeString(log,
                "2026-11-26T10:00:00+00:00 web haproxy[711]: 127.0.0.77:40006 [26/Nov/2026:10:00:00.894] https~ "
                        + "https/<NOSRV> 0/-1/-1/-1/0 408 266 - - PR-- 1/1/0/0/0 0/0 {tw-console " + probe.mark()
                        + "} \"GET / HTTP/1.1\"\n");
        assertEquals(Cidr.of(ME), diagnosis.run(page("/"), new BanDiagnosis.Points(server, null, null), told::add)
                .getFirst().own(), "HAProxy's log where it captures the agent");
        RemoteHost other = new SeenAs(new LocalHost("web", new CommandJournal(Clock.systemUTC())), "203.0.113.4");
        Files.writeString(log, "203.0.113.5 - - [x] \"GET / HTTP/1.1\" 200 5 \"-\" \"tw-console " + probe.mark()
                + "\"\n");
        BanFindings two = diagnosis.run(page("/"), new BanDiagnosis.Points(new Vantage(server().server(), other, other,
                List.of(), List.of(log.toString())), null, null), told::add).getFirst();
        assertEquals(Cidr.of("203.0.113.5"), two.own(), "the web leaves by another address than SSH");
        assertTrue(two.notes().contains(Message.of("ban.note.twoAddresses", "203.0.113.4", "203.0.113.5")),
                two.toString());
    }

    @Test
    void aPageOfTheApplicationIsNoBanOfTheServer() throws Exception {
        BanFindings found = run("/wordfence", true);
        assertEquals(BanVerdict.APPLICATION, found.verdict(), found.toString());
        assertEquals(Message.of("ban.note.application", "WordPress, Wordfence"), found.notes().getFirst());
        assertEquals("PrestaShop", ApplicationSign.of("Server: Apache\r\nSet-Cookie: PrestaShop-0123=x\r\n\r\n403"));
        assertEquals("PHP", ApplicationSign.of("X-Powered-By: PHP/8.2\r\n\r\nForbidden"));
        assertEquals(null, ApplicationSign.of("Server: Apache\r\n\r\n<title>403 Forbidden</title>"));
    }

    /** The table of reference B.2; “?” was not asked. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            200, 200, 200, NOT_BANNED
            408, 200, 200, BANNED
            429, 200, 200, BANNED
            drop, 200, 200, BANNED
            refused, 200, 200, BANNED
            408, 200, 408, PATH
            drop, 200, drop, PATH
            403, 403, 403, PATH
            refused, refused, refused, FRONT_END_DOWN
            drop, refused, ?, FRONT_END_DOWN
            502, 502, 502, BACKEND_DOWN
            503, 503, ?, BACKEND_DOWN
            drop, ?, 200, BANNED_EVERYWHERE
            drop, ?, ?, UNDETERMINED
            408, 200, ?, UNDETERMINED
            ?, 200, 200, UNDETERMINED
            """)
    void threeVantagePointsMakeTheVerdict(String here, String server, String peer, BanVerdict verdict) {
        assertEquals(verdict, BanVerdict.of(seen(here), seen(server), seen(peer), BanVerdict.Reached.DIRECTLY));
    }

    @ParameterizedTest
    @CsvSource({"408, 20, 42, true", "408, 20, 4040, false", "429, 20, 900, true", "403, 1, 3, true",
            "403, 1, 900, false", "200, 1, 3, false"})
    void anAnswerOfARuleComesAtOnce(int status, int connect, int waited, boolean rule) {
        assertEquals(rule, BanVerdict.ofARule(
                new Seen.Answer(status, Duration.ofMillis(connect), Duration.ofMillis(waited)), 5));
    }

    private static Seen seen(String text) {
        return switch (text) {
            case "?" -> new Seen.NotAsked(Message.of("ban.seen.noVantage"));
            case "drop" -> new Seen.NoConnection();
            case "refused" -> new Seen.Refused();
            default -> new Seen.Answer(Integer.parseInt(text), Duration.ofMillis(1), Duration.ofMillis(2));
        };
    }

    private BanFindings run(String path, boolean everybody) throws Exception {
        silences.clear();
        return new BanDiagnosis(POLICY, probe(), Clock.systemUTC(), silences::add,
                (host, wanted) -> List.of(place()), detour)
                .run(page(path), new BanDiagnosis.Points(everybody ? server() : null, everybody ? peer() : null, null),
                        told::add)
                .getFirst();
    }

    private void ban() throws Exception {
        TestSshd.run("sh", "-c", "echo 'add map " + bans + " " + ME + " brute-force' | socat - " + socket);
    }

    private void socket(String line) {
        try {
            TestSshd.run("sh", "-c", "echo '" + line + "' | socat - " + socket);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> client() {
        return List.of("socat", "-", socket.toString());
    }

    private Vantage server() {
        Server server = new Server("web", null, null, "127.0.0.1", null, null, List.of(), null, null, List.of(),
                List.of(), null, List.of(new Whitelist("ids", "haproxy", List.of(), null, List.of(), List.of(),
                        List.of(), List.of(), client())),
                null);
        return new Vantage(server, host(), host(), List.of(folder.resolve("haproxy.log").toString()));
    }

    private Vantage peer() {
        return new Vantage(Server.of("neighbour", "127.0.0.1"), host(), host(), List.of());
    }

    private RemoteHost host() {
        return new SeenAs(new LocalHost("web", new CommandJournal(Clock.systemUTC())), ME);
    }

    /** This machine, whose shells believe that their session came from an address. */
    private static final class SeenAs extends BareHost {
        private final String client;

        SeenAs(RemoteHost machine, String client) {
            super(machine);
            this.client = client;
        }

        @Override
        public CommandResult run(Command command) throws RemoteException, InterruptedException {
            List<String> argv = new ArrayList<>(List.of("env", "SSH_CONNECTION=" + client + " 40000 127.0.0.1 22"));
            argv.addAll(command.argv());
            return super.run(new Command(argv, command.stdin(), command.limit(), command.outputLimit()));
        }
    }

    private WebProbe probe() throws UnknownHostException {
        return new WebProbe(POLICY, InetAddress.getByName(ME));
    }

    private URI page(String path) {
        return URI.create("http://shop.example:" + port + path);
    }

    private InetSocketAddress place() {
        return new InetSocketAddress("127.0.0.1", port);
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
