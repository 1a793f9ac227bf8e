package fr.touchweb.console.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import fr.touchweb.console.core.account.vault.VaultKeeper;
import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.assembly.ConsoleOptions;
import fr.touchweb.console.core.diagnose.probe.Names;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.SshEnvironment;
import fr.touchweb.console.core.ssh.SshTarget;
import fr.touchweb.console.core.ssh.hostkey.HostKeyAsker;
import fr.touchweb.console.core.store.ConsoleFolders;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.connect.Asking;
import fr.touchweb.console.desktop.connect.HostKeyModel;
import fr.touchweb.console.desktop.connect.SecretModel;
import fr.touchweb.console.desktop.shell.Errors;
import fr.touchweb.console.desktop.shell.FxDelivery;
import fr.touchweb.console.desktop.shell.PersonLine;
import fr.touchweb.console.desktop.shell.Standing;
import fr.touchweb.console.support.FxTest;
import fr.touchweb.console.support.SceneTexts;
import fr.touchweb.console.support.SecretWatch;
import fr.touchweb.console.support.TestAccount;
import fr.touchweb.console.support.TestSshd;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.event.ActionEvent;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Secrets that are typed into the window of the console, and everything that the window shows, tells and writes. */
@Timeout(180)
class PlantedSecretsOnScreenTest extends FxTest {
    private static final String VAULT = "planted_Vault-Password7Rm2";
    private static final String KEPT = "planted-kept-secret-Ty8";
    private static final String LINK = "planted-link-Wx9u";

    @TempDir
    Path folder;

    private final AtomicBoolean loggedIn = new AtomicBoolean();

    private HttpServer site() throws Exception {
        HttpServer site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String wanted = "Basic " + Base64.getEncoder()
                .encodeToString(("jdurand:" + LINK).getBytes(StandardCharsets.UTF_8));
        site.createContext("/", exchange -> {
            boolean right = wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            loggedIn.compareAndSet(false, right);
            exchange.getResponseHeaders().set("Location",
                    "http://jdurand:" + LINK + "@shop.test:" + site.getAddress().getPort() + "/home");
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/") ? 302 : 200, -1);
            exchange.close();
        });
        site.start();
        return site;
    }

