package fr.touchweb.console.desktop.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.format.Field;
import fr.touchweb.console.core.logs.LineFilter;
import fr.touchweb.console.core.logs.StoredLine;
import fr.touchweb.console.core.logs.notes.Permalink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** Finding things on the page: matches, past files, jumps, what belongs together. */
class LogsPageFindTest extends LogsPageBench {
    private Object field(Field field) {
        return fx(() -> model.record() == null ? "" : String.valueOf(model.record().fields().get(field.id())));
    }

    private void search(String text) {
        run("logs.command.search");
        robot().clickOn("#logs-search").write(text).push(KeyCode.ENTER);
    }

    private List<String> matches() {
        return fx(() -> {
            List<String> texts = new ArrayList<>();
            for (long row = 0; row < model.matches().rows(); row++) {
                StoredLine line = model.matches().row(row, 1 << 12);
                String text = line == null ? "" : line.text();
                texts.add(text.substring(text.indexOf("/page-"), text.indexOf(" HTTP"))
                        + (line != null && model.matches().isContext(line) ? " context" : ""));
            }
            return texts;
        });
    }

    @Test
    void theSecondPaneShowsEveryMatchWithItsContextAndLeadsToItsLine() {
        follow();
        search("/page-12[35] /");
        robot().clickOn("#logs-matches");
        waitFor("both matches", () -> matches().equals(List.of("/page-123", "/page-125")));
        fxRun(() -> model.matches().aroundProperty().set(1));
        waitFor("with their neighbours, each once", () -> matches().equals(List.of("/page-122 context", "/page-123",
                "/page-124 context", "/page-125", "/page-126 context")));
        fxRun(() -> model.matches().select(1));
        assertEquals("/page-123", field(Field.PATH));
        waitFor("its surroundings are on screen", () -> screen().contains("/page-120 ")
                && screen().contains("/page-123 "));
        robot().clickOn("#log-second-close");
        assertFalse(fx(() -> robot().lookup("#log-second").query().isVisible()));
    }

    @Test
    void matchesStayWhereTheyAreWhileEarlierOnesComeIn() throws Exception {
        follow();
        search("HTTP");
        run("logs.command.matches");
        waitFor("all of them", () -> model.matches().rows() == 400);
        fxRun(() -> model.matches().scrollTo(200));
        assertEquals("/page-200", matches().get(200));
        Files.writeString(log, line(3, 404) + line(5, 404), java.nio.file.StandardOpenOption.APPEND);
        waitFor("two more, above", () -> model.matches().rows() == 402);
        assertEquals(202, fx(() -> model.matches().top()));
        assertEquals("/page-200", matches().get(202));
    }

    @Test
    void filteredLinesKeepTheirContext() {
        follow();
        fxRun(() -> model.filters().add("/page-123 /"));
        waitFor("one line", () -> model.rowsProperty().get() == 1);
        run("logs.command.around.filter");
        waitFor("one more before and after", () -> model.rowsProperty().get() == 3);
        assertTrue(screen().contains("/page-122 ") && screen().contains("/page-124 "), screen());
        assertEquals(1, fx(() -> model.filters().hits(0)), "context does not count");
    }

