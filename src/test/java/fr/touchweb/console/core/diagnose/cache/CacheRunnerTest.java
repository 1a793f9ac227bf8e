package fr.touchweb.console.core.diagnose.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.diagnose.Figures;
import fr.touchweb.console.core.diagnose.HostileServer;
import fr.touchweb.console.core.diagnose.cache.CacheReport.Fact;
import fr.touchweb.console.core.diagnose.cache.CacheReport.Tone;
import fr.touchweb.console.core.diagnose.cache.CacheStep.Place;
import fr.touchweb.console.core.diagnose.cache.CacheStep.State;
import fr.touchweb.console.core.diagnose.probe.HttpProbe;
import fr.touchweb.console.core.diagnose.probe.Names;
import fr.touchweb.console.core.diagnose.probe.WebAddress;
import fr.touchweb.console.core.diagnose.proof.ServerSide;
import fr.touchweb.console.core.diagnose.redirect.Pace;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.task.OwnControl;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Texts;
import fr.touchweb.console.support.TestWeb;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stale copies in a real Varnish, and the networks that nobody here can have on a server that plays them. */
class CacheRunnerTest {
    @TempDir
    Path folder;

    private final CommandJournal journal = new CommandJournal(Clock.systemUTC());

    private CacheReport run(CacheRequest request, Names names, ServerSide server) throws Exception {
        HttpProbe probe = new HttpProbe(names, List.of(), Figures.QUICK, journal, InstantSource.system());
        return new CacheRunner(Figures.HOUSE.cache(), Figures.QUICK, Figures.HOUSE.proof(), new Pace(), names,
                InstantSource.system()).run(request, probe, server, new OwnControl(), CacheListener.NOBODY);
    }

    private static State state(CacheReport report, Place place) {
        return report.step(place).orElseThrow(() -> new AssertionError(place + " in " + report)).verdict();
    }

    private static Fact fact(CacheReport report, String code) {
        return report.facts().stream().filter(f -> f.code().equals(code)).findFirst().orElseThrow();
    }

    private static void assertWorded(CacheReport report) {
        for (Language language : Language.values()) {
            Texts texts = new Texts(language);
            report.steps().forEach(s -> assertFalse(texts.get(s.text()).isBlank()));
            report.facts().forEach(f -> assertFalse(texts.get(f.text()).isBlank()));
            report.advice().forEach(a -> assertFalse(texts.get(a.text()).isBlank()));
        }
    }

    @Test
    void aRealVarnishKeepsAnOldStyleSheet() throws Exception {
        try (TestWeb web = TestWeb.start(folder.resolve("web"))) {
            LocalHost host = new LocalHost("web1", journal);
            ServerSide side = new ServerSide("web1", host, List.of(), web.root().toString());
            CacheRequest request = CacheRequest.of(WebAddress.parse("http://varnish.test/style.css"));
            web.put("style.css", "body { color: red }");
            CacheReport before = run(request, web::resolve, side);
            assertEquals(State.FRESH, state(before, Place.SERVER_CACHE));
            assertEquals(State.NONE, state(before, Place.CDN));
            assertEquals(State.FRESH, state(before, Place.FILE));
            web.put("style.css", "body { color: blue }");
            CacheReport after = run(request, web::resolve, side);
            assertEquals(State.NONE, state(after, Place.BROWSER));
            assertEquals(State.NONE, state(after, Place.CDN));
            assertEquals(State.STALE, state(after, Place.SERVER_CACHE));
            assertEquals(State.NONE, state(after, Place.FILE));
            assertTrue(after.advice().stream().anyMatch(a -> a.request() != null));
            assertTrue(after.requests().getFirst().used() <= 5);
            assertWorded(after);
            CacheReport without = run(request, web::resolve, null);
            assertEquals(State.STALE, state(without, Place.SERVER_CACHE));
            assertTrue(without.step(Place.FILE).isEmpty());
            // Where the file does not answer as it lies on the disk, that is said.
            web.put("style.css", "body { color: green }");
            ServerSide unknown = new ServerSide("web1", host, List.of(), null);
            assertEquals(State.UNKNOWN, state(run(request, web::resolve, unknown), Place.FILE));
        }
    }

    private static HostileServer.Deed playing(Function<String, String> answers) {
        return (head, out, _) -> out.write(answers.apply(head).getBytes());
    }

