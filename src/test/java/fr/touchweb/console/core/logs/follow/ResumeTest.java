package fr.touchweb.console.core.logs.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.logs.follow.LogEvent.Gap;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.transport.SshHosts;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.TestJournald;
import fr.touchweb.console.support.TestSshd;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run of the console after another: reading goes on where it stopped, or says that it does not. */
class ResumeTest {
    @TempDir
    private Path folder;
    private Path log;
    private Heard heard;
    private Bookmarks marks;

    @BeforeEach
    void begin() {
        log = folder.resolve("a.log");
        marks = marks(1 << 20);
    }

    private Bookmarks marks(long budget) {
        return new Bookmarks(folder.resolve("places"), Duration.ofDays(30), budget, 64 << 10, InstantSource.system());
    }

    private static RemoteHost local() {
        return new LocalHost("web1", new CommandJournal(Clock.systemUTC()));
    }

    private void write(int from, int to) throws IOException {
        Files.writeString(log, String.join("", lines(from, to).stream().map(line -> line + "\n").toList()),
                StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static List<String> lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "line " + i).toList();
    }

    /** Follows until a line comes, as one run of a console does. */
    private void run(RemoteHost host, Start start, int until) throws Exception {
        heard = new Heard();
        HostFollower follower = new HostFollower(host, RotationMatrix.TIMES, InstantSource.system(), ZoneId.of("UTC"),
                FormatCatalog.plain(), new Random(3), marks, heard);
        follower.want(List.of(new HostFollower.Wanted(log.toString(), start)));
        Thread thread = Thread.ofVirtual().start(follower);
        Await.until("line " + until, () -> heard.lines().contains("line " + until));
        follower.close();
        thread.join();
    }

    private List<Gap.Reason> reasons() {
        return heard.gaps().stream().map(Gap::reason).toList();
    }

