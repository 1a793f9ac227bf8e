package fr.touchweb.console.desktop.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that stand for several: records of several lines, and what is told of many logs at one moment. */
class LogsPageFoldTest extends LogsPageBench {
    private static final int BLOCKS = 60;
    private static final int FRAMES = 5;
    /** Blank line, head, script and frames. */
    private static final int LINES = FRAMES + 3;

    @BeforeEach
    void write() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < BLOCKS; i++) {
            text.append(
                    "\n[13-Jan-2025 10:%02d:00]  [pool www] pid 4321\nscript_filename = /home/www/%d.php\n".formatted(i,
                            i));
            for (int frame = 0; frame < FRAMES; frame++) {
                text.append("[0x00007f3c2a01000%d] deep_%d_%d() /home/www/deep.php:%d\n".formatted(frame, i, frame,
                        frame + 1));
            }
        }
        Files.writeString(slow(), text);
    }

    private Path slow() {
        return folder.resolve("pp.slow");
    }

    private void followSlow() {
        robot().clickOn("slow");
        waitFor("the last block", () -> screen().contains("/home/www/59.php"));
    }

    private long shownRows() {
        return screen().lines().filter(line -> !line.isBlank()).count();
    }

    @Test
    void aTraceIsOneRowUntilItIsUnfolded() {
        followSlow();
        long rows = fx(() -> model.rowsProperty().get());
        assertTrue(rows > BLOCKS * (LINES - 2), "lines are what is counted: " + rows);
        assertTrue(screen().contains("/home/www/59.php · 5 niveaux de pile"), screen());
        assertTrue(screen().contains("+ 6 lignes"), screen());
        assertFalse(screen().contains("+ 7 lignes"), "the blank line between two blocks is no line of either");
        assertFalse(screen().contains("deep_59_4"), screen());
        long folded = shownRows();
        assertTrue(folded >= fx(() -> model.visibleRows()), "the screen is full: " + folded);
        fxRun(() -> {
            model.select(model.blocks().moved(model.rows(), -1));
            robot().lookup("#log-rows").query().requestFocus();
        });
        robot().press(KeyCode.RIGHT).release(KeyCode.RIGHT);
        waitFor("its frames", () -> screen().contains("deep_59_4"));
        assertTrue(screen().contains("[pool www] pid 4321 replier"), screen());
        robot().press(KeyCode.DOWN).release(KeyCode.DOWN).press(KeyCode.LEFT).release(KeyCode.LEFT);
        waitFor("one row again", () -> !screen().contains("deep_59_4"));
        assertEquals("/home/www/59.php", fx(() -> model.record().fields().get("script")));
        assertTrue(fx(() -> model.copy().text()).endsWith("deep.php:5"), "a folded record is copied whole");
        robot().press(KeyCode.UP).release(KeyCode.UP);
        assertEquals("/home/www/58.php", fx(() -> model.record().fields().get("script")));
        robot().press(KeyCode.K).release(KeyCode.K);
        assertEquals("/home/www/57.php", fx(() -> model.record().fields().get("script")));
        run("logs.command.fold");
        waitFor("every line of it", () -> screen().contains("deep_57_4"));
    }

    @Test
    void theRowsOfferUnfoldsByTheMouseAndAFoundLineOpensItsBlock() {
        followSlow();
        Label offer = robot().lookup(".log-gap-action").queryAllAs(Label.class).stream()
                .filter(one -> one.isVisible() && one.getText().startsWith("+")).findFirst().orElseThrow();
        robot().clickOn(offer);
        waitFor("its frames", () -> screen().contains("_4 ") || screen().contains("_4()"));
        robot().clickOn(offer);
        waitFor("folded", () -> !screen().contains("_4()"));
        fxRun(() -> model.search().find("deep_20_3"));
        waitFor("the line that was found", () -> screen().contains("deep_20_3()"));
        fxRun(() -> model.scrollTo(model.blocks().moved(model.top(), 9)));
        assertEquals(model.top(), fx(() -> model.blocks().at(model.top()).first()), "whole blocks are scrolled by");
    }

    @Test
    void theFirstLineOfARecordStaysWhileOthersOfItAreBelow() throws Exception {
        StringBuilder text = new StringBuilder(
                "\n[13-Jan-2025 11:59:00]  [pool www] pid 99\nscript_filename = /x.php\n");
        for (int frame = 0; frame < 300; frame++) {
            text.append("[0x00007f3c2a010000] deep_x_%d() /home/www/deep.php:1\n".formatted(frame));
        }
        Files.writeString(slow(), text);
        robot().clickOn("slow");
        waitFor("one row", () -> screen().contains("/x.php · 300 niveaux"));
        fxRun(() -> {
            model.blocks().fold(model.rows() - 1, false);
            model.scrollTo(100);
        });
        waitFor("the middle", () -> screen().contains("deep_x_110()"));
        assertTrue(screen().lines().findFirst().orElseThrow().contains("pid 99"), screen());
        fxRun(() -> model.select(101));
        assertTrue(screen().contains("deep_x_99()"), "the chosen line is in sight\n" + screen());
    }

    @Test
    void aFailureTellsWhatOtherLogsSayOfItsSecond() throws Exception {
        // page-120 failed at 10:02:00.
        Files.writeString(folder.resolve("copied.log"), """
                [13-Jan-2025 10:01:40 Europe/Paris] PHP Fatal error:  too early in /home/www/a.php:1
                [13-Jan-2025 10:02:00 Europe/Paris] PHP Fatal error:  Uncaught Boom in /home/www/b.php:2
                Stack trace:
                #0 {main}
                [13-Jan-2025 10:02:01 Europe/Paris] PHP Notice:  harmless in /home/www/c.php:3
                """);
        follow();
        robot().clickOn("copied");
        waitFor("both logs", () -> model.rowsProperty().get() >= 405);
        fxRun(() -> model.search().find("page-120 "));
        waitFor("what broke then", () -> robot().lookup("#log-same-second .log-raw").queryAllAs(Label.class).stream()
                .map(Label::getText).toList().equals(List.of("Uncaught Boom in /home/www/b.php:2")));
        robot().clickOn("#log-same-second .hyperlink");
        waitFor("its record", () -> model.record() != null && model.record().message().startsWith("Uncaught Boom"));
        fxRun(() -> model.search().find("page-119 "));
        waitFor("nothing beside what went well", () -> !robot().lookup("#log-same-second").query().isVisible());
    }

    @Test
    void theStatusBehindALongPathIsSeen() throws Exception {
        Files.writeString(folder.resolve("copied.log"),
                "192.0.2.7 - - [13/Jan/2025:10:00:00 +0100] \"GET /%s HTTP/1.1\" 418 77 \"-\" \"x\"%n"
                        .formatted("long/".repeat(60)));
        robot().clickOn("copied");
        waitFor("its line", () -> screen().contains("long/long"));
        waitFor("its status", () -> robot().lookup(".log-row .log-text").queryAllAs(Label.class).stream()
                .anyMatch(label -> label.isVisible() && label.getText().equals("418") && label.getWidth() > 0
                        && label.getBoundsInParent().getMaxX() <= ((Region) label.getParent()).getWidth()));
    }

    @Test
    void rotationsOfOneMomentAreOneRowThatNamesThem() throws Exception {
        String line = "[13-Jan-2025 10:00:00]  [pool www] pid 1\n";
        Path other = folder.resolve("copied.log");
        Files.writeString(slow(), line);
        Files.writeString(other, line);
        robot().clickOn("slow").clickOn("copied");
        waitFor("both", () -> screen().contains("pp") && session.health().size() == 2 && model.rows() >= 2);
        for (Path one : new Path[]{slow(), other}) {
            Files.move(one, folder.resolve(one.getFileName() + ".1"));
            Files.createFile(one);
        }
        waitFor("one row for both", () -> screen().contains("rotation de 2 journaux"));
        LogRows rows = (LogRows) robot().lookup("#log-rows").query();
        String names = fx(() -> {
            for (int i = 0;; i++) {
                if (rows.node(i).getAccessibleText().contains("rotation de 2")) {
                    return rows.node(i).tipText();
                }
            }
        });
        assertTrue(names.contains(slow().toString()) && names.contains(other.toString()), names);
        fxRun(() -> model.blocks().foldAll());
        waitFor("each", () -> screen().contains("rotation de pp.slow") && screen().contains("rotation de copied.log"));
        Files.writeString(slow(), line, StandardOpenOption.APPEND);
    }
}
