package fr.touchweb.console.core.logs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.logs.follow.LogEvent;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.logs.past.PastReading;
import fr.touchweb.console.core.store.StrictJson;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.support.Await;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kept lines that end just where a file or a page does, that are of one second, that another format reads, or that are changed by nobody. */
class KeptEdgesTest {
    private static final int FILE = 2 << 20;
    private static final int PAGE = 4_096;

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

    private LogSession run() {
        session = KeptRun.follow(folder, folder.resolve("spool-" + runs++), log);
        return session;
    }

    private void stop() {
        Objects.requireNonNull(session).close();
        session = null;
    }

    /** A line whose record takes so many bytes. */
    private static String page(int second, int page, int bytes) {
        String begin = "198.51.100.14 - - [13/Jan/2025:10:%02d:%02d +0100] \"GET /page-%d/ HTTP/1.1\" 200 12 \"-\" \""
                .formatted(second / 60, second % 60, page);
        return begin + "x".repeat(bytes - LineRecords.HEAD - begin.length() - 1) + "\"\n";
    }

    private void write(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.APPEND);
    }

    private void assertRun(int pages, String when) throws Exception {
        KeptPages.waitForLast(run(), pages - 1);
        KeptPages.assertPages(0, pages, KeptPages.shown(session), when);
    }

    private Path first(String name) throws IOException {
        return KeptPages.files(folder, name).getFirst();
    }

    private static void empty(Path file, long from, long to) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate((int) (to - from)), from);
        }
    }

    @Test
    void theLastLineFillsItsFileToTheByte() throws Exception {
        KeptPages.waitForLive(run());
        int record = 160;
        int count = (FILE - LineRecords.FILE_HEAD) / record;
        assertEquals(FILE, LineRecords.FILE_HEAD + count * record);
        write(IntStream.range(0, count).mapToObj(i -> page(i / 10, i, record)).collect(Collectors.joining()));
        KeptPages.waitForLast(session, count - 1);
        stop();
        assertRun(count, "as they stand");
        stop();
        Files.delete(first("rows"));
        assertRun(count, "looked through");
        write(page(3_000, count, record));
        KeptPages.waitForLast(session, count);
        stop();
        assertRun(count + 1, "one more");
    }

    @Test
    void pagesAreLostFromTheEndOfALineOn() throws Exception {
        KeptPages.waitForLive(run());
        int many = 20_000;
        int record = (PAGE - LineRecords.FILE_HEAD) / 8;
        assertEquals(PAGE, LineRecords.FILE_HEAD + 8 * record);
        write(IntStream.range(0, many).mapToObj(i -> page(i / 10, i, i < 8 ? record : 150))
                .collect(Collectors.joining()));
        KeptPages.waitForLast(session, many - 1);
        stop();
        Files.delete(first("rows"));
        empty(first("lines-0"), PAGE, 3 * PAGE);
        assertRun(many, "read again");
    }

    @Test
    void pagesAreLostWithinOneSecond() throws Exception {
        KeptPages.waitForLive(run());
        int many = 3_000;
        write(IntStream.range(0, many).mapToObj(i -> page(i / 1_000, i, 150)).collect(Collectors.joining()));
        KeptPages.waitForLast(session, many - 1);
        stop();
        empty(first("lines-0"), 50 * PAGE, 52 * PAGE);
        KeptPages.waitForLast(run(), many - 1);
        Await.until("a gap says so", () -> KeptPages.shown(session).contains(-1));
        Hole hole = session.store().holes().of(0).getFirst();
        assertTrue(hole.from() <= hole.to(), hole.toString());
        PastReading.Result result = session.past().again(session.source(0), hole, hole.from(), 1 << 20,
                TaskControl.UNATTENDED);
        assertTrue(result != null && result.reached());
        List<Integer> shown = KeptPages.shown(session);
        assertEquals(KeptPages.pages(0, many), shown.stream().sorted().toList());
        assertEquals(List.of(), session.store().holes().of(0));
    }

    @Test
    void whatAnotherFormatCountsIsCountedInTheNextRunToo() throws Exception {
        SourceKey key = new SourceKey("web1", log.toString());
        KeptPages.waitForLive(run());
        String record = "2025/01/13 10:00:%02d [error] 1#1: *1 failed\n  at here\n  at there\n";
        write(IntStream.range(0, 20).mapToObj(record::formatted).collect(Collectors.joining()));
        Await.until("all are here", () -> session.store().size() == 60);
        session.force(key, "text");
        session.reindex(key, TaskControl.UNATTENDED);
        long counted = session.histogram().lines();
        stop();
        run();
        Await.until("all are here again", () -> session.view().size() >= 60);
        session.force(key, "nginx-error");
        session.reindex(key, TaskControl.UNATTENDED);
        long other = session.histogram().lines();
        assertTrue(other < counted, other + " of " + counted);
        stop();
        run();
        Await.until(other + " lines", () -> session.histogram().lines() == other);
    }

    @Test
    void aRotatedFileThatIsStillWatchedAtTheEndIsNotReadAgain() throws Exception {
        KeptPages.write(folder.resolve("access.log.1"), 1_000, 1_050);
        KeptPages.waitForLive(run());
        KeptPages.write(log, 0, 50);
        KeptPages.waitForLast(session, 49);
        Files.move(folder.resolve("access.log.1"), folder.resolve("access.log.2"));
        Files.move(log, folder.resolve("access.log.1"));
        KeptPages.write(log, 50, 51);
        KeptPages.waitForLast(session, 50);
        stop();
        run();
        KeptPages.write(log, 51, 52);
        KeptPages.waitForLast(session, 51);
        KeptPages.assertPages(0, 52, KeptPages.shown(session), "each once");
    }

    @Test
    void aLogThatWasEmptyAtTheEndIsFollowedThroughTheRotationsSince() throws Exception {
        KeptPages.waitForLive(run());
        stop();
        KeptPages.write(log, 0, 50);
        Files.copy(log, folder.resolve("access.log.1"));
        Files.write(log, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        KeptPages.write(log, 50, 60);
        KeptPages.waitForLast(run(), 59);
        KeptPages.assertPages(0, 60, KeptPages.shown(session), "each once");
    }

    @Test
    void aPlaceOfBeforeTheFirstLineIsMovedToAFileThatIsKnownAgain() throws Exception {
        KeptPages.waitForLive(run());
        Path place = folder.resolve("place");
        Await.until("its place is kept", () -> Files.exists(folder.resolve("places")));
        Await.until("it can be read", () -> !places().isEmpty());
        Files.copy(places().getFirst(), place);
        KeptPages.write(log, 0, 3);
        KeptPages.waitForLast(session, 2);
        stop();
        Files.copy(place, places().getFirst(), StandardCopyOption.REPLACE_EXISTING);
        KeptPages.write(log, 3, 50);
        Files.copy(log, folder.resolve("access.log.1"));
        Files.write(log, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        KeptPages.write(log, 50, 60);
        KeptPages.waitForLast(run(), 59);
        KeptPages.assertPages(0, 60, KeptPages.shown(session), "each once");
    }

    @Test
    void filesWhoseLinesDidNotReachTheDiskAreReadAgainThoughTheirEndsWereNoted() throws Exception {
        KeptPages.waitForLive(run());
        KeptPages.write(log, 0, 50);
        KeptPages.waitForLast(session, 49);
        Path kept = folder.resolve("kept");
        Path disk = folder.resolve("disk");
        copy(kept, disk);
        rotate();
        KeptPages.write(log, 50, 100);
        KeptPages.waitForLast(session, 99);
        rotate();
        Await.until("both rotations are told", () -> rotations() == 2);
        stop();
        Files.move(kept, folder.resolve("lost"));
        copy(disk, kept);
        KeptPages.write(log, 100, 150);
        rotate();
        KeptPages.write(log, 150, 160);
        KeptPages.waitForLast(run(), 159);
        KeptPages.assertPages(0, 160, KeptPages.shown(session), "each once");
    }

    private long rotations() {
        LogView view = Objects.requireNonNull(session).view();
        return LongStream.range(0, view.size()).mapToObj(row -> view.row(row, 1))
                .filter(row -> row != null && row.kind() == StoredLine.Kind.ROTATION).count();
    }

    /** Renames the log and what was renamed before. */
    private void rotate() throws IOException {
        for (int i = 3; i > 0; i--) {
            Path old = folder.resolve("access.log." + i);
            if (Files.exists(old)) {
                Files.move(old, folder.resolve("access.log." + (i + 1)));
            }
        }
        Files.move(log, folder.resolve("access.log.1"));
        Files.createFile(log);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : all.toList()) {
                Files.copy(one, to.resolve(from.relativize(one).toString()));
            }
        }
    }

    private List<Path> places() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("places"))) {
            return all.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }

    private static LogEvent gap(int source, long offset, Hole hole) {
        return new LogEvent.Gap(new SourceKey("web1", "x"), Instant.EPOCH, LogEvent.Gap.Reason.DROPPED, offset,
                hole.bytes(), Duration.ZERO);
    }

    private static void add(LineStore store, int source, int count) throws IOException {
        byte[] line = new byte[200];
        for (int i = 0; i < count; i++) {
            store.add(source, i, true, null, 0, false, false, line, 0, line.length, i * (line.length + 1L));
        }
    }

    private KeptSource own() throws IOException {
        return new KeptSource(Files.createDirectories(folder.resolve("own")), new SourceKey("web1", "x"),
                new StrictJson(), () -> {});
    }

    @Test
    void nothingIsLetGoOfWhatIsStillBeingOpened() throws Exception {
        LineStore before = new LineStore(folder.resolve("before"), 1 << 20, KeptEdgesTest::gap, PAGE);
        assertNotNull(before.keep(0, own()));
        add(before, 0, 500);
        int files = own().files().newest();
        LineStore store = new LineStore(folder.resolve("now"), 30 * PAGE, KeptEdgesTest::gap, PAGE);
        SourceLines opening = Objects.requireNonNull(store.keep(0, own()));
        opening.spool().adopt(0, files);
        add(store, 1, 500);
        assertTrue(store.holes().of(1).getFirst().bytes() > 0, "others let lines go");
        assertEquals(files, opening.spool().lastFile());
        assertEquals(0, opening.first());
        assertEquals(List.of(), store.holes().of(0));
    }

    @Test
    void nothingChangesLinesThatWereLeftToOthers() throws Exception {
        LineStore store = new LineStore(folder.resolve("before"), 1 << 20, KeptEdgesTest::gap, PAGE);
        assertNotNull(store.keep(0, own()));
        add(store, 0, 50);
        Path lines = folder.resolve("own").resolve("lines-0");
        byte[] left = Files.readAllBytes(lines);
        store.release();
        store.changes().reorder(0, 50, again -> again.put(0, 7, 0));
        store.budget(PAGE);
        store.fit();
        store.holes().refilled(0, 1, 2, 3, 0);
        assertArrayEquals(left, Files.readAllBytes(lines));
    }
}
