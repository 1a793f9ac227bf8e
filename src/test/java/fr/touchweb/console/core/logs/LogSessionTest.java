package fr.touchweb.console.core.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.format.Field;
import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.logs.follow.Bookmarks;
import fr.touchweb.console.core.logs.follow.FollowTimes;
import fr.touchweb.console.core.logs.follow.LogEvent;
import fr.touchweb.console.core.logs.follow.LogEvent.Ending;
import fr.touchweb.console.core.logs.follow.LogEvent.Gap;
import fr.touchweb.console.core.logs.follow.SourceHealth;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.TestSshd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Store, ingest, filters and views, without machines. */
class LogSessionTest {
    private static final SourceKey ACCESS = new SourceKey("web1", "/var/log/apache2/access.log");
    private static final SourceKey SLOW = new SourceKey("web1", "/var/log/php/www.slow");
    private static final SourceKey TEXT = new SourceKey("web2", "/var/log/app.log");

    @TempDir
    private Path folder;
    private final LogSession session = session(1 << 28);

    private LogSession session(long budget) {
        FollowTimes times = new FollowTimes(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(5),
                Duration.ofSeconds(5), Duration.ofSeconds(60),
                Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofSeconds(30), 0, 4096,
                1 << 20);
        return new LogSession(server -> {
            throw new IllegalStateException(server);
        }, times, () -> Instant.parse("2025-01-13T12:00:00Z"), ZoneId.of("Europe/Paris"),
                FormatCatalog.plain(), Path.of(System.getProperty("java.io.tmpdir"), "tw-session-" + System.nanoTime()),
                budget,
                Bookmarks.NONE, Thread.ofPlatform().factory(), error -> {});
    }

    @AfterEach
    void delete() throws IOException {
        session.store().delete();
    }

    private static LogEvent line(SourceKey source, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new LogEvent.Line(source, 0, 0, bytes, 0, bytes.length, Ending.LINE_FEED);
    }

    private static String access(String clock, int status) {
        return "198.51.100.14 - - [13/Jan/2025:" + clock + " +0100] \"GET /" + status + " HTTP/1.1\" " + status + " 12";
    }

    private List<String> shown(LogSession of) {
        List<String> texts = new ArrayList<>();
        LogView view = of.view();
        for (long row = 0; row < view.size(); row++) {
            StoredLine stored = view.row(row, 1 << 16);
            texts.add(stored == null
                    ? "gone"
                    : stored.kind() == StoredLine.Kind.LINE ? stored.text() : stored.kind() + "");
        }
        return texts;
    }

    @Test
    void sourcesAreMergedByTimeAndLinesWithoutOneStayInTheirPlace() throws IOException {
        session.accept(List.of(line(ACCESS, access("10:00:02", 200)), line(ACCESS, access("10:00:05", 500))));
        session.accept(List.of(line(TEXT, "2025-01-13 10:00:03 one"), line(TEXT, "  its second line"),
                line(TEXT, "2025-01-13 10:00:04 two")));
        session.settle();
        assertEquals(List.of(access("10:00:02", 200), "2025-01-13 10:00:03 one", "  its second line",
                "2025-01-13 10:00:04 two", access("10:00:05", 500)), shown(session));
        StoredLine second = session.view().row(2, 100);
        assertNotNull(second);
        assertFalse(second.timed());
        assertEquals(TEXT, session.source(second.source()));
    }

    @Test
    void aLateLineIsPutInItsPlaceAndBadged() throws Exception {
        LogView all = session.view();
        LogView filtered = session.look(List.of(new LogView.Chip(LineFilter.of("status>=200"), true)), Set.of());
        session.accept(List.of(line(ACCESS, access("10:00:01", 200)), line(ACCESS, access("10:00:30", 200))));
        session.settle();
        session.accept(List.of(new LogEvent.State(ACCESS, SourceHealth.failed(Message.of("logs.notAFile", "x"))),
                line(ACCESS, access("10:00:03", 404))));
        session.settle();
        for (LogView view : List.of(all, filtered)) {
            StoredLine late = view.row(1, 100);
            assertNotNull(late);
            assertEquals(access("10:00:03", 404), late.text());
            assertTrue(late.late());
            StoredLine last = view.row(2, 100);
            assertNotNull(last);
            assertEquals(access("10:00:30", 200), last.text());
            assertFalse(last.late());
            assertEquals(1, view.rowOf(late.number()));
            assertEquals(2, view.rowOf(last.number()));
        }
    }