    @Test
    void whatIsTypedIsNeitherShownNorToldNorWritten() throws Exception {
        HttpServer site = site();
        try (TestAccount account = TestAccount.create("/bin/sh");
                TestSshd sshd = TestSshd.with().option("PasswordAuthentication", "yes")
                        .option("PubkeyAuthentication", "no").start(folder.resolve("sshd"));
                SecretWatch watch = new SecretWatch()) {
            watch.plant("password", String.valueOf(account.password()));
            watch.plant("password of the vault", VAULT);
            watch.plant("secret in the vault", KEPT);
            watch.plant("password in an address", LINK);
            SecretModel secrets = new SecretModel(new FxDelivery(), Duration.ofMinutes(1));
            HostKeyModel hostKeys = new HostKeyModel(new FxDelivery());
            SshTarget target = sshd.target("web", account.name());
            Path console = folder.resolve("console");
            try (Assembly core = new Assembly(options(sshd, console).withAsking(secrets, hostKeys))) {
                DesktopServices services = new DesktopServices(core,
                        new Standing(new PersonLine("Jeanne Durand", Message.of("account.role.owner")),
                                Set.of(Right.values())),
                        new Asking(secrets, hostKeys, core::lock), false);
                Workbench bench = fx(() -> new Workbench(services));
                try {
                    show(fx(() -> bench.shell().root()), 1000, 900);
                    CompletableFuture<String> login = new CompletableFuture<>();
                    Thread.ofVirtual().start(() -> {
                        try {
                            login.complete(core.host(target).run(Command.of("id", "-un")).text());
                        } catch (Exception e) {
                            login.completeExceptionally(e);
                        }
                    });
                    type("#secret-0", String.valueOf(account.password()));
                    look(watch, "dialog of a log-in");
                    press("#choice-secret-login");
                    assertEquals(account.name() + "\n", login.get());
                    fxRun(() -> bench.shell().open("account"));
                    type("#vault-new", VAULT);
                    type("#vault-again", VAULT);
                    look(watch, "new vault");
                    press("#vault-create");
                    type("#vault-name", "back-office");
                    type("#vault-secret", KEPT);
                    look(watch, "filled vault");
                    press("#vault-keep");
                    waitFor("the entry", () -> core.vault().items().size() == 1);
                    waitFor("the row", () -> !robot().lookup("#vault-items .icon-button").queryAll().isEmpty());
                    look(watch, "vault");
                    press("#vault-items .icon-button");
                    assertEquals(KEPT, fx(() -> Clipboard.getSystemClipboard().getString()), "for a few seconds");
                    waitFor("an empty clipboard", () -> !Clipboard.getSystemClipboard().hasString());
                    fxRun(() -> bench.shell().open("diagnose"));
                    type("#diagnose-url",
                            "http://jdurand:" + LINK + "@shop.test:" + site.getAddress().getPort() + "/");
                    fxRun(() -> ((TextField) robot().lookup("#diagnose-url").query())
                            .fireEvent(new ActionEvent()));
                    waitFor("the login arrived", loggedIn::get);
                    waitFor("the hops", () -> SceneTexts.ofWindows().contains("/home"));
                    look(watch, "diagnosis");
                    for (String page : List.of("fleet", "logs", "activity")) {
                        fxRun(() -> bench.shell().open(page));
                        settle();
                        look(watch, page);
                    }
                    assertTrue(fx(SceneTexts::ofWindows).contains("jdurand"), "words are found");
                    IllegalStateException fault = new IllegalStateException("planted fault", new Exception());
                    watch.look("report of a fault", Errors.details(Errors.code(fault), fault));
                    fxRun(() -> bench.shell().desk().errors().accept(fault));
                    waitFor("the notice", () -> !bench.shell().desk().notices().list().isEmpty());
                    bench.shell().desk().notices().list()
                            .forEach(notice -> watch.look("notice", notice.toString()));
                    core.commands().entries()
                            .forEach(entry -> watch.look("record of a command", entry.toString()));
                    fxRun(() -> bench.shell().desk().commands().run("lock.command"));
                    type("#lock-password", VAULT);
                    look(watch, "lock");
                    press("#lock-unlock");
                    waitFor("it is open", () -> core.vault().state() == VaultKeeper.State.OPEN);
                } finally {
                    fxRun(bench::close);
                }
                assertTrue(Files.readString(services.files().settings()).contains("shop.test"),
                        "the address itself is remembered");
            }
            watch.lookInto("folders of the console", console, Instant.EPOCH);
            assertEquals(Set.of(), watch.seen());
        } finally {
            site.stop(0);
        }
    }

    private ConsoleOptions options(TestSshd sshd, Path console) {
        SshEnvironment ssh = new SshEnvironment(folder.resolve("home"), null, folder.resolve("own"),
                List.of(sshd.knownHosts()), List.of(), false);
        Names names = (host, port) -> List.of(new InetSocketAddress("127.0.0.1", port));
        return new ConsoleOptions(ConsoleFolders.in(console), ssh, Map.of(), "jdurand", "desk", Clock.systemUTC(),
                null, "lab", null, SecretSource.NONE, HostKeyAsker.NOBODY, names, List.of());
    }

    private void look(SecretWatch watch, String where) {
        settle();
        watch.look("words of the window, " + where, fx(SceneTexts::ofWindows));
    }

    private void type(String selector, String text) {
        TextInputControl field = (TextInputControl) waitFor(selector);
        fxRun(() -> field.setText(text));
    }

    private void press(String selector) {
        Button button = (Button) waitFor(selector);
        waitFor("a button that can be pressed", () -> !button.isDisabled());
        fxRun(button::fire);
    }
}
