package fr.touchweb.console.core.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.logs.follow.Bookmarks;
import fr.touchweb.console.core.logs.follow.LogEvent.Gap;
import fr.touchweb.console.core.logs.follow.SourceHealth;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.logs.follow.Start;
import fr.touchweb.console.core.logs.past.PastReading;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.support.Await;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stood in a log and in its rotated files before following began comes into the timeline, each line once. */
class PastLinesTest {
    private static final int ZIPPED = 500;
    private static final int ROTATED = 1_000;
    private static final int ALL = 3_000;

    @TempDir
    private Path folder;
    private LogSession session;
    private Path log;
    private SourceKey source;

    /** A line a second from 10:00:00 on: 500 compressed, 500 in the newest rotated file, the rest in the file of now. */
    @BeforeEach
    void follow() throws Exception {
        log = folder.resolve("access.log");
        source = new SourceKey("web1", log.toString());
        try (OutputStream zipped = new GZIPOutputStream(Files.newOutputStream(folder.resolve("access.log.2.gz")))) {
            zipped.write(lines(0, ZIPPED).getBytes(StandardCharsets.UTF_8));
        }
        Files.writeString(folder.resolve("access.log.1"), lines(ZIPPED, ROTATED));
        Files.writeString(log, lines(ROTATED, ALL));
        session = LocalSession.in(folder);
        session.start();
        session.follow(List.of(new LogSource("web1", "access", log.toString(), null, true)), new Start.End(4_096));
        waitForLast(ALL - 1);
    }

    @AfterEach
    void close() {
        session.close();
    }

    private static String line(int i) {
        return "198.51.100.14 - - [13/Jan/2025:%02d:%02d:%02d +0100] \"GET /page-%d HTTP/1.1\" 200 12%n"
                .formatted(10 + i / 3_600, i / 60 % 60, i % 60, i);
    }

    private static String lines(int from, int to) {
        return String.join("", IntStream.range(from, to).mapToObj(PastLinesTest::line).toList());
    }

    private static Instant second(int i) {
        return Instant.parse("2025-01-13T09:00:00Z").plusSeconds(i);
    }

    private void waitForLast(int page) throws Exception {
        Await.until("page " + page, () -> !shown().isEmpty() && shown().getLast() == page);
    }

    /** The pages in the order of the timeline; -1 for a gap. */
    private List<Integer> shown() {
        List<Integer> pages = new ArrayList<>();
        LogView view = session.view();
        for (long row = 0; row < view.size(); row++) {
            StoredLine line = view.row(row, 1 << 12);
            assertNotNull(line);
            String text = line.text();
            int at = text.indexOf("/page-") + 6;
            pages.add(line.kind() == StoredLine.Kind.LINE
                    ? Integer.parseInt(text.substring(at, text.indexOf(' ', at)))
                    : -1);
        }
        return pages;
    }

