package fr.touchweb.console.desktop.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.account.vault.Hardening;
import fr.touchweb.console.core.account.vault.Vault;
import fr.touchweb.console.core.account.vault.VaultItem;
import fr.touchweb.console.core.account.vault.VaultKeeper;
import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.assembly.ConsoleOptions;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.hostkey.HostKeyAsker;
import fr.touchweb.console.core.store.ConsoleFolders;
import fr.touchweb.console.core.task.RunningTask;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.shell.Choice;
import fr.touchweb.console.desktop.shell.Question;
import fr.touchweb.console.desktop.shell.ShellBench;
import fr.touchweb.console.support.FxTest;
import fr.touchweb.console.support.HandClock;
import fr.touchweb.console.support.SceneTexts;
import fr.touchweb.console.support.TestTotp;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleLockTest extends FxTest {
    private static final String PASSWORD = "Quatorze-mots_7!kz";

    @TempDir
    Path folder;

    private final HandClock clock = new HandClock(Instant.parse("2026-11-26T07:00:00Z"));
    private Assembly core;
    private ShellBench bench;
    private LockModel model;
    private ConsoleLock lock;

    @BeforeEach
    void open() throws Exception {
        ConsoleOptions own = ConsoleOptions.ofUser(Map.of(), SecretSource.NONE, HostKeyAsker.NOBODY);
        core = new Assembly(new ConsoleOptions(ConsoleFolders.in(folder), own.ssh(), Map.of(), "jdurand", "desk",
                clock, null, "lab", null, own.secrets(), own.hostKeys(), own.names(), List.of()));
        bench = fx(() -> new ShellBench(folder, false, List.of()));
        model = fx(() -> new LockModel(core, bench.tasks, bench.errors));
        lock = fx(() -> new ConsoleLock(model, bench.shell));
        fxRun(() -> bench.shell.open("first"));
        show(fx(() -> bench.shell.root()), 1000, 700);
    }

    @AfterEach
    void close() {
        fxRun(() -> {
            lock.close();
            bench.close();
        });
        core.close();
    }

    private Vault vault() throws Exception {
        core.vault().create(PASSWORD.toCharArray(), new Hardening(8, 1, 1));
        Vault vault = core.vault().vault().orElseThrow();
        vault.put("back-office", VaultItem.Kind.PASSWORD, "", "", "secret".toCharArray());
        return vault;
    }

    private void unlock(String password) {
        ((TextField) waitFor("#lock-password")).setText(password);
        Button button = (Button) waitFor("#lock-unlock");
        fxRun(button::fire);
        waitFor("an answer", () -> !model.busyProperty().get());
    }

    private List<String> journal(String action) throws Exception {
        return core.changes().newest(100).stream().filter(entry -> entry.action().equals(action))
                .map(entry -> entry.detail() + "|" + entry.result()).toList();
    }

    @Test
    void nothingOfThePagesIsLeftToSeeHearOrPress() throws Exception {
        vault();
        core.secrets().keep("password a@b:22", "kept".toCharArray());
        fxRun(() -> {
            bench.desk.dialogs().ask(Question.of(Message.of("shell.close"),
                    Message.of("vault.remove.subject", "acme-secret"),
                    List.of(), Choice.safe("no", Message.of("shell.close"))), answer -> bench.events.add(answer));
            ContextMenu menu = new ContextMenu(new MenuItem("acme-menu"));
            menu.show(bench.shell.root().getScene().getWindow(), 10, 10);
        });
        settle();
        String before = fx(SceneTexts::ofWindows);
        for (String shown : List.of("button of first", "Jeanne Durand", "acme-secret", "acme-menu")) {
            assertTrue(before.contains(shown), shown);
        }
        AtomicLong lines = new AtomicLong();
        RunningTask tail = fx(() -> bench.tasks.start(Task.of(Message.of("shell.close"), control -> {
            while (!control.isCancelled()) {
                lines.incrementAndGet();
                Thread.sleep(1);
            }
            return 0;
        }), outcome -> {}));
        fxRun(() -> assertTrue(model.lock(LockModel.Reason.SCREEN)));
        waitFor("#lock-password");
        assertEquals(VaultKeeper.State.CLOSED, core.vault().state());
        assertNull(core.secrets().use("password a@b:22"));
        String behind = fx(SceneTexts::ofWindows);
        for (String hidden : List.of("button of first", "Jeanne Durand", "acme", "first", "second")) {
            assertFalse(behind.contains(hidden), hidden + " in " + behind);
        }
        assertTrue(behind.contains("l’écran du poste s’est verrouillé"), behind);
        int events = bench.events.size();
        for (KeyCode key : List.of(KeyCode.K, KeyCode.F, KeyCode.DIGIT2, KeyCode.COMMA)) {
            robot().press(KeyCode.CONTROL, key).release(key, KeyCode.CONTROL);
        }
        robot().push(KeyCode.ESCAPE);
        robot().push(KeyCode.F1);
        settle();
        assertEquals(events, bench.events.size());
        assertEquals("first", fx(() -> bench.shell.currentProperty().get()));
        long then = lines.get();
        waitFor("what runs goes on", () -> lines.get() > then);
        unlock("not this one");
        assertEquals("ce mot de passe n’ouvre pas le coffre", ((Label) waitFor("#lock-problem")).getText());
        assertTrue(model.isLocked());
        unlock(PASSWORD);
        waitFor("the page again", () -> SceneTexts.ofWindows().contains("button of first"));
        assertTrue(fx(SceneTexts::ofWindows).contains("acme-secret"), "the question waits still");
        fxRun(tail::cancel);
        waitFor("the journal", () -> {
            try {
                return !journal("console-unlock").isEmpty() && journal("console-unlock").size() == 2;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        assertEquals(List.of("screen|done"), journal("console-lock"));
        assertEquals(List.of("|refused: wrong_password", "|done"), journal("console-unlock"));
    }

    @Test
    void itLocksAfterTheTimeOfThePolicyWhateverTheClockDoes() throws Exception {
        vault();
        Duration limit = Duration.ofMinutes(core.policy().vault().lock().idleMinutes());
        clock.pass(limit.minusSeconds(1));
        fxRun(model::tick);
        assertFalse(model.isLocked());
        robot().moveTo(500, 300);
        settle();
        clock.pass(Duration.ofMinutes(1));
        fxRun(model::tick);
        assertFalse(model.isLocked(), "a move of the mouse is input");
        clock.pass(Duration.ofDays(-1));
        fxRun(model::tick);
        clock.pass(limit.minusSeconds(1));
        fxRun(model::tick);
        assertFalse(model.isLocked());
        clock.pass(Duration.ofSeconds(1));
        fxRun(model::tick);
        assertTrue(model.isLocked());
        assertEquals(LockModel.Reason.IDLE, model.reason());
    }

    @Test
    void withASecondFactorTheCodeIsWantedToo() throws Exception {
        Vault vault = vault();
        Vault.Proposal proposal = vault.proposeFactor("jdurand");
        vault.acceptFactor(proposal, TestTotp.code(proposal.typed(), clock.instant()));
        clock.pass(Duration.ofMinutes(2));
        fxRun(() -> bench.commands.run("lock.command"));
        unlock(PASSWORD);
        TextField code = (TextField) waitFor("#lock-code");
        assertTrue(model.isLocked());
        assertFalse(fx(SceneTexts::ofWindows).contains("button of first"));
        fxRun(() -> {
            code.setText("12");
            ((Button) robot().lookup("#lock-confirm").query()).fire();
        });
        waitFor("the refusal", () -> robot().lookup("#lock-problem").query().isVisible());
        String right = TestTotp.code(proposal.typed(), clock.instant());
        fxRun(() -> {
            ((TextField) robot().lookup("#lock-code").query()).setText(right);
            ((Button) robot().lookup("#lock-confirm").query()).fire();
        });
        waitFor("the page again", () -> !model.isLocked());
        assertEquals(VaultKeeper.State.OPEN, core.vault().state());
    }

    @Test
    void withoutAVaultItSaysWhatIsMissing() {
        fxRun(() -> bench.commands.run("lock.command"));
        assertFalse(model.isLocked());
        assertEquals("lock.noVault", fx(() -> bench.notices.list().getFirst().text().key()));
    }

    @Test
    void theTourShowsItWithoutAVault() {
        fxRun(() -> lock.tour().getFirst().prepare().run());
        waitFor("#lock-password");
        fxRun(() -> lock.tour().getFirst().leave().run());
        assertTrue(fx(SceneTexts::ofWindows).contains("button of first"));
    }
}
