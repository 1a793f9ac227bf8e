package fr.touchweb.console.core.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.logs.follow.SourceHealth;
import fr.touchweb.console.core.logs.past.PastReading;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.TestSshd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a disk did to lines that were kept: what is not right is never shown, and what is missing is told or read again. */
class KeptDamageTest {
    private static final int PAGE = 4_096;
    /** What three files of the spool hold. */
    private static final int MANY = 40_000;

    @TempDir
    private Path folder;
    private Path log;
    private int runs;
    private final List<Throwable> heard = Collections.synchronizedList(new ArrayList<>());
    private @Nullable LogSession session;

    @BeforeEach
    void begin() {
        log = folder.resolve("access.log");
    }

    @AfterEach
    void end() {
        if (session != null) {
            session.close();
        }
    }

    private LogSession run() {
        session = KeptRun.follow(LocalSession.in(folder.resolve("spool-" + runs++), KeptRun.marks(folder),
                KeptRun.kept(folder), server -> new LocalHost(server, new CommandJournal(Clock.systemUTC())),
                heard::add), log.toString());
        return session;
    }

    private void stop() {
        Objects.requireNonNull(session).close();
        session = null;
    }

    /** A run that reads all of the log and ends well. */
    private void read() throws Exception {
        Files.createFile(log);
        KeptPages.waitForLive(run());
        KeptPages.write(log, 0, MANY);
        KeptPages.waitForLast(session, MANY - 1);
        stop();
    }

    private List<Path> lines() throws IOException {
        return KeptPages.files(folder, "lines-");
    }

    private Path rows() throws IOException {
        return KeptPages.files(folder, "rows").getFirst();
    }

