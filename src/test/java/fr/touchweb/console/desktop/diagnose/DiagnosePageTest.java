package fr.touchweb.console.desktop.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.diagnose.Diagnosis;
import fr.touchweb.console.core.diagnose.Verdict;
import fr.touchweb.console.core.diagnose.redirect.RedirectReport;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.policy.PrivacyPolicy;
import fr.touchweb.console.desktop.shell.ConsoleCommand;
import fr.touchweb.console.desktop.shell.Page;
import fr.touchweb.console.desktop.shell.PageFactory;
import fr.touchweb.console.desktop.shell.ShellBench;
import fr.touchweb.console.lab.Lab;
import fr.touchweb.console.lab.LabOptions;
import fr.touchweb.console.lab.traffic.TrafficPlan;
import fr.touchweb.console.support.FxTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in its frame, on the lab's real HTTP hosts and its real SSH servers. */
class DiagnosePageTest extends FxTest {
    private static final String SHOP = "https://www.acme.test";

    @TempDir
    static Path parent;

    @TempDir
    Path folder;

    private static Lab lab;
    private static Assembly core;
    private static SimpleObjectProperty<Places> places;

    private ShellBench bench;
    private DiagnoseModel model;

    @BeforeAll
    static void startLab() throws Exception {
        // Hosts of our own need no courtesy, and the suite no waits.
        lab = Lab.start(new LabOptions(parent, Clock.systemUTC(),
                TrafficPlan.demonstration().withHistory(Duration.ZERO), true));
        Path own = Files.createDirectories(lab.folders().settings().resolve("policy")).resolve("lab.json");
        Files.writeString(own, "{\"version\":1,\"requests\":{\"pauseMillis\":20}}");
        core = new Assembly(lab.console());
        Fleet fleet = core.fleet().loadOrEmpty();
        Diagnosis diagnosis = core.diagnosis(fleet);
        places = new SimpleObjectProperty<>(new Places(diagnosis, core.policy(), List.of("acme-web1"),
                List.of(new Places.Site("acme-shop", "acme", "acme-web1", Reports.address(SHOP + "/"),
                        Reports.address("https://media.acme.test/"), false)),
                id -> diagnosis.from(fleet.server(id).orElseThrow()),
                (id, host) -> diagnosis.side(fleet.server(id).orElseThrow(), fleet.site("acme-shop").orElseThrow())));
    }

    @AfterAll
    static void stopLab() throws Exception {
        core.close();
        lab.close();
    }

    @BeforeEach
    void open() {
        PageState.Memory memory = new PageState.Memory() {
            @Override
            public PageState load() {
                return PageState.FIRST;
            }

            @Override
            public void save(PageState state) {
                assertFalse(state.toString().contains("test2"), state.toString());
            }
        };
        PrivacyPolicy policy = core.policy().privacy();
        PastRuns past = new PastRuns(folder.resolve("diagnoses.json"), policy.diagnosedAddresses(),
                policy.diagnosesOfAddress());
        fxRun(() -> bench = new ShellBench(folder.resolve("settings"), true, List.of(new PageFactory("diagnose",
                "diagnosis.page", 5, List.of("/theme/diagnose.css"), desk -> {
                    model = new DiagnoseModel(places, past, memory, ZoneId.of("Europe/Paris"), desk.tasks(),
                            Platform::runLater, desk.errors());
                    return DiagnosePage.factory(model).build().apply(desk);
                }))));
        show(fx(() -> bench.shell.root()), 1000, 760);
        fxRun(() -> bench.desk.theme().dress(bench.shell.root().getScene()));
        fxRun(() -> bench.shell.open("diagnose"));
        waitFor("#diagnose-url");
    }

    @AfterEach
    void close() {
        assertEquals(List.of(), fx(() -> bench.notices.list().stream().map(Object::toString).toList()));
        fxRun(bench::close);
    }

    private void type(String url) {
        fxRun(() -> {
            TextField field = (TextField) robot().lookup("#diagnose-url").query();
            field.requestFocus();
            field.setText(url);
        });
        robot().push(KeyCode.ENTER);
    }

    private RedirectReport finished() {
        waitFor("the report", () -> model.redirect().report() != null && model.redirect().report().finished()
                && !model.redirect().runningProperty().get());
        return Objects.requireNonNull(fx(() -> model.redirect().report()));
    }

    private String texts(String query) {
        return fx(() -> {
            StringBuilder all = new StringBuilder();
            robot().lookup(query).lookup(".label").queryAllAs(Label.class)
                    .forEach(label -> all.append(label.getText()).append('\n'));
            return all.toString();
        });
    }

    @Test
    void aRuleOfTheHtaccessIsNamedAndOpened() {
        type("http://www.acme.test/ancienne-page");
        waitFor("a first verdict", () -> model.redirect().report() != null
                && model.redirect().report().hops().size() == 3);
        RedirectReport report = finished();
        assertEquals(Verdict.HTACCESS, report.hop(2).orElseThrow().judgement().verdict());
        assertEquals(2, fx(() -> model.redirect().selectedProperty().get()));
        String card = texts("#hop-2");
        assertTrue(card.contains(".htaccess, ligne 16") && card.contains("certain"), card);
        assertTrue(robot().lookup(".dot-plot .probe").queryAll().size() >= 7);
        String why = texts(".evidence");
        assertTrue(why.contains("RewriteRule ^ancienne-page$ /fr/nouvelle-page [R=301,L]"), why);
        fxRun(() -> ((Button) robot().lookup("#open-rule").query()).fire());
        waitFor(".rule-file");
        waitFor("its line", () -> robot().lookup(".rule-file .list-cell").queryAll().stream()
                .anyMatch(cell -> cell.getPseudoClassStates().toString().contains("found")));
        robot().push(KeyCode.ESCAPE);
    }

