package fr.touchweb.console.desktop.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.logs.StoredLine;
import java.io.BufferedWriter;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** Lines that were let go for room are read again from the row that stands for them. */
class LogsPageGapTest extends LogsPageBench {
    private static final int LINES = 70_000;

    /** More than fits: lines of a whole day, ten a second. */
    private void fill() throws Exception {
        try (BufferedWriter out = Files.newBufferedWriter(log)) {
            for (int i = 0; i < LINES; i++) {
                int second = i / 10;
                out.write(
                        "198.51.100.14 - - [13/Jan/2025:%02d:%02d:%02d +0100] \"GET /page-%d HTTP/1.1\" 200 12 \"-\" \"%s\"%n"
                                .formatted(10 + second / 3_600, second / 60 % 60, second % 60, i, "x".repeat(40)));
            }
        }
        session.store().budget(6 << 20);
        fxRun(() -> model.logs().followSince("acme-web1", Instant.parse("2025-01-13T08:00:00Z")));
        waitFor("the last line", () -> screen().contains("/page-" + (LINES - 1) + " "));
        // Lines are shown as they come, what is known of their log a moment later.
        waitFor("it is followed", () -> !session.followed().isEmpty());
        fxRun(() -> model.scrollTo(0));
        waitFor("the gap", () -> kind(0) == StoredLine.Kind.GAP);
    }

    private StoredLine.Kind kind(long row) {
        StoredLine line = fx(() -> model.row(row, 0));
        return line == null ? StoredLine.Kind.LINE : line.kind();
    }

    private int firstPage() {
        return fx(() -> {
            for (long row = 0;; row++) {
                StoredLine line = model.row(row, 1 << 10);
                if (line != null && line.kind() == StoredLine.Kind.LINE) {
                    int at = line.text().indexOf("/page-") + 6;
                    return Integer.parseInt(line.text().substring(at, line.text().indexOf(' ', at)));
                }
            }
        });
    }

    @Test
    void theRowOfAGapReadsItsLinesByMouseAndByKey() throws Exception {
        fill();
        int first = firstPage();
        assertTrue(first > 1_000, first + "");
        Label action = robot().lookup(".log-gap-action").queryAllAs(Label.class).stream().filter(Label::isVisible)
                .findFirst().orElseThrow();
        robot().clickOn(action);
        waitFor("earlier lines", () -> firstPage() < first);
        waitFor("the end of them is on the screen", () -> model.selectedNumber() >= 0 && model.record() != null);
        assertFalse(fx(() -> model.followingProperty().get()));
        int second = firstPage();
        if (kind(0) == StoredLine.Kind.GAP) {
            fxRun(() -> {
                model.select(0);
                robot().lookup("#log-rows").query().requestFocus();
            });
            robot().press(KeyCode.ENTER).release(KeyCode.ENTER);
            waitFor("lines before those", () -> firstPage() < second);
        }
    }

    @Test
    void aMomentThatWasLetGoOffersItsLines() throws Exception {
        fill();
        ZonedDateTime now = ZonedDateTime.of(2025, 1, 13, 15, 0, 0, 0, ZoneId.of("Europe/Paris"));
        assertTrue(fx(() -> model.moments().goTo("10h05", now)));
        assertEquals("logs.goto.letGo", fx(() -> model.problemProperty().get().key()));
        fxRun(() -> {
            Offer offer = model.offerProperty().get();
            model.offerProperty().set(null);
            offer.action().run();
        });
        waitFor("its line", () -> model.record() != null && "/page-3000".equals(model.record().fields().get("path")));
    }
}
