package fr.touchweb.console.core.diagnose.redirect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.diagnose.Confidence;
import fr.touchweb.console.core.diagnose.Figures;
import fr.touchweb.console.core.diagnose.HostileServer;
import fr.touchweb.console.core.diagnose.RequestCount;
import fr.touchweb.console.core.diagnose.Verdict;
import fr.touchweb.console.core.diagnose.probe.Credentials;
import fr.touchweb.console.core.diagnose.probe.Header;
import fr.touchweb.console.core.diagnose.probe.HttpAnswer;
import fr.touchweb.console.core.diagnose.probe.HttpProbe;
import fr.touchweb.console.core.diagnose.probe.Names;
import fr.touchweb.console.core.diagnose.probe.Probe;
import fr.touchweb.console.core.diagnose.probe.ProbeRequest;
import fr.touchweb.console.core.diagnose.probe.Vantage;
import fr.touchweb.console.core.diagnose.probe.WebAddress;
import fr.touchweb.console.core.diagnose.proof.Proof;
import fr.touchweb.console.core.diagnose.redirect.RedirectChain.End;
import fr.touchweb.console.core.diagnose.redirect.RedirectChain.Loop;
import fr.touchweb.console.core.diagnose.redirect.RedirectRequest.Measure;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.RequestPolicy;
import fr.touchweb.console.core.task.OwnControl;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.support.TestCertificates;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chains of every kind, on a server that redirects as each test wants. */
class RedirectRunnerTest {
    private final OwnControl control = new OwnControl();

    private RedirectRunner runner(RequestPolicy rate, Names names) {
        return new RedirectRunner(Figures.HOUSE.redirect(), rate, new Pace(), names,
                (_, server, _) -> new Proof(server.id(), List.of(), List.of(), List.of(), List.of(), List.of()),
                InstantSource.system());
    }

    private static HttpProbe probe(RequestPolicy rate, Names names) {
        return new HttpProbe(names, List.of(), rate, new CommandJournal(Clock.systemUTC()), InstantSource.system());
    }

    private RedirectReport run(RedirectRequest request, Names names, RequestPolicy rate) throws Exception {
        return runner(rate, names).run(request, probe(rate, names), control, RedirectListener.NOBODY);
    }

    private RedirectReport chain(String url, Names names) throws Exception {
        return run(RedirectRequest.of(WebAddress.parse(url)).measuring(Measure.NONE), names, Figures.QUICK);
    }

    private static String to(String location) {
        return "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
    }

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static String path(String head) {
        return head.split(" ")[1];
    }

    @Test
    void aLoopIsShownAsACycle() throws Exception {
        try (HostileServer server = HostileServer.start((head, out, _) -> out.write((switch (path(head)) {
            case "/" -> to("/a");
            case "/a" -> to("/b");
            case "/b" -> to("/a");
            default -> OK;
        }).getBytes()))) {
            RedirectChain chain = chain(server.url("/"), Names.SYSTEM).chain();
            assertEquals(new Loop(2, 3), chain.loop());
            assertEquals(End.LOOP, chain.end());
            assertEquals(3, chain.hops().size());
            assertEquals(3, server.heads().size());
        }
        try (HostileServer server = HostileServer.start((_, out, _) -> out.write(to("/self").getBytes()))) {
            assertEquals(new Loop(1, 1), chain(server.url("/self"), Names.SYSTEM).chain().loop());
        }
    }

    @Test
    void aRedirectToItselfWithACookieIsNoLoop() throws Exception {
        try (HostileServer server = HostileServer.start((head, out, _) -> out.write(
                (head.contains("Cookie: seen=1")
                        ? OK
                        : "HTTP/1.1 302 Found\r\nSet-Cookie: seen=1; Path=/\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n")
                        .getBytes()))) {
            RedirectChain chain = chain(server.url("/x"), Names.SYSTEM).chain();
            assertNull(chain.loop());
            assertEquals(End.ANSWER, chain.end());
            assertEquals(2, chain.hops().size());
        }
    }

