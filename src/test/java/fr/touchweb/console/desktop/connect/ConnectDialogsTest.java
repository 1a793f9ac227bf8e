package fr.touchweb.console.desktop.connect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.ssh.SecretSource.Prompt;
import fr.touchweb.console.core.ssh.SshTarget;
import fr.touchweb.console.core.ssh.hostkey.HostKeyQuestion;
import fr.touchweb.console.core.ssh.hostkey.HostKeyVerdict;
import fr.touchweb.console.core.ssh.hostkey.HostPatterns;
import fr.touchweb.console.core.ssh.hostkey.KnownHost;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.desktop.shell.FxDelivery;
import fr.touchweb.console.desktop.shell.OverlayDialogs;
import fr.touchweb.console.desktop.shell.TourState;
import fr.touchweb.console.desktop.shell.Words;
import fr.touchweb.console.desktop.widget.Overlay;
import fr.touchweb.console.support.FxTest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The dialogs as a person meets them. */
@Timeout(180)
class ConnectDialogsTest extends FxTest {
    private static final SshTarget TARGET = new SshTarget("acme-web1", "203.0.113.10", null, "jdurand", List.of());

    private final SecretModel secrets = new SecretModel(new FxDelivery(), Duration.ofMinutes(2));
    private final HostKeyModel hostKeys = new HostKeyModel(new FxDelivery());

    @BeforeEach
    void window() {
        Overlay overlay = new Overlay();
        Words words = new Words(Language.FRENCH, ZoneOffset.UTC);
        StackPane root = fx(() -> {
            OverlayDialogs dialogs = new OverlayDialogs(overlay, words);
            SecretDialog dialog = new SecretDialog(dialogs, words, new FxDelivery());
            secrets.show(dialog::show);
            new HostKeyDialog(hostKeys, dialogs, words);
            return new StackPane(new Button("page"), overlay);
        });
        show(root, 900, 700);
    }

    private static <T> CompletableFuture<T> onTask(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                result.complete(work.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    private static <T> T end(CompletableFuture<T> future) throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }

    private void press(KeyCode key) {
        robot().type(key);
        settle();
    }

    private void type(String text) {
        TextField field = assertInstanceOf(TextField.class, fx(() -> focused()));
        fxRun(() -> field.appendText(text));
    }

    private Node focused() {
        return robot().lookup(".button").query().getScene().getFocusOwner();
    }

    private void fire(String query) {
        Button button = (Button) waitFor(query);
        fxRun(button::fire);
        settle();
    }

    @Test
    void aPasswordIsTypedHiddenAndEnterSendsIt() throws Exception {
        CompletableFuture<char[]> password = onTask(() -> secrets.password(TARGET, false));
        assertInstanceOf(PasswordField.class, waitFor("#secret-0"));
        assertEquals("secret-0", fx(() -> focused().getId()));
        type("sécret€");
        press(KeyCode.ENTER);
        assertArrayEquals("sécret€".toCharArray(), end(password));
    }

    @Test
    void cancelGivesNothing() throws Exception {
        CompletableFuture<char[]> passphrase = onTask(() -> secrets.passphrase(Path.of("/home/me/.ssh/id"), false));
        waitFor("#secret-0");
        type("typed");
        fire("#choice-secret-cancel");
        assertNull(end(passphrase));
        assertTrue(robot().lookup("#secret-0").queryAll().isEmpty());
    }

    @Test
    void severalPromptsEachInTheServersWordsAndWithItsEcho() throws Exception {
        CompletableFuture<List<char[]>> answers = onTask(() -> secrets.answers(TARGET, "Deux\u0007 facteurs", "",
                List.of(new Prompt("Password: ", false), new Prompt("Code\u001b[31m: ", true))));
        assertInstanceOf(PasswordField.class, waitFor("#secret-0"));
        Node second = waitFor("#secret-1");
        assertFalse(second instanceof PasswordField);
        List<String> labels = fx(() -> robot().lookup(".label").queryAllAs(Label.class).stream().map(Label::getText)
                .toList());
        assertTrue(labels.contains("Password:") && labels.contains("Code [31m:"), labels::toString);
        assertTrue(labels.stream().anyMatch(text -> text.contains("Deux facteurs")), labels::toString);
        type("pw");
        press(KeyCode.ENTER);
        assertEquals("secret-1", fx(() -> focused().getId()));
        type("123456");
        press(KeyCode.ENTER);
        List<char[]> given = end(answers);
        assertArrayEquals("pw".toCharArray(), given.get(0));
        assertArrayEquals("123456".toCharArray(), given.get(1));
    }

    @Test
    void aCancelledLogInTakesItsDialogAway() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CompletableFuture<char[]> password = onTask(() -> {
            thread.complete(Thread.currentThread());
            return secrets.password(TARGET, false);
        });
        waitFor("#secret-0");
        end(thread).interrupt();
        ExecutionException e = assertThrows(ExecutionException.class, () -> end(password));
        assertInstanceOf(InterruptedException.class, e.getCause());
        waitFor("the dialog goes", () -> robot().lookup("#secret-0").queryAll().isEmpty());
    }

