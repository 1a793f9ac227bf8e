package fr.touchweb.console.desktop.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** The tree of sources, going back, and steps in time. */
class LogsPageTreeTest extends LogsPageBench {
    private CheckBox server() {
        return (CheckBox) robot().lookup("#server-acme-web1").query();
    }

    @Test
    void aServersBoxFollowsAllOfItsLogsOrNone() {
        follow();
        waitFor("some of them", () -> server().isIndeterminate());
        robot().clickOn("#server-acme-web1");
        waitFor("all of them", () -> server().isSelected() && !server().isIndeterminate());
        assertEquals(List.of("acme-web1:access", "acme-web1:none"), kept.sources());
        robot().clickOn("#server-acme-web1");
        waitFor("none", () -> !server().isSelected() && !server().isIndeterminate());
        assertEquals(List.of(), kept.sources());
    }

    @Test
    void aServerIsFoldedByMouseAndKeysAndStaysSo() {
        follow();
        Node source = robot().lookup((Node node) -> "source-acme-web1:access".equals(node.getId())).query();
        fxRun(() -> ((Button) robot().lookup("#fold-acme-web1").query()).fire());
        waitFor("folded", () -> !source.getParent().getParent().isVisible());
        assertEquals(List.of("acme-web1"), kept.folded());
        waitFor("how its logs are", () -> robot().lookup(".log-server .label").queryAll().stream()
                .anyMatch(node -> node.isVisible() && text(node).equals("1 en direct")));
        fxRun(() -> server().requestFocus());
        robot().press(KeyCode.RIGHT).release(KeyCode.RIGHT);
        assertEquals(List.of(), kept.folded());
        robot().press(KeyCode.LEFT).release(KeyCode.LEFT);
        assertEquals(List.of("acme-web1"), kept.folded());
    }

    private static String text(Node node) {
        return node instanceof Label label ? label.getText() : "";
    }

    @Test
    void filtersAreGoneBackToOneByOne() {
        follow();
        fxRun(() -> {
            model.filters().add("status>=500");
            model.filters().add("-page-10");
            model.filters().clear();
        });
        run("logs.command.undo");
        assertEquals(List.of("status>=500", "-page-10"), kept.filters());
        run("logs.command.undo");
        assertEquals(List.of("status>=500"), kept.filters());
        waitFor("only failures", () -> model.rowsProperty().get() == 40);
        run("logs.command.undo");
        assertEquals(List.of(), kept.filters());
        assertFalse(fx(() -> model.filters().undoableProperty().get()));
    }

    @Test
    void theHistogramIsReadAndNarrowedByTheKeyboard() {
        follow();
        HistogramView histogram = (HistogramView) robot().lookup(".log-histogram").query();
        fxRun(() -> {
            histogram.draw();
            histogram.requestFocus();
        });
        robot().press(KeyCode.HOME).release(KeyCode.HOME).press(KeyCode.RIGHT).release(KeyCode.RIGHT);
        String told = fx(histogram::getAccessibleText);
        assertTrue(told.contains("lignes\u00a0: ") && told.contains("en 5xx ou erreurs"), told);
        robot().press(KeyCode.ENTER).release(KeyCode.ENTER);
        waitFor("its lines", () -> !model.followingProperty().get() && screen().contains("/page-9 "));
        fxRun(histogram::requestFocus);
        robot().press(KeyCode.HOME).release(KeyCode.HOME).press(KeyCode.SHIFT).press(KeyCode.RIGHT)
                .release(KeyCode.RIGHT).release(KeyCode.SHIFT).press(KeyCode.ENTER).release(KeyCode.ENTER);
        waitFor("a span", () -> model.filters().span() != null);
        waitFor("its lines", () -> model.rowsProperty().get() > 0 && model.rowsProperty().get() < 40);
    }

    @Test
    void aChipIsTurnedRound() {
        follow();
        fxRun(() -> model.filters().add("status>=500"));
        waitFor("only failures", () -> model.rowsProperty().get() == 40);
        fxRun(() -> ((ToggleButton) robot().lookup(".filter-chip").query()).getContextMenu().getItems().getFirst()
                .fire());
        assertEquals(List.of("-status>=500"), kept.filters());
        waitFor("all others", () -> model.rowsProperty().get() == 360);
        fxRun(() -> model.filters().turnRound(model.filters().chips().getFirst()));
        assertEquals(List.of("status>=500"), kept.filters());
        run("logs.command.undo");
        assertEquals(List.of("-status>=500"), kept.filters());
    }

    @Test
    void theRoomOfTheSourcesIsGivenToTheLinesAndBack() {
        assertTrue(robot().lookup(".log-sources").tryQuery().isPresent());
        run("logs.command.sources");
        assertFalse(robot().lookup(".log-sources").tryQuery().isPresent());
        run("logs.command.sources");
        assertTrue(robot().lookup(".log-sources").tryQuery().isPresent());
    }

    @Test
    void aLineIsKeptAtTheTopWhileOthersMove() {
        follow();
        fxRun(() -> model.search().find("page-123 "));
        waitFor("page-123", () -> model.record() != null && "/page-123".equals(model.record().fields().get("path")));
        run("logs.command.pin");
        fxRun(() -> model.scrollTo(200));
        waitFor("it stays", () -> screen().lines().findFirst().orElseThrow().contains("/page-123 ")
                && screen().contains("/page-201 "));
        fxRun(() -> model.select(200));
        assertTrue(screen().contains("/page-200 "), "what it stood over is shown once it is chosen");
        fxRun(() -> model.scrollTo(100));
        assertTrue(screen().lines().findFirst().orElseThrow().contains("/page-100 "), "it stands at its place");
        fxRun(() -> model.selectedProperty().set(model.session().view().number(123)));
        run("logs.command.pin");
        fxRun(() -> model.scrollTo(200));
        assertTrue(screen().lines().findFirst().orElseThrow().contains("/page-200 "), screen());
    }

    @Test
    void aMinuteIsGoneByKeys() {
        follow();
        fxRun(() -> model.search().find("page-123 "));
        waitFor("page-123", () -> model.record() != null && "/page-123".equals(model.record().fields().get("path")));
        run("logs.command.minuteLater");
        assertEquals("/page-183", fx(() -> model.record().fields().get("path")));
        run("logs.command.minuteEarlier");
        run("logs.command.minuteEarlier");
        assertEquals("/page-63", fx(() -> model.record().fields().get("path")));
        run("logs.command.hourEarlier");
        assertEquals("/page-0", fx(() -> model.record().fields().get("path")));
        assertEquals("logs.goto.before", fx(() -> model.problemProperty().get().key()));
        assertTrue(fx(() -> model.offerProperty().get() != null), "the past can be read from there");
    }
}