    @Test
    void cookiesAndPasswordsStayWithTheirHost() throws Exception {
        try (HostileServer other = HostileServer.start(HostileServer.saying(OK));
                HostileServer server = HostileServer.start((_, out, _) -> out.write(
                        ("HTTP/1.1 302 Found\r\nSet-Cookie: s=1\r\nLocation: http://other.test/\r\nContent-Length: 0\r\n\r\n")
                                .getBytes()))) {
            Names names = (host, _) -> List.of(
                    new InetSocketAddress("127.0.0.1", host.equals("other.test") ? other.port() : server.port()));
            run(RedirectRequest.of(WebAddress.parse("http://shop.test/")).with(new Credentials("a", "b"))
                    .measuring(Measure.NONE), names, Figures.QUICK);
            assertTrue(server.heads().getFirst().contains("Authorization: Basic"));
            assertFalse(other.heads().getFirst().contains("Authorization"));
            assertFalse(other.heads().getFirst().contains("Cookie"));
        }
    }

    @Test
    void theChainEndsAtTheLimitOfHopsAndOfRequests() throws Exception {
        try (HostileServer server = HostileServer.start((head, out, _) -> out
                .write(to("/" + (Integer.parseInt(path(head).substring(1)) + 1)).getBytes()))) {
            RedirectReport report = chain(server.url("/1"), Names.SYSTEM);
            assertEquals(End.BUDGET, report.chain().end());
            assertEquals(12, report.chain().hops().size());
            assertEquals(List.of(new RequestCount("127.0.0.1", 12, 12, false)), report.requests());
            Names any = (_, _) -> List.of(new InetSocketAddress("127.0.0.1", server.port()));
            try (HostileServer hosts = HostileServer.start((head, out, _) -> out.write(
                    to("http://h" + (head.hashCode() & 0xffffff) + ".test/" + System.nanoTime()).getBytes()))) {
                RedirectChain far = chain("http://h.test/", (_, _) -> List.of(
                        new InetSocketAddress("127.0.0.1", hosts.port()))).chain();
                assertEquals(End.TOO_LONG, far.end());
                assertEquals(20, far.hops().size());
            }
            assertEquals(12, chain("http://one.test/1", any).chain().hops().size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "", "data:,x", "http://", "mailto:a@b.test",
            "https://ex ample.test/"})
    void aLocationThatNobodyFollowsEndsTheChain(String location) throws Exception {
        try (HostileServer server = HostileServer.start(HostileServer.saying(to(location)))) {
            RedirectChain chain = chain(server.url("/"), Names.SYSTEM).chain();
            assertEquals(End.BAD_LOCATION, chain.end());
            assertEquals(1, chain.hops().size());
            assertNotNull(chain.endText());
        }
    }

    @Test
    void anInnerNetworkIsShownBeforeItIsFollowed() throws Exception {
        try (HostileServer inner = HostileServer.start(HostileServer.saying(OK))) {
            Names names = (host, port) -> List.of(host.equals("inner.test")
                    ? new InetSocketAddress("127.0.0.1", inner.port())
                    : new InetSocketAddress(InetAddress.getByAddress(host, new byte[]{(byte) 203, 0, 113, 7}), port));
            Vantage outside = new Vantage() {
                @Override
                public Message name() {
                    return Message.of("diagnose.here");
                }

                @Override
                public Probe ask(ProbeRequest request, TaskControl work) throws InterruptedException {
                    Probe real = probe(Figures.QUICK, (_, _) -> List.of(new InetSocketAddress("127.0.0.1",
                            inner.port()))).ask(request, work);
                    boolean first = request.address().host().equals("shop.test");
                    return first
                            ? new Probe(real.address(), real.started(), real.candidates(),
                                    names(names, "shop.test"), List.of(), real.phases(), null,
                                    new HttpAnswer("HTTP/1.1", 302, "Found",
                                            List.of(new Header("Location",
                                                    "http://inner.test/admin")),
                                            "", new byte[0], 0, true),
                                    null, real.command())
                            : real;
                }
            };
            RedirectRequest request = RedirectRequest.of(WebAddress.parse("http://shop.test/")).measuring(Measure.NONE);
            RedirectChain shown = runner(Figures.QUICK, names).run(request, outside, control, RedirectListener.NOBODY)
                    .chain();
            assertEquals(End.PRIVATE_TARGET, shown.end());
            assertTrue(shown.hops().getFirst().privateTarget());
            assertEquals(1, shown.hops().size());
            RedirectChain followed = runner(Figures.QUICK, names)
                    .run(request.followingPrivate(true), outside, control, RedirectListener.NOBODY).chain();
            assertEquals(End.ANSWER, followed.end());
            assertEquals(2, followed.hops().size());
        }
    }

    private static InetSocketAddress names(Names names, String host) {
        try {
            return names.resolve(host, 80).getFirst();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"429 Too Many Requests", "408 Request Timeout"})
    void aHostThatAsksForLessIsLeftAlone(String status) throws Exception {
        try (HostileServer server = HostileServer
                .start(HostileServer.saying("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n"))) {
            RedirectReport report = run(RedirectRequest.of(WebAddress.parse(server.url("/"))), Names.SYSTEM,
                    Figures.QUICK);
            assertEquals(End.STOPPED, report.chain().end());
            assertEquals(1, server.heads().size());
            assertTrue(report.requests().getFirst().stopped());
        }
    }

    @Test
    void theWholeSetKeepsTheBudgetAndTheRate() throws Exception {
        int pause = 60;
        RequestPolicy rate = Figures.pausing(pause);
        try (HostileServer server = HostileServer.start((head, out, _) -> out
                .write((path(head).equals("/a") ? to("/b") : OK).getBytes()))) {
            List<RedirectReport> heard = new ArrayList<>();
            HttpProbe probe = probe(rate, Names.SYSTEM);
            List<Long> times = new ArrayList<>();
            Vantage timed = new Vantage() {
                @Override
                public Message name() {
                    return probe.name();
                }

                @Override
                public Probe ask(ProbeRequest request, TaskControl work) throws InterruptedException {
                    times.add(System.nanoTime());
                    return probe.ask(request, work);
                }
            };
            RedirectReport report = runner(rate, Names.SYSTEM).run(
                    RedirectRequest.of(WebAddress.parse(server.url("/a"))), timed, control, heard::add);
            assertEquals(12, server.heads().size());
            HopDiagnosis hop = report.hop(1).orElseThrow();
            assertEquals(7, hop.timing().probes());
            assertEquals(3, hop.timing().samples().stream().filter(s -> s.role() == Sample.Role.CONTROL).count());
            assertFalse(hop.provisional());
            assertEquals(1 - 2 * Math.pow(0.5, 7), hop.timing().coverage(), 1e-9);
            double whole = (times.getLast() - times.getFirst()) / 1e6;
            assertTrue(whole >= 11 * pause - 20, () -> "12 requests within " + whole + " ms");
            for (int i = 3; i < times.size(); i++) {
                double between = (times.get(i) - times.get(i - 1)) / 1e6;
                assertTrue(between >= pause - 25, () -> "only " + between + " ms between two probes");
            }
            assertTrue(heard.stream().anyMatch(r -> !r.finished() && r.chain().end() != null
                    && r.hop(1).orElseThrow().provisional()), "a provisional verdict comes first");
            assertTrue(report.finished());
            assertEquals(report, heard.getLast());
        }
    }

    @Test
    void anAnswerThatChangesMeanwhileDoesNotCount() throws Exception {
        try (HostileServer server = HostileServer.start((head, out, _) -> {
            boolean early = !path(head).equals("/a") || counter.incrementAndGet() <= 4;
            out.write((path(head).equals("/a") ? early ? to("/b") : to("/c") : OK).getBytes());
        })) {
            RedirectReport report = run(RedirectRequest.of(WebAddress.parse(server.url("/a"))), Names.SYSTEM,
                    Figures.QUICK);
            Timing timing = report.hop(1).orElseThrow().timing();
            assertEquals(4, timing.samples().stream().filter(Sample::dropped).count());
            assertEquals(3, timing.probes());
            assertTrue(report.remarks().contains(Message.of("diagnose.remark.changed", 302, 302)));
        }
    }

    private final AtomicInteger counter = new AtomicInteger();

    @Test
    void nothingThatDecidesIsUndetermined() throws Exception {
        String plain = "HTTP/1.1 302 Found\r\nDate: now\r\nServer: x\r\nLocation: /b\r\nContent-Length: 5\r\n\r\nmoved";
        try (HostileServer server = HostileServer.start(HostileServer.after(Duration.ofMillis(120),
                (head, out, _) -> out.write((path(head).equals("/a") ? plain : OK).getBytes())))) {
            HopDiagnosis hop = run(RedirectRequest.of(WebAddress.parse(server.url("/a"))), Names.SYSTEM,
                    Figures.QUICK).hop(1).orElseThrow();
            assertEquals(Verdict.UNDETERMINED, hop.judgement().verdict());
            assertEquals(Confidence.LOW, hop.judgement().confidence());
            assertNull(hop.judgement().origin());
        }
    }

    @Test
    void aProxyOfThisMachineIsTold() throws Exception {
        try (HostileServer server = HostileServer.start(HostileServer.saying(OK))) {
            HttpProbe behind = new HttpProbe(Names.SYSTEM, List.of(), Figures.QUICK,
                    new CommandJournal(Clock.systemUTC()), InstantSource.system(),
                    Map.of("http_proxy", "http://me:s3cret@proxy.test:3128/", "no_proxy", "localhost,.lan"));
            RedirectReport report = runner(Figures.QUICK, Names.SYSTEM).run(
                    RedirectRequest.of(WebAddress.parse(server.url("/"))).measuring(Measure.NONE), behind, control,
                    RedirectListener.NOBODY);
            assertEquals(List.of(Message.of("diagnose.remark.proxy", "proxy.test:3128")), report.remarks());
            assertEquals(List.of(), behind.remarks(WebAddress.parse("http://host.lan/")));
            assertEquals(List.of(), behind.remarks(WebAddress.parse("https://shop.test/")));
        }
    }

    @Test
    void hstsAndTheStepToHttpsAreKnown() throws Exception {
        try (HostileServer server = HostileServer.start((head, out, _) -> out.write(
                ("HTTP/1.1 301 Moved Permanently\r\nLocation: https://shop.test/x?y=1\r\nContent-Length: 0\r\n\r\n")
                        .getBytes()))) {
            Names names = (_, port) -> List.of(
                    new InetSocketAddress("127.0.0.1", port == 443 ? 1 : server.port()));
            RedirectReport report = chain("http://shop.test/x?y=1", names);
            assertEquals(Hop.Kind.TO_HTTPS, report.chain().hops().getFirst().kind());
            assertEquals(End.FAILED, report.chain().end());
            assertEquals(Hop.Kind.FAILED, report.chain().hops().getLast().kind());
            assertEquals(1, report.chain().telling().number());
        }
        TestCertificates issuer = new TestCertificates();
        String strict = "HTTP/1.1 200 OK\r\nStrict-Transport-Security: max-age=31536000\r\nContent-Length: 0\r\n\r\n";
        try (HostileServer clear = HostileServer.start(HostileServer.saying(strict.replace("200 OK",
                "301 Moved Permanently\r\nLocation: https://shop.test/")));
                HostileServer tls = HostileServer.secure(issuer.good("shop.test").context(),
                        HostileServer.saying(strict))) {
            Names names = (_, port) -> List.of(
                    new InetSocketAddress("127.0.0.1", port == 443 ? tls.port() : clear.port()));
            HttpProbe trusting = new HttpProbe(names, List.of(issuer.issuer()), Figures.QUICK,
                    new CommandJournal(Clock.systemUTC()), InstantSource.system());
            RedirectChain chain = runner(Figures.QUICK, names).run(RedirectRequest.of(WebAddress
                    .parse("http://shop.test/")).measuring(Measure.NONE), trusting, control, RedirectListener.NOBODY)
                    .chain();
            assertNull(chain.hops().getFirst().hsts(), "over clear text it does not count (RFC 6797, 8.1)");
            assertEquals("max-age=31536000", chain.hops().getLast().hsts());
        }
    }

    @Test
    void cancellingEndsARunAtOnceWhateverItWaitsFor() throws Exception {
        RequestPolicy slow = Figures.pausing(60_000);
        try (HostileServer server = HostileServer.start(HostileServer.saying(to("/b")))) {
            Thread.ofVirtual().start(() -> {
                while (server.heads().isEmpty()) {
                    Thread.onSpinWait();
                }
                control.cancel();
            });
            long start = System.nanoTime();
            assertThrows(CancellationException.class,
                    () -> run(RedirectRequest.of(WebAddress.parse(server.url("/a"))), Names.SYSTEM, slow));
            assertTrue(System.nanoTime() - start < 3_000_000_000L);
        }
    }
}