    @Test
    void enterStopsAtAFirstContactWhateverIsTicked() throws Exception {
        HostKeyQuestion question = HostKeyModelTest.question("web1", 1);
        CompletableFuture<Boolean> accepted = onTask(() -> hostKeys.accepts(question));
        waitFor("#choice-host-key-trust");
        assertEquals("choice-host-key-stop", fx(() -> focused().getId()));
        assertTrue(fx(() -> robot().lookup("#choice-host-key-trust").query().isDisabled()));
        fxRun(() -> hostKeys.contacts().getFirst().trustedProperty().set(true));
        assertFalse(fx(() -> robot().lookup("#choice-host-key-trust").query().isDisabled()));
        press(KeyCode.ENTER);
        assertFalse(end(accepted));
    }

    @Test
    void enterInTheFieldOrOnTheDangerousButtonAcceptsNothing() throws Exception {
        HostKeyQuestion question = HostKeyModelTest.question("web1", 1);
        CompletableFuture<Boolean> accepted = onTask(() -> hostKeys.accepts(question));
        TextField paste = (TextField) waitFor("#host-key-paste");
        fxRun(paste::requestFocus);
        fxRun(() -> paste.setText(question.verdict().key().fingerprint()));
        press(KeyCode.ENTER);
        assertFalse(accepted.isDone());
        fxRun(() -> robot().lookup("#choice-host-key-trust").query().requestFocus());
        press(KeyCode.ENTER);
        assertFalse(accepted.isDone());
        fire("#choice-host-key-trust");
        assertTrue(end(accepted));
    }

    @Test
    void aWrongFingerprintSaysSoAndForbidsToTrust() throws Exception {
        HostKeyQuestion question = HostKeyModelTest.question("web1", 1);
        CompletableFuture<Boolean> accepted = onTask(() -> hostKeys.accepts(question));
        TextField paste = (TextField) waitFor("#host-key-paste");
        fxRun(() -> hostKeys.contacts().getFirst().trustedProperty().set(true));
        fxRun(() -> paste.setText(HostKeyModelTest.question("web1", 2).verdict().key().fingerprint()));
        Label result = (Label) waitFor("#host-key-result");
        assertTrue(fx(result::getText).startsWith("Ce n’est pas la même empreinte"), fx(result::getText));
        assertTrue(fx(() -> robot().lookup("#choice-host-key-trust").query().isDisabled()));
        press(KeyCode.ESCAPE);
        assertFalse(end(accepted));
    }

    @Test
    void severalHostsShareOneDialog() throws Exception {
        CompletableFuture<Boolean> one = onTask(() -> hostKeys.accepts(HostKeyModelTest.question("web1", 1)));
        waitFor("#host-key-list");
        CompletableFuture<Boolean> two = onTask(() -> hostKeys.accepts(HostKeyModelTest.question("web2", 2)));
        waitFor("two rows", () -> robot().lookup("#host-key-list .check-box").queryAll().size() == 2);
        assertEquals(1, fx(() -> robot().lookup("#host-key-list").queryAll().size()));
        fxRun(() -> robot().lookup("#host-key-list .check-box").queryAllAs(CheckBox.class).stream()
                .filter(box -> box.getText().startsWith("web2")).forEach(CheckBox::fire));
        fire("#choice-host-key-trust");
        assertFalse(end(one));
        assertTrue(end(two));
    }

    @Test
    void aChangedKeyShowsBothFingerprintsAndTheLineAndNoWayPast() throws Exception {
        HostKeyQuestion shown = HostKeyModelTest.question("web1", 1);
        KnownHost known = new KnownHost(Path.of("/home/me/.ssh/known_hosts"), 12, KnownHost.Marker.HOST,
                HostPatterns.parse("web1.test"), HostKeyModelTest.question("web1", 2).verdict().key());
        HostKeyQuestion changed = new HostKeyQuestion("web1", "web1.test", 22,
                new HostKeyVerdict.Changed(shown.verdict().key(), List.of(known)));
        assertFalse(end(onTask(() -> hostKeys.accepts(changed))));
        waitFor("#host-key-refused");
        List<String> texts = fx(() -> robot().lookup("#host-key-refused .text-field").queryAllAs(TextField.class)
                .stream().map(TextField::getText).toList());
        assertEquals(List.of(shown.verdict().key().fingerprint(),
                known.key().fingerprint()), texts);
        assertTrue(fx(() -> robot().lookup("#host-key-refused .label").queryAllAs(Label.class).stream()
                .anyMatch(label -> label.getText().contains("/home/me/.ssh/known_hosts:12"))));
        assertEquals(List.of("choice-host-key-stop"), fx(() -> robot().lookup(".dialog-buttons .button").queryAll()
                .stream().map(Node::getId).toList()), "the only button is to stop");
        press(KeyCode.ENTER);
        waitFor("the dialog goes", () -> robot().lookup("#host-key-refused").queryAll().isEmpty());
    }

    @Test
    void everyStateOfTheTourShowsItsDialogAndTakesItAwayAgain() {
        List<TourState> states = fx(() -> new ConnectTour(new Asking(secrets, hostKeys, () -> {})).states());
        assertEquals(4, states.size());
        for (TourState state : states) {
            fxRun(state.prepare());
            waitFor(".dialog-box");
            fxRun(state.leave());
            waitFor("no dialog after " + state.id(), () -> robot().lookup(".dialog-box").queryAll().isEmpty());
        }
    }
}
