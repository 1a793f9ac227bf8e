package fr.touchweb.console.desktop.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.account.Access;
import fr.touchweb.console.core.fleet.FleetStore;
import fr.touchweb.console.core.fleet.LocalFleetFiles;
import fr.touchweb.console.core.fleet.eol.EndOfLifeCalendar;
import fr.touchweb.console.core.fleet.facts.FactsMemory;
import fr.touchweb.console.core.journal.ChangeJournal;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.rights.SiteRights;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.task.BackgroundRunner;
import fr.touchweb.console.desktop.shell.FxDelivery;
import fr.touchweb.console.desktop.shell.ShellBench;
import fr.touchweb.console.support.FxTest;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.TestSshd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sheet as a developer sees it who is there for the first time, with a site on this machine and the real supervisor. */
class SheetGuideTest extends FxTest {
    @TempDir
    Path folder;

    private final Clock clock = Clock.systemUTC();
    private Path site;
    private Path config;
    private FleetModel model;
    private ShellBench bench;

    @BeforeEach
    void open() throws Exception {
        RealPeer.require("python3");
        site = Files.createDirectories(folder.resolve("www/acme"));
        Files.createDirectories(site.resolve("tw_supervisor/api"));
        Files.writeString(site.resolve("index.php"), "<?php\n");
        Files.setPosixFilePermissions(site.resolve("index.php"), PosixFilePermissions.fromString("rw-r--r--"));
        String user = System.getProperty("user.name");
        Path file = Files.writeString(folder.resolve("fleet.json"),
                """
                        { "version": 1, "servers": [ { "id": "acme-web1", "role": "production", "host": "127.0.0.1", "user": "%1$s" },
                            { "id": "acme-pp", "role": "preproduction", "host": "127.0.0.1", "user": "%1$s" } ],
                          "sites": [ { "id": "shop", "server": "acme-web1", "root": "%2$s", "url": "https://www.acme.test", "preproduction": "shop-pp" },
                            { "id": "shop-pp", "server": "acme-pp" } ],
                          "accounts": [ { "login": "%1$s", "name": "Jeanne Durand", "kind": "developer", "grants": [
                            { "servers": [ "acme-web1", "acme-pp" ], "rights": [ "rights-reset" ] } ] } ] }
                        """
                        .formatted(user, site));
        config = Files.writeString(folder.resolve("supervisor.json"), """
                { "version": 1, "store": "%1$s/store", "folders": [ { "api": "%2$s/tw_supervisor/api",
                  "rights": { "%3$s": [ "reset_rights" ] },
                  "reset_rights": [ "python3", "-B", "installer/server/reset-rights", "--group", "%4$s", "%2$s" ] } ] }
                """.formatted(folder, site, user,
                Files.readAttributes(site, PosixFileAttributes.class).group().getName()));
        Policy policy = new Policies(folder).load("tw");
        ChangeJournal journal = new ChangeJournal(folder.resolve("state"), clock, user, "here");
        FleetRoom room = new FleetRoom(new FleetStore(new LocalFleetFiles(file), policy.fleet(), clock, journal),
                fleet -> policy, EndOfLifeCalendar.load(folder), new FactsMemory(folder), ParcSamples::unreachable,
                folder, clock, List.of(), fleet -> new Access(fleet, user, ZoneOffset.UTC), target -> List.of(),
                fleet -> server -> List.of(),
                fleet -> new SiteRights(fleet, new Access(fleet, user, ZoneOffset.UTC),
                        server -> new LocalHost(server.id(), new CommandJournal(clock)), policy.rights(), journal,
                        clock,
                        time -> supervise()));
        bench = fx(() -> {
            ShellBench[] made = new ShellBench[1];
            model = new FleetModel(room, new BackgroundRunner(new FxDelivery(), e -> {}),
                    new FxDelivery());
            made[0] = new ShellBench(folder, false, List.of(FleetPage.factory(model)));
            FleetPlaces.join(model, made[0].desk, standing -> {});
            made[0].commands.run("open-page.fleet");
            return made[0];
        });
        show(fx(() -> bench.shell.root()), 1000, 1000);
        waitFor("the fleet is read", () -> model.phaseProperty().get() == FleetModel.Phase.READY);
        fxRun(() -> model.select("acme-web1"));
        waitFor("#fleet-sheet");
    }