    private void past() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            text.append("198.51.100.7 - - [11/Jan/2025:10:%02d:%02d +0100] \"GET /old-%d HTTP/1.1\" 200 12%n"
                    .formatted(i / 60, i % 60, i));
        }
        try (OutputStream zipped = new GZIPOutputStream(Files.newOutputStream(folder.resolve("access.log.2.gz")))) {
            zipped.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        Files.writeString(folder.resolve("access.log.1"),
                text.toString().replace("[11/", "[12/").replace("/old-", "/older-"));
    }

    @Test
    void pastFilesAreSearchedAndAHitComesIntoTheTimeline() throws Exception {
        past();
        follow();
        search("/old");
        robot().clickOn("#logs-past");
        waitFor("every line of both files", () -> model.pastSearch().endedProperty().get() != null
                && model.pastSearch().hits().size() == 200);
        assertEquals("logs.past.done", fx(() -> model.pastSearch().endedProperty().get().key()));
        PastHit hit = fx(() -> model.pastSearch().hits().get(50));
        assertEquals("access.log.2.gz", hit.fileName());
        fxRun(() -> {
            @SuppressWarnings("unchecked")
            ListView<PastHit> list = (ListView<PastHit>) robot().lookup("#past-hits").query();
            list.getSelectionModel().select(50);
            list.requestFocus();
        });
        robot().push(KeyCode.ENTER);
        waitFor("the line and its surroundings", () -> "/old-50".equals(field(Field.PATH))
                && screen().contains("/old-49 ") && screen().contains("/old-51 "));
        long rows = fx(() -> model.rowsProperty().get());
        fxRun(() -> model.past().open(hit, model::show));
        assertEquals(rows, fx(() -> model.rowsProperty().get()), "nothing is read twice");
    }

    @Test
    void withoutASearchTheFiltersAreLookedForInPastFiles() throws Exception {
        past();
        follow();
        fxRun(() -> {
            model.filters().add("path:/old-5 -path:/old-51");
            model.filters().add("status<300");
        });
        run("logs.command.past");
        waitFor("ten lines", () -> model.pastSearch().endedProperty().get() != null);
        assertEquals(10, fx(() -> model.pastSearch().hits().size()));
        run("logs.command.alerts");
        assertEquals("path:/old-5 -path:/old-51 status<300",
                fx(() -> ((TextField) robot().lookup("#alert-filter").query()).getText()));
        fxRun(() -> {
            model.filters().clear();
            model.filters().add("one");
            model.filters().add("two");
            ((TextField) robot().lookup("#alert-filter").query()).clear();
        });
        run("logs.command.matches");
        run("logs.command.alerts");
        assertEquals("one", fx(() -> ((TextField) robot().lookup("#alert-filter").query()).getText()),
                "typed beside each other they would be one phrase");
    }

    @Test
    void aSearchOfPastFilesThatTakesThePlaceOfAnotherIsTheOnlyOneThatCounts() throws Exception {
        past();
        follow();
        waitFor("it is followed", () -> !model.session().followed().isEmpty());
        fxRun(() -> {
            for (String words : List.of("/old-1", "/older", "/old-2")) {
                model.pastSearch().start(LineFilter.literal(words), model.session().wanted());
            }
            assertTrue(model.pastSearch().runningProperty().get());
        });
        waitFor("the end of the last", () -> !model.pastSearch().runningProperty().get());
        assertEquals("logs.past.done", fx(() -> model.pastSearch().endedProperty().get().key()));
        assertEquals(11, fx(() -> model.pastSearch().hits().size()));
        assertTrue(fx(() -> model.pastSearch().hits().stream().allMatch(hit -> hit.text().contains("/old-2"))));
    }

    @Test
    void aMomentBeforeTheFirstLineOffersToReadThePast() throws Exception {
        past();
        follow();
        ZonedDateTime now = ZonedDateTime.of(2025, 1, 13, 11, 0, 0, 0, ZoneId.of("Europe/Paris"));
        assertTrue(fx(() -> model.moments().goTo("hier 10:01", now)));
        assertEquals("logs.goto.before", fx(() -> model.problemProperty().get().key()));
        robot().clickOn("#log-offer");
        waitFor("the line of that moment", () -> "/older-60".equals(field(Field.PATH)));
        assertTrue(fx(() -> model.offerProperty().get() == null));
    }

    @Test
    void whatScrollingReadsDoesNotStandInTheWayOfAnOffer() throws Exception {
        past();
        follow();
        ZonedDateTime now = ZonedDateTime.of(2025, 1, 13, 11, 0, 0, 0, ZoneId.of("Europe/Paris"));
        fxRun(() -> {
            assertTrue(model.moments().goTo("hier 10:01", now));
            Offer offer = Objects.requireNonNull(model.offerProperty().get());
            model.moments().readEarlier();
            offer.action().run();
        });
        waitFor("the line of that moment", () -> "/older-60".equals(field(Field.PATH)));
    }

    @Test
    void errorsAndSlowDownsAreJumpedTo() {
        follow();
        fxRun(() -> model.select(385));
        run("logs.command.nextError");
        waitFor("the next 503", () -> "/page-390".equals(field(Field.PATH)));
        run("logs.command.previousError");
        waitFor("the one before", () -> "/page-380".equals(field(Field.PATH)));
        run("logs.command.nextSlow");
        waitFor("no duration is told", () -> model.problemProperty().get() != null);
        assertEquals("logs.search.none", fx(() -> model.problemProperty().get().key()));
    }

    @Test
    void whatBelongsToTheSameClientIsShownAndNothingThatBeginsLikeIt() throws Exception {
        follow();
        Files.writeString(log, line(401, 200).replace("100.14", "100.141"), java.nio.file.StandardOpenOption.APPEND);
        waitFor("the other client", () -> model.rowsProperty().get() == 401);
        fxRun(() -> model.select(100));
        run("logs.command.client");
        waitFor("all but the other client", () -> model.rowsProperty().get() == 400);
        assertEquals("\"198.51.100.14\"", kept.filters().getFirst());
        assertEquals("/page-100", field(Field.PATH));
    }

    @Test
    void aLineIsCopiedWithItsContextAndAsALink() {
        follow();
        fxRun(() -> model.select(100));
        run("logs.command.context");
        String text = bench.copied.getLast();
        assertEquals(11, text.lines().count());
        assertTrue(text.lines().allMatch(one -> one.startsWith("acme-web1:access.log  198.51.100.14")), text);
        run("logs.command.link");
        long offset = fx(() -> model.row(100, 10).offset());
        assertEquals("acme-web1:" + log + "@" + offset, bench.copied.getLast());
    }

    @Test
    void aRecordTellsBothMomentsAndTheSameSecondHoldsAllOfIt() throws Exception {
        Files.writeString(folder.resolve("pp.slow"), """
                # Time: 2025-01-13T09:02:30.500000Z
                # User@Host: shop[shop] @ localhost []  Id: 7
                # Query_time: 30.000000  Lock_time: 0.000000 Rows_sent: 1  Rows_examined: 5000
                SET timestamp=1736758920;
                SELECT * FROM ps_orders;
                """);
        follow();
        robot().clickOn("slow");
        waitFor("the statement", () -> model.rowsProperty().get() >= 405);
        fxRun(() -> model.select(123));
        waitFor("a line without a duration", () -> "/page-123".equals(field(Field.PATH)));
        assertTrue(moments().endsWith("qu’elle ne dit pas"), moments());
        fxRun(() -> {
            model.deselect();
            model.search().find("Query_time");
        });
        waitFor("a statement of half a minute", () -> "30.0".equals(field(Field.DURATION)));
        assertTrue(moments().contains(fx(() -> bench.desk.words().formats()
                .timeMillis(Instant.parse("2025-01-13T09:02:00.500Z")))), moments());
        run("logs.command.around");
        waitFor("from five seconds before its beginning to five after its end", () -> model.rowsProperty().get() == 45
                && model.row(0, 1 << 10).text().contains("/page-116 "));
        LineFilter statement = LineFilter.of("duration>20s query:ps_orders");
        fxRun(() -> model.pastSearch().start(statement, model.session().wanted()));
        waitFor("the end of the search", () -> model.pastSearch().endedProperty().get() != null);
        assertEquals(List.of("pp.slow 0"), fx(() -> model.pastSearch().hits().stream()
                .map(hit -> hit.fileName() + " " + hit.offset()).toList()), "a field of any line of the record");
        fxRun(() -> model.pastSearch().start(LineFilter.literal("FROM ps_orders"), model.session().wanted()));
        waitFor("the end of the next", () -> model.pastSearch().endedProperty().get() != null);
        assertEquals(List.of(Instant.parse("2025-01-13T09:02:30.500Z")), fx(() -> model.pastSearch().hits().stream()
                .map(PastHit::time).toList()), "a line in the middle of a record has its time");
    }

    private String moments() {
        return fx(() -> robot().lookup("#log-moments").queryAs(Label.class).getText());
    }

    @Test
    void aNoteMarksItsLineAndGoesToTheTicket() {
        follow();
        fxRun(() -> model.select(390));
        waitFor("#log-note");
        fxRun(() -> robot().lookup("#log-note").query().requestFocus());
        robot().write("first failure");
        fxRun(() -> robot().lookup("#log-rows").query().requestFocus());
        waitFor("the note is kept", () -> kept.marks().size() == 1);
        assertEquals("first failure", kept.marks().getFirst().note());
        run("logs.command.marks");
        robot().clickOn("#marks-copy");
        assertTrue(bench.copied.getLast().contains("first failure")
                && bench.copied.getLast().contains("/page-390 "), bench.copied.getLast());
        fxRun(() -> model.select(10));
        run("logs.command.nextMark");
        assertEquals("/page-390", field(Field.PATH));
    }

    @Test
    void wordsAreHighlightedInNineColours() {
        follow();
        fxRun(() -> model.search().want("198.51"));
        fxRun(() -> model.select(399));
        run("highlight-4");
        waitFor("a label on its ground", () -> robot().lookup(".log-text.ground-4").queryAll().stream()
                .anyMatch(node -> node.isVisible() && ((Label) node).getText().equals("198.51")));
        assertEquals(List.of(new LogsState.Coloured(4, "198.51")), kept.highlights());
        run("highlight-4");
        assertEquals(List.of(), kept.highlights());
    }

    @Test
    void aLinkOpensItsLineWhereverItsFileWasRotatedTo() throws Exception {
        past();
        follow();
        long offset = Files.readString(folder.resolve("access.log.1")).indexOf("\n", 3_000) + 1L;
        assertTrue(fx(() -> model.links().link("acme-web1:" + log + "@" + offset)).isPresent());
        assertTrue(fx(() -> model.links().link("acme-web1:/etc/shadow@0")).isEmpty(), "no log of the person's");
        // A line of the same place in the newest file that has one: that of now.
        long now = Files.readString(log).indexOf("\n", 5_000) + 1L;
        fxRun(() -> model.links().open(Permalink.parse("acme-web1:" + log + "@" + now).orElseThrow()));
        waitFor("the line of now", () -> String.valueOf(field(Field.PATH)).startsWith("/page-"));
        assertEquals(now, fx(() -> model.row(model.selectedRow(), 10).offset()));
        fxRun(() -> model.links().open(Permalink.parse("acme-web1:" + log + "@999999").orElseThrow()));
        waitFor("a link to nowhere says so", () -> model.problemProperty().get() != null
                && model.problemProperty().get().key().equals("logs.link.gone"));
        Files.move(log, folder.resolve("access.log.0"));
        Files.move(folder.resolve("access.log.1"), folder.resolve("access.log.3"));
        Files.move(folder.resolve("access.log.0"), folder.resolve("access.log.1"));
        Files.writeString(log, line(400, 200));
        fxRun(model::toEnd);
        waitFor("the new file is followed", () -> screen().contains("/page-400 "));
        fxRun(() -> model.deselect());
        fxRun(() -> model.links()
                .openOnceKnown(Permalink.parse("tw-console://acme-web1" + log + "@" + now).orElseThrow()));
        waitFor("the line in the rotated file", () -> String.valueOf(field(Field.PATH)).startsWith("/page-"));
    }

    @Test
    void aWorkspaceBringsBackSourcesFiltersAndColours() {
        follow();
        fxRun(() -> model.filters().add("status>=500"));
        fxRun(() -> model.highlights().toggle(2, "/page-390"));
        run("logs.command.workspace");
        robot().clickOn("#logs-workspace").write("checkout").push(KeyCode.ENTER);
        assertEquals("acme", kept.workspaces().getFirst().client());
        fxRun(() -> {
            model.filters().clear();
            model.highlights().toggle(2, "/page-390");
            model.logs().followOnly(source -> false);
        });
        fxRun(() -> model.workspaces().open(model.workspaces().of("acme").getFirst()));
        assertEquals(List.of("acme-web1:access"), kept.sources());
        assertEquals(List.of("status>=500"), kept.filters());
        assertEquals(1, kept.highlights().size());
        assertTrue(fx(() -> model.workspaces().of("other")).isEmpty());
        fxRun(() -> model.workspaces().remove(kept.workspaces().getFirst()));
        assertTrue(kept.workspaces().isEmpty());
    }

    @Test
    void theRoomForLinesIsSeenAndSet() {
        follow();
        assertEquals(256, fx(() -> (int) (session.store().budget() >> 20)));
        fxRun(() -> {
            @SuppressWarnings("unchecked")
            ComboBox<Integer> budget = (ComboBox<Integer>) robot().lookup("#logs-spool").query();
            budget.setValue(1_024);
        });
        assertEquals(1_024, kept.spoolMegabytes());
        assertEquals(1_024L << 20, session.store().budget());
    }
}