    @Test
    void aMachineThatIsBackSaysSoOnceBehindTheLastLineOfItsLogs() throws IOException {
        session.accept(List.of(line(ACCESS, access("10:00:02", 200)),
                line(SLOW, "[13-Jan-2025 10:00:05]  [pool www] pid 1"), line(TEXT, "2025-01-13 10:00:04 elsewhere")));
        session.accept(List.of(
                new Gap(ACCESS, Instant.EPOCH, Gap.Reason.RECONNECTED, 5, 0, Duration.ofSeconds(2)),
                new Gap(SLOW, Instant.EPOCH, Gap.Reason.RECONNECTED, 5, 0, Duration.ofSeconds(2)),
                new Gap(TEXT, Instant.EPOCH, Gap.Reason.RECONNECTED, 5, 0, Duration.ofSeconds(3)),
                new Gap(TEXT, Instant.EPOCH, Gap.Reason.DISAPPEARED, 5, -1, Duration.ZERO)));
        session.settle();
        List<String> told = new ArrayList<>();
        for (long row = 0; row < session.view().size(); row++) {
            StoredLine stored = session.view().row(row, 100);
            assertNotNull(stored);
            if (stored.kind() == StoredLine.Kind.GAP) {
                Gap gap = (Gap) session.store().marker(stored);
                assertEquals(gap, KeptMarkers.of(gap.source(), KeptMarkers.bytes(gap)), "kept as it was told");
                told.add(gap.source().server() + " " + gap.reason() + " " + gap.logs() + " after " + (row - 1));
            }
        }
        assertEquals(List.of("web2 DISAPPEARED 1 after 1", "web2 RECONNECTED 1 after 2", "web1 RECONNECTED 2 after 4"),
                told);
    }

    @Test
    void whatWasThereWhenASourceWasOpenedIsLateToNobody() throws Exception {
        LogView all = session.view();
        session.accept(List.of(line(ACCESS, access("10:00:30", 200))));
        session.settle();
        session.accept(List.of(line(TEXT, "2025-01-13 10:00:03 before")));
        session.settle();
        StoredLine first = all.row(0, 100);
        assertNotNull(first);
        assertEquals("2025-01-13 10:00:03 before", first.text());
        assertFalse(first.late());
    }

    @Test
    void linesOfTheBeginningWaitForTheSourcesAloneThatAreStillOpened() {
        SourceHealth failed = SourceHealth.failed(Message.of("logs.notAFile", "x"));
        session.accept(List.of(new LogEvent.State(ACCESS, SourceHealth.starting()),
                new LogEvent.State(TEXT, SourceHealth.starting()), line(ACCESS, access("10:00:30", 200))));
        session.turn();
        assertEquals(0, session.view().size());
        session.accept(List.of(new LogEvent.State(ACCESS, failed), line(TEXT, "2025-01-13 10:00:03 before"),
                new LogEvent.State(TEXT, failed)));
        session.turn();
        assertEquals(List.of("2025-01-13 10:00:03 before", access("10:00:30", 200)), shown(session));
        session.accept(List.of(line(ACCESS, access("10:00:31", 200))));
        session.turn();
        assertEquals(2, session.view().size(), "a live line waits for others");
    }

    @Test
    void filtersStackAndCount() throws Exception {
        session.look(List.of(new LogView.Chip(LineFilter.of("status>=400"), true),
                new LogView.Chip(LineFilter.of("-/404 "), true), new LogView.Chip(LineFilter.of("GET"), false)),
                Set.of());
        session.accept(List.of(line(ACCESS, access("10:00:01", 200)), line(ACCESS, access("10:00:02", 404)),
                line(ACCESS, access("10:00:03", 503)), line(TEXT, "no request"),
                new Gap(TEXT, Instant.EPOCH, Gap.Reason.RECONNECTED, 5, 0, Duration.ofSeconds(2))));
        session.settle();
        assertTrue(shown(session).contains(access("10:00:03", 503)));
        assertTrue(shown(session).contains("GAP"), "gaps are never filtered away");
        assertEquals(2, shown(session).size());
        assertEquals(2, session.view().hits(0));
        assertEquals(1, session.view().hits(1));
        assertEquals(3, session.view().hits(2), "a filter that is off still counts");
        session.look(List.of(), Set.of());
        session.settle();
        assertEquals(5, session.view().size());
        assertEquals(2, session.view().find(LineFilter.of("/50[0-9] HTTP/"), 4, false, () -> false));
    }

