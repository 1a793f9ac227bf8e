package fr.touchweb.console.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.assembly.ConsoleOptions;
import fr.touchweb.console.core.diagnose.probe.Names;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.hostkey.HostKeyAsker;
import fr.touchweb.console.core.store.ConsoleFolders;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.connect.Asking;
import fr.touchweb.console.desktop.connect.HostKeyModel;
import fr.touchweb.console.desktop.connect.SecretModel;
import fr.touchweb.console.desktop.shell.FxDelivery;
import fr.touchweb.console.desktop.shell.PageFactory;
import fr.touchweb.console.support.FxTest;
import fr.touchweb.console.support.TestSshd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A fleet on another machine: the window is there first, and what the fleet brings comes when it was read. */
@Timeout(120)
class WindowBeforeFleetTest extends FxTest {
    private static final List<String> OWN = List.of("fleet", "activity", "account");
    private static final List<String> DELEGATED = List.of("fleet", "logs", "diagnose", "activity", "account");

    @TempDir
    Path folder;

    private void fleet(TestSshd sshd, String rights) throws Exception {
        Files.createDirectories(folder.resolve("shared"));
        Files.writeString(folder.resolve("shared/fleet.json"), """
                { "version": 1,
                  "servers": [ { "id": "web1", "host": "127.0.0.1", "port": %d, "user": "%2$s" } ],
                  "accounts": [ { "login": "%2$s", "name": "Jeanne Durand", "kind": "developer",
                                  "grants": [ { "servers": ["web1"], "rights": [%3$s] } ] } ] }
                """.formatted(sshd.port(), sshd.user(), rights));
    }

    private Assembly console(TestSshd sshd) throws Exception {
        ConsoleFolders folders = ConsoleFolders.in(folder.resolve("console"));
        Files.createDirectories(folders.state());
        Files.createDirectories(folders.settings());
        Files.writeString(folders.settings().resolve("settings.json"), "{ \"version\": 1, \"language\": \"fr\" }");
        Files.writeString(folders.state().resolve("window.json"), "{ \"version\": 1, \"page\": \"logs\" }");
        return new Assembly(new ConsoleOptions(folders, sshd.environment(), Map.of(), sshd.user(), "test",
                Clock.systemUTC(),
                "sftp://" + sshd.user() + "@127.0.0.1:" + sshd.port() + folder.resolve("shared/fleet.json"), null, null,
                SecretSource.NONE, HostKeyAsker.NOBODY, Names.SYSTEM, List.of()));
    }

    private static DesktopServices opening(Assembly core) throws Exception {
        return DesktopServices.opening(core, new Asking(new SecretModel(new FxDelivery(), Duration.ofSeconds(1)),
                new HostKeyModel(new FxDelivery()), core::lock), false);
    }

    private static List<String> pages(Workbench bench) {
        return bench.shell().pages().stream().map(PageFactory::id).toList();
    }

    private static boolean reachable(Workbench bench, String command) {
        return bench.shell().desk().commands().find(command).isPresent();
    }

    @Test
    void whatTheFleetBringsComesAfterTheWindow() throws Exception {
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd"))) {
            fleet(sshd, "\"logs\", \"diagnose\"");
            try (Assembly core = console(sshd)) {
                DesktopServices services = opening(core);
                assertEquals(List.of(), core.ssh().connections(), "nobody was asked yet");
                Workbench bench = fx(() -> {
                    Workbench made = new Workbench(services);
                    made.resume();
                    made.openLink("tw-console://web1/var/log/none.log@0");
                    // What the fleet tells can only come after this.
                    assertEquals(OWN, pages(made));
                    assertEquals("fleet", made.shell().currentProperty().get());
                    assertEquals("logs", made.memory().state().page(), "the page of the last time is not forgotten");
                    assertFalse(reachable(made, "open-logs"));
                    assertFalse(reachable(made, "open-page.logs"));
                    return made;
                });
                try {
                    show(fx(() -> bench.shell().root()), 1000, 700);
                    waitFor("the pages of a developer", () -> pages(bench).equals(DELEGATED));
                    waitFor("the page of the last time", () -> "logs".equals(bench.shell().currentProperty().get()));
                    assertTrue(fx(() -> reachable(bench, "open-logs") && !reachable(bench, "open-page.whitelist")));
                    assertEquals(List.of("page-fleet", "page-logs", "page-diagnose", "page-activity"),
                            fx(() -> robot().lookup(".side-item").queryAll().stream().map(node -> node.getId())
                                    .toList()));
                    assertTrue(text(".person-role").startsWith("Développement"), text(".person-role"));
                    fleet(sshd, "\"diagnose\"");
                    fxRun(() -> bench.shell().open("fleet"));
                    fxRun(() -> bench.shell().desk().commands().run("fleet.command.reload"));
                    waitFor("a right that was taken back", () -> !pages(bench).contains("logs"));
                    assertFalse(fx(() -> reachable(bench, "open-logs")));
                    fleet(sshd, "\"logs\", \"diagnose\", \"whitelist\"");
                    fxRun(() -> bench.shell().desk().commands().run("fleet.command.reload"));
                    waitFor("rights that were given", () -> pages(bench).containsAll(List.of("logs", "whitelist")));
                } finally {
                    fxRun(bench::close);
                }
            }
            // The next start knows them from the copy, also while the host is away.
            sshd.kill();
            try (Assembly core = console(sshd)) {
                DesktopServices services = opening(core);
                fxRun(() -> {
                    try (Workbench bench = new Workbench(services)) {
                        bench.resume();
                        assertEquals("logs", bench.shell().currentProperty().get());
                        assertEquals("Jeanne Durand", services.standing().person().name());
                    }
                });
            }
            Path copy = ConsoleFolders.in(folder.resolve("console")).state().resolve("fleet-copy.json");
            String whole = Files.readString(copy);
            for (String damaged : List.of(whole.substring(1),
                    whole.replaceFirst("\"readAt\":\"[^\"]*", "\"readAt\":\"x"))) {
                Files.writeString(copy, damaged);
                try (Assembly core = console(sshd)) {
                    assertEquals(Message.of("account.role.reading"), opening(core).standing().person().role());
                }
            }
        }
    }

    @Test
    void aFleetThatCannotBeReadBringsNothing() throws Exception {
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd")); Assembly core = console(sshd)) {
            sshd.kill();
            DesktopServices services = opening(core);
            assertEquals(Message.of("account.role.reading"), services.standing().person().role());
            Workbench bench = fx(() -> new Workbench(services));
            try {
                show(fx(() -> bench.shell().root()), 1000, 700);
                fxRun(bench::resume);
                waitFor("the reason", () -> robot().lookup(".person-role").queryAllAs(Label.class).stream()
                        .anyMatch(role -> role.getText().equals("droits inconnus\u00a0: le parc ne se lit pas")));
                assertEquals(OWN, fx(() -> pages(bench)));
            } finally {
                fxRun(bench::close);
            }
        }
    }
}