    @Test
    void acrossRotationsIntoCompressedFilesThroughSshd() throws Exception {
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd")); SshHosts hosts = TestFollows.hosts(sshd)) {
            write(0, 100);
            run(hosts.connect(sshd.target("web1")), new Start.Last(1 << 20, 1 << 20), 99);
            assertEquals(lines(0, 100), heard.lines());
            assertEquals(List.of(), reasons());
            write(100, 150);
            try (OutputStream zip = new GZIPOutputStream(Files.newOutputStream(folder.resolve("a.log.2.gz")))) {
                Files.copy(log, zip);
            }
            Files.delete(log);
            write(150, 200);
            Files.move(log, folder.resolve("a.log.1"));
            write(200, 250);
            run(hosts.connect(sshd.target("web1")), new Start.Last(64 << 10, 1 << 20), 249);
            assertEquals(lines(100, 250), heard.lines());
            assertEquals(List.of(Gap.Reason.RESUMED), reasons());
            write(250, 260);
            run(hosts.connect(sshd.target("web1")), new Start.Last(0, 1 << 20), 259);
            assertEquals(lines(250, 260), heard.lines());
        }
        try (Stream<Path> kept = Files.list(folder.resolve("places"))) {
            for (Path file : kept.toList()) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
        assertEquals("rwx------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("places"))));
    }

    @Test
    void theLastScreenStandsBeforeWhatIsNew() throws Exception {
        write(0, 100);
        run(local(), new Start.Last(1 << 20, 1 << 20), 99);
        write(100, 110);
        run(local(), new Start.Last(400, 1 << 20), 109);
        List<String> all = heard.lines();
        assertEquals(lines(110 - all.size(), 110), all);
        assertTrue(all.size() > 20, all.size() + " lines");
        LogEvent before = null;
        for (LogEvent event : heard.events()) {
            if (event instanceof LogEvent.Line line && line.offset() == 100L * 8 - 10) {
                assertTrue(before instanceof Gap gap && gap.reason() == Gap.Reason.RESUMED,
                        "before line 100: " + before);
            }
            before = event;
        }
        assertEquals(List.of(Gap.Reason.RESUMED), reasons());
    }

    @Test
    void whatIsTooMuchOrGoneIsToldAndReadingBeginsAtTheEnd() throws Exception {
        write(0, 100);
        run(local(), new Start.Last(1 << 20, 1 << 20), 99);
        long size = Files.size(log);
        Instant stopped = Instant.now();
        write(100, 1_000);
        run(local(), new Start.Last(100, 500), 999);
        Gap gap = heard.gaps().getFirst();
        assertEquals(Gap.Reason.NOT_RESUMED, gap.reason());
        assertEquals(Files.size(log) - size, gap.lost());
        assertTrue(Duration.between(gap.when(), stopped).abs().toSeconds() < 10, gap.when() + "");
        assertTrue(heard.lines().size() < 20, heard.lines().size() + " lines");
        Files.writeString(log, "another file\n");
        write(1_000, 1_010);
        run(local(), new Start.Last(1 << 10, 1 << 20), 1_009);
        assertTrue(reasons().contains(Gap.Reason.DISAPPEARED), reasons().toString());
    }

    @Test
    void placesAreForgottenByAgeByRoomAndOnRequest() throws Exception {
        write(0, 10);
        run(local(), new Start.Last(1 << 20, 1 << 20), 9);
        Path place = place();
        Files.setLastModifiedTime(place, FileTime.from(Instant.now().minus(Duration.ofDays(31))));
        run(local(), new Start.Last(1 << 20, 1 << 20), 9);
        assertEquals(List.of(), reasons(), "of a place that is too old nobody knows any more");
        Files.writeString(place(), "{");
        run(local(), new Start.Last(1 << 20, 1 << 20), 9);
        assertEquals(List.of(Gap.Reason.NOT_RESUMED), reasons());
        assertEquals(1, marks.clear());
        assertEquals(0, marks.clear());
        marks = marks(10);
        run(local(), new Start.Last(1 << 20, 1 << 20), 9);
        assertEquals(0, marks.clear(), "there is no room for it");
        marks = new Bookmarks(folder.resolve("none"), Duration.ZERO, 1 << 20, 64 << 10, InstantSource.system());
        run(local(), new Start.Last(1 << 20, 1 << 20), 9);
        assertTrue(Files.notExists(folder.resolve("none")));
        marks = marks(1 << 20);
        run(local(), new Start.End(1 << 20), 9);
        assertEquals(0, marks.clear(), "nobody asked for it to be kept");
    }

    private Path place() throws IOException {
        try (Stream<Path> kept = Files.list(folder.resolve("places"))) {
            return kept.findFirst().orElseThrow();
        }
    }

    @Test
    void aJournalIsGoneOnFromItsCursor() throws Exception {
        try (TestJournald journald = TestJournald.start()) {
            journald.send(entries(0, 20));
            follow(journald, new Start.Last(1 << 20, 0), 19);
            journald.send(entries(20, 30));
            follow(journald, new Start.Last(0, 1 << 20), 29);
            assertEquals(List.of(Gap.Reason.RESUMED), reasons());
            assertEquals(10, heard.lines().stream().filter(line -> line.contains("\"entry ")).count());
            journald.send(entries(30, 40));
            follow(journald, new Start.Last(64 << 10, 0), 39);
            assertEquals(List.of(), reasons(), "what is new is among the last ones");
            journald.send(entries(40, 60));
            follow(journald, new Start.Last(4 << 10, 0), 59);
            assertEquals(List.of(Gap.Reason.NOT_RESUMED), reasons());
        }
    }

    private void follow(TestJournald journald, Start start, int until) throws Exception {
        heard = new Heard();
        JournalSource journal = JournalSource.of("journal,directory=" + journald.files()).orElseThrow();
        Await.until("it stands there", () -> !TestSshd.run("journalctl", "-q", "-D", journald.files().toString(),
                "MESSAGE=entry " + until).isEmpty());
        JournalFollower follower = new JournalFollower(local(), journal, start, RotationMatrix.TIMES,
                InstantSource.system(), new Random(3), marks, heard);
        Thread thread = Thread.ofVirtual().start(follower);
        Await.until("entry " + until,
                () -> heard.lines().stream().anyMatch(line -> line.contains("\"entry " + until + "\"")));
        follower.close();
        thread.join();
    }

    private static String entries(int from, int to) {
        return String.join("\n\n", IntStream.range(from, to).mapToObj(i -> "MESSAGE=entry " + i + "\nPRIORITY=6")
                .toList());
    }
}