    @Test
    void aLineOnWhichAnExpressionGivesUpIsShownAndCounted() throws Exception {
        session.look(List.of(new LogView.Chip(LineFilter.of("/(a+)+$/"), true),
                new LogView.Chip(LineFilter.of("-/(a+)+$/"), true)), Set.of());
        String heavy = "a".repeat(5_000) + "b";
        session.accept(List.of(line(TEXT, heavy), line(TEXT, "x")));
        session.settle();
        assertEquals(List.of(heavy), shown(session));
        assertEquals(1, session.view().undecided());
        assertEquals(0, session.view().hits(0));
        assertEquals(0, session.view().find(LineFilter.of("/(a+)+$/"), 0, true, () -> false));
    }

    @Test
    void fieldConditions() throws Exception {
        session.accept(List.of(line(ACCESS, access("10:00:01", 200)), line(ACCESS, access("10:00:02", 404))));
        session.settle();
        session.look(List.of(new LogView.Chip(LineFilter.field(Field.STATUS, "404", false), true)), Set.of());
        session.settle();
        assertEquals(List.of(access("10:00:02", 404)), shown(session));
        session.look(List.of(new LogView.Chip(LineFilter.of("level>=warning"), true),
                new LogView.Chip(LineFilter.of("client:198.51"), true)), Set.of());
        session.settle();
        assertEquals(List.of(access("10:00:02", 404)), shown(session));
    }

    @Test
    void aRecordOfSeveralLinesIsReadWhole() throws IOException {
        session.accept(List.of(line(SLOW, ""), line(SLOW, "[13-Jan-2025 10:00:02]  [pool www] pid 4321"),
                line(SLOW, "script_filename = /home/www/index.php"), line(SLOW, "[0x01] curl_exec() /a.php:42"),
                line(SLOW, "[0x02] main() /index.php:1"), line(SLOW, "")));
        session.accept(List.of(line(ACCESS, access("10:00:02", 200))));
        session.settle();
        long frame = session.view().find(filter("curl_exec"), 0, true, () -> false);
        LogRecord record = session.record(session.view().number(frame));
        assertNotNull(record);
        assertEquals("/home/www/index.php", record.fields().get("script"));
        assertEquals(List.of("curl_exec() /a.php:42", "main() /index.php:1"), record.fields().get("frames"));
    }

