package fr.touchweb.console.desktop.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
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

    /** The file that the person chooses, whatever the page asks for. */
    private final FilePick picked = new FilePick() {
        @Override
        public Optional<Path> open(String title) {
            return Optional.of(folder.resolve("lot.csv"));
        }

        @Override
        public Optional<Path> save(String title) {
            return Optional.of(folder.resolve("resultats.csv"));
        }
    };

    @BeforeAll
    static void startLab() throws Exception {
        // Hosts of our own need no courtesy, and the suite no waits.
        lab = Lab.start(new LabOptions(parent, Clock.systemUTC(),
                TrafficPlan.demonstration().withHistory(Duration.ZERO), true));
        Path own = Files.createDirectories(lab.consoles().folders().settings().resolve("policy")).resolve("lab.json");
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
                    return DiagnosePage.factory(model, window -> picked).build().apply(desk);
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
        assertTrue(card.contains("HSTS\u00a0: le navigateur passera de lui-même en HTTPS (max-age=31536000)"), card);
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
        assertTrue(texts("#step-cdn").contains("ancienne copie"), texts("#step-cdn"));
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
    void aBatchIsOpenedStoppedAndExportedFromThePage() throws Exception {
        Files.writeString(folder.resolve("lot.csv"), "url,cible\n" + SHOP + "/ancienne-page,/fr/nouvelle-page\n" + SHOP
                + "/lent,/fr/\n" + SHOP + "/soldes,/fr/\n");
        fxRun(() -> model.tabProperty().set(DiagnoseTab.BATCH));
        assertTrue(fx(() -> ((Button) robot().lookup("#batch-export").query()).isDisabled()), "nothing to export yet");
        fxRun(() -> bench.commands.run("diagnosis.command.openFile"));
        waitFor("rows", () -> model.batch().lines().size() == 3);
        fxRun(() -> ((Button) robot().lookup("#diagnose-run").query()).fire());
        waitFor("the first row", () -> model.batch().count(line -> line.result() != null) == 1);
        ProgressBar progress = (ProgressBar) waitFor(".batch-line .progress-bar");
        assertTrue(fx(progress::isVisible));
        assertEquals(1 / 3.0, fx(progress::getProgress), 0.01);
        assertTrue(texts(".batch-line").contains("1 sur 3"), texts(".batch-line"));
        fxRun(() -> ((Button) robot().lookup("#diagnose-run").query()).fire());
        waitFor("stopped", () -> !model.batch().runningProperty().get());
        assertEquals(1, fx(() -> model.batch().count(line -> line.result() != null)), "what was found stays");
        fxRun(() -> ((Button) robot().lookup("#batch-export").query()).fire());
        Path file = folder.resolve("resultats.csv");
        waitFor("the file", () -> Files.exists(file));
        List<String> lines = Files.readAllLines(file);
        assertEquals(4, lines.size());
        assertTrue(lines.get(1).startsWith("2," + SHOP + "/ancienne-page,/fr/nouvelle-page,as-expected,"
                + SHOP + "/fr/nouvelle-page,301 200,2,false,"), lines.get(1));
        assertEquals("3," + SHOP + "/lent,/fr/,,,,,,,,", lines.get(2), "not checked is not said to be wrong");
    }

    @Test
    void theReportIsCopiedInEachFormAndTheLogIsAskedForTheLines() throws Exception {
        type(SHOP + "/soldes");
        finished();
        MenuButton copy = (MenuButton) waitFor("#copy-report");
        for (MenuItem item : copy.getItems()) {
            fxRun(item::fire);
        }
        List<String> copied = fx(() -> List.copyOf(bench.copied));
        assertEquals(3, copied.size());
        assertTrue(copied.get(0).contains(SHOP + "/soldes") && copied.get(0).contains("HTTP/1.1 302"), copied.get(0));
        assertTrue(copied.get(1).startsWith("## Diagnostic de redirection"), copied.get(1));
        JsonNode json = new JsonMapper().readTree(copied.get(2));
        assertTrue(json.at("/hops/0/rawHead").asText().toLowerCase(Locale.ROOT).contains("location:"), copied.get(2));
        String rule = fx(() -> ((Button) robot().lookup("#open-rule").query()).getText());
        assertTrue(rule.endsWith("de haproxy.cfg"), rule);
        String layers = texts(".evidence");
        assertTrue(layers.contains("Apache · 127.0.0.1:8080") && layers.contains("autre réponse"), layers);
        List<String> asked = new ArrayList<>();
        fxRun(() -> bench.commands.add(ConsoleCommand.withArguments("open-log-lines", asked::addAll)));
        fxRun(() -> ((Button) robot().lookup("#log-lines").query()).fire());
        assertEquals(List.of("acme-web1", "/soldes"), asked);
    }

    @Test
    void aRunForStaleContentIsHeldAgainstTheLast() {
        fxRun(() -> model.tabProperty().set(DiagnoseTab.CACHE));
        for (int run = 0; run < 2; run++) {
            type("https://media.acme.test/img/p/2/0/207-large_default.jpg");
            int expected = run;
            waitFor("run " + run, () -> model.cache().reportProperty().get() != null
                    && model.cache().reportProperty().get().finished() && !model.cache().runningProperty().get()
                    && model.cache().pastProperty().get().size() == expected);
        }
        waitFor("the comparison", () -> texts(".evidence").contains("Mêmes verdicts"));
        fxRun(() -> bench.commands.run("diagnosis.command.history"));
        waitFor(".past-run");
        assertTrue(texts(".past-run").contains("CDN\u00a0: ancienne copie"), texts(".past-run"));
        robot().push(KeyCode.ESCAPE);
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