    private static void put(Path file, long offset, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), offset);
        }
    }

    private static void cut(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    private void assertAll(String when) throws Exception {
        KeptPages.waitForLast(run(), MANY - 1);
        KeptPages.assertPages(0, MANY, KeptPages.shown(session), when);
        assertEquals(MANY, session.histogram().lines(), when);
        stop();
    }

    @Test
    void pagesThatTheDiskLostAreAGapAndCanBeReadAgain() throws Exception {
        read();
        put(lines().getFirst(), 10 * PAGE, new byte[3 * PAGE]);
        KeptPages.waitForLast(run(), MANY - 1);
        Await.until("a gap says so", () -> KeptPages.shown(session).contains(-1));
        List<Integer> shown = KeptPages.shown(session);
        int gap = shown.indexOf(-1);
        int lost = MANY - (shown.size() - 1);
        assertTrue(lost > 3 * PAGE / 150 && lost < 3 * PAGE / 100, lost + " lines");
        KeptPages.assertPages(0, gap, shown.subList(0, gap), "before the gap");
        KeptPages.assertPages(gap + lost, MANY, shown.subList(gap + 1, shown.size()), "behind it");
        Hole hole = session.store().holes().of(0).getFirst();
        assertTrue(hole.damaged());
        assertEquals(KeptPages.lines(gap, gap + lost).length(), hole.bytes());
        stop();
        KeptPages.waitForLast(run(), MANY - 1);
        Await.until("the next run knows of it", () -> KeptPages.shown(session).equals(shown));
        Hole again = session.store().holes().of(0).getFirst();
        assertTrue(again.damaged());
        PastReading.Result result = session.past().again(session.source(0), again, again.from(), 1 << 20,
                TaskControl.UNATTENDED);
        assertTrue(result != null && result.reached());
        KeptPages.assertPages(0, MANY, KeptPages.shown(session), "read again");
        assertEquals(List.of(), session.store().holes().of(0));
        stop();
        KeptPages.waitForLast(run(), MANY - 1);
        KeptPages.assertPages(0, MANY, KeptPages.shown(session), "and kept");
    }

    @Test
    void whatTellsOfTheLinesIsNotBelievedWhenItIsNotWhole() throws Exception {
        read();
        Path older = folder.resolve("older");
        Files.copy(rows(), older);
        // A console that was killed while it wrote them.
        Path unfinished = rows().resolveSibling(".rows");
        Files.write(unfinished, new byte[PAGE]);
        put(rows(), Files.size(rows()) - 100, new byte[100]);
        assertAll("its end is empty");
        assertFalse(Files.exists(unfinished));
        put(rows(), 20 * PAGE, new byte[PAGE]);
        assertAll("a page in its middle is empty");
        cut(rows(), 30 * PAGE);
        assertAll("half of it");
        cut(rows(), 0);
        assertAll("nothing of it");
        Files.delete(rows());
        assertAll("it is gone");
        put(rows(), 4, new byte[]{9});
        assertAll("another version");
        KeptPages.waitForLast(run(), MANY - 1);
        KeptPages.write(log, MANY, MANY + 1);
        KeptPages.waitForLast(session, MANY);
        stop();
        Files.copy(older, rows(), StandardCopyOption.REPLACE_EXISTING);
        KeptPages.waitForLast(run(), MANY);
        KeptPages.assertPages(0, MANY + 1, KeptPages.shown(session), "that of an earlier end");
    }

    @Test
    void whatIsTornWhereNothingElseTellsOfItIsReadAgain() throws Exception {
        read();
        Files.delete(rows());
        put(lines().getLast(), 200_000, new byte[]{1, 2, 3, 4});
        assertAll("a torn record in the last file");
        Files.delete(rows());
        put(lines().getFirst(), 300_001, new byte[]{1, 2, 3, 4});
        assertAll("a torn record in the first file");
        Files.delete(rows());
        put(lines().getFirst(), 100 * PAGE, new byte[PAGE]);
        assertAll("an empty page in the first file");
        Files.delete(rows());
        put(lines().getLast(), 4, new byte[]{99});
        assertAll("another version in the last file");
        cut(lines().getLast(), Files.size(lines().getLast()) / 2);
        assertAll("half a file");
        Files.copy(lines().getFirst(), lines().getFirst().resolveSibling("lines-999"));
        assertAll("a file too many");
        Files.delete(lines().get(1));
        assertAll("a file too few");
        Files.delete(rows());
        for (Path file : lines()) {
            put(file, 20, new byte[]{1, 2, 3, 4});
        }
        KeptPages.waitForLast(run(), MANY - 1);
        List<Integer> shown = KeptPages.shown(session);
        KeptPages.assertPages(shown.getFirst(), MANY, shown, "nothing of it is of this log");
    }

    @Test
    void withoutWhatSaysWhoseTheyAreNoLineIsShown() throws Exception {
        read();
        Path about = KeptPages.files(folder, "source.json").getFirst();
        for (byte[] torn : List.of(new byte[0], new byte[(int) Files.size(about)],
                Arrays.copyOf(Files.readAllBytes(about), 40))) {
            Files.write(about, torn);
            KeptPages.waitForLast(run(), MANY - 1);
            List<Integer> shown = KeptPages.shown(session);
            KeptPages.assertPages(shown.getFirst(), MANY, shown, torn.length + " bytes");
            stop();
        }
    }

    @Test
    void aFullDiskUnderTheLinesLosesNothing() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("kept"));
        boolean mounted = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=5m", "tmpfs", disk.toString())
                .start().waitFor() == 0;
        RealPeer.requireThat(mounted, "this machine mounts no tmpfs");
        try {
            Files.createFile(log);
            KeptPages.waitForLive(run());
            KeptPages.write(log, 0, MANY);
            Await.until("it is told", () -> !heard.isEmpty());
            assertTrue(session.health().values().stream()
                    .allMatch(health -> health.condition() == SourceHealth.Condition.FAILED), "each source says why");
            List<Integer> shown = KeptPages.shown(session);
            assertTrue(shown.size() > MANY / 2 && shown.size() < MANY, shown.size() + " lines");
            KeptPages.assertPages(0, shown.size(), shown, "what had been read stays");
            stop();
            TestSshd.run("mount", "-o", "remount,size=16m", disk.toString());
            heard.clear();
            KeptPages.waitForLast(run(), MANY - 1);
            KeptPages.assertPages(0, MANY, KeptPages.shown(session), "with more room");
            assertEquals(List.of(), heard);
            KeptPages.write(log, MANY, MANY + 1);
            KeptPages.waitForLast(session, MANY);
            Path other = fill(disk);
            stop();
            assertFalse(heard.isEmpty(), "the end of the session tells it");
            heard.clear();
            run();
            Await.until("the next run has no room either", () -> !heard.isEmpty());
            stop();
            Files.delete(other);
            heard.clear();
            KeptPages.waitForLast(run(), MANY);
            KeptPages.assertPages(0, MANY + 1, KeptPages.shown(session), "the others gave room");
            stop();
            assertEquals(List.of(), heard);
        } finally {
            TestSshd.run("umount", "--lazy", disk.toString());
        }
    }

    /** Takes all the room that is left. */
    private static Path fill(Path disk) throws IOException {
        Path other = disk.resolve("other");
        try (FileChannel channel = FileChannel.open(other, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (true) {
                channel.write(ByteBuffer.allocate(PAGE));
            }
        } catch (IOException e) {
            return other;
        }
    }
}