    private static String answer(String headers, String body) {
        return "HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @Test
    void aNetworkThatKeepsAnOldCopyIsToldFromItsOrigin() throws Exception {
        String cdn = "Server: cloudflare\r\nCF-RAY: 1-CDG\r\nContent-Type: text/css\r\nCache-Control: max-age=86400\r\n";
        try (HostileServer edge = HostileServer.start(playing(head -> head.contains("?t=")
                ? answer(cdn + "CF-Cache-Status: MISS\r\n", "new")
                : answer(cdn + "CF-Cache-Status: HIT\r\nAge: 3600\r\n", "old")))) {
            Names names = (_, _) -> List.of(new InetSocketAddress("127.0.0.1", edge.port()));
            WebAddress address = WebAddress.parse("http://media.shop.test:" + edge.port() + "/a.css");
            CacheReport report = run(CacheRequest.of(address), names, null);
            assertEquals(State.STALE, state(report, Place.CDN));
            assertEquals(State.NONE, state(report, Place.BROWSER));
            assertTrue(fact(report, "cdn").documented());
            assertNotNull(fact(report, "lifetime"));
            assertEquals(Tone.NEUTRAL, fact(report, "media-url").tone());
            assertTrue(report.advice().stream().filter(a -> a.request() != null).count() >= 2);
            assertWorded(report);
            // The origin gives the old one too: then it is not the network alone.
            CacheRequest pinned = new CacheRequest(address, null, InetAddress.ofLiteral("127.0.0.1"), false, null, null,
                    false);
            assertEquals(State.POSSIBLE, state(run(pinned, names, null), Place.CDN));
        }
    }

    @Test
    void aPreproductionIsNeverOnANetworkAndItsFontsNeedCors() throws Exception {
        try (HostileServer edge = HostileServer.start(playing(_ -> answer(
                "X-CDN-Pop: gra\r\nContent-Type: font/woff2\r\n", "font")))) {
            Names names = (_, _) -> List.of(new InetSocketAddress("127.0.0.1", edge.port()));
            CacheRequest request = new CacheRequest(WebAddress.parse("http://media.pp.test/f.woff2"), null, null, true,
                    WebAddress.parse("https://pp.test/"), null, false);
            CacheReport report = run(request, names, null);
            assertEquals(Tone.DANGER, fact(report, "preproduction-cdn").tone());
            assertEquals(Tone.DANGER, fact(report, "cors").tone());
            assertTrue(edge.heads().getLast().contains("Origin: https://pp.test\r\n"));
            assertWorded(report);
        }
        try (HostileServer good = HostileServer.start(playing(_ -> answer(
                "Access-Control-Allow-Origin: *\r\nContent-Type: font/woff2\r\n", "font")))) {
            Names names = (_, _) -> List.of(new InetSocketAddress("127.0.0.1", good.port()));
            CacheReport report = run(new CacheRequest(WebAddress.parse("http://media.pp.test/f.woff2"), null, null,
                    true, WebAddress.parse("https://pp.test/"), null, false), names, null);
            assertEquals(Tone.GOOD, fact(report, "preproduction-cdn").tone());
            assertEquals(Tone.GOOD, fact(report, "cors").tone());
        }
    }

    @Test
    void anImageIsAskedForBothWays() throws Exception {
        try (HostileServer server = HostileServer.start(playing(head -> head.contains("image/webp")
                ? answer("Content-Type: image/webp\r\nLast-Modified: Mon, 02 Nov 2026 08:00:00 GMT\r\n", "webp")
                : answer("Content-Type: image/jpeg\r\nLast-Modified: Tue, 10 Nov 2026 08:00:00 GMT\r\n", "jpeg!")))) {
            CacheReport report = run(CacheRequest.of(WebAddress.parse(server.url("/img/a.jpg"))), Names.SYSTEM, null);
            assertEquals(Tone.DANGER, fact(report, "webp").tone());
            assertEquals(Tone.WARNING, fact(report, "webp-vary").tone());
            assertEquals(State.POSSIBLE, state(report, Place.BROWSER));
            assertTrue(server.heads().size() <= 5);
            assertWorded(report);
        }
    }

    @Test
    void whatCannotBeComparedIsUnknownAndAPageThatChangesIsNoProof() throws Exception {
        try (HostileServer server = HostileServer.start(playing(head -> head.startsWith("GET /gone")
                ? "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
                : answer("Content-Type: text/html\r\n", "token " + System.nanoTime())))) {
            CacheReport gone = run(CacheRequest.of(WebAddress.parse(server.url("/gone"))), Names.SYSTEM, null);
            assertEquals(State.UNKNOWN, state(gone, Place.CDN));
            CacheReport page = run(CacheRequest.of(WebAddress.parse(server.url("/page"))), Names.SYSTEM, null);
            assertEquals(State.POSSIBLE, state(page, Place.CDN));
            assertFalse(page.steps().stream().anyMatch(s -> s.verdict() == State.STALE));
        }
        CacheReport nothing = run(CacheRequest.of(WebAddress.parse("http://127.0.0.1:1/")), Names.SYSTEM, null);
        assertEquals(State.UNKNOWN, state(nothing, Place.BROWSER));
        assertTrue(nothing.finished());
    }
}
