package fr.touchweb.console.core.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.support.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines of one run are there in the next one, each once, however the run ended and whatever became of the log meanwhile. */
class KeptTimelineTest {
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

    private void write(int from, int to) throws IOException {
        KeptPages.write(log, from, to);
    }

    private LogSession run() {
        session = KeptRun.follow(folder, folder.resolve("spool-" + runs++), log);
        return session;
    }

    private void stop() {
        Objects.requireNonNull(session).close();
        session = null;
    }

    private List<Path> spool() throws IOException {
        return KeptPages.files(folder, "lines-");
    }

    @Test
    void whatWasShownIsThereAgainAndFollowingGoesOn() throws Exception {
        KeptPages.waitForLive(run());
        write(0, MANY);
        KeptPages.waitForLast(session, MANY - 1);
        long counted = session.histogram().lines();
        stop();
        assertTrue(spool().size() > 1);
        for (Path file : spool()) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
        }
        Path elsewhere = folder.resolve("elsewhere");
        Files.move(log, elsewhere);
        KeptPages.waitForLast(run(), MANY - 1);
        KeptPages.assertPages(0, MANY, KeptPages.shown(session), "though the log is not there");
        assertEquals(counted, session.histogram().lines());
        stop();
        Files.move(elsewhere, log);
        write(MANY, MANY + 10);
        KeptPages.waitForLast(run(), MANY + 9);
        write(MANY + 10, MANY + 20);
        KeptPages.waitForLast(session, MANY + 19);
        KeptPages.assertPages(0, MANY + 20, KeptPages.shown(session), "in order");
        assertEquals(MANY + 20, session.histogram().lines());
        KeptLogs.Kept kept = session.forget();
        assertEquals(1, kept.sources());
        assertTrue(kept.bytes() > MANY * 80L);
        KeptPages.assertPages(0, MANY + 20, KeptPages.shown(session), "what is shown stays until the end");
        stop();
        assertEquals(0, KeptRun.kept(folder).kept().bytes());
        assertEquals(List.of(), spool());
    }

    @Test
    void aKilledConsoleLosesAndDoublesNothing() throws Exception {
        Process killed = KeptRun.start(folder, log.toString());
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
            KeptPages.waitForLast(run(), next + 5_099);
            List<Integer> shown = KeptPages.shown(session);
            KeptPages.assertPages(0, next + 5_100, shown, "killed");
            stop();
        } finally {
            killed.destroyForcibly();
        }
        // Now what stood beside the lines was taken over, and tells of others than those that are there in the end.
        Process again = KeptRun.start(folder, log.toString());
        try {
            write(MANY + 5_100, MANY + 5_200);
            Await.until("they are kept", () -> {
                assertTrue(again.isAlive(), () -> "it ended: " + output());
                return KeptPages.isKept(folder, "/page-" + (MANY + 5_199) + "/");
            });
        } finally {
            again.destroyForcibly().waitFor();
        }
        write(MANY + 5_200, MANY + 5_201);
        KeptPages.waitForLast(run(), MANY + 5_200);
        KeptPages.assertPages(0, MANY + 5_201, KeptPages.shown(session), "killed after it had opened them again");
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
        KeptPages.waitForLive(run());
        write(0, 500);
        KeptPages.waitForLast(session, 499);
        stop();
        write(500, 600);
        Files.move(log, folder.resolve("access.log.1"));
        write(600, 700);
        KeptPages.waitForLast(run(), 699);
        KeptPages.assertPages(0, 700, KeptPages.shown(session), "in order");
        Files.move(folder.resolve("access.log.1"), folder.resolve("access.log.2"));
        Files.move(log, folder.resolve("access.log.1"));
        write(700, 800);
        KeptPages.waitForLast(session, 799);
        stop();
        KeptPages.waitForLast(run(), 799);
        KeptPages.assertPages(0, 800, KeptPages.shown(session), "in order");
    }

    @Test
    void anotherFileOfTheSameSizeIsNotTakenForTheOneThatWasRead() throws Exception {
        KeptPages.waitForLive(run());
        write(1_000, 1_500);
        KeptPages.waitForLast(session, 1_499);
        stop();
        long size = Files.size(log);
        Files.delete(log);
        write(2_000, 2_500);
        assertEquals(size, Files.size(log));
        KeptPages.waitForLast(run(), 2_499);
        List<Integer> shown = KeptPages.shown(session);
        assertEquals(KeptPages.pages(1_000, 1_500), shown.subList(0, 500));
        assertEquals(-1, shown.get(500), "a gap says that the log is another one");
        assertEquals(shown.size() - 501, shown.subList(501, shown.size()).stream().distinct().count());
    }

    @Test
    void twoConsolesAtOnceDoNotShareAFile() throws Exception {
        KeptPages.waitForLive(run());
        write(0, 2_000);
        KeptPages.waitForLast(session, 1_999);
        try (LogSession other = KeptRun.follow(folder, folder.resolve("other"), log)) {
            write(2_000, 2_100);
            KeptPages.waitForLast(other, 2_099);
            KeptPages.waitForLast(session, 2_099);
            List<Integer> shown = KeptPages.shown(other);
            KeptPages.assertPages(shown.getFirst(), 2_100, shown, "the other one");
            assertEquals(1, spool().size(), "one of them keeps its lines");
        }
        stop();
        KeptPages.waitForLast(run(), 2_099);
        KeptPages.assertPages(0, 2_100, KeptPages.shown(session), "in order");
    }

    @Test
    void whatWasTakenOverIsLetGoAndReadAgainLikeOtherLines() throws Exception {
        KeptPages.waitForLive(run());
        write(0, MANY);
        KeptPages.waitForLast(session, MANY - 1);
        stop();
        int last = MANY;
        for (int turn = 0; turn < 3; turn++) {
            KeptPages.waitForLast(run(), last - 1);
            session.store().budget(6 << 20);
            write(last, ++last);
            KeptPages.waitForLast(session, last - 1);
            Await.until("room is made", () -> KeptPages.shown(session).indexOf(-1) == 0);
            List<Integer> shown = KeptPages.shown(session);
            KeptPages.assertPages(shown.get(1), last, shown.subList(1, shown.size()), "turn " + turn);
            Hole hole = session.store().holes().of(0).getFirst();
            assertEquals(KeptPages.lines(0, shown.get(1)).length(), hole.bytes(), "turn " + turn);
            stop();
            assertTrue(KeptRun.kept(folder).kept().bytes() <= 6 << 20, "turn " + turn);
        }
        KeptPages.waitForLast(run(), last - 1);
        Await.until("the gap", () -> !session.store().holes().of(0).isEmpty());
        Hole hole = session.store().holes().of(0).getFirst();
        session.past().again(source(), hole, hole.from(), 1 << 24, TaskControl.UNATTENDED);
        KeptPages.assertPages(0, last, KeptPages.shown(session), "read again");
        stop();
        KeptPages.waitForLast(run(), last - 1);
        KeptPages.assertPages(0, last, KeptPages.shown(session), "in the next run");
    }

    @Test
    void anotherFormatGivesWhatWasTakenOverOtherTimes() throws Exception {
        KeptPages.waitForLive(run());
        write(0, 500);
        KeptPages.waitForLast(session, 499);
        stop();
        KeptPages.waitForLast(run(), 499);
        long first = Objects.requireNonNull(session.store().get(0, 0)).time();
        session.force(source(), "text");
        session.reindex(source(), TaskControl.UNATTENDED);
        assertEquals(KeptPages.pages(0, 500), KeptPages.shown(session));
        assertFalse(Objects.requireNonNull(session.store().get(0, 0)).timed());
        session.force(source(), null);
        session.reindex(source(), TaskControl.UNATTENDED);
        assertEquals(first, Objects.requireNonNull(session.store().get(0, 0)).time());
        assertEquals(KeptPages.pages(0, 500), KeptPages.shown(session));
        session.force(source(), "text");
        session.reindex(source(), TaskControl.UNATTENDED);
        stop();
        KeptPages.waitForLast(run(), 499);
        Await.until("read by the format that is wanted now", () -> Objects
                .requireNonNull(session.store().get(0, 0)).time() == first);
        assertEquals(KeptPages.pages(0, 500), KeptPages.shown(session));
        assertEquals(500, session.histogram().lines());
    }

    @Test
    void linesNobodyUsedGoForThoseThatAreRead() throws Exception {
        KeptPages.waitForLive(run());
        write(0, 1_000);
        KeptPages.waitForLast(session, 999);
        stop();
        KeptLogs kept = KeptRun.kept(folder);
        assertEquals(1, kept.kept().sources());
        kept.makeRoom(1);
        assertEquals(0, kept.kept().bytes());
        KeptPages.waitForLive(run());
        write(1_000, 1_001);
        KeptPages.waitForLast(session, 1_000);
        assertEquals(-1, KeptPages.shown(session).getFirst(), "a gap says what was let go");
        assertNull(KeptLogs.NONE.claim(source()));
    }
}
