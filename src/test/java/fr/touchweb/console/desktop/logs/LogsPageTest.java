package fr.touchweb.console.desktop.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.desktop.shell.ConsoleCommand;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Side;
import javafx.scene.control.CheckBox;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;

class LogsPageTest extends LogsPageBench {
    @Test
    void aTickedSourceIsFollowedToItsEnd() throws Exception {
        assertTrue(robot().lookup(".empty-state").tryQuery().isPresent());
        follow();
        waitFor("page-399", () -> screen().contains("/page-399 "));
        Files.writeString(log, line(400, 404), StandardOpenOption.APPEND);
        waitFor("page-400", () -> screen().contains("/page-400 "));
        assertEquals(List.of("acme-web1:access"), kept.sources());
    }

    @Test
    void aMomentIsShownWithItsLine() {
        fxRun(() -> model.moments().at("acme-web1", Instant.parse("2025-01-13T09:02:03Z")));
        waitFor("its line", () -> screen().contains("/page-123 ") && model.record() != null
                && "/page-123".equals(model.record().fields().get("path")));
        waitFor("the lines after it", () -> model.rowsProperty().get() >= 300);
        assertTrue(screen().contains("/page-123 "), "what comes in does not move the view");
        assertFalse(fx(() -> model.followingProperty().get()));
        fxRun(model::toEnd);
        waitFor("the end", () -> screen().contains("/page-399 "));
    }

