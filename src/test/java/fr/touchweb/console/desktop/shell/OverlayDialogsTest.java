package fr.touchweb.console.desktop.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.widget.Overlay;
import fr.touchweb.console.support.FxTest;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OverlayDialogsTest extends FxTest {
    private static final Message ANY = Message.of("shell.close");

    private final List<String> answers = new ArrayList<>();
    private Overlay overlay;
    private OverlayDialogs dialogs;
    private Button behind;
    private Scene scene;

    @BeforeEach
    void open() {
        fxRun(() -> {
            overlay = new Overlay();
            behind = new Button("behind");
            dialogs = new OverlayDialogs(overlay, new Words(Language.FRENCH, ZoneId.of("UTC")));
        });
        scene = show(new StackPane(behind, overlay), 800, 600);
        fxRun(behind::requestFocus);
    }

    private static Question danger() {
        return Question.of(Message.of("common.console"), ANY, List.of(ANY), Choice.safe("keep", ANY),
                Choice.danger("destroy", ANY));
    }

    private void ask(Question question) {
        fxRun(() -> dialogs.ask(question, answers::add));
        waitFor("#choice-" + question.safe().id());
    }

    private Node focused() {
        return fx(scene::getFocusOwner);
    }

    @Test
    void theSafeChoiceHasTheFocusAndEnterTakesIt() {
        ask(danger());
        assertEquals("choice-keep", focused().getId());
        robot().push(KeyCode.ENTER);
        assertEquals(List.of("keep"), answers);
        assertFalse(fx(overlay::isBusy));
        assertEquals(behind, focused(), "the focus goes back to where it was");
    }

    @Test
    void enterNeverTakesADanger() {
        ask(danger());
        robot().push(KeyCode.TAB);
        assertEquals("choice-destroy", focused().getId());
        robot().push(KeyCode.ENTER);
        assertEquals(List.of(), answers);
        robot().push(KeyCode.SPACE);
        assertEquals(List.of("destroy"), answers);
    }

    @Test
    void escapeIsTheSafeChoice() {
        ask(danger());
        robot().push(KeyCode.ESCAPE);
        assertEquals(List.of("keep"), answers);
    }

    @Test
    void aClickBesideTheBoxDoesNothing() {
        ask(danger());
        robot().clickOn(5.0, 5.0);
        assertEquals(List.of(), answers);
        assertTrue(fx(overlay::isBusy));
    }

    @Test
    void whatStandsBehindCannotBeReached() {
        ask(danger());
        for (int i = 0; i < 6; i++) {
            robot().push(KeyCode.TAB);
            assertTrue(focused().getId() != null && focused().getId().startsWith("choice-"), "focus left the box");
        }
        fxRun(behind::requestFocus);
        assertTrue(focused().getId().startsWith("choice-"));
    }

    @Test
    void theTypedTextOpensTheDanger() {
        ask(new Question(Message.of("common.console"), null, List.of(), "256", ANY,
                List.of(Choice.safe("keep", ANY), Choice.danger("exempt", ANY))));
        assertTrue(focused() instanceof TextField, "the field where a value must be typed has the focus");
        Node danger = robot().lookup("#choice-exempt").query();
        robot().write("25");
        assertTrue(danger.isDisabled());
        robot().push(KeyCode.ENTER);
        robot().write("6");
        assertFalse(danger.isDisabled());
        robot().push(KeyCode.ENTER);
        assertEquals(List.of(), answers, "Enter in the field confirms nothing");
        robot().clickOn("#choice-exempt");
        assertEquals(List.of("exempt"), answers);
    }

    @Test
    void questionsComeOneAfterTheOtherAndAnswerOnce() {
        ask(danger());
        fxRun(() -> dialogs.ask(Question.of(ANY, null, List.of(), Choice.safe("second", ANY)), answers::add));
        assertEquals(0, robot().lookup("#choice-second").queryAll().size());
        robot().clickOn("#choice-keep");
        waitFor("#choice-second");
        robot().clickOn("#choice-second");
        assertEquals(List.of("keep", "second"), answers);
    }

    @Test
    void closingTheWindowLeavesEverythingAsItIs() {
        ask(danger());
        fxRun(() -> dialogs.ask(danger(), answers::add));
        fxRun(dialogs::cancelAll);
        assertEquals(List.of("keep", "keep"), answers);
    }

    @Test
    void aBoxTakenAwayByItsOwnerAnswersSafely() {
        Dialogs.Open open = fx(() -> dialogs.open(danger(), new Label("body"), null, null, answers::add));
        waitFor("#choice-keep");
        fxRun(open::cancel);
        fxRun(open::cancel);
        assertEquals(List.of("keep"), answers);
    }
}
