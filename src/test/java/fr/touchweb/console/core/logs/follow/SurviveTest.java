package fr.touchweb.console.core.logs.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.logs.follow.HostFollower.Wanted;
import fr.touchweb.console.core.logs.follow.LogEvent.Gap;
import fr.touchweb.console.core.logs.follow.SourceHealth.Condition;
import fr.touchweb.console.core.policy.SshPolicy;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.transport.SshHosts;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.TestSshd;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A frozen server, a clock that jumps, a line without an end. */
class SurviveTest {
    /** A connection that is silent for two seconds is given up, instead of a minute. */
    private static final SshPolicy QUICK = new SshPolicy(2_000, 2_000, 4_000, 2_000, 8_000, 120_000, 300, 800, 2_000,
            300_000, 100, 1_000, 20, 4, 32, 8, 3, 30_000, 3);
    private static final long HUGE = 1L << 30;

    @TempDir
    private Path folder;
    private final Heard heard = new Heard();

    private HostFollower follow(RemoteHost host, Path log, InstantSource clock, LogSink sink) {
        HostFollower follower = new HostFollower(host, RotationMatrix.TIMES, clock, ZoneId.of("UTC"),
                FormatCatalog.plain(), new Random(7), Bookmarks.NONE, sink);
        follower.want(List.of(new Wanted(log.toString(), new Start.Beginning())));
        Thread.ofVirtual().name("follow").start(follower);
        return follower;
    }

    private static void append(Path file, int from, int to) throws Exception {
        Files.writeString(file, String.join("", IntStream.range(from, to).mapToObj(i -> "line " + i + "\n").toList()),
                StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static List<String> lines(int to) {
        return IntStream.range(0, to).mapToObj(i -> "line " + i).toList();
    }

    @Test
    void aFrozenServerIsGivenUpAndGoneOnWithWhereItStopped() throws Exception {
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd"));
                SshHosts hosts = TestFollows.hosts(sshd, QUICK)) {
            Path log = folder.resolve("a.log");
            append(log, 0, 1_000);
            try (HostFollower follower = follow(hosts.connect(sshd.target("web1")), log, InstantSource.system(),
                    heard)) {
                Await.until("it is read", () -> heard.lines().size() == 1_000);
                sshd.signal("STOP");
                append(log, 1_000, 1_500);
                Files.move(log, folder.resolve("a.log.1"));
                append(folder.resolve("a.log.1"), 1_500, 1_600);
                append(log, 1_600, 2_000);
                Await.until("it is given up", () -> heard.health("a.log").condition() == Condition.RETRYING);
                assertEquals(1_000, heard.lines().size(), "what had been read stays");
                sshd.signal("CONT");
                Await.until("the rest", () -> heard.lines().size() >= 2_000);
                assertEquals(lines(2_000), heard.lines());
                assertEquals(List.of(Gap.Reason.RECONNECTED), heard.gaps().stream().map(Gap::reason).toList());
                assertEquals(0, heard.gaps().getFirst().lost());
                assertTrue(heard.gaps().getFirst().lasted().compareTo(Duration.ofSeconds(2)) >= 0,
                        "from the last answer on: " + heard.gaps().getFirst().lasted());
                follower.retry();
            }
        }
    }

    @Test
    void aClockThatJumpsChangesNothing() throws Exception {
        Path log = folder.resolve("a.log");
        AtomicReference<Duration> jump = new AtomicReference<>(Duration.ZERO);
        InstantSource clock = () -> Instant.now().plus(jump.get());
        append(log, 0, 100);
        try (HostFollower follower = follow(new LocalHost("web1", new CommandJournal(Clock.systemUTC())), log, clock,
                heard)) {
            Await.until("it is read", () -> heard.lines().size() == 100);
            jump.set(Duration.ofHours(-5));
            Files.move(log, folder.resolve("a.log.1"));
            append(folder.resolve("a.log.1"), 100, 150);
            Await.until("the old one is read on", () -> heard.lines().size() == 150);
            append(log, 150, 200);
            Await.until("the new one is found at once", () -> heard.lines().size() == 200);
            Await.until("ages are told by the clock that people see", () -> {
                Instant last = heard.health("a.log").lastByte();
                return last != null && Duration.between(last, clock.instant()).abs().toMinutes() < 1;
            });
            jump.set(Duration.ofDays(400));
            append(folder.resolve("a.log.1"), 200, 250);
            Await.until("the old one was not let go", () -> heard.lines().size() == 250);
            assertEquals(lines(250), heard.lines());
            assertEquals(List.of(), heard.gaps());
            follower.retry();
        }
    }

    @Test
    void aLineOfAGigabyteComesInPieces() throws Exception {
        Path log = folder.resolve("a.log");
        try (RandomAccessFile sparse = new RandomAccessFile(log.toFile(), "rw")) {
            sparse.setLength(HUGE);
        }
        Files.writeString(log, "\nnext\n", StandardOpenOption.APPEND);
        AtomicLong bytes = new AtomicLong();
        AtomicLong longest = new AtomicLong();
        LogSink counting = events -> {
            for (LogEvent event : events) {
                if (event instanceof LogEvent.Line line && line.ending() == LogEvent.Ending.CUT) {
                    bytes.addAndGet(line.length());
                    longest.accumulateAndGet(line.length(), Math::max);
                } else {
                    heard.accept(List.of(event));
                }
            }
        };
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd"));
                SshHosts hosts = TestFollows.hosts(sshd);
                HostFollower follower = follow(hosts.connect(sshd.target("web1")), log, InstantSource.system(),
                        counting)) {
            Await.until("the line after it", () -> heard.lines().contains("next"));
            assertEquals(HUGE, bytes.get() + heard.lines().getFirst().length());
            assertTrue(longest.get() <= RotationMatrix.TIMES.lineBytes(), longest.toString());
            assertEquals(2, heard.lines().size());
            follower.retry();
        }
    }
}
