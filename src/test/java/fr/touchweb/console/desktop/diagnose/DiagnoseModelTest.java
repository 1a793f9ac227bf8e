package fr.touchweb.console.desktop.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.diagnose.Confidence;
import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.diagnose.Verdict;
import fr.touchweb.console.core.diagnose.proof.ServerSide;
import fr.touchweb.console.core.diagnose.redirect.HopDiagnosis;
import fr.touchweb.console.core.diagnose.redirect.RedirectChain;
import fr.touchweb.console.core.diagnose.redirect.RedirectReport;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.task.CurrentThreadRunner;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.ScopePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnoseModelTest {
    private static final String PAGE = "https://www.acme.test/ancienne-page";

    @TempDir
    Path folder;

    private final Scripted engine = new Scripted();
    private final List<Throwable> errors = new ArrayList<>();
    private final List<PageState> kept = new ArrayList<>();
    private SimpleObjectProperty<Places> places;
    private DiagnoseModel model;

    private final PageState.Memory memory = new PageState.Memory() {
        @Override
        public PageState load() {
            return kept.isEmpty() ? PageState.FIRST : kept.getLast();
        }

        @Override
        public void save(PageState state) {
            kept.add(state);
        }
    };

    @BeforeEach
    void start() throws Exception {
        LocalHost host = new LocalHost("acme-web1", new CommandJournal(Clock.systemUTC()));
        places = new SimpleObjectProperty<>(new Places(engine, new Policies(folder).load("tw"),
                List.of("acme-web1", "acme-pp"),
                List.of(new Places.Site("acme-shop", "acme", "acme-web1", Reports.address("https://www.acme.test/"),
                        Reports.address("https://media.acme.test/"), false),
                        new Places.Site("acme-shop-pp", "acme", "acme-pp", Reports.address("https://pp.acme.test/"),
                                null,
                                true)),
                Scripted::vantage, (server, name) -> new ServerSide(server, host, List.of(), "/home/www/acme")));
        engine.steps = List.of(report(Message.of("diagnosis.plain", "step"), 0.4),
                report(null, 6.1, 4, 5.5, 8.2, 6, 7.7, 12));
        model = model();
    }

    private DiagnoseModel model() {
        return new DiagnoseModel(places, new PastRuns(folder.resolve("diagnoses.json"), 3, 2), memory, ZoneOffset.UTC,
                new CurrentThreadRunner(), Runnable::run, errors::add);
    }

    private static RedirectReport report(Message step, double... times) {
        List<HopDiagnosis> hops = List.of(
                Reports.hop(1, "http://www.acme.test/ancienne-page", 301, PAGE,
                        Reports.judgement(Verdict.FRONT_END, Origin.HAPROXY, Confidence.CERTAIN), 0.4),
                Reports.hop(2, PAGE, 301, "https://www.acme.test/nouvelle-page",
                        Reports.judgement(Verdict.FRONT_END, Origin.APACHE, Confidence.HIGH), times));
        return Reports.report(hops, null, RedirectChain.End.ANSWER, step);
    }

    @Test
    void aLinkIsSplitAndItsPasswordIsNowhere() {
        assertTrue(model.take(" https://test1:test2@www.test.fr "));
        assertEquals("https://www.test.fr/", model.address().urlProperty().get());
        assertEquals("test1", model.address().credentialsProperty().get().login());
        assertEquals("test2", model.address().credentialsProperty().get().password());
        assertFalse(kept.toString().contains("test2"), kept.toString());
        assertTrue(model.take("https://www.test.fr/autre"));
        assertNotNull(model.address().credentialsProperty().get(), "same host, same door");
        assertTrue(model.take("https://www.acme.test/"));
        assertNull(model.address().credentialsProperty().get(), "another host never hears it");
    }

    @Test
    void whatIsNoAddressIsSaidAndNothingIsAsked() {
        model.address().urlProperty().set("javascript:alert(1)");
        model.diagnose();
        assertEquals("diagnose.url.scheme", model.address().problemProperty().get().key());
        assertFalse(model.take("https://a:geheim@b c/"));
        assertFalse(model.address().urlProperty().get().contains("geheim"));
        assertEquals(List.of(), engine.asked);
    }

    @Test
    void theServerOfTheSiteTakesPartUnlessThePersonChooses() {
        model.take("http://www.acme.test/ancienne-page");
        assertEquals(new Stand(Stand.Kind.BOTH, "acme-web1"), model.standProperty().get());
        model.take("https://www.elsewhere.test/");
        assertEquals(Stand.HERE, model.standProperty().get());
        model.chooseStand(new Stand(Stand.Kind.SERVER, "acme-pp"));
        model.take("https://www.elsewhere.test/autre");
        assertEquals("acme-pp", model.standProperty().get().server());
        model.diagnose();
        assertEquals(List.of("run https://www.elsewhere.test/autre from [acme-pp]", "prove 2 on acme-pp"),
                engine.asked);
    }

    @Test
    void theSiteInScopeStandsInAnEmptyField() {
        model.scope(new ScopePath("acme", "acme-pp", null));
        assertEquals(List.of("acme-shop-pp"), model.sitesInScope().stream().map(Places.Site::id).toList());
        assertEquals("", model.address().urlProperty().get());
        model.scope(new ScopePath("acme", "acme-pp", "acme-shop-pp"));
        assertEquals("https://pp.acme.test/", model.address().urlProperty().get());
        model.scope(new ScopePath("acme", "acme-web1", "acme-shop"));
        assertEquals("https://pp.acme.test/", model.address().urlProperty().get(), "what the person has there stays");
    }

    @Test
    void aServerThatIsNoLongerGrantedTakesNoPart() {
        model.take(PAGE);
        places.set(Places.hereAlone(engine, places.get().policy()));
        assertEquals(Stand.HERE, model.standProperty().get());
        model.diagnose();
        assertEquals(List.of("run " + PAGE + " from [here]"), engine.asked);
        assertTrue(model.serverOfHop(2).isEmpty());
    }

    @Test
    void aRunRefinesItselfAndKeepsTheChosenHop() {
        List<Integer> probes = new ArrayList<>();
        model.redirect().reportProperty().addListener((p, before, now) -> {
            if (now != null) {
                probes.add(now.hop(2).orElseThrow().timing().probes());
            }
        });
        model.take("http://www.acme.test/ancienne-page");
        model.diagnose();
        assertEquals(1, probes.getFirst());
        assertEquals(7, probes.getLast());
        assertEquals(2, model.redirect().selectedProperty().get(), "the first that is no plain HTTP to HTTPS");
        assertEquals(1, model.redirect().proofRequests());
        assertEquals(11, model.redirect().report().requests().getFirst().used(), "proof has a budget of its own");
        model.redirect().select(1);
        model.measure(1);
        assertEquals(1, model.redirect().selectedProperty().get());
        assertEquals(List.of(), errors);
    }

    @Test
    void theNextRunIsHeldAgainstTheLast() {
        model.take("http://www.acme.test/ancienne-page");
        model.chooseStand(Stand.HERE);
        model.diagnose();
        assertEquals(List.of(), model.redirect().pastProperty().get());
        RedirectReport first = engine.steps.getLast();
        RedirectReport later = new RedirectReport(first.request(), first.from(), first.chain(), first.hops(),
                first.requests(), first.started().plusSeconds(60), first.elapsed(), null, List.of());
        engine.steps = List.of(later);
        DiagnoseModel next = model();
        assertEquals("http://www.acme.test/ancienne-page", next.address().urlProperty().get(), "remembered");
        next.diagnose();
        assertEquals(1, next.redirect().pastProperty().get().size());
        assertEquals(first.started().toEpochMilli(), next.redirect().pastProperty().get().getFirst().started());
    }

    @Test
    void goingOnPastACertificateIsAskedForExplicitly() {
        model.take(PAGE);
        model.chooseStand(Stand.HERE);
        model.diagnose();
        model.goOn(true, false);
        assertFalse(engine.requests.get(0).acceptBadCertificate());
        assertTrue(engine.requests.get(1).acceptBadCertificate());
        assertFalse(engine.requests.get(1).followPrivate());
    }

    @Test
    void theCacheKnowsAPreproduction() {
        model.tabProperty().set(DiagnoseTab.CACHE);
        model.take("https://test1:test2@pp.acme.test/theme.css");
        model.diagnose();
        assertEquals(List.of("cache https://pp.acme.test/theme.css pp true"), engine.asked);
        assertEquals(DiagnoseTab.CACHE, kept.getLast().tab());
    }

    @Test
    void aBatchIsReadInWhateverASpreadsheetWrites() throws Exception {
        Path file = folder.resolve("lot.csv");
        Files.write(file, "url,attendu\nhttps://www.acme.test/\u00e9t\u00e9,/fr/\nhttps://www.acme.test/bad,/fr/\n"
                .getBytes("windows-1252"));
        model.tabProperty().set(DiagnoseTab.BATCH);
        model.batch().open(file);
        assertEquals("https://www.acme.test/\u00e9t\u00e9", model.batch().lines().getFirst().row().url());
        model.diagnose();
        assertEquals(1, model.batch().count(BatchModel.Line::wrong));
        Path out = folder.resolve("out.csv");
        BatchCsv.write(model.batch().lines(), out);
        List<String> lines = Files.readAllLines(out);
        assertEquals("line,url,expected,outcome,reached,statuses,hops,loop,verdict,origin,confidence", lines.get(0));
        assertEquals("3,https://www.acme.test/bad,/fr/,elsewhere,/fr/,,,,,,", lines.get(2));
        Files.writeString(file, "\"open\n");
        model.batch().open(file);
        assertNotNull(model.batch().problemProperty().get());
        assertEquals(List.of(), errors);
    }

    @Test
    void aLineOfYesterdayNeedsNoRequest() {
        model.takeLine("acme-web1", "/var/log/haproxy.log",
                "2026-11-21T10:00:00.000000+01:00 acme-web1 haproxy[711]: 192.0.2.7:41000 [21/Nov/2026:10:00:00.000]"
                        + " https~ https/<NOSRV> 0/-1/-1/-1/0 302 210 - - LR-- 1/1/0/0/0 0/0 {x}"
                        + " \"GET /soldes HTTP/1.1\"");
        PastLine line = model.lineProperty().get();
        assertEquals(Verdict.FRONT_END, line.judgement().verdict());
        assertEquals(Origin.HAPROXY, line.judgement().origin());
        assertEquals("https://www.acme.test/soldes", model.address().urlProperty().get());
        assertEquals(List.of(), engine.asked);
    }
}
