package fr.touchweb.console.core.logs.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.format.Level;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.format.LogFormat;
import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.logs.follow.LogEvent.Gap;
import fr.touchweb.console.core.logs.follow.SourceHealth.Condition;
import fr.touchweb.console.core.logs.follow.SourceHealth.Way;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.transport.SshHosts;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.TestAccount;
import fr.touchweb.console.support.TestJournald;
import fr.touchweb.console.support.TestSshd;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal of a real journald, through journalctl. */
class JournalFollowTest {
    @TempDir
    private Path folder;
    private final Heard heard = new Heard();

    private JournalFollower follow(RemoteHost host, String name, Start start) {
        JournalFollower follower = new JournalFollower(host, JournalSource.of(name).orElseThrow(), start,
                RotationMatrix.TIMES, InstantSource.system(), new Random(7), Bookmarks.NONE, heard);
        Thread.ofVirtual().name("journal").start(follower);
        return follower;
    }

    private static RemoteHost local() {
        return new LocalHost("web1", new CommandJournal(Clock.systemUTC()));
    }

    private List<String> messages() {
        return heard.lines().stream().map(JournalFollowTest::record)
                .filter(entry -> !"systemd-journald".equals(entry.fields().get("program"))).map(LogRecord::message)
                .toList();
    }

    private static LogRecord record(String line) {
        return LogRecord.of(FormatCatalog.plain().parser("journal", null,
                new LocalTimes(ZoneOffset.ofHours(5), InstantSource.system())),
                line.getBytes(StandardCharsets.ISO_8859_1), 1, 1);
    }

    @Test
    void entriesComeFromTheEndOnThroughARotationOfTheJournal() throws Exception {
        try (TestJournald journald = TestJournald.start()) {
            journald.send("MESSAGE=before\nPRIORITY=6");
            String name = "journal,directory=" + journald.files();
            Await.until("it stands in the journal", () -> !TestSshd.run("journalctl", "-q", "-D",
                    journald.files().toString(), "MESSAGE=before").isEmpty());
            Instant begin = Instant.now();
            try (JournalFollower follower = follow(local(), name, new Start.End(0))) {
                Await.until("it is followed", () -> heard.health(name(name)).condition() == Condition.LIVE);
                journald.send("MESSAGE=one\nPRIORITY=3\nSYSLOG_IDENTIFIER=nginx");
                Await.until("one", () -> messages().contains("one"));
                journald.rotate();
                journald.send("MESSAGE=two\nPRIORITY=6\n\nMESSAGE=trois é\nPRIORITY=4");
                Await.until("three", () -> messages().equals(List.of("one", "two", "trois é")));
                LogRecord one = heard.lines().stream().map(JournalFollowTest::record)
                        .filter(entry -> entry.message().equals("one")).findFirst().orElseThrow();
                assertEquals(LogFormat.JOURNAL, one.format());
                assertEquals(Level.ERROR, one.level());
                assertEquals("nginx", one.fields().get("program"));
                assertTrue(one.time() != null && one.time().isAfter(begin.minusSeconds(1)),
                        "journald tells UTC, whatever our zone is: " + one.time());
                assertEquals(List.of(), heard.gaps());
                follower.retry();
            }
        }
    }

    /** Under which name a test's ear keeps the health of a source. */
    private static String name(String source) {
        return source.substring(source.lastIndexOf('/') + 1);
    }

    @Test
    void unitPriorityAndMomentSelect() throws Exception {
        try (TestJournald journald = TestJournald.start()) {
            // What journalctl takes for a message of the unit where no service manager tells it.
            String unit = "MESSAGE_ID=fc2e22bc6ee647b6b90729ab34a250b1\nCOREDUMP_UNIT=shop.service\n";
            journald.send(unit + "MESSAGE=old\nPRIORITY=3");
            Await.until("the old one stands there", () -> !TestSshd.run("journalctl", "-q", "-D",
                    journald.files().toString(), "MESSAGE=old").isEmpty());
            Instant since = Instant.now();
            journald.send(unit + "MESSAGE=grave\nPRIORITY=3\n\n" + unit + "MESSAGE=mild\nPRIORITY=6\n\n"
                    + "MESSAGE=foreign\nPRIORITY=0");
            Await.until("all stands in the journal", () -> !TestSshd.run("journalctl", "-q", "-D",
                    journald.files().toString(), "MESSAGE=foreign").isEmpty());
            String name = "journal:shop.service,priority=warning,boot=0,directory=" + journald.files();
            try (JournalFollower follower = follow(local(), name, new Start.Since(since))) {
                Await.until("the grave one", () -> messages().contains("grave"));
                journald.send(unit + "MESSAGE=last\nPRIORITY=2");
                Await.until("the last one", () -> messages().contains("last"));
                assertEquals(List.of("grave", "last"), messages());
                follower.retry();
            }
        }
    }

