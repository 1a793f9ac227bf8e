package fr.touchweb.console.core.fleet.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import fr.touchweb.console.core.assembly.ProbedSites;
import fr.touchweb.console.core.diagnose.probe.Names;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.FleetDocument;
import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.Site;
import fr.touchweb.console.core.fleet.facts.SiteReading;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.FleetPolicy;
import fr.touchweb.console.core.policy.HealthPolicy;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against real HTTP and HTTPS servers on loopback. */
class SiteCheckTest {
    private static final Instant NOW = Instant.now();
    private static final Server WEB = Server.of("web", "127.0.0.1");

    private final List<HttpServer> servers = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final List<X509Certificate> anchors = new ArrayList<>();
    private final CommandJournal journal = new CommandJournal(Clock.systemUTC());

    private static FleetPolicy policy(int seconds, int everySeconds) {
        return new FleetPolicy(1, 3, 1, 10, 4, seconds, 2, everySeconds, 24, 1, 3);
    }

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    private String answer(HttpServer server, int status, Duration after) {
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            try {
                Thread.sleep(after);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            exchange.sendResponseHeaders(status, 0);
            exchange.close();
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        servers.add(server);
        return (server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:" + server.getAddress().getPort();
    }

    private String http(int status, Duration after) throws IOException {
        return answer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), status, after);
    }

