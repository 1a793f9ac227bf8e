package fr.touchweb.console.core.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.logs.follow.LogEvent.Gap;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.logs.follow.Start;
import fr.touchweb.console.core.logs.past.PastReading;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.support.Await;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that were let go for room come back when they are asked for; what is missing is always told, to the byte. */
class LetGoLinesTest {
    private static final int LINES = 120_000;
    private static final long BUDGET = 8 << 20;
    private static final Instant BEGIN = Instant.parse("2025-01-13T09:00:00Z");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);

    @TempDir
    private Path folder;
    private LogSession session;
    private Path log;
    private SourceKey source;

    @BeforeEach
    void follow() throws Exception {
        log = folder.resolve("access.log");
        source = new SourceKey("web1", log.toString());
        write(0, LINES);
        session = LocalSession.in(folder);
        session.store().budget(BUDGET);
        session.start();
        session.follow(List.of(new LogSource("web1", "access", log.toString(), null, true)), new Start.Beginning());
        waitFor(LINES - 1);
    }

    @AfterEach
    void close() {
        session.close();
    }

    private static String line(int i) {
        String time = TIME.format(ZonedDateTime.ofInstant(BEGIN.plusSeconds(i), ZoneOffset.UTC));
        return "198.51.100.14 - - [" + time + "] \"GET /page-" + i + " HTTP/1.1\" 200 12 \"-\" \"" + "x".repeat(40)
                + "\"";
    }

    private void write(int from, int to) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (int i = from; i < to; i++) {
                out.write(line(i));
                out.write('\n');
            }
        }
    }

    private void waitFor(int page) throws Exception {
        Await.until("page " + page, () -> {
            StoredLine last = session.view().row(session.view().size() - 1, 1 << 10);
            return last != null && last.text().contains("/page-" + page + " ");
        });
    }

    private static int page(StoredLine line) {
        int at = line.text().indexOf("/page-") + 6;
        return Integer.parseInt(line.text().substring(at, line.text().indexOf(' ', at)));
    }

    /** Every page is here once and in its place, or missing behind a gap that tells their bytes; no room is made meanwhile. */
    private List<Integer> check(String when) {
        synchronized (session.store()) {
            return checked(when);
        }
    }

    private List<Integer> checked(String when) {
        List<Integer> pages = new ArrayList<>();
        Gap gap = null;
        int next = 0;
        for (long row = 0; row < session.view().size(); row++) {
            StoredLine line = session.view().row(row, 1 << 10);
            assertNotNull(line, when);
            if (line.kind() == StoredLine.Kind.GAP) {
                gap = (Gap) session.store().marker(line);
                Hole hole = session.store().holes().at(line);
                assertNotNull(hole, when + ": " + gap.text());
                assertEquals(gap.lost(), hole.bytes(), when);
                continue;
            }
            int page = page(line);
            assertTrue(page >= next, when + ": page " + page + " after " + next);
            long missing = 0;
            for (int i = next; i < page; i++) {
                missing += line(i).length() + 1L;
            }
            if (page == next) {
                assertEquals(null, gap, when + ": a gap for nothing before page " + page);
            } else {
                assertNotNull(gap, when + ": pages " + next + " to " + page + " are missing and nothing says so");
                assertEquals(missing, gap.lost(), when + ": pages " + next + " to " + page);
            }
            gap = null;
            pages.add(page);
            next = page + 1;
        }
        return pages;
    }

    private PastReading.Result again(Hole hole, long since, long most) throws IOException {
        return session.past().again(source, hole, since, most, TaskControl.UNATTENDED);
    }

    @Test
    void theLastOnesComeBackWhereTheGapIs() throws Exception {
        List<Integer> before = check("let go");
        assertTrue(before.getFirst() > 10_000, before.getFirst() + " is the first one");
        Hole hole = session.store().holes().of(0).getFirst();
        long since = session.store().holes().since(0, hole, 2 << 20);
        PastReading.Result result = again(hole, since, 4 << 20);
        assertTrue(result.reached() && !result.cut());
        assertTrue(result.bytes() > 1 << 20, result.bytes() + "");
        check("read again");
        assertTrue(session.store().holes().of(0).stream().allMatch(one -> one.to() <= since || one.from() > hole.to()),
                "what was asked for is here, and room was made elsewhere");
    }

    @Test
    void fromAnyMomentAndCutAnywhereNothingIsDoubledOrUntold() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int last = LINES;
        for (int turn = 0; turn < 12; turn++) {
            String when = "seed " + seed + ", turn " + turn;
            List<Hole> holes = session.store().holes().of(0);
            assertFalse(holes.isEmpty(), when);
            Hole hole = holes.get(random.nextInt(holes.size()));
            long since = hole.from() + (long) (random.nextDouble() * (hole.to() - hole.from()));
            again(hole, since, 50_000 + random.nextInt(1 << 20));
            check(when);
            write(last, last + 4_000);
            last += 4_000;
            waitFor(last - 1);
            check(when + ", written on");
        }
    }

    @Test
    void whatIsGoneFromTheServerTooStaysAGap() throws Exception {
        Hole hole = session.store().holes().of(0).getFirst();
        Files.delete(log);
        PastReading.Result result = again(hole, hole.from(), 1 << 20);
        assertNotNull(result.reason());
        assertEquals(List.of(hole), session.store().holes().of(0));
        check("nothing came");
    }
}