    private static LineFilter filter(String typed) {
        try {
            return LineFilter.of(typed);
        } catch (LineFilter.BadFilterException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A quiet source beside one that writes a hundred times as much. */
    @Test
    void theSourceThatTakesMostLetsItsOldestLinesGoAndAGapSaysSo() throws IOException {
        SourceKey[] keys = {ACCESS, TEXT};
        int budget = 1 << 20;
        LineStore store = new LineStore(folder.resolve("small"), budget, (source, offset, hole) -> new Gap(
                keys[source], Instant.EPOCH, Gap.Reason.DROPPED, offset, hole.bytes(), Duration.ZERO), 8 << 10);
        TimeOrder odd = store.newOrder();
        long[] written = new long[2];
        for (int i = 0; i < 30_000; i++) {
            int source = i % 100 == 0 ? 1 : 0;
            byte[] bytes = ("line " + i + " " + "x".repeat(80)).getBytes(StandardCharsets.US_ASCII);
            // Now and then one comes late.
            store.add(source, 1_000L + i - (i % 7 == 0 ? 500 : 0), true, null, 0, false, false, bytes, 0, bytes.length,
                    written[source]);
            written[source] += bytes.length + 1;
            if (i % 2 == 1) {
                odd.add(store.size() - 1);
            }
            if (i % 50 == 0) {
                store.settle();
                odd.settle();
            }
            assertTrue(store.bytes() <= budget + (8 << 10) * 2, store.bytes() + " bytes");
        }
        store.settle();
        odd.settle();
        TimeOrder order = store.order();
        long[] kept = new long[2];
        int quiet = 0;
        int gaps = 0;
        long last = Long.MIN_VALUE;
        boolean noisy = false;
        for (long place = 0; place < order.size(); place++) {
            StoredLine row = store.get(order.get(place), 100);
            assertNotNull(row);
            assertTrue(row.time() >= last);
            last = row.time();
            if (row.kind() == StoredLine.Kind.GAP) {
                gaps++;
                Gap gap = (Gap) store.marker(row);
                assertEquals(ACCESS, gap.source());
                assertTrue(gap.offset() >= gap.lost() && gap.offset() - gap.lost() < 500 * 100,
                        "all that lies before it but for late lines: " + gap);
                kept[0] += gap.lost();
                assertFalse(noisy, "it stands before the first line that is kept");
            } else {
                assertTrue(store.holds(row.number()));
                assertTrue(row.text().startsWith("line "));
                kept[row.source()] += row.length() + 1;
                quiet += row.source();
                noisy |= row.source() == 0 && row.time() % 7 != 3;
            }
        }
        assertEquals(1, gaps);
        assertEquals(300, quiet, "what takes little is kept");
        assertEquals(written[0], kept[0], "kept or told, to the byte");
        assertEquals(written[1], kept[1]);
        for (long place = 0; place < odd.size(); place++) {
            assertTrue(store.holds(odd.get(place)));
        }
        store.delete();
        assertFalse(Files.exists(folder.resolve("small")));
        // A page may be laid out once more after its session ended.
        assertEquals(store.size(), store.finder().at(0));
        assertEquals(0, odd.placeOf(Long.MAX_VALUE, 0));
    }

    @Test
    void aQuietSourceDoesNotKeepTheIndexOfAllTheOthers() throws IOException {
        int budget = 256 << 10;
        LineStore store = new LineStore(folder.resolve("small"), budget, (source, offset, hole) -> new Gap(TEXT,
                Instant.EPOCH, Gap.Reason.DROPPED, offset, hole.bytes(), Duration.ZERO), 8 << 10);
        byte[] bytes = "a".getBytes(StandardCharsets.US_ASCII);
        store.add(1, 0, true, null, 0, false, false, bytes, 0, 1, 0);
        for (int i = 1; i < 200_000; i++) {
            store.add(0, i, true, null, 0, false, false, bytes, 0, 1, i);
        }
        store.settle();
        assertTrue(store.bytes() <= budget + (8 << 10) * 2, store.bytes() + " bytes");
        assertNull(store.get(0, 10));
        assertEquals(Long.MIN_VALUE, store.time(0));
        long gone = 0;
        for (long place = 0; place < store.order().size(); place++) {
            StoredLine row = store.get(store.order().get(place), 10);
            assertNotNull(row);
            gone += row.kind() == StoredLine.Kind.GAP ? ((Gap) store.marker(row)).lost() : row.length() + 1;
        }
        assertEquals(400_000, gone);
    }

    @Test
    void foldersOfDeadConsolesGo() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path left = Files.createDirectories(folder.resolve("timelines").resolve(dead.pid() + "-x"));
        Files.writeString(left.resolve("lines-0"), "x");
        Path mine = SpoolFolders.claim(folder);
        assertFalse(Files.exists(left));
        SpoolFolders.claim(folder);
        assertTrue(Files.isDirectory(mine), "those of a living one stay");
    }

    @Test
    void aFullDiskStopsAndSaysSo() throws IOException {
        Path file = folder.resolve("a-file");
        Files.writeString(file, "no folder can be made here");
        FollowTimes times = new FollowTimes(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(5),
                Duration.ofSeconds(5), Duration.ofSeconds(60),
                Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofSeconds(30), 0, 4096,
                1 << 20);
        List<Throwable> heard = new ArrayList<>();
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2025-01-13T12:00:00Z"));
        LogSession broken = new LogSession(server -> {
            throw new IllegalStateException(server);
        }, times, now::get, ZoneId.of("UTC"), FormatCatalog.plain(), file.resolve("x"), 1 << 28,
                Bookmarks.NONE, Thread.ofPlatform().factory(), heard::add);
        broken.accept(List.of(new LogEvent.State(TEXT, SourceHealth.starting()),
                line(TEXT, "2025-01-13 10:00:03 x")));
        now.set(now.get().plusSeconds(1));
        broken.turn();
        broken.turn();
        assertEquals(1, heard.size(), "told once");
        assertEquals(SourceHealth.Condition.FAILED, broken.health().get(TEXT).condition());
    }

    @Test
    void aDiskThatFillsUpUnderTheSpoolKeepsWhatWasRead() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        boolean mounted = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", disk.toString())
                .start().waitFor() == 0;
        RealPeer.requireThat(mounted, "this machine mounts no tmpfs");
        List<Throwable> heard = new ArrayList<>();
        FollowTimes times = new FollowTimes(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(5),
                Duration.ofSeconds(5), Duration.ofSeconds(60),
                Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofSeconds(30), 0, 4096,
                1 << 20);
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2025-01-13T12:00:00Z"));
        LogSession full = new LogSession(server -> {
            throw new IllegalStateException(server);
        }, times, now::get, ZoneId.of("UTC"), FormatCatalog.plain(),
                disk.resolve("spool"), 1L << 30, Bookmarks.NONE, Thread.ofPlatform().factory(), heard::add);
        try {
            full.accept(List.of(new LogEvent.State(ACCESS, SourceHealth.starting())));
            String line = access("10:00:01", 200) + "x".repeat(60_000);
            for (int i = 0; i < 1_000 && heard.isEmpty(); i++) {
                full.accept(List.of(line(ACCESS, line)));
                now.set(now.get().plusSeconds(1));
                full.turn();
            }
            assertEquals(1, heard.size(), "told once");
            assertEquals(SourceHealth.Condition.FAILED, full.health().get(ACCESS).condition());
            long kept = full.store().size();
            assertTrue(kept > 100, kept + " lines");
            for (long number = 0; number < kept; number++) {
                StoredLine stored = full.store().get(number, 1 << 20);
                assertNotNull(stored);
                assertEquals(line, stored.text());
            }
            full.store().delete();
            assertFalse(Files.exists(disk.resolve("spool")), "nothing of it is left");
        } finally {
            full.close();
            TestSshd.run("umount", "--lazy", disk.toString());
        }
    }