    private String https(Instant ends, boolean trusted) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair keys = generator.generateKeyPair();
        X500Name name = new X500Name("CN=127.0.0.1");
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(name, BigInteger.ONE,
                Date.from(NOW.minus(Duration.ofDays(90))), Date.from(ends), name, keys.getPublic());
        builder.addExtension(Extension.subjectAlternativeName, false,
                new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
        X509Certificate certificate = new JcaX509CertificateConverter().getCertificate(
                builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("site", keys.getPrivate(), new char[0], new X509Certificate[]{certificate});
        if (trusted) {
            anchors.add(certificate);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return answer(server, 200, Duration.ZERO);
    }

    private static Site site(String url) {
        return new Site("shop", "web", url, null, null, null, null, null);
    }

    private SiteReading read(String url) {
        return check(url, 30, 0, Optional.empty()).get(0);
    }

    private List<SiteReading> check(String url, int seconds, int every, Optional<Message> refusal) {
        return check(policy(seconds, every)).of(fleet(url), (server, site) -> refusal).apply(WEB);
    }

    private SiteCheck check(FleetPolicy policy) {
        Policy house;
        try {
            house = new Policies(Path.of("none")).load("tw");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SiteCheck(policy, Clock.systemUTC(), new ProbedSites(Names.SYSTEM, anchors, house.requests(),
                policy.siteLimit(), journal, Clock.systemUTC()));
    }

    private static Fleet fleet(String url) {
        return Fleet.of(Map.of("fleet.json",
                new FleetDocument(1, null, List.of(), List.of(WEB), List.of(site(url)), null)));
    }

    /** What the reading says, as lists of down, attention, missing, unchecked. */
    private static List<List<String>> judged(SiteReading reading) {
        return judged(reading, 60_000);
    }

    private static List<List<String>> judged(SiteReading reading, int firstByteMillis) {
        List<List<Message>> lists = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(),
                new ArrayList<>());
        new SiteJudge(new HealthPolicy(85, 95, 85, 1.5, 5, 2, 5, 60, firstByteMillis, 15), NOW, lists.get(0),
                lists.get(1), lists.get(2), lists.get(3))
                .judge(List.of(site("http://x")), List.of(reading));
        return lists.stream().map(list -> list.stream().map(Message::key).toList()).toList();
    }

    @Test
    void aSiteThatAnswersSaysNothingBad() throws IOException {
        SiteReading.Answered answer = assertInstanceOf(SiteReading.Answered.class, read(http(200, Duration.ZERO)));
        assertEquals(200, answer.status());
        assertNull(answer.certificateEnds());
        assertTrue(answer.firstByte().toNanos() > 0);
        assertEquals(List.of(List.of(), List.of(), List.of(), List.of()), judged(answer));
    }

    @Test
    void aRedirectionIsAnAnswerAndIsNotFollowed() throws IOException {
        assertEquals(302, assertInstanceOf(SiteReading.Answered.class, read(http(302, Duration.ZERO))).status());
        assertEquals(1, asked.get());
    }

    @Test
    void anErrorOfTheServerIsBrokenAndAClosedDoorUnchecked() throws IOException {
        assertEquals(List.of("fleet.health.siteStatus"), judged(read(http(503, Duration.ZERO))).get(0));
        assertEquals(List.of("fleet.health.siteStatus"), judged(read(http(404, Duration.ZERO))).get(1));
        assertEquals(List.of("fleet.health.siteClosed"), judged(read(http(401, Duration.ZERO))).get(3));
    }

    @Test
    void aLateFirstByteWantsAttentionAndNoneAtAllIsUnknown() throws IOException {
        SiteReading late = read(http(200, Duration.ofMillis(400)));
        assertEquals(List.of("fleet.health.siteSlow"), judged(late, 300).get(1));
        assertTrue(assertInstanceOf(SiteReading.Answered.class, late).firstByte().toMillis() >= 400);
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            SiteReading.Unmeasured none = assertInstanceOf(SiteReading.Unmeasured.class,
                    check("http://127.0.0.1:" + silent.getLocalPort(), 1, 0, Optional.empty()).get(0));
            assertEquals("fleet.site.slow", none.reason().key());
            assertEquals(List.of("fleet.health.siteUnmeasured"), judged(none).get(2));
        }
    }

    @Test
    void whatCannotBeReachedIsUnknownWithTheReason() {
        for (String url : List.of("http://127.0.0.1:1", "http://no-such-name.invalid", "gopher://x", "http://[", "")) {
            SiteReading.Unmeasured none = assertInstanceOf(SiteReading.Unmeasured.class, read(url), url);
            assertEquals(url.endsWith(".invalid") ? "fleet.site.noName" : "fleet.site.unreached", none.reason().key(),
                    url);
        }
    }

    @Test
    void theEndOfACertificateIsRead() throws Exception {
        Instant ends = NOW.plus(Duration.ofDays(80));
        SiteReading.Answered good = assertInstanceOf(SiteReading.Answered.class, read(https(ends, true)));
        assertEquals(ends.getEpochSecond(), good.certificateEnds().getEpochSecond());
        assertNull(good.certificateProblem());
        assertEquals(List.of(List.of(), List.of(), List.of(), List.of()), judged(good));
        assertEquals(List.of("fleet.health.certificateEnds"),
                judged(read(https(NOW.plus(Duration.ofDays(5)), true))).get(1));
        assertEquals(List.of("fleet.health.certificateEnded"),
                judged(read(https(NOW.minus(Duration.ofDays(1)), true))).get(1));
    }

    @Test
    void aCertificateOfNobodyIsAnAnswerThatWantsAttention() throws Exception {
        SiteReading.Answered answer = assertInstanceOf(SiteReading.Answered.class,
                read(https(NOW.plus(Duration.ofDays(80)), false)));
        assertEquals(200, answer.status());
        assertEquals(List.of("fleet.health.siteUnmeasured"), judged(answer).get(1));
    }

    @Test
    void theSameSiteIsNotAskedAgainAtOnce() throws IOException {
        SiteCheck check = check(policy(30, 600));
        Fleet fleet = fleet(http(200, Duration.ZERO));
        check.of(fleet, (server, site) -> Optional.empty()).apply(WEB);
        check.of(fleet, (server, site) -> Optional.empty()).apply(WEB);
        assertEquals(1, asked.get());
        assertEquals(1, journal.entries().size(), "what was asked can be read");
    }

    @Test
    void withoutTheRightNothingIsAsked() throws IOException {
        SiteReading reading = check(http(200, Duration.ZERO), 30, 0,
                Optional.of(Message.of("account.denied.right", "diagnose")))
                .get(0);
        assertInstanceOf(SiteReading.NotAllowed.class, reading);
        assertEquals(0, asked.get());
        assertEquals(List.of("fleet.health.siteUnmeasured"), judged(reading).get(3));
    }
}