    @Test
    void aLostConnectionIsGoneOnFromTheCursor() throws Exception {
        try (TestJournald journald = TestJournald.start();
                TestSshd sshd = TestSshd.start(folder.resolve("sshd"));
                SshHosts hosts = TestFollows.hosts(sshd)) {
            String name = "journal,directory=" + journald.files();
            journald.send(entries(0, 500));
            try (JournalFollower follower = follow(hosts.connect(sshd.target("web1")), name,
                    new Start.Beginning())) {
                Await.until("the first ones", () -> messages().size() >= 500);
                sshd.kill();
                journald.send(entries(500, 700));
                journald.rotate();
                journald.send(entries(700, 1_000));
                sshd.restart();
                Await.until("all of them", () -> messages().size() >= 1_000);
                assertEquals(IntStream.range(0, 1_000).mapToObj(i -> "entry " + i).toList(), messages());
                assertEquals(List.of(Gap.Reason.RECONNECTED), heard.gaps().stream().map(Gap::reason).toList());
                List<Long> numbers = heard.events().stream().filter(LogEvent.Line.class::isInstance)
                        .map(line -> ((LogEvent.Line) line).offset()).toList();
                assertEquals(numbers.stream().sorted().distinct().toList(), numbers, "each stands at its number");
                assertTrue(numbers.getFirst() > 0, numbers.getFirst().toString());
                // journald deletes its oldest files: what was read stays, what is missing is told.
                sshd.kill();
                journald.send("MESSAGE=lost\nPRIORITY=6");
                journald.rotate();
                try (Stream<Path> files = Files.list(journald.files())) {
                    for (Path file : files.filter(f -> f.getFileName().toString().contains("@")).toList()) {
                        Files.delete(file);
                    }
                }
                journald.send("MESSAGE=later\nPRIORITY=6");
                sshd.restart();
                Await.until("the later one", () -> messages().contains("later"));
                assertEquals(List.of(Gap.Reason.RECONNECTED, Gap.Reason.RECONNECTED, Gap.Reason.VACUUMED),
                        heard.gaps().stream().map(Gap::reason).toList());
                follower.retry();
            }
        }
    }

    @Test
    void anEntryOfManyPiecesIsGoneOnFromToo() throws Exception {
        FollowTimes pieces = new FollowTimes(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofSeconds(5),
                Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(5), Duration.ofSeconds(60),
                Duration.ofMillis(100), Duration.ofSeconds(1), 0, 256 << 10, 4_096);
        try (TestJournald journald = TestJournald.start();
                TestSshd sshd = TestSshd.start(folder.resolve("sshd"));
                SshHosts hosts = TestFollows.hosts(sshd)) {
            String name = "journal,directory=" + journald.files();
            journald.send("MESSAGE=" + "long ".repeat(10_000) + "\nPRIORITY=6");
            Await.until("it stands in the journal", () -> asJournalctl(journald).contains("long long"));
            try (JournalFollower follower = new JournalFollower(hosts.connect(sshd.target("web1")),
                    JournalSource.of(name).orElseThrow(), new Start.Beginning(), pieces, InstantSource.system(),
                    new Random(7), Bookmarks.NONE, heard)) {
                Thread.ofVirtual().start(follower);
                Await.until("the long one", () -> messages().stream().anyMatch(text -> text.startsWith("long")));
                sshd.kill();
                journald.send("MESSAGE=after\nPRIORITY=6");
                sshd.restart();
                Await.until("the next one", () -> messages().contains("after"));
                assertEquals(1, messages().stream().filter(text -> text.startsWith("long")).count());
                assertEquals(List.of(Gap.Reason.RECONNECTED), heard.gaps().stream().map(Gap::reason).toList());
                follower.retry();
            }
        }
    }

