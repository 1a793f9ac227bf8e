package fr.touchweb.console.core.diagnose.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.diagnose.Figures;
import fr.touchweb.console.core.diagnose.HostileServer;
import fr.touchweb.console.core.diagnose.probe.ProbeProblem.Kind;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.task.OwnControl;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Texts;
import fr.touchweb.console.support.TestCertificates;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a site does, the probe ends in time and says what it was. */
class HttpProbeTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final CommandJournal journal = new CommandJournal(Clock.systemUTC());
    private final OwnControl control = new OwnControl();

    private Probe ask(Names names, ProbeRequest request) throws Exception {
        return new HttpProbe(names, List.of(), Figures.QUICK, journal, InstantSource.system()).ask(request, control);
    }

    private Probe ask(HostileServer server) throws Exception {
        return ask(Names.SYSTEM, request(server.url("/page?x=1")));
    }

    private static ProbeRequest request(String url) throws Exception {
        return ProbeRequest.of(WebAddress.parse(url), "probe-test");
    }

    private static Kind kind(Probe probe) {
        assertNull(probe.answer());
        assertNotNull(probe.problem(), "a problem");
        assertFalse(new Texts(Language.FRENCH).get(probe.problem().text()).isBlank());
        return probe.problem().kind();
    }

    @Test
    void tellsEveryPhaseAndTheHeadAsItCame() throws Exception {
        String head = "HTTP/1.1 301 Moved\r\nlocation: /x\r\nX-Two: 1\r\nX-Two: 2\r\nContent-Length: 4\r\n\r\n";
        try (HostileServer server = HostileServer
                .start(HostileServer.after(Duration.ofMillis(60), HostileServer.saying(head + "body")))) {
            Probe probe = ask(server);
            HttpAnswer answer = probe.answer();
            assertNull(probe.problem());
            assertEquals("Moved", answer.reason());
            assertEquals(head, answer.rawHead());
            assertEquals(List.of("1", "2"), answer.headers("x-two"));
            assertEquals("location", answer.headers().getFirst().name());
            assertEquals("body", answer.text());
            assertTrue(answer.bodyWhole() && answer.redirects());
            Phases phases = probe.phases();
            assertTrue(Phases.millis(phases.firstByte()) >= 59, phases::toString);
            assertNotNull(phases.dns());
            assertNotNull(phases.connect());
            assertNull(phases.tls());
            assertEquals(phases.timeToFirstByte().plus(phases.receive()), phases.total());
            assertEquals(server.port(), probe.peer().getPort());
            assertTrue(server.heads().getFirst().startsWith(
                    "GET /page?x=1 HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\nUser-Agent: probe-test\r\n"));
            assertEquals("HTTP 301", journal.entries().getLast().result());
        }
    }

    @Test
    void aPasswordIsSentButNeverShown() throws Exception {
        try (HostileServer server = HostileServer.start(HostileServer.saying(OK))) {
            SecureLink link = SecureLink.parse("http://test1:s3cret-w%C3%B6rd@127.0.0.1:" + server.port() + "/");
            Probe probe = ask(Names.SYSTEM, ProbeRequest.of(link.address(), "x").with(link.credentials())
                    .withHeaders(List.of(new Header("Cookie", "session=abcdef"))));
            assertTrue(server.heads().getFirst().contains("Authorization: Basic "
                    + Base64.getEncoder()
                            .encodeToString("test1:s3cret-wörd".getBytes(StandardCharsets.UTF_8))));
            String everything = probe + " " + journal.entries() + " " + link + " " + link.credentials();
            assertFalse(everything.contains("s3cret") || everything.contains("abcdef"), everything);
        }
    }

    @Test
    void headersThatWouldEndEarlyAreRefusedBeforeAnythingIsSent() throws Exception {
        try (HostileServer server = HostileServer.start(HostileServer.saying(OK))) {
            ProbeRequest evil = request(server.url("/")).withHeaders(List.of(new Header("X", "a\r\nY: b")));
            assertThrows(IllegalStateException.class, () -> ask(Names.SYSTEM, evil));
            assertEquals(List.of(), server.heads());
        }
    }

    @Test
    void aNameWithoutAddressAndANameServiceThatIsSilent() throws Exception {
        ProbeRequest request = request("http://shop.invalid/");
        assertEquals(Kind.UNKNOWN_NAME, kind(ask((host, _) -> {
            throw new UnknownHostException(host + ": Name or service not known");
        }, request)));
        assertEquals(Kind.NO_NAME_SERVICE, kind(ask((host, _) -> {
            throw new UnknownHostException(host + ": Temporary failure in name resolution");
        }, request)));
        CountDownLatch never = new CountDownLatch(1);
        assertEquals(Kind.NO_NAME_SERVICE, kind(ask((_, _) -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return List.of();
        }, request)));
        never.countDown();
        assertEquals(Kind.UNKNOWN_NAME, kind(ask((_, port) -> List.of(new InetSocketAddress("127.0.0.1", port)),
                request.of(ProbeRequest.Family.IPV6))));
    }

    @Test
    void halfOfTheAddressesAreDead() throws Exception {
        try (HostileServer server = HostileServer.start(HostileServer.saying(OK));
                ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"))) {
            // Its queue of one is full: further connections get no answer, as behind a firewall that drops.
            List<Socket> queue = List.of(new Socket(silent.getInetAddress(), silent.getLocalPort()),
                    new Socket(silent.getInetAddress(), silent.getLocalPort()));
            Names names = (_, _) -> List.of(new InetSocketAddress("127.0.0.2", silent.getLocalPort()),
                    new InetSocketAddress("127.0.0.3", server.port()),
                    new InetSocketAddress("127.0.0.1", server.port()));
            long start = System.nanoTime();
            Probe probe = ask(names, request("http://shop.test/"));
            assertEquals(200, probe.status());
            assertEquals(InetAddress.getByName("127.0.0.1"), probe.peer().getAddress());
            assertTrue(probe.deadAddresses().contains(InetAddress.getByName("127.0.0.3")));
            assertEquals(3, probe.candidates().size());
            assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 650, "the dead cost little");
            for (Socket each : queue) {
                each.close();
            }
        }
    }

    @Test
    void refusedAndSilentAddresses() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        assertEquals(Kind.REFUSED, kind(ask(Names.SYSTEM, request("http://127.0.0.1:" + closed + "/"))));
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket one = new Socket(silent.getInetAddress(), silent.getLocalPort());
                Socket two = new Socket(silent.getInetAddress(), silent.getLocalPort())) {
            assertTrue(one.isConnected() && two.isConnected());
            assertEquals(Kind.CONNECT_TIMEOUT,
                    kind(ask(Names.SYSTEM, request("http://127.0.0.1:" + silent.getLocalPort() + "/"))));
        }
    }

    @ParameterizedTest
    @CsvSource({"'', DROPPED", "'HTTP/1.1 301 Moved\\r\\nLoc', DROPPED", "'HTTP/9 oops\\r\\n\\r\\n', MALFORMED",
            "'SSH-2.0-OpenSSH_9.2\\r\\n', MALFORMED", "'HTTP/1.1 abc OK\\r\\n\\r\\n', MALFORMED",
            "'HTTP/1.1 200 OK\\r\\nno colon here\\r\\n\\r\\n', MALFORMED",
            "'HTTP/1.1 101 Switching Protocols\\r\\n\\r\\n', MALFORMED", "'\u0000\u0001\u0002\\r\\n', MALFORMED"})
    void answersThatAreNone(String said, Kind expected) throws Exception {
        String text = said.replace("\\r", "\r").replace("\\n", "\n");
        try (HostileServer server = HostileServer.start(HostileServer.saying(text))) {
            assertEquals(expected, kind(ask(server)));
        }
    }

    @Test
    void aServerThatNeverSpeaksAndOneThatDrips() throws Exception {
        try (HostileServer mute = HostileServer.start(HostileServer.mute());
                HostileServer drip = HostileServer
                        .start(HostileServer.dripping(OK.repeat(100), Duration.ofMillis(100)))) {
            assertEquals(Kind.ANSWER_TIMEOUT, kind(ask(mute)));
            assertEquals(Kind.TOO_SLOW, kind(ask(drip)));
        }
    }

    @Test
    void headersWithoutEnd() throws Exception {
        try (HostileServer server = HostileServer.start((_, out, _) -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.ISO_8859_1));
            while (true) {
                out.write("X-Filler: and so on and so on and so on\r\n".getBytes(StandardCharsets.ISO_8859_1));
            }
        }); HostileServer interim = HostileServer.start((_, out, _) -> {
            while (true) {
                out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            }
        })) {
            assertEquals(Kind.HEAD_TOO_LONG, kind(ask(server)));
            assertEquals(Kind.HEAD_TOO_LONG, kind(ask(interim)));
        }
    }

    @Test
    void interimAnswersArePassedOver() throws Exception {
        try (HostileServer server = HostileServer
                .start(HostileServer
                        .saying("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + OK))) {
            Probe probe = ask(server);
            assertEquals(200, probe.status());
            assertTrue(probe.answer().rawHead().startsWith("HTTP/1.1 200 OK"));
        }
    }

    @Test
    void aBodyOfAGigabyteIsNotRead() throws Exception {
        byte[] block = new byte[1 << 16];
        try (HostileServer server = HostileServer.start((_, out, _) -> {
            out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + (1L << 30) + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            for (int i = 0; i < 1 << 14; i++) {
                out.write(block);
            }
        })) {
            Probe start = ask(server);
            assertEquals(Figures.QUICK.startBytes(), start.answer().body().length);
            assertFalse(start.answer().bodyWhole());
            Probe whole = ask(Names.SYSTEM,
                    request(server.url("/")).reading(ProbeRequest.Body.WHOLE));
            assertEquals(1 << 20, whole.answer().bodyBytes());
            assertFalse(whole.answer().bodyWhole());
        }
    }

    @Test
    void aBodyThatEndsEarlyOrHangsLeavesTheHeadGood() throws Exception {
        try (HostileServer cut = HostileServer
                .start(HostileServer.saying("HTTP/1.1 301 Moved\r\nLocation: /\r\nContent-Length: 99\r\n\r\nhalf"));
                HostileServer hanging = HostileServer.start((_, out, socket) -> {
                    out.write("HTTP/1.1 302 Found\r\nLocation: /\r\n\r\nx".getBytes(StandardCharsets.ISO_8859_1));
                    out.flush();
                    HostileServer.untilLeft(socket);
                })) {
            assertEquals(301, ask(cut).status());
            assertFalse(ask(cut).answer().bodyWhole());
            long start = System.nanoTime();
            Probe probe = ask(hanging);
            assertEquals(302, probe.status());
            assertNull(probe.problem());
            assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 1_200);
        }
    }

    @Test
    void chunksAreUndone() throws Exception {
        try (HostileServer server = HostileServer.start(HostileServer.saying(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"));
                HostileServer broken = HostileServer.start(HostileServer
                        .saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc"))) {
            assertArrayEquals("abcde".getBytes(), ask(server).answer().body());
            assertTrue(ask(server).answer().bodyWhole());
            assertFalse(ask(broken).answer().bodyWhole());
        }
    }

    @Test
    void certificatesOfEachKindAreToldWithTheirFactsAndCanBeAccepted() throws Exception {
        TestCertificates issuer = new TestCertificates();
        TestCertificates stranger = new TestCertificates();
        String name = "shop.test";
        record Case(SSLContext context, Kind kind, String said) {}
        List<Case> cases = List.of(new Case(issuer.expired(name).context(), Kind.TLS_EXPIRED, name),
                new Case(issuer.notYetValid(name).context(), Kind.TLS_NOT_YET_VALID, name),
                new Case(issuer.good("other.test").context(), Kind.TLS_WRONG_NAME, "other.test"),
                new Case(stranger.good(name).context(), Kind.TLS_UNKNOWN_ISSUER, "Test Issuer"));
        for (Case each : cases) {
            try (HostileServer server = HostileServer.secure(each.context, HostileServer.saying(OK))) {
                Names names = (_, _) -> List.of(new InetSocketAddress("127.0.0.1", server.port()));
                HttpProbe probe = new HttpProbe(names, List.of(issuer.issuer()), Figures.QUICK, journal,
                        InstantSource.system());
                ProbeRequest request = request("https://" + name + "/");
                Probe refused = probe.ask(request, control);
                assertEquals(each.kind, kind(refused));
                assertTrue(new Texts(Language.ENGLISH).get(refused.problem().text()).contains(each.said));
                assertEquals("CN=Test Issuer", refused.tls().certificate().issuer());
                Probe accepted = probe.ask(request.acceptingBadCertificate(true), control);
                assertEquals(200, accepted.status());
                assertEquals(each.kind, accepted.problem().kind());
                assertNotNull(accepted.tls().certificate().sha256());
            }
        }
        try (HostileServer server = HostileServer.secure(issuer.good(name).context(), HostileServer.saying(OK))) {
            HttpProbe probe = new HttpProbe((_, _) -> List.of(new InetSocketAddress("127.0.0.1", server.port())),
                    List.of(issuer.issuer()), Figures.QUICK, journal, InstantSource.system());
            Probe good = probe.ask(request("https://" + name + "/"), control);
            assertNull(good.problem());
            assertEquals("TLSv1.3", good.tls().protocol());
            assertEquals(List.of(name), good.tls().certificate().names());
            assertNotNull(good.phases().tls());
        }
        try (ServerSocket clear = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (Socket connection = clear.accept()) {
                    connection.getOutputStream().write("220 mail.test ESMTP\r\n".getBytes());
                    connection.getInputStream().read(new byte[4096]);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            assertEquals(Kind.TLS_HANDSHAKE,
                    kind(ask(Names.SYSTEM, request("https://127.0.0.1:" + clear.getLocalPort() + "/"))));
        }
    }

    @Test
    void cancellingClosesTheConnectionAtOnce() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        try (HostileServer server = HostileServer.start((_, _, socket) -> {
            asked.countDown();
            if (socket.getInputStream().read() < 0) {
                gone.countDown();
            }
        })) {
            Thread.ofVirtual().start(() -> {
                try {
                    asked.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                control.cancel();
            });
            assertThrows(CancellationException.class, () -> ask(server));
            assertTrue(gone.await(2, TimeUnit.SECONDS));
        }
    }

    @Test
    void anIpv6AddressIsAsked() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getByName("::1"))) {
            Thread.ofVirtual().start(() -> {
                try (Socket connection = socket.accept(); OutputStream out = connection.getOutputStream()) {
                    connection.getInputStream().read(new byte[4096]);
                    out.write(OK.getBytes(StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            Probe probe = ask(Names.SYSTEM, request("http://[::1]:" + socket.getLocalPort() + "/"));
            assertEquals(200, probe.status());
            assertTrue(probe.command().contains("[::1]"), probe.command());
        }
    }
}