    @AfterEach
    void close() {
        fxRun(() -> {
            model.close();
            bench.close();
        });
    }

    private void supervise() {
        try {
            TestSshd.run("python3", "-B", "installer/server/tw-supervisor", config.toString(), "--once");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void press(String id) {
        Button button = (Button) waitFor("#" + id);
        fxRun(button::fire);
    }

    @Test
    void theSheetOpensOnWhatToKnowHereAndTheButtonsDoIt() {
        waitFor("what to know here comes first", () -> "Premiers pas ici".equals(heads().peekFirst()));
        assertTrue(robot().lookup("#guide-read").tryQuery().filter(Node::isVisible).isPresent());
        assertFalse(fx(() -> bench.commands.run("fleet.command.editServer")), "who may not edit has no such command");
        assertFalse(fx(() -> bench.commands.run("fleet.command.logs")), "nor logs without their right");

        press("guide-ask-whitelist");
        TextArea letter = (TextArea) waitFor("#letter-text");
        String text = fx(letter::getText);
        assertTrue(text.contains("Objet\u00a0: Demande de délégation pour Jeanne Durand sur acme-web1"), text);
        assertTrue(text.contains("- Sites\u00a0: shop (https://www.acme.test)"), text);
        assertTrue(text.contains("- Droit\u00a0: ajouter en liste blanche") && !text.contains("- Droit\u00a0: lire"),
                text);
        fxRun(() -> ((CheckBox) robot().lookup("#letter-right-logs").query()).setSelected(true));
        assertTrue(fx(letter::getText).contains("- Droit\u00a0: lire les journaux"), "the scope follows the choice");
        robot().clickOn("Copier le texte");
        assertEquals(1, bench.copied.size());
        assertTrue(bench.copied.getFirst().contains("lire les journaux"));

        press("guide-read");
        waitFor("read once, it makes room", () -> heads().size() > 1 && "Premiers pas ici".equals(heads().peekLast()));
    }

    private Deque<String> heads() {
        Parent body = (Parent) ((ScrollPane) robot().lookup("#fleet-sheet").query()).getContent();
        return body.lookupAll(".sheet-head .heading").stream().map(Label.class::cast).map(Label::getText)
                .collect(Collectors.toCollection(ArrayDeque::new));
    }

    @Test
    void rightsAreReadResetByTheSupervisorAndComparedAfterwards() {
        TextField file = (TextField) waitFor("#guide-file-shop");
        fxRun(() -> file.setText("index.php"));
        press("guide-ask-shop");
        waitFor("#guide-owned-shop");
        assertTrue(text("#guide-owned-shop .label").contains("0644"), text("#guide-owned-shop .label"));
        press("guide-reset-shop");
        waitFor("what would be done is shown", () -> text(".label").contains("tw_supervisor/api/reset_rights"));
        assertTrue(text(".label").contains("Il n’y a pas de retour en arrière"));
        assertFalse(Files.exists(site.resolve("tw_supervisor/api/reset_rights")),
                "nothing is left before it is confirmed");
        robot().clickOn("Réinitialiser les droits de shop");
        waitFor("it is compared", () -> text(".guide-result .label").contains("Écarts avant"));
        assertTrue(text(".guide-result .label").contains("Demande exécutée"), text(".guide-result .label"));
        assertEquals(0, fx(() -> model.person().rights().state("shop").report().deviations().stream()
                .filter(each -> each.path().equals("index.php")).count()));
    }
}