    @Test
    void aJournalIsFetchedAndGoneOnFrom() throws Exception {
        try (TestJournald journald = TestJournald.start();
                TestSshd sshd = TestSshd.start(folder.resolve("sshd"));
                SshHosts hosts = TestFollows.hosts(sshd)) {
            JournalSource journal = JournalSource.of("journal,directory=" + journald.files()).orElseThrow();
            JournalDownload download = new JournalDownload(hosts.connect(sshd.target("web1")), journal, 4_096);
            journald.send(entries(0, 50) + "\n\nMESSAGE=" + "x".repeat(20_000) + "\nPRIORITY=6");
            Await.until("they stand in the journal", () -> asJournalctl(journald).contains("entry 49")
                    && asJournalctl(journald).contains("xxxx"));
            Path to = folder.resolve("fetched");
            JournalDownload.Result all = download.fetch(to, TaskControl.UNATTENDED);
            assertEquals(0, all.resumedAt());
            assertEquals(objects(asJournalctl(journald)), objects(Files.readString(all.file())));
            journald.send(entries(50, 60));
            Await.until("more stands there", () -> asJournalctl(journald).contains("entry 59"));
            // An earlier try that a lost connection ended in the middle of an entry.
            String before = Files.readString(all.file());
            Files.writeString(all.file(), before + "{\"__CURSOR\" : \"s=");
            JournalDownload.Result more = download.fetch(to, TaskControl.UNATTENDED);
            assertEquals(before.length(), more.resumedAt());
            assertEquals(objects(asJournalctl(journald)), objects(Files.readString(more.file())));
            assertEquals(more.bytes(), download.fetch(to, TaskControl.UNATTENDED).resumedAt(), "nothing is new");
            Files.writeString(more.file(), "{\"__CURSOR\":\"s=0;i=1;b=0;m=1;t=1;x=1\"}\n");
            assertEquals(0, download.fetch(to, TaskControl.UNATTENDED).resumedAt(), "an entry that it does not hold");
            assertEquals(objects(asJournalctl(journald)), objects(Files.readString(more.file())));
        }
    }

    /** The order of members is journalctl's whim. */
    private static List<JsonNode> objects(String lines) throws Exception {
        List<JsonNode> all = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            all.add(new ObjectMapper().readTree(line));
        }
        return all;
    }

    private static String asJournalctl(TestJournald journald) throws Exception {
        return TestSshd.run("journalctl", "-q", "--all", "--output=json", "-D", journald.files().toString());
    }

    private static String entries(int from, int to) {
        return String.join("\n\n", IntStream.range(from, to).mapToObj(i -> "MESSAGE=entry " + i + "\nPRIORITY=6")
                .toList());
    }

    @Test
    void anAccountThatMayNotReadItSaysSoAndSudoHelps() throws Exception {
        try (TestJournald journald = TestJournald.start();
                TestAccount account = TestAccount.create("/bin/sh");
                TestSshd sshd = TestSshd.start(folder.resolve("sshd"));
                SshHosts hosts = TestFollows.hosts(sshd)) {
            journald.send("MESSAGE=secret\nPRIORITY=6");
            Await.until("it stands in the journal", () -> !TestSshd.run("journalctl", "-q", "-D",
                    journald.files().toString(), "MESSAGE=secret").isEmpty());
            Files.setPosixFilePermissions(journald.files(), PosixFilePermissions.fromString("rwx------"));
            String name = "journal,directory=" + journald.files();
            RemoteHost host = hosts.connect(sshd.target("web1", account.name()));
            try (JournalFollower refused = follow(host, name, new Start.Beginning())) {
                Await.until("it is refused", () -> heard.health(name(name)).reason() != null);
                refused.retry();
            }
            assertEquals(List.of(), heard.lines());
            Path rule = Path.of("/etc/sudoers.d", account.name());
            Files.writeString(rule, account.name() + " ALL=(root) NOPASSWD: /usr/bin/journalctl\n");
            Files.setPosixFilePermissions(rule, PosixFilePermissions.fromString("r--r-----"));
            try (JournalFollower follower = follow(host, name, new Start.Beginning())) {
                Await.until("it is read", () -> messages().contains("secret"));
                assertEquals(Way.STREAM_AS_ROOT, heard.health(name(name)).way());
                follower.retry();
            } finally {
                Files.delete(rule);
            }
        }
    }

    @Test
    void namesOfJournals() {
        assertEquals("nginx.service", JournalSource.of("journal:nginx.service").orElseThrow().unit());
        JournalSource all = JournalSource.of("journal:a@b.service,boot=-1,priority=error").orElseThrow();
        assertEquals("-1", all.boot());
        assertEquals("err", all.priority());
        for (String bad : List.of("journal:-x", "journal:", "journal,boot=x", "journal,priority=loud", "journal,x=1",
                "journal,directory=var", "journals", "/var/log/journal")) {
            assertTrue(JournalSource.of(bad).isEmpty(), bad);
        }
    }
}
