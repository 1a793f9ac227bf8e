package fr.touchweb.console.desktop.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.diagnose.Confidence;
import fr.touchweb.console.core.diagnose.HouseDiagnosis;
import fr.touchweb.console.core.diagnose.Judgement;
import fr.touchweb.console.core.diagnose.Origin;
import fr.touchweb.console.core.diagnose.Verdict;
import fr.touchweb.console.core.diagnose.proof.Layer;
import fr.touchweb.console.core.diagnose.redirect.HopDiagnosis;
import fr.touchweb.console.core.diagnose.redirect.Pace;
import fr.touchweb.console.core.diagnose.redirect.RedirectReport;
import fr.touchweb.console.core.fleet.Fleet;
import fr.touchweb.console.core.fleet.FleetReader;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.auth.Authentication;
import fr.touchweb.console.core.ssh.auth.KeyRing;
import fr.touchweb.console.core.ssh.config.SshConfigResolver;
import fr.touchweb.console.core.ssh.transport.SshHosts;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.ConsoleCommand;
import fr.touchweb.console.desktop.shell.PageFactory;
import fr.touchweb.console.desktop.shell.ShellBench;
import fr.touchweb.console.support.FxTest;
import fr.touchweb.console.support.TestSshd;
import fr.touchweb.console.support.TestWeb;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page asks of servers, on a real OpenSSH with the machine's own curl, before real web servers. */
class DiagnoseServerTest extends FxTest {
    @TempDir
    static Path parent;

    @TempDir
    Path folder;

    private static TestWeb web;
    private static TestSshd sshd;
    private static SshHosts hosts;
    private static CommandJournal journal;
    private static SimpleObjectProperty<Places> places;

    private final List<String> linesAsked = new ArrayList<>();
    private ShellBench bench;
    private DiagnoseModel model;

    @BeforeAll
    static void start() throws Exception {
        web = TestWeb.start(parent.resolve("web"));
        sshd = TestSshd.start(parent.resolve("sshd"));
        journal = new CommandJournal(Clock.systemUTC());
        Path own = Files.createDirectories(parent.resolve("settings/policy")).resolve("tw.json");
        Files.writeString(own, """
                {"version":1,"requests":{"pauseMillis":20},
                 "proof":{"haproxyFiles":["%s"],"apacheFiles":["%s"],"nginxFiles":["%s"],"logMillis":1500}}
                """.formatted(web.haproxyConfig(), web.apacheConfig(), web.nginxConfig()));
        Policy policy = new Policies(parent.resolve("settings")).load("tw");
        hosts = new SshHosts(journal, sshd.environment(), SecretSource.NONE, policy.ssh(),
                new SshConfigResolver(null, Map.of(), InstantSource.system()),
                new Authentication(new KeyRing(Duration.ofMinutes(5), InstantSource.system())));
        String logs = String.join(",", web.logs().stream().map(path -> "{\"id\":\"" + Path.of(path).getFileName()
                + "\",\"path\":\"" + path + "\"}").toList());
        Fleet fleet = new FleetReader(1 << 20).read(Map.of("fleet.json", """
                {"version":1,"servers":[{"id":"web1","host":"127.0.0.1","logs":[%s]},{"id":"web2","host":"127.0.0.1"}]}
                """.formatted(logs).getBytes(StandardCharsets.UTF_8)));
        HouseDiagnosis diagnosis = new HouseDiagnosis(policy, new Pace(), web::resolve,
                List.of(web.certificates().issuer()), journal, InstantSource.system(), Map.of(),
                server -> hosts.connect(sshd.target(server.id())));
        places = new SimpleObjectProperty<>(new Places(diagnosis, policy, List.of("web1", "web2"),
                List.of(new Places.Site("shop", null, "web1", Reports.address(site("/")), null, false)),
                id -> diagnosis.from(fleet.server(id).orElseThrow()),
                (id, host) -> diagnosis.side(fleet.server(id).orElseThrow(), null)));
    }

    @AfterAll
    static void stop() throws Exception {
        if (hosts != null) {
            hosts.close();
            sshd.close();
        }
        if (web != null) {
            web.close();
        }
    }

    /** curl looks for names under {@code localhost} on this machine, as the console's own probe is told to. */
    private static String site(String path) {
        return "http://shop.localhost:" + web.haproxy() + path;
    }