    @Test
    void aLinkWithAPasswordIsSplitWhenItIsPasted() {
        fxRun(() -> {
            TextField field = (TextField) robot().lookup("#diagnose-url").query();
            field.setText("https://test1:test2@pp.acme.test/fr/");
        });
        waitFor("split", () -> model.address().credentialsProperty().get() != null);
        assertEquals("https://pp.acme.test/fr/",
                fx(() -> ((TextField) robot().lookup("#diagnose-url").query()).getText()));
        assertTrue(texts(".login-chip").contains("test1"));
        assertFalse(texts(".login-chip").contains("test2"));
        fxRun(() -> ((Button) robot().lookup("#diagnose-run").query()).fire());
        assertEquals(200, finished().hops().getFirst().hop().status());
        fxRun(() -> bench.commands.run("diagnosis.command.copyJson"));
        assertFalse(bench.copied.getFirst().contains("test2"));
    }

    @Test
    void aBadCertificateIsShownAndCanBePassed() {
        type("https://www.acme-mode.test/");
        finished();
        String facts = texts("#hop-1 .facts");
        assertTrue(facts.contains("CN=www.acme-mode.test"), facts);
        Node go = waitFor("#go-on");
        fxRun(((Button) go)::fire);
        waitFor("an answer despite it", () -> model.redirect().report() != null
                && model.redirect().report().hop(1).filter(one -> one.hop().status() == 301).isPresent());
        finished();
    }

    @Test
    void aLoopIsDrawnAsOneAndTheKeysMoveAlongIt() {
        type(SHOP + "/boucle-a");
        assertTrue(finished().chain().loop() != null);
        assertEquals(3, robot().lookup(".hop-rail.in-loop").queryAll().size());
        waitFor("#chain-end");
        fxRun(() -> bench.commands.run("diagnosis.command.nextHop"));
        assertEquals(2, fx(() -> model.redirect().selectedProperty().get()));
        waitFor("focus", () -> bench.shell.root().getScene().getFocusOwner() instanceof HopCard);
        robot().push(KeyCode.K);
        waitFor("back", () -> model.redirect().selectedProperty().get() == 1);
    }

    @Test
    void aDrippingPageFreezesNothingAndIsCancelled() {
        type(SHOP + "/lent");
        waitFor("running", () -> model.redirect().runningProperty().get());
        robot().push(KeyCode.ESCAPE);
        waitFor("stopped", () -> !model.redirect().runningProperty().get());
    }

    @Test
    void theCacheEndsWithWhatToDo() {
        fxRun(() -> model.tabProperty().set(DiagnoseTab.CACHE));
        type("https://media.acme.test/img/p/2/0/207-large_default.jpg");
        waitFor("the end", () -> model.cache().reportProperty().get() != null
                && model.cache().reportProperty().get().finished() && !model.cache().runningProperty().get());
        assertTrue(texts("#step-cdn").contains("périmé ici"), texts("#step-cdn"));
        waitFor("#cache-advice");
        assertTrue(fx(() -> model.cache().reportProperty().get().requests()).stream().allMatch(one -> one.used() <= 5));
    }

    @Test
    void aBatchFillsItsTable() throws Exception {
        Path file = folder.resolve("lot.csv");
        Files.writeString(file, "url,cible\n" + SHOP + "/ancienne-page,/fr/nouvelle-page\n" + SHOP
                + "/catalogue.pdf,/fr/autre\n" + SHOP + "/boucle-a,/fr/\n");
        fxRun(() -> {
            model.tabProperty().set(DiagnoseTab.BATCH);
            model.batch().open(file);
        });
        waitFor("rows", () -> model.batch().lines().size() == 3);
        fxRun(() -> ((Button) robot().lookup("#diagnose-run").query()).fire());
        waitFor("results", () -> model.batch().count(line -> line.result() != null) == 3
                && !model.batch().runningProperty().get());
        assertEquals(2, fx(() -> model.batch().count(BatchModel.Line::wrong)));
        TableView<?> table = (TableView<?>) waitFor("#batch-table");
        assertEquals(3, table.getItems().size());
    }

    @Test
    void aLogLineOfYesterdayIsJudgedWithoutARequest() {
        fxRun(() -> model.takeLine("acme-web1", "/var/log/haproxy.log",
                "2026-11-21T10:00:00.000000+01:00 acme-web1 haproxy[711]: 192.0.2.7:41000 [21/Nov/2026:10:00:00.000]"
                        + " https~ acme/web1 0/0/0/312/312 301 210 - - ---- 1/1/0/0/0 0/0 {x}"
                        + " \"GET /vieux-produit HTTP/1.1\""));
        waitFor("#past-line");
        String told = texts("#past-line");
        assertTrue(told.contains("301 · Application"), told);
        assertEquals(SHOP + "/vieux-produit", fx(() -> model.address().urlProperty().get()));
        assertTrue(fx(() -> model.redirect().report()) == null);
    }

    @Test
    void everyCommandOfThePageHasWords() {
        Page page = fx(() -> bench.shell.page());
        for (ConsoleCommand command : page.commands()) {
            assertFalse(bench.words.get(command.words()).isBlank());
        }
    }
}