    private static List<Integer> pages(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private PastReading.Result read(int from, long most) throws IOException {
        return session.past().read(source, second(from), most, TaskControl.UNATTENDED);
    }

    @Test
    void theWholePastComesThroughRotatedAndCompressedFiles() throws Exception {
        PastReading.Result result = read(100, 1 << 20);
        assertNotNull(result);
        assertTrue(result.reached());
        assertEquals(pages(100, ALL), shown());
        assertTrue(IntStream.range(0, ALL - 100).noneMatch(i -> session.view().row(i, 0).late()),
                "nobody waited for them");
        assertNull(read(200, 1 << 20), "all of it is known");
        Files.writeString(log, line(ALL), StandardOpenOption.APPEND);
        waitForLast(ALL);
        assertEquals(pages(100, ALL + 1), shown());
    }

    @Test
    void onlyWhatIsMissingIsReadAgain() throws Exception {
        assertTrue(read(2_000, 1 << 20).reached());
        assertEquals(pages(2_000, ALL), shown());
        assertTrue(read(700, 1 << 20).reached());
        assertEquals(pages(700, ALL), shown());
    }

    @Test
    void aLimitLeavesAGapThatSaysSoAndReadingGoesOnThere() throws Exception {
        PastReading.Result first = read(700, 20_000);
        assertTrue(first.cut());
        List<Integer> before = shown();
        int stopped = before.get(before.indexOf(-1) - 1);
        assertEquals(700, before.getFirst());
        assertTrue(stopped > 700 && stopped < 1_500, stopped + " was the last line read");
        StoredLine row = session.view().row(before.indexOf(-1), 0);
        assertEquals(Gap.Reason.UNREAD, ((Gap) session.store().marker(row)).reason());
        assertTrue(read(stopped - 10, 1 << 20).reached());
        List<Integer> after = new ArrayList<>(shown());
        assertTrue(after.remove(Integer.valueOf(-1)));
        assertEquals(pages(700, ALL), after);
    }

    @Test
    void aLineIsFoundByItsPlaceInItsFile() {
        StoredLine row = session.view().row(0, 1 << 12);
        assertNotNull(row);
        assertTrue(row.offset() > 0);
        assertEquals(row.number(), session.store().finder().find(row.source(), row.offset(), row.time()));
        assertEquals(-1, session.store().finder().find(row.source(), row.offset() + 1, row.time()));
    }

    @Test
    void whatIsGoneSaysWhy() throws Exception {
        Files.delete(log);
        PastReading.Result result = read(100, 1 << 20);
        assertNotNull(result);
        assertFalse(result.reached());
        assertNotNull(result.reason());
    }

    private void again(Start start) {
        session.follow(List.of(new LogSource("web1", "access", log.toString(), null, true)), start);
    }

    private void letGo() throws Exception {
        session.follow(List.of(), new Start.End(0));
        Await.until("the end of following", () -> session.health().isEmpty());
    }

    @Test
    void whatIsFollowedAgainIsNotShownTwice() throws Exception {
        int first = shown().getFirst();
        letGo();
        again(new Start.End(8_192));
        Files.writeString(log, line(ALL), StandardOpenOption.APPEND);
        waitForLast(ALL);
        assertEquals(pages(first, ALL + 1).size(), shown().stream().filter(page -> page >= first).count());
        letGo();
        again(new Start.Since(second(2_500)));
        Files.writeString(log, line(ALL + 1), StandardOpenOption.APPEND);
        // the past comes in while the file is followed already
        Await.until("every line once", () -> shown().equals(pages(2_500, ALL + 2)));
    }

    private Bookmarks marks() {
        return new Bookmarks(folder.resolve("places"), Duration.ofDays(1), 1 << 20, 64 << 10, InstantSource.system());
    }

    private List<Gap.Reason> gaps() {
        List<Gap.Reason> gaps = new ArrayList<>();
        for (long row = 0; row < session.view().size(); row++) {
            StoredLine line = session.view().row(row, 0);
            if (line != null && line.kind() == StoredLine.Kind.GAP) {
                gaps.add(((Gap) session.store().marker(line)).reason());
            }
        }
        return gaps;
    }

    @Test
    void anotherSessionGoesOnAndAGapSaysWhereItDoesNot() throws Exception {
        Start last = new Start.Last(1_000, 100_000);
        session.close();
        session = LocalSession.in(folder.resolve("first"), marks());
        session.start();
        again(last);
        waitForLast(ALL - 1);
        letGo();
        Files.writeString(log, lines(ALL, ALL + 50), StandardOpenOption.APPEND);
        again(last);
        waitForLast(ALL + 49);
        assertEquals(List.of(), gaps(), "in one session nothing happened");
        session.close();
        Files.writeString(log, lines(ALL + 50, ALL + 200), StandardOpenOption.APPEND);
        session = LocalSession.in(folder.resolve("second"), marks());
        session.start();
        again(last);
        waitForLast(ALL + 199);
        List<Integer> pages = shown();
        assertEquals(pages(pages.getFirst(), ALL + 200), pages, "lines of before and what was written since, once");
        assertTrue(pages.getFirst() < ALL, pages.getFirst() + " comes first");
        session.close();
        Files.writeString(log, lines(ALL + 200, ALL + 5_000), StandardOpenOption.APPEND);
        session = LocalSession.in(folder.resolve("third"), marks());
        session.start();
        again(last);
        waitForLast(ALL + 4_999);
        assertEquals(List.of(Gap.Reason.NOT_RESUMED), gaps());
        List<Integer> parts = new ArrayList<>(shown());
        int gap = parts.indexOf(-1);
        assertEquals(ALL + 199, parts.get(gap - 1));
        assertTrue(parts.get(gap + 1) > ALL + 4_900, parts.get(gap + 1) + "");
        assertTrue(read(ALL + 190, 1 << 20).reached());
        parts = new ArrayList<>(shown());
        assertTrue(parts.remove(Integer.valueOf(-1)));
        assertEquals(pages(parts.getFirst(), ALL + 5_000), parts, "what was not read comes when it is asked for");
    }

    @Test
    void theLastLinesAreThereThoughTheServerDoesNotAnswer() throws Exception {
        Start last = new Start.Last(1_000, 100_000);
        session.close();
        session = LocalSession.in(folder.resolve("first"), marks());
        session.start();
        again(last);
        waitForLast(ALL - 1);
        session.close();
        Files.move(log, folder.resolve("elsewhere"));
        session = LocalSession.in(folder.resolve("second"), marks());
        session.start();
        again(last);
        waitForLast(ALL - 1);
        Await.until("it is missing", () -> session.health().values().stream()
                .anyMatch(health -> health.condition() == SourceHealth.Condition.MISSING));
        assertEquals(pages(shown().getFirst(), ALL), shown());
    }
}
