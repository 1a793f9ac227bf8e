package fr.touchweb.console.desktop.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.account.vault.VaultKeeper;
import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.assembly.ConsoleOptions;
import fr.touchweb.console.core.journal.ChangeEntry;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.hostkey.HostKeyAsker;
import fr.touchweb.console.core.store.ConsoleFolders;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.ShellBench;
import fr.touchweb.console.support.FxTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultPaneTest extends FxTest {
    private static final String PASSWORD = "Quatorze-mots_7!kz";

    @TempDir
    Path folder;

    private Assembly core;
    private VaultModel model;
    private ShellBench bench;

    @BeforeEach
    void open() throws Exception {
        ConsoleOptions own = ConsoleOptions.ofUser(Map.of(), SecretSource.NONE, HostKeyAsker.NOBODY);
        core = new Assembly(new ConsoleOptions(ConsoleFolders.in(folder), own.ssh(), Map.of(), "jdurand", "desk",
                own.clock(), null, "lab", null, own.secrets(), own.hostKeys(), own.names(), List.of()));
        bench = fx(() -> {
            ShellBench[] made = new ShellBench[1];
            made[0] = new ShellBench(folder, false, List.of(new fr.touchweb.console.desktop.shell.PageFactory("account",
                    "account.page", 0, List.of("/theme/account.css"), desk -> AccountPage.factory(
                            new AccountModel(core, desk.tasks(), desk.errors()),
                            model(desk)).build().apply(desk))));
            made[0].commands.run("open-page.account");
            return made[0];
        });
        show(fx(() -> bench.shell.root()), 1000, 900);
    }

    private VaultModel model(Desk desk) {
        model = new VaultModel(core, desk.tasks(), desk.errors());
        return model;
    }

    @AfterEach
    void close() {
        fxRun(bench::close);
        core.close();
    }

    @Test
    void aVaultIsMadeFilledClosedAndOpenedAgain() throws Exception {
        type("#vault-new", "motdepasse");
        assertTrue(button("#vault-create").isDisabled(), "too weak");
        type("#vault-new", PASSWORD);
        type("#vault-again", PASSWORD + "x");
        assertTrue(button("#vault-create").isDisabled(), "not the same");
        type("#vault-again", PASSWORD);
        press("#vault-create");
        waitFor("the open vault", () -> core.vault().state() == VaultKeeper.State.OPEN);
        waitFor("#vault-name");
        type("#vault-name", "back-office acme");
        press("#vault-generate");
        press("#vault-keep");
        waitFor("the entry", () -> core.vault().items().size() == 1);
        char[] secret = core.vault().secret("back-office acme");
        assertEquals(30, secret == null ? 0 : secret.length);
        waitFor("the row", () -> !robot().lookup("#vault-items .icon-button").queryAll().isEmpty());
        fxRun(() -> ((Button) robot().lookup("#vault-items .icon-button").query()).fire());
        assertEquals(String.valueOf(secret), fx(() -> Clipboard.getSystemClipboard().getString()));
        waitFor("an empty clipboard", () -> !Clipboard.getSystemClipboard().hasString());
        press("#vault-close");
        waitFor("#vault-password");
        type("#vault-password", "not this one");
        press("#vault-open");
        waitFor("the refusal", () -> robot().lookup("#vault-problem").query().isVisible());
        assertEquals("ce mot de passe n’ouvre pas le coffre", ((Label) waitFor("#vault-problem")).getText());
        type("#vault-password", PASSWORD);
        press("#vault-open");
        waitFor("the entry again", () -> core.vault().items().size() == 1);
        assertFalse(robot().lookup("#vault-problem").query().isVisible());
        nothingElseHoldsIt(String.valueOf(secret));
        assertEquals(List.of("vault-create", "vault-keep", "vault-copy"),
                core.changes().newest(10).stream().map(ChangeEntry::action).toList());
    }

    @Test
    void aSecretIsHandedOverAndReceivedBesideTheOneOfItsName() throws Exception {
        type("#vault-new", PASSWORD);
        type("#vault-again", PASSWORD);
        press("#vault-create");
        waitFor("#vault-name");
        type("#vault-name", "back-office");
        type("#vault-secret", "to be handed over");
        press("#vault-keep");
        waitFor("the entry", () -> core.vault().items().size() == 1);
        waitFor(".vault-give");
        Path file = folder.resolve("acme.twh");
        fxRun(() -> new HandOverBox(model, bench.desk).give("back-office", file));
        String password = ((TextField) waitFor("#hand-over-password")).getText();
        assertEquals(30, password.length());
        press("#choice-seen");
        fxRun(() -> new HandOverBox(model, bench.desk).receive(file));
        type("#hand-over-given", "not this one");
        press("#choice-take");
        waitFor("the refusal", () -> robot().lookup("#vault-problem").query().isVisible());
        assertEquals(1, core.vault().items().size());
        fxRun(() -> new HandOverBox(model, bench.desk).receive(file));
        type("#hand-over-given", password);
        press("#choice-take");
        waitFor("both", () -> core.vault().items().size() == 2);
        char[] received = core.vault().secret("back-office (2)");
        assertEquals("to be handed over", String.valueOf(received));
        nothingElseHoldsIt(password);
        nothingElseHoldsIt("to be handed over");
        assertEquals(List.of("vault-create", "vault-keep", "vault-hand-over", "vault-receive"),
                core.changes().newest(10).stream().map(ChangeEntry::action).toList());
    }

    @Test
    void whatLogInsRememberIsKeptOnAskingAndWithAFactorACodeIsWanted() throws Exception {
        core.secrets().keep("password jdurand@203.0.113.5:22", "remembered".toCharArray());
        type("#vault-new", PASSWORD);
        type("#vault-again", PASSWORD);
        press("#vault-create");
        waitFor("the row", () -> !robot().lookup("#vault-items .button").queryAll().isEmpty());
        fxRun(() -> ((Button) robot().lookup("#vault-items .button").query()).fire());
        waitFor("the entry", () -> core.vault().items().size() == 1);
        press("#vault-factor-add");
        waitFor("#vault-picture");
        type("#vault-first-code", "000000");
        fxRun(() -> ((Button) robot().lookup("#choice-accept").query()).fire());
        waitFor("the refusal", () -> robot().lookup("#vault-problem").query().isVisible());
        assertTrue(robot().lookup("#vault-factor-remove").queryAll().isEmpty());
        fxRun(() -> core.vault().lock());
        assertEquals(VaultKeeper.State.CLOSED, core.vault().state());
    }

    /** Looks into every file that the console wrote here. */
    private void nothingElseHoldsIt(String secret) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(file, StandardCharsets.ISO_8859_1).contains(secret), file.toString());
            }
        }
    }

    private void type(String selector, String text) {
        TextField field = (TextField) waitFor(selector);
        fxRun(() -> field.setText(text));
    }

    private Button button(String selector) {
        return (Button) waitFor(selector);
    }

    private void press(String selector) {
        Button button = button(selector);
        waitFor("a button that can be pressed", () -> !button.isDisabled());
        fxRun(button::fire);
    }
}
