package fr.touchweb.console.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.assembly.ConsoleOptions;
import fr.touchweb.console.core.diagnose.probe.Names;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.hostkey.HostKeyAsker;
import fr.touchweb.console.core.ssh.transport.ConnectionState;
import fr.touchweb.console.core.store.ConsoleFolders;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.connect.Asking;
import fr.touchweb.console.desktop.connect.HostKeyModel;
import fr.touchweb.console.desktop.connect.SecretModel;
import fr.touchweb.console.desktop.shell.Choice;
import fr.touchweb.console.desktop.shell.FxDelivery;
import fr.touchweb.console.desktop.shell.PageFactory;
import fr.touchweb.console.desktop.shell.Question;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.FxTest;
import fr.touchweb.console.support.TestSshd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.scene.control.CheckBox;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A right that ends while its page is open: nobody has to read the fleet again for it. */
@Timeout(120)
class RightTakenBackTest extends FxTest {
    @TempDir
    Path folder;

    /** The documents that others change: what each server grants. */
    private void fleet(TestSshd sshd, String first, String second) throws Exception {
        Path next = folder.resolve("next.json");
        Files.writeString(next, """
                { "version": 1, "policy": "lab",
                  "servers": [ { "id": "web1", "host": "127.0.0.1", "port": %1$d, "user": "%2$s",
                                 "logs": [ { "id": "app", "path": "%3$s/first.log" } ] },
                               { "id": "web2", "host": "127.0.0.1", "port": %1$d, "user": "%2$s",
                                 "logs": [ { "id": "app", "path": "%3$s/second.log" } ] } ],
                  "accounts": [ { "login": "%2$s", "name": "Jeanne Durand", "kind": "developer",
                                  "grants": [ { "servers": ["web1"], "rights": [%4$s] },
                                              { "servers": ["web2"], "rights": [%5$s] } ] } ] }
                """.formatted(sshd.port(), sshd.user(), folder, first, second));
        Files.move(next, folder.resolve("fleet.json"), StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private Assembly console(TestSshd sshd) throws Exception {
        ConsoleFolders folders = ConsoleFolders.in(folder.resolve("console"));
        Files.createDirectories(folders.state());
        Files.createDirectories(folders.settings());
        Files.writeString(folders.settings().resolve("settings.json"), """
                { "version": 1, "language": "fr",
                  "pages": { "logs": { "sources": ["web1:app", "web2:app"], "spoolMegabytes": 0 } } }
                """);
        Files.writeString(folders.state().resolve("window.json"), "{ \"version\": 1, \"page\": \"logs\" }");
        return new Assembly(new ConsoleOptions(folders, sshd.environment(), Map.of(), sshd.user(), "test",
                Clock.systemUTC(), folder.resolve("fleet.json").toString(), null, null, SecretSource.NONE,
                HostKeyAsker.NOBODY, Names.SYSTEM, List.of()));
    }

    private static boolean offered(Workbench bench, String page) {
        return bench.shell().pages().stream().map(PageFactory::id).toList().contains(page);
    }

    private boolean shown(String line) {
        return robot().lookup("#log-rows .text").queryAllAs(Text.class).stream()
                .anyMatch(text -> text.getText().contains(line));
    }

    private static boolean reading(Assembly core, String log) {
        return core.commands().entries().stream()
                .anyMatch(entry -> entry.line().contains(log) && entry.line().startsWith("sftp get")
                        && entry.result() == null);
    }

    @Test
    void itsPageGoesAndItsWorkEnds() throws Exception {
        Path first = Files.writeString(folder.resolve("first.log"), "alpha\n");
        Files.writeString(folder.resolve("second.log"), "beta\n");
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd"))) {
            fleet(sshd, "\"logs\"", "\"logs\"");
            try (Assembly core = console(sshd)) {
                DesktopServices services = DesktopServices.opening(core,
                        new Asking(new SecretModel(new FxDelivery(), Duration.ofSeconds(1)),
                                new HostKeyModel(new FxDelivery()), core::lock),
                        false);
                Workbench bench = fx(() -> {
                    Workbench made = new Workbench(services);
                    made.resume();
                    return made;
                });
                try {
                    show(fx(() -> bench.shell().root()), 1000, 700);
                    waitFor("lines of both servers", () -> shown("alpha") && shown("beta"));
                    assertTrue(reading(core, "second.log"));

                    fleet(sshd, "\"logs\"", "\"diagnose\"");
                    waitFor("only the server that is left",
                            () -> robot().lookup(".log-source-box").queryAllAs(CheckBox.class).stream()
                                    .map(CheckBox::getId).toList().equals(List.of("source-web1:app")));
                    assertEquals("logs", fx(() -> bench.shell().currentProperty().get()), "the page is still in sight");
                    assertFalse(fx(() -> shown("beta")), "what was read there is shown no more");
                    Await.until("nobody reads there", () -> !reading(core, "second.log"));
                    Files.writeString(first, "gamma\n", StandardOpenOption.APPEND);
                    waitFor("what is left goes on", () -> shown("gamma"));

                    List<String> answers = new ArrayList<>();
                    fxRun(() -> bench.shell().desk().dialogs().ask(
                            Question.of(Message.of("shell.demonstration.title"), null, List.of(),
                                    Choice.safe("close", Message.of("shell.close"))),
                            answer -> answers.add(answer)));
                    fleet(sshd, "\"diagnose\"", "\"diagnose\"");
                    waitFor("no page for it", () -> !offered(bench, "logs") && offered(bench, "diagnose"));
                    assertEquals("fleet", fx(() -> bench.shell().currentProperty().get()));
                    assertEquals(List.of("close"), answers, "what was asked above it is cancelled");
                    assertTrue(fx(() -> bench.shell().desk().commands().find("open-logs").isEmpty()));
                    assertEquals(List.of(), fx(() -> bench.shell().desk().palette().find("app", 10)));
                    Await.until("nobody reads any more", () -> !reading(core, "first.log"));
                    Await.until("no connection stands", () -> core.ssh().connections().stream()
                            .allMatch(connection -> connection.state() instanceof ConnectionState.Offline));

                    fleet(sshd, "\"logs\"", "\"diagnose\"");
                    fxRun(() -> bench.shell().desk().commands().run("fleet.command.reload"));
                    waitFor("the right is back", () -> offered(bench, "logs"));
                    fxRun(() -> bench.shell().open("logs"));
                    waitFor("its lines", () -> shown("gamma"));
                } finally {
                    fxRun(bench::close);
                }
            }
        }
    }
}