    @BeforeEach
    void open() {
        fxRun(() -> bench = new ShellBench(folder.resolve("settings"), true, List.of(new PageFactory("diagnose",
                "diagnosis.page", 5, List.of("/theme/diagnose.css"), desk -> {
                    desk.commands().add(ConsoleCommand.withArguments("open-log-lines", linesAsked::addAll));
                    model = new DiagnoseModel(places, new PastRuns(folder.resolve("diagnoses.json"), 5, 5),
                            PageState.Memory.of(desk.settings()), ZoneId.of("Europe/Paris"), desk.tasks(),
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

    private HopDiagnosis diagnosed(String path, Stand stand) {
        fxRun(() -> {
            model.take(site(path));
            model.chooseStand(stand);
            ((Button) robot().lookup("#diagnose-run").query()).fire();
        });
        return finished();
    }

    private HopDiagnosis finished() {
        waitFor("the report", () -> model.redirect().report() != null && model.redirect().report().finished()
                && !model.redirect().runningProperty().get());
        RedirectReport report = Objects.requireNonNull(fx(() -> model.redirect().report()));
        return report.hop(1).orElseThrow();
    }

    private void press(String id) {
        Button button = (Button) waitFor(id);
        fxRun(button::fire);
    }

    private String texts(String query) {
        return fx(() -> {
            StringBuilder all = new StringBuilder();
            robot().lookup(query).lookup(".label").queryAllAs(Label.class)
                    .forEach(label -> all.append(label.getText()).append('\n'));
            return all.toString();
        });
    }

    private static long curls() {
        return journal.entries().stream().filter(e -> e.toString().contains("curl, -q")
                || e.toString().contains("curl -q")).count();
    }

    @Test
    void aHopIsMeasuredFromTheServerItself() {
        HopDiagnosis here = diagnosed("/r.php?ms=60", Stand.HERE);
        assertTrue(here.timing().probes() >= 7);
        assertEquals("diagnose.here", fx(() -> model.redirect().report().from().key()));
        long before = curls();
        press("#measure-server");
        waitFor("the server's own measure",
                () -> model.redirect().report().from().equals(Message.of(
                        "diagnose.server", "web1")));
        HopDiagnosis there = finished();
        assertTrue(there.timing().probes() >= 7, there.timing()::toString);
        assertTrue(there.timing().median() > 59 && there.timing().median() < 140, there.timing()::toString);
        assertEquals(Verdict.APPLICATION, there.judgement().verdict());
        assertTrue(curls() - before >= 8, () -> curls() + " requests of the server's own curl after " + before);
        assertTrue(robot().lookup(".dot-plot .probe").queryAll().size() >= 7);
    }

    @Test
    void anotherServerAsksInstead() {
        fxRun(() -> {
            model.take(site("/ht-rewrite"));
            MenuButton stands = (MenuButton) robot().lookup("#diagnose-stand").query();
            stands.getOnShowing().handle(null);
            MenuItem second = stands.getItems().stream().filter(item -> item.getText() != null
                    && item.getText().equals(bench.words.get("diagnosis.stand.server", "web2"))).findFirst()
                    .orElseThrow();
            second.fire();
        });
        long before = curls();
        fxRun(() -> ((Button) robot().lookup("#diagnose-run").query()).fire());
        HopDiagnosis hop = finished();
        assertEquals(List.of("web2"), fx(() -> model.redirect().report().from().arguments()));
        assertEquals(301, hop.hop().status());
        assertTrue(hop.timing().probes() >= 7, hop.timing()::toString);
        assertTrue(curls() - before >= 8);
        assertEquals("web2", hop.proof().server());
    }

    @Test
    void theLayersOfTheServerAreAskedOneByOne() {
        diagnosed("/r.php", Stand.HERE);
        press("#prove");
        waitFor("the proof", () -> model.redirect().selected().filter(one -> one.proof() != null).isPresent());
        HopDiagnosis proved = finished();
        Judgement judgement = proved.judgement();
        assertEquals(Verdict.APPLICATION, judgement.verdict());
        assertEquals(Origin.PHP, judgement.origin());
        assertEquals(Confidence.CERTAIN, judgement.confidence());
        List<Layer> layers = proved.proof().layers();
        assertEquals(List.of(Origin.APACHE, Origin.PHP), layers.stream().map(Layer::origin).toList(),
                layers::toString);
        String shown = texts(".evidence");
        assertTrue(shown.contains("Apache · 127.0.0.1:" + web.apache()), shown);
        assertTrue(shown.contains("fpm.sock"), shown);
        assertTrue(shown.contains("301 · la même redirection"), shown);
        press("#log-lines");
        assertEquals(List.of("web1", "/r.php"), linesAsked);
    }

    @Test
    void theLineOfARuleIsOpenedAsItStandsOnTheServer() {
        HopDiagnosis hop = diagnosed("/ht-rewrite", new Stand(Stand.Kind.BOTH, "web1"));
        assertEquals(Verdict.HTACCESS, hop.judgement().verdict());
        String button = fx(() -> ((Button) robot().lookup("#open-rule").query()).getText());
        assertEquals("Ouvrir la ligne 3 de .htaccess", button);
        press("#open-rule");
        waitFor("its line", () -> robot().lookup(".rule-file .list-cell").queryAll().stream()
                .anyMatch(cell -> cell.getPseudoClassStates().toString().contains("found")));
        fxRun(() -> model.rules().close());
    }
}
