package fr.touchweb.console.desktop.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.support.FxTest;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellTest extends FxTest {
    @TempDir
    Path folder;

    private ShellBench bench;
    private Scene scene;

    @BeforeEach
    void open() {
        bench = fx(() -> new ShellBench(folder, true, List.of()));
        fxRun(() -> bench.shell.open("first"));
        scene = show(bench.shell.root(), 1000, 700);
        fxRun(() -> bench.desk.theme().dress(scene));
        settle();
    }

    @AfterEach
    void close() {
        fxRun(bench::close);
    }

    private void keys(KeyCode... codes) {
        robot().push(codes);
        settle();
    }

    private List<String> texts(String style) {
        return fx(() -> robot().lookup(style).queryAll().stream().filter(Labeled.class::isInstance)
                .map(n -> ((Labeled) n).getText()).toList());
    }

    @Test
    void onlyPagesThatExistStandInTheSideBar() {
        assertEquals(List.of("page-first", "page-second"),
                fx(() -> robot().lookup(".side-item").queryAll().stream().map(Node::getId).toList()));
    }

    @Test
    void pagesOpenByTheirKeyAndKeepTheirState() {
        robot().clickOn("#field-first").write("kept");
        keys(KeyCode.CONTROL, KeyCode.DIGIT2);
        assertEquals("second", fx(() -> bench.shell.currentProperty().get()));
        keys(KeyCode.CONTROL, KeyCode.DIGIT1);
        assertEquals("kept", fx(() -> ((TextField) robot().lookup("#field-first").query()).getText()));
        assertEquals(List.of("build first fr", "shown first", "hidden first", "build second fr", "shown second",
                "hidden second", "shown first"), bench.events);
    }

    @Test
    void commandsOfAPageExistWhileItIsInSight() {
        assertTrue(fx(() -> bench.commands.find("test.first.filter").isPresent()));
        fxRun(() -> bench.shell.open("second"));
        assertFalse(fx(() -> bench.commands.find("test.first.filter").isPresent()));
        keys(KeyCode.CONTROL, KeyCode.F);
        assertTrue(bench.events.contains("filter second"));
    }

    @Test
    void plainKeysAreHeardOutsideTextOnly() {
        robot().clickOn("#field-first");
        keys(KeyCode.SPACE);
        assertFalse(bench.events.contains("pause first"));
        keys(KeyCode.CONTROL, KeyCode.F);
        assertTrue(bench.events.contains("filter first"), "with Ctrl it is heard in text too");
        fxRun(() -> robot().lookup("#page-second").query().requestFocus());
        keys(KeyCode.SPACE);
        assertFalse(bench.events.contains("pause first"), "Space on a button presses the button");
        assertEquals("second", fx(() -> bench.shell.currentProperty().get()));
    }

    @Test
    void aTextFieldKeepsItsCopy() {
        fxRun(() -> bench.commands.add(ConsoleCommand.of("test.copy", "Shortcut+C", () -> bench.events.add("copy"))));
        robot().clickOn("#field-first").write("text");
        keys(KeyCode.CONTROL, KeyCode.C);
        assertFalse(bench.events.contains("copy"));
        fxRun(() -> robot().lookup("#page-second").query().requestFocus());
        keys(KeyCode.CONTROL, KeyCode.C);
        assertTrue(bench.events.contains("copy"), "outside text it is the command's");
    }

    @Test
    void aChangeOfLanguageBuildsEverythingAnew() {
        assertTrue(texts(".palette-prompt").contains("Rechercher ou lancer une commande"));
        fxRun(() -> bench.settings.languageProperty().set(Language.ENGLISH));
        settle();
        assertEquals(List.of("Search or run a command"), texts(".palette-prompt"));
        assertEquals(List.of("build first fr", "shown first", "hidden first", "dispose first", "build first en",
                "shown first"), bench.events);
        fxRun(() -> bench.notices.information("acme-web1", Message.of("shell.close")));
        assertEquals("1 notice", fx(() -> ((Labeled) robot().lookup("#notices-button").query()).getText()));
    }

    @Test
    void thePaletteFindsServersCommandsAndRunsThem() {
        ScopePath server = new ScopePath("acme", "acme-web1", null);
        fxRun(() -> bench.scope.itemsProperty().set(List.of(
                new ScopeItem(new ScopePath("acme", null, null), "Acme SARL", "", false),
                new ScopeItem(server, "acme-web1", "203.0.113.10", true))));
        keys(KeyCode.CONTROL, KeyCode.K);
        waitFor("#palette-input");
        robot().write("web1");
        keys(KeyCode.ENTER);
        assertEquals(server, fx(bench.scope::path));
        assertFalse(fx(bench.overlay::isBusy));
        assertTrue(fx(() -> robot().lookup(".production-edge").query().isVisible()), "production has its red edge");
        keys(KeyCode.CONTROL, KeyCode.K);
        waitFor("#palette-input");
        robot().write("toute la flotte");
        keys(KeyCode.ENTER);
        assertEquals(ScopePath.ALL, fx(bench.scope::path));
        assertFalse(fx(() -> robot().lookup(".production-edge").query().isVisible()));
    }

    @Test
    void escapeAndAClickBesideCloseThePalette() {
        keys(KeyCode.CONTROL, KeyCode.K);
        waitFor("#palette-input");
        keys(KeyCode.CONTROL, KeyCode.DIGIT2);
        assertEquals("first", fx(() -> bench.shell.currentProperty().get()), "the open box has the keyboard");
        keys(KeyCode.ESCAPE);
        assertFalse(fx(bench.overlay::isBusy));
        keys(KeyCode.CONTROL, KeyCode.K);
        waitFor("#palette-input");
        robot().clickOn(10.0, 690.0);
        assertFalse(fx(bench.overlay::isBusy));
    }

    @Test
    void aScopeThatIsNoLongerInTheFleetIsLeft() {
        fxRun(() -> {
            bench.scope.set(new ScopePath("acme", "gone", null));
            bench.scope.itemsProperty().set(List.of());
        });
        assertEquals("gone", fx(() -> bench.scope.path().server()), "an empty fleet is not yet read");
        fxRun(() -> bench.scope.itemsProperty()
                .set(List.of(new ScopeItem(new ScopePath("acme", null, null), "Acme", "", false))));
        assertEquals(ScopePath.ALL, fx(bench.scope::path));
    }

    @Test
    void workShowsItsProgressAndIsCancelledByItsCross() throws InterruptedException {
        CountDownLatch cancelled = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        fxRun(() -> bench.tasks.start(Task.of(Message.of("shell.settings.title"), control -> {
            control.onCancel(() -> {
                cancelled.countDown();
                release.countDown();
            });
            control.progress(0.62);
            release.await();
            control.checkCancelled();
            return 1;
        }), outcome -> bench.events.add(outcome.getClass().getSimpleName())));
        waitFor("the progress", () -> robot().lookup(".status-work .label").queryAll().stream()
                .anyMatch(n -> ((Labeled) n).getText().startsWith("Réglages · 62")));
        robot().clickOn("#work-cancel");
        cancelled.await();
        waitFor("the end", () -> bench.events.contains("Cancelled"));
        waitFor("an empty status bar", () -> !robot().lookup(".status-work").query().isVisible());
        assertEquals(1, fx(() -> bench.work.past().size()));
    }

    @Test
    void connectionsAreCountedInWords() {
        fxRun(() -> bench.connections.set(new Connections(3, 1, 2)));
        assertTrue(texts(".status-item").contains("3 connexions, 1 en cours, 2 en échec"));
        assertTrue(texts(".status-item").contains("Toute la flotte"), "the page's own fact");
    }

    @Test
    void anErrorIsToldOnceAndAnExpectedOneWithoutDetails() {
        RemoteException expected = new RemoteException(RemoteException.Kind.LOST, Message.of("shell.close"), null);
        IllegalStateException fault = new IllegalStateException("wrong");
        fxRun(() -> {
            bench.errors.report("acme-web1", expected);
            bench.errors.report("acme-web1", expected);
            bench.errors.accept(fault);
            bench.errors.accept(fault);
        });
        List<Notice> notices = fx(() -> List.copyOf(bench.notices.list()));
        assertEquals(2, notices.size());
        assertEquals(Severity.DANGER, notices.getFirst().severity());
        assertTrue(notices.getFirst().details().contains("IllegalStateException: wrong"));
        assertEquals("acme-web1", notices.getLast().machine());
        assertEquals("", notices.getLast().details());
        robot().clickOn("#notices-button");
        waitFor("#notices");
        assertEquals(0, fx(() -> bench.notices.unreadProperty().get()));
        robot().clickOn(".notice .icon-button");
        assertTrue(bench.copied.getFirst().contains("IllegalStateException: wrong"));
    }

    @Test
    void f1ShowsTheKeysOfThisPageAndOfEverywhere() {
        keys(KeyCode.F1);
        waitFor("#keys");
        List<String> caps = texts(".keys .key-cap");
        assertTrue(caps.containsAll(List.of("Espace", "Ctrl+F", "Ctrl+K", "Ctrl+1", "F1")), caps.toString());
        keys(KeyCode.F1);
        assertFalse(fx(bench.overlay::isBusy));
    }

    @Test
    void theLanguageIsSwitchedInTheSettings() {
        keys(KeyCode.CONTROL, KeyCode.COMMA);
        waitFor("#settings-language");
        fxRun(() -> {
            @SuppressWarnings("unchecked")
            javafx.scene.control.ComboBox<Language> box = (javafx.scene.control.ComboBox<Language>) robot()
                    .lookup("#settings-language").query();
            box.setValue(Language.ENGLISH);
        });
        settle();
        assertTrue(texts(".settings .dialog-title").contains("Settings"), "the box is there again in English");
    }

    @Test
    void everyIconHasWords() {
        List<String> silent = fx(() -> robot().lookup(".icon-button").queryAll().stream()
                .filter(n -> n.getAccessibleText() == null || n.getAccessibleText().isEmpty()).map(Node::toString)
                .toList());
        assertEquals(List.of(), silent);
    }

    @Test
    void theScaleDrawsEverythingLarger() {
        double before = fx(() -> robot().lookup("#palette-field").query().localToScene(0, 0).getY());
        fxRun(() -> bench.settings.scaleProperty().set(1.5));
        settle();
        double after = fx(() -> {
            bench.shell.root().layout();
            return robot().lookup("#palette-field").query().localToScene(0, 0).getY();
        });
        assertEquals(before * 1.5, after, 1);
    }
}