    @Test
    void aClockThatIsSetBackHoldsNoLineUp() throws IOException {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2025-01-13T12:00:00Z"));
        FollowTimes times = new FollowTimes(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(5),
                Duration.ofSeconds(5), Duration.ofSeconds(60),
                Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofSeconds(30), 0, 4096,
                1 << 20);
        LogSession jumping = new LogSession(server -> {
            throw new IllegalStateException(server);
        }, times, now::get, ZoneId.of("UTC"), FormatCatalog.plain(), folder.resolve("jumping"), 1 << 28,
                Bookmarks.NONE, Thread.ofPlatform().factory(), error -> {});
        jumping.accept(List.of(line(ACCESS, access("10:00:01", 200)), line(TEXT, "no time")));
        jumping.turn();
        assertEquals(0, jumping.store().size(), "lines of other sources may come first");
        now.set(now.get().minusSeconds(3_600));
        jumping.turn();
        assertEquals(2, jumping.store().size());
        jumping.store().delete();
    }

    @Test
    void histogramCountsEveryLine() throws IOException {
        session.accept(List.of(line(ACCESS, access("10:00:01", 200)), line(ACCESS, access("10:00:01", 302)),
                line(ACCESS, access("10:00:03", 404)), line(ACCESS, access("10:00:03", 503)), line(TEXT, "plain")));
        session.settle();
        Histogram.Columns columns = session.histogram().columns(100, 100_000);
        int[] sums = new int[5];
        for (int[] column : columns.counts()) {
            for (int i = 0; i < 5; i++) {
                sums[i] += column[i];
            }
        }
        assertEquals(List.of(1, 1, 1, 1), List.of(sums[1], sums[2], sums[3], sums[4]));
        long second = Instant.parse("2025-01-13T09:00:01Z").getEpochSecond();
        Histogram.Columns part = session.histogram().columns(100, second, second + 2);
        assertEquals(2, part.counts().length, "a span is drawn from its start to its end, also where nothing is");
        assertEquals(List.of(1, 1, 0, 0), List.of(part.counts()[0][1], part.counts()[0][2], part.counts()[0][3],
                part.counts()[0][4]));
        assertEquals(1, part.highest() / 2);
    }

    @Test
    void exportsInThreeForms() throws IOException {
        session.accept(List.of(line(ACCESS, access("10:00:01", 200)), line(TEXT, "=cmd()|\"x\"")));
        session.settle();
        String text = export(LogExport.Kind.TEXT);
        assertEquals(2, text.lines().count());
        assertTrue(text.contains(access("10:00:01", 200) + "\n"), text);
        assertTrue(export(LogExport.Kind.CSV).contains("\"'=cmd()|\"\"x\"\"\""), export(LogExport.Kind.CSV));
        assertTrue(export(LogExport.Kind.JSON_LINES).contains("\"status\":200"), export(LogExport.Kind.JSON_LINES));
    }

    private String export(LogExport.Kind kind) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LogExport.write(session, session.view(), 0, session.view().size(), kind, out, () -> false);
        return out.toString(StandardCharsets.UTF_8);
    }
}