    @Test
    void whoScrollsPastTheFirstLineGoesOnIntoThePast() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            text.append(line(i, 200));
        }
        Files.writeString(log, text);
        follow();
        waitFor("the end", () -> screen().contains("/page-2999 "));
        assertTrue(fx(() -> model.rowsProperty().get()) < 2_500, "not all of it");
        waitFor("the first line of all", () -> {
            fxRun(() -> model.scrollTo(-3));
            return screen().contains("/page-0 ");
        });
        assertEquals(3_000, fx(() -> model.rowsProperty().get()));
    }

    @Test
    void theRecordTellsWhyItHasItsFormatAndTheFileCanHaveAnother() {
        follow();
        fxRun(() -> model.search().find("page-123 "));
        waitFor("its fields", () -> model.record() != null && "/page-123".equals(model.record().fields().get("path")));
        waitFor("why", () -> texts().contains("apache-access"));
        fxRun(() -> model.formats().want(model.session().source(0), "text"));
        assertEquals("text", fx(() -> model.record().format().id()));
        assertEquals(List.of("text"), List.copyOf(kept.formats().values()));
        fxRun(() -> model.formats().want(model.session().source(0), null));
        assertEquals("/page-123", fx(() -> model.record().fields().get("path")));
        assertEquals(0, kept.formats().size());
        robot().clickOn("#log-format");
        robot().clickOn("json");
        waitFor("the other one", () -> "text".equals(fx(() -> model.record().format().id())));
        assertEquals(List.of("json"), List.copyOf(kept.formats().values()));
    }

    private String texts() {
        return fx(() -> String.join("\n", robot().lookup(".log-record .label").queryAllAs(Label.class).stream()
                .map(Label::getText).toList()));
    }

    @Test
    void pauseFreezesTheViewAndNotTheReading() throws Exception {
        follow();
        fxRun(model::togglePause);
        String before = screen();
        Files.writeString(log, line(400, 404) + line(401, 200), StandardOpenOption.APPEND);
        waitFor("two unseen lines", () -> model.unseenProperty().get() == 2);
        assertEquals(before, screen());
        fxRun(model::toEnd);
        waitFor("page-401", () -> screen().contains("/page-401 "));
    }

    @Test
    void theSelectedLineIsHandedToTheDiagnosis() {
        List<String> given = new ArrayList<>();
        fxRun(() -> bench.commands.add(ConsoleCommand.withArguments("diagnose-log-line", given::addAll)));
        follow();
        fxRun(() -> {
            model.select(399);
            page.commands().stream().filter(command -> command.id().equals("logs.command.diagnose")).findFirst()
                    .orElseThrow().action().accept(List.of());
        });
        assertEquals(List.of("acme-web1", log.toString()), given.subList(0, 2));
        assertTrue(given.getLast().contains("/page-399 "), given.getLast());
    }

    @Test
    void filtersCountAndAreKept() {
        follow();
        robot().clickOn("#logs-filter").write("status>=500").push(KeyCode.ENTER);
        waitFor("only errors", () -> model.rowsProperty().get() == 40);
        assertFalse(screen().contains("/page-399 "));
        assertEquals(List.of("status>=500"), kept.filters());
        assertEquals(40, fx(() -> model.filters().hits(0)));
        fxRun(() -> model.filters().toggle(model.filters().chips().getFirst()));
        waitFor("all lines", () -> model.rowsProperty().get() >= 400);
        assertEquals(List.of("status>=500"), kept.off());
        robot().clickOn("#logs-filter").write("/(/").push(KeyCode.ENTER);
        waitFor(".log-problem");
    }

    @Test
    void chipsTakeAsManyLinesAsTheyNeed() {
        follow();
        fxRun(() -> {
            model.filters().add("status>=500");
            model.filters().add("-/page-1/");
            model.filters().add("-/page-2/");
            model.filters().add("agent:x");
            model.filters().add("GET /page");
        });
        Region head = (Region) robot().lookup(".log-head").query();
        waitFor("the head holds them all", () -> head.lookupAll(".filter-chip-box, .log-filter").stream()
                .allMatch(chip -> head.contains(head.sceneToLocal(chip.localToScene(chip.getBoundsInLocal())
                        .getMinX(), chip.localToScene(chip.getBoundsInLocal()).getMinY()))
                        && chip.localToScene(chip.getBoundsInLocal()).getMaxY() <= head.localToScene(head
                                .getBoundsInLocal()).getMaxY()));
    }

    @Test
    void searchSelectsAndTheRecordShowsItsFields() {
        follow();
        fxRun(() -> model.search().find("page-123 "));
        waitFor("page-123 selected", () -> model.record() != null
                && "/page-123".equals(model.record().fields().get("path")));
        waitFor("on screen", () -> screen().contains("/page-123 "));
        waitFor(".log-field");
        assertTrue(fx(() -> model.copy().text()).contains("/page-123 "));
        fxRun(() -> model.filters().add(fr.touchweb.console.core.format.Field.PATH, "/page-123", false));
        waitFor("one line", () -> model.rowsProperty().get() == 1);
    }

    @Test
    void theHypervisorsCopyIsReadInsteadAndThePageSaysSo() throws Exception {
        Files.writeString(folder.resolve("copied.log"), line(1, 200));
        Files.writeString(Files.createDirectory(folder.resolve("mirror")).resolve("copied.log"), line(2, 200));
        robot().clickOn("copied");
        waitFor("the log itself", () -> screen().contains("/page-1 ") && !screen().contains("/page-2 "));
        ToggleButton copy = (ToggleButton) robot().lookup(".log-copy").query();
        assertFalse(fx(copy::isSelected));
        fxRun(copy::fire);
        waitFor("its copy", () -> screen().contains("/page-2 "));
        assertEquals(List.of("acme-pp:copied"), kept.copies());
        waitFor("it is followed there",
                () -> session.followed().stream().anyMatch(key -> key.server().equals("manager")));
        fxRun(copy::fire);
        assertEquals(List.of(), kept.copies());
    }

    @Test
    void aSourceIsFetchedAsItIs() throws Exception {
        List<String> told = new ArrayList<>();
        fxRun(() -> {
            model.downloads().notice((server, text) -> told.add(server + " " + text.key()));
            model.downloads().fetch(model.logs().sources().getFirst(), folder.resolve("fetched"));
        });
        waitFor("it is here", () -> !told.isEmpty());
        Path log = Path.of(fx(() -> model.logs().sources().getFirst()).pattern());
        assertEquals(-1, Files.mismatch(log, folder.resolve("fetched").resolve(log.getFileName())));
        assertEquals(List.of("acme-web1 logs.downloaded.hash"), told);
        fxRun(() -> model.downloads().fetch(model.logs().sources().get(1), folder.resolve("fetched")));
        waitFor("there is none", () -> model.problemProperty().get() != null);
        assertFalse(fx(() -> ((CheckBox) robot().lookup(".log-source-box").query()).getContextMenu().getItems()
                .isEmpty()));
    }

    @Test
    void theMenuOfASourceTellsHowItIsWithoutAPointer() {
        follow();
        CheckBox box = (CheckBox) robot().lookup("access").query();
        fxRun(box::requestFocus);
        waitFor("how it is", () -> {
            fxRun(() -> box.getContextMenu().show(box, Side.BOTTOM, 0, 0));
            String facts = fx(() -> ((Label) ((CustomMenuItem) box.getContextMenu().getItems().getFirst())
                    .getContent()).getText());
            fxRun(() -> box.getContextMenu().hide());
            return facts.startsWith("en direct") && facts.contains(log.toString());
        });
    }

    @Test
    void whatIsFollowedIsRememberedByName() {
        fxRun(() -> model.logs().followServers(java.util.Set.of("acme-web1")));
        assertEquals(List.of("acme-web1:access", "acme-web1:none"), kept.sources());
        assertEquals(4, fx(() -> model.logs().sources().size()));
        fxRun(() -> model.logs().followServers(java.util.Set.of("other")));
        assertEquals(List.of(), kept.sources());
    }

    @Test
    void aMomentIsGoneToAsItIsSaid() {
        follow();
        fxRun(() -> bench.desk.words().setZone(ZoneId.of("Europe/Paris")));
        run("logs.command.goto");
        robot().clickOn("#logs-goto").write("13/01/2025 10:03:20").push(KeyCode.ENTER);
        waitFor("page-200 selected", () -> model.record() != null
                && "/page-200".equals(model.record().fields().get("path")));
        assertFalse(fx(() -> model.followingProperty().get()));
        ZonedDateTime now = ZonedDateTime.of(2025, 1, 13, 11, 0, 0, 0, ZoneId.of("Europe/Paris"));
        assertTrue(fx(() -> model.moments().goTo("10h00", now)));
        assertEquals("/page-0", fx(() -> model.record().fields().get("path")));
        assertTrue(fx(() -> model.moments().goTo("9h", now)));
        assertEquals("logs.goto.before", fx(() -> model.problemProperty().get().key()));
        assertFalse(fx(() -> model.moments().goTo("bientôt", now)));
    }

    @Test
    void theSameSecondElsewhereAndASpanOfTheHistogramAreFilters() {
        follow();
        fxRun(() -> model.search().find("page-123 "));
        waitFor("page-123 selected", () -> model.selectedProperty().get() >= 0);
        fxRun(() -> model.moments().around(Duration.ofSeconds(5)));
        waitFor("ten lines", () -> model.rowsProperty().get() == 10);
        fxRun(() -> model.filters().clear());
        waitFor("all lines", () -> model.rowsProperty().get() >= 400);
        HistogramView histogram = (HistogramView) robot().lookup(".log-histogram").query();
        fxRun(histogram::draw);
        robot().drag(histogram, javafx.scene.input.MouseButton.PRIMARY).moveBy(60, 0).drop();
        waitFor("a span of time", () -> model.filters().chips().size() == 1
                && model.filters().chips().getFirst().filter().span() != null);
        waitFor("some lines", () -> model.rowsProperty().get() > 0 && model.rowsProperty().get() < 400);
        assertTrue(kept.filters().getFirst().startsWith("time:2025-01-13T"), kept.filters().toString());
    }

    @Test
    void marksAreKeptAndGoneTo() {
        follow();
        for (int page : new int[]{50, 250}) {
            fxRun(() -> {
                model.selectedProperty().set(-1);
                model.search().find("page-" + page + " ");
            });
            waitFor("page-" + page, () -> model.record() != null
                    && ("/page-" + page).equals(model.record().fields().get("path")));
            fxRun(model.line()::toggleMark);
        }
        fxRun(model.line()::nextMark);
        assertEquals("/page-50", fx(() -> model.record().fields().get("path")));
        fxRun(model.line()::nextMark);
        assertEquals("/page-250", fx(() -> model.record().fields().get("path")));
        fxRun(model.line()::toggleMark);
        fxRun(model.line()::nextMark);
        assertEquals("/page-50", fx(() -> model.record().fields().get("path")));
    }

    @Test
    void aMissingSourceSaysSo() {
        robot().clickOn("none");
        waitFor("absent", () -> robot().lookup(".log-file .label").queryAll().stream()
                .anyMatch(n -> ((javafx.scene.control.Label) n).getText().equals("absent")));
        assertTrue(fx(() -> ((CheckBox) robot().lookup("none").query()).isSelected()));
    }

    @Test
    void hostileBytesAreInert() {
        assertEquals("\u241B[31mred\u2400 \uFFFDx", RowText.inert("\u001b[31mred\0\t\u202Ex"));
        assertTrue(RowText.inert("y".repeat(50_000)).length() <= RowText.LONGEST + 1);
    }

    @Test
    void aConnectionOfHaproxyIsShownWhole() {
        LineParser parser = FormatCatalog.plain().parser("haproxy.log", null,
                new LocalTimes(ZoneId.of("UTC"), InstantSource.system()));
        for (List<String> shown : List.of(
                List.of("[06/Feb/2009:12:12:51.443] fnt bck/srv1 0/0/5007 212 sD 0/0/0/0/3 0/0",
                        "192.0.2.2 fnt bck/srv1 0/0/5007 212 sD"),
                List.of("[06/Feb/2009:12:12:51.443] fnt/bind: SSL handshake failure",
                        "192.0.2.2 fnt SSL handshake failure"))) {
            byte[] line = ("Feb  6 12:12:56 localhost haproxy[7]: 192.0.2.2:33313 " + shown.getFirst())
                    .getBytes(StandardCharsets.UTF_8);
            ParsedLine parsed = parser.parse(line, 0, line.length);
            assertEquals(shown.getLast(), String.join(" ",
                    RowText.of(parsed, parsed.level(), false).stream().map(RowText.Piece::text).toList()));
        }
    }

    @Test
    void theDigestSumsUpWhatIsShownAndNarrowsIt() {
        follow();
        robot().clickOn("#logs-answers");
        waitFor("the cards are there", () -> robot().lookup(".digest-card").queryAll().size() >= 3);
        fxRun(() -> robot().lookup(".digest-row").queryAll().stream()
                .filter(row -> row.getAccessibleText().startsWith("503 ")).findFirst().orElseThrow().requestFocus());
        robot().press(KeyCode.ENTER).release(KeyCode.ENTER);
        waitFor("only failures", () -> model.rowsProperty().get() == 40);
        robot().clickOn("#logs-answers");
        waitFor("lines again", () -> !robot().lookup("#logs-digest").query().isVisible());
    }
}
