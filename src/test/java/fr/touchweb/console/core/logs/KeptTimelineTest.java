package fr.touchweb.console.core.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.logs.follow.LogEvent.Gap;
import fr.touchweb.console.core.logs.follow.SourceHealth;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.support.Await;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines of one run are there in the next one, each once, however the run ended and whatever became of the log meanwhile. */
class KeptTimelineTest {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);
    private static final Instant BEGIN = Instant.parse("2025-01-13T09:00:00Z");
    /** More than one file of the spool holds. */
    private static final int MANY = 40_000;

    @TempDir
    private Path folder;
    private Path log;
    private int runs;
    private @Nullable LogSession session;

    @BeforeEach
    void begin() throws IOException {
        log = Files.createFile(folder.resolve("access.log"));
    }

    @AfterEach
    void end() {
        if (session != null) {
            session.close();
        }
    }

    private static String line(int i) {
        String time = TIME.format(ZonedDateTime.ofInstant(BEGIN.plusSeconds(i), ZoneOffset.UTC));
        return "198.51.100.14 - - [" + time + "] \"GET /page-" + i + "/ HTTP/1.1\" 200 12 \"-\" \"x\"\n";
    }

    private static String lines(int from, int to) {
        StringBuilder text = new StringBuilder();
        IntStream.range(from, to).forEach(i -> text.append(line(i)));
        return text.toString();
    }

    private void write(int from, int to) throws IOException {
        Files.writeString(log, lines(from, to), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private LogSession run() {
        session = KeptRun.follow(folder, folder.resolve("spool-" + runs++), log);
        return session;
    }

    private void stop() {
        Objects.requireNonNull(session).close();
        session = null;
    }

    private static int page(StoredLine line) {
        String text = line.text();
        return Integer.parseInt(text.substring(text.indexOf("/page-") + 6, text.indexOf("/ HTTP")));
    }

    /** Pages in the order of the timeline; -1 for a gap that says that something is missing. */
    private static List<Integer> shown(LogSession session) {
        List<Integer> pages = new ArrayList<>();
        for (long row = 0; row < session.view().size(); row++) {
            StoredLine line = session.view().row(row, 1_000);
            if (line != null && line.kind() == StoredLine.Kind.LINE) {
                pages.add(page(line));
            } else if (line != null && line.kind() == StoredLine.Kind.GAP
                    && ((Gap) session.store().marker(line)).lost() != 0) {
                pages.add(-1);
            }
        }
        return pages;
    }

    private static List<Integer> pages(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    /** Every page once and in order; says where it is not so, and not what a thousand pages are. */
    private static void assertPages(int from, int to, List<Integer> shown, String when) {
        for (int i = 0; i < Math.min(to - from, shown.size()); i++) {
            assertEquals(from + i, shown.get(i), when + ", row " + i + " of " + shown.size());
        }
        assertEquals(to - from, shown.size(), when);
    }

    private static void waitForLast(LogSession session, int page) throws Exception {
        try {
            Await.until("page " + page, () -> {
                StoredLine last = session.view().row(session.view().size() - 1, 1_000);
                return last != null && last.kind() == StoredLine.Kind.LINE && page(last) == page;
            });
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + ", but " + shown(session).reversed().subList(0, 3) + " of "
                    + session.view().size() + ", " + session.health(), e);
        }
    }

    private static void waitForLive(LogSession session) throws Exception {
        Await.until("it is read", () -> session.health().values().stream().anyMatch(
                health -> health.condition() == SourceHealth.Condition.LIVE && health.lagBytes() == 0));
    }

    private List<Path> spool() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("kept"))) {
            return all.filter(file -> file.getFileName().toString().startsWith("lines-")).sorted().toList();
        }
    }

    @Test
    void whatWasShownIsThereAgainAndFollowingGoesOn() throws Exception {
        waitForLive(run());
        write(0, MANY);
        waitForLast(session, MANY - 1);
        long counted = session.histogram().lines();
        stop();
        assertTrue(spool().size() > 1);
        for (Path file : spool()) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
        }
        Path elsewhere = folder.resolve("elsewhere");
        Files.move(log, elsewhere);
        waitForLast(run(), MANY - 1);
        assertPages(0, MANY, shown(session), "though the log is not there");
        assertEquals(counted, session.histogram().lines());
        stop();
        Files.move(elsewhere, log);
        write(MANY, MANY + 10);
        waitForLast(run(), MANY + 9);
        write(MANY + 10, MANY + 20);
        waitForLast(session, MANY + 19);
        assertPages(0, MANY + 20, shown(session), "in order");
        assertEquals(MANY + 20, session.histogram().lines());
        KeptLogs.Kept kept = session.forget();
        assertEquals(1, kept.sources());
        assertTrue(kept.bytes() > MANY * 80L);
        assertPages(0, MANY + 20, shown(session), "what is shown stays until the end");
        stop();
        assertEquals(0, KeptRun.kept(folder).kept().bytes());
        assertEquals(List.of(), spool());
    }

    @Test
    void aKilledConsoleLosesAndDoublesNothing() throws Exception {
        Process killed = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), KeptRun.class.getName(), folder.toString(), log.toString())
                .redirectErrorStream(true).redirectOutput(folder.resolve("output").toFile()).start();
        try {
            Await.until("it keeps its place", () -> {
                assertTrue(killed.isAlive(), () -> "it ended: " + output());
                return KeptRun.marks(folder).stop(source()) != null;
            });
            int next = MANY;
            write(0, next);
            Await.until("one file is full", () -> spool().size() > 1);
            write(next, next + 5_000);
            killed.destroyForcibly().waitFor();
            write(next + 5_000, next + 5_100);
            assertTrue(spool().size() > 1, "its lines stay");
            waitForLast(run(), next + 5_099);
            List<Integer> shown = shown(session);
            assertPages(0, next + 5_100, shown, "killed");
        } finally {
            killed.destroyForcibly();
        }
    }

    private String output() {
        try {
            return Files.readString(folder.resolve("output"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private SourceKey source() {
        return new SourceKey("web1", log.toString());
    }

    @Test
    void aRotationBetweenTwoRunsLosesNothing() throws Exception {
        waitForLive(run());
        write(0, 500);
        waitForLast(session, 499);
        stop();
        write(500, 600);
        Files.move(log, folder.resolve("access.log.1"));
        write(600, 700);
        waitForLast(run(), 699);
        assertPages(0, 700, shown(session), "in order");
        Files.move(folder.resolve("access.log.1"), folder.resolve("access.log.2"));
        Files.move(log, folder.resolve("access.log.1"));
        write(700, 800);
        waitForLast(session, 799);
        stop();
        waitForLast(run(), 799);
        assertPages(0, 800, shown(session), "in order");
    }

    @Test
    void anotherFileOfTheSameSizeIsNotTakenForTheOneThatWasRead() throws Exception {
        waitForLive(run());
        write(1_000, 1_500);
        waitForLast(session, 1_499);
        stop();
        long size = Files.size(log);
        Files.delete(log);
        write(2_000, 2_500);
        assertEquals(size, Files.size(log));
        waitForLast(run(), 2_499);
        List<Integer> shown = shown(session);
        assertEquals(pages(1_000, 1_500), shown.subList(0, 500));
        assertEquals(-1, shown.get(500), "a gap says that the log is another one");
        assertEquals(shown.size() - 501, shown.subList(501, shown.size()).stream().distinct().count());
    }

    private void damage(Path file, long offset, int value) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(Integer.BYTES).putInt(0, value), offset);
        }
    }

    @Test
    void whatIsTornForeignOrOfAnotherVersionIsReadAgain() throws Exception {
        waitForLive(run());
        write(0, MANY);
        waitForLast(session, MANY - 1);
        stop();
        damage(spool().getLast(), 200_000, 0x12345678);
        waitForLast(run(), MANY - 1);
        assertPages(0, MANY, shown(session), "a torn record in the last file");
        stop();
        damage(spool().get(0), 300_001, 77);
        waitForLast(run(), MANY - 1);
        assertPages(0, MANY, shown(session), "a torn record in the first file");
        stop();
        damage(spool().getLast(), 4, 99);
        waitForLast(run(), MANY - 1);
        assertPages(0, MANY, shown(session), "another version in the last file");
        stop();
        try (FileChannel channel = FileChannel.open(spool().getLast(), StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
        waitForLast(run(), MANY - 1);
        assertPages(0, MANY, shown(session), "half a file");
        stop();
        Files.copy(spool().getFirst(), spool().getFirst().resolveSibling("lines-999"));
        for (Path file : spool()) {
            damage(file, 20, 1);
        }
        waitForLast(run(), MANY - 1);
        List<Integer> shown = shown(session);
        assertFalse(shown.isEmpty());
        assertPages(shown.getFirst(), MANY, shown, "nothing of it is of this log");
    }

    @Test
    void twoConsolesAtOnceDoNotShareAFile() throws Exception {
        waitForLive(run());
        write(0, 2_000);
        waitForLast(session, 1_999);
        try (LogSession other = KeptRun.follow(folder, folder.resolve("other"), log)) {
            write(2_000, 2_100);
            waitForLast(other, 2_099);
            waitForLast(session, 2_099);
            List<Integer> shown = shown(other);
            assertPages(shown.getFirst(), 2_100, shown, "the other one");
            assertEquals(1, spool().size(), "one of them keeps its lines");
        }
        stop();
        waitForLast(run(), 2_099);
        assertPages(0, 2_100, shown(session), "in order");
    }

    @Test
    void linesNobodyUsedGoForThoseThatAreRead() throws Exception {
        waitForLive(run());
        write(0, 1_000);
        waitForLast(session, 999);
        stop();
        KeptLogs kept = KeptRun.kept(folder);
        assertEquals(1, kept.kept().sources());
        kept.makeRoom(1);
        assertEquals(0, kept.kept().bytes());
        waitForLive(run());
        write(1_000, 1_001);
        waitForLast(session, 1_000);
        assertEquals(-1, shown(session).getFirst(), "a gap says what was let go");
        assertNull(KeptLogs.NONE.claim(source()));
    }
}
