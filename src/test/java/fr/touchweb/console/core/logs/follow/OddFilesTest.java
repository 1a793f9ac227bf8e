package fr.touchweb.console.core.logs.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.logs.follow.HostFollower.Wanted;
import fr.touchweb.console.core.logs.follow.LogEvent.Gap;
import fr.touchweb.console.core.logs.follow.SourceHealth.Condition;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.transport.SshHosts;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.TestAccount;
import fr.touchweb.console.support.TestSshd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands under the names of logs through a real OpenSSH server, each beside logs that are in order. */
class OddFilesTest {
    /** What is refused is looked at again soon. */
    private static final FollowTimes TIMES = new FollowTimes(Duration.ofMillis(50), Duration.ofMillis(100),
            Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofMillis(200),
            Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofSeconds(1), 0.2, 256 << 10, 1 << 20);

    @TempDir
    private Path folder;
    private Path logs;
    private final Heard heard = new Heard();

    @BeforeEach
    void begin() throws IOException {
        logs = Files.createDirectory(folder.resolve("logs"));
    }

    private HostFollower follow(RemoteHost host, String... names) {
        HostFollower follower = new HostFollower(host, TIMES, InstantSource.system(), ZoneId.of("UTC"),
                FormatCatalog.plain(), new Random(7), Bookmarks.NONE, heard);
        List<Wanted> wanted = new ArrayList<>();
        for (String name : names) {
            wanted.add(new Wanted(name.startsWith("/") ? name : logs.resolve(name).toString(), new Start.Beginning()));
        }
        follower.want(wanted);
        Thread.ofVirtual().name("follow").start(follower);
        return follower;
    }

    private void write(String name, String text) throws IOException {
        Files.write(logs.resolve(name), text.getBytes(StandardCharsets.ISO_8859_1), StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private void may(String name, String permissions) throws IOException {
        Files.setPosixFilePermissions(logs.resolve(name), PosixFilePermissions.fromString(permissions));
    }

    private void rotate(String name) throws IOException {
        Files.move(logs.resolve(name), logs.resolve(name + ".1"));
    }

    private void pipe(String name) throws Exception {
        TestSshd.run("mkfifo", "-m", "644", logs.resolve(name).toString());
    }

    private void awaitLines(String name, String... lines) throws Exception {
        Await.until(name, () -> heard.lines(name).equals(List.of(lines)));
    }

    private void awaitState(String name, Condition condition, String reason) throws Exception {
        Await.until(name + " is " + condition, () -> {
            SourceHealth health = heard.health(name);
            Message why = health.reason();
            return health.condition() == condition && why != null && why.key().equals(reason);
        });
    }

    @Test
    void whatIsNoLogIsToldAndTakesNothingFromTheOthers() throws Exception {
        RealPeer.requireThat(Files.exists(Path.of("/sys/class/net/lo/speed")), "no file whose reading fails");
        try (TestAccount account = TestAccount.create("/bin/sh");
                TestSshd sshd = TestSshd.start(folder.resolve("sshd"));
                SshHosts hosts = TestFollows.hosts(sshd)) {
            Files.createDirectory(logs.resolve("folder.log"));
            pipe("pipe.log");
            write("empty.log", "");
            write("denied.log", "secret\n");
            may("denied.log", "rw-------");
            write("good.log", "1\n");
            write("rotated.log", "1\n");
            write("shut.log", "1\n");
            try (HostFollower follower = follow(hosts.connect(sshd.target("web1", account.name())),
                    "/sys/class/net/lo/speed", "folder.log", "pipe.log", "empty.log", "denied.log", "absent.log",
                    "rotated.log", "shut.log", "good.log")) {
                awaitState("folder.log", Condition.NOT_A_FILE, "logs.notAFile");
                awaitState("pipe.log", Condition.NOT_A_FILE, "logs.notAFile");
                awaitState("denied.log", Condition.DENIED, "ssh.error.permission");
                awaitState("absent.log", Condition.MISSING, "logs.missing");
                awaitState("speed", Condition.RETRYING, "ssh.error.file");
                Await.until("an empty one is read",
                        () -> heard.health("empty.log").condition() == Condition.LIVE
                                && heard.health("empty.log").lagBytes() == 0);
                write("absent.log", "a\n");
                write("empty.log", "e\n");
                awaitLines("absent.log", "a");
                awaitLines("empty.log", "e");
                may("denied.log", "rw-r--r--");
                awaitLines("denied.log", "secret");
                // A log becomes a pipe at its rotation, another one a file that only root may read.
                rotate("rotated.log");
                pipe("rotated.log");
                rotate("shut.log");
                write("shut.log", "3\n");
                may("shut.log", "rw-------");
                write("rotated.log.1", "2\n");
                write("shut.log.1", "2\n");
                write("good.log", "2\n");
                awaitState("rotated.log", Condition.NOT_A_FILE, "logs.notAFile");
                awaitState("shut.log", Condition.DENIED, "ssh.error.permission");
                awaitLines("good.log", "1", "2");
                awaitLines("rotated.log", "1", "2");
                awaitLines("shut.log", "1", "2");
                Files.delete(logs.resolve("rotated.log"));
                write("rotated.log", "3\n");
                may("shut.log", "rw-r--r--");
                awaitLines("rotated.log", "1", "2", "3");
                awaitLines("shut.log", "1", "2", "3");
                Files.delete(logs.resolve("pipe.log"));
                write("pipe.log", "p\n");
                awaitLines("pipe.log", "p");
                assertEquals(List.of(), heard.gaps(), "nobody lost anything");
                follower.retry();
            }
        }
    }

    @Test
    void bytesThatAreNoTextComeAsTheyAre() throws Exception {
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd")); SshHosts hosts = TestFollows.hosts(sshd)) {
            List<String> lines = List.of("nul \0 in it", "\377\376 no UTF-8 \300\257", "carriage return\r", "\r", "",
                    "\033]0;title\007\033[2J\033[31mred", "==> /var/log/other.log <==",
                    "web1:" + logs.resolve("b.log") + "  a line of the other one");
            write("a.log", String.join("\n", lines) + "\n");
            write("b.log", "b\n");
            try (HostFollower follower = follow(hosts.connect(sshd.target("web1")), "a.log", "b.log")) {
                awaitLines("a.log", lines.toArray(String[]::new));
                awaitLines("b.log", "b");
                assertEquals(List.of(), heard.gaps());
                follower.retry();
            }
        }
    }

    @Test
    void aCutInMidLineAndMidRotationOfManyLogsOverOneChannel() throws Exception {
        int many = 12;
        try (TestSshd sshd = TestSshd.with().option("MaxSessions", 2).start(folder.resolve("sshd"));
                SshHosts hosts = TestFollows.hosts(sshd)) {
            for (int i = 0; i < many; i++) {
                write("l" + i + ".log", "one " + i + "\nha");
            }
            try (HostFollower follower = follow(hosts.connect(sshd.target("web1")), "l*.log")) {
                for (int i = 0; i < many; i++) {
                    awaitLines("l" + i + ".log", "one " + i);
                }
                assertEquals(1, sshd.log().lines().filter(line -> line.contains("subsystem 'sftp'")).count(),
                        "one channel for all of them");
                sshd.kill();
                for (int i = 0; i < many; i++) {
                    write("l" + i + ".log", "lf\n");
                    rotate("l" + i + ".log");
                    if (i % 2 == 0) {
                        // Those of odd numbers come up when the daemon opens its file again.
                        write("l" + i + ".log", "three\n");
                    }
                    write("l" + i + ".log.1", "two\n");
                }
                sshd.restart();
                for (int i = 0; i < many; i += 2) {
                    awaitLines("l" + i + ".log", "one " + i, "half", "two", "three");
                }
                for (int i = 1; i < many; i += 2) {
                    write("l" + i + ".log", "three\n");
                    awaitLines("l" + i + ".log", "one " + i, "half", "two", "three");
                }
                assertTrue(heard.gaps().stream().allMatch(gap -> gap.reason() == Gap.Reason.RECONNECTED),
                        heard.gaps().toString());
                List<Gap> told = Together.of(heard.gaps(), (one, other) -> 0);
                assertEquals(List.of(many), told.stream().map(Gap::logs).toList(), "said once");
                follower.retry();
            }
        }
    }

    @Test
    void theZoneOfAJailIsReadOffItsLogsAlsoOfThoseThatBeginLater() throws Exception {
        try (TestSshd sshd = TestSshd.with().option("ForceCommand", "internal-sftp").start(folder.resolve("sshd"));
                SshHosts hosts = TestFollows.hosts(sshd)) {
            write("empty.log", "");
            write("quiet.log", "no time at all\n");
            try (HostFollower follower = follow(hosts.connect(sshd.target("web1")), "empty.log", "quiet.log")) {
                awaitLines("quiet.log", "no time at all");
                assertEquals(null, heard.health("quiet.log").zone());
                write("empty.log", "%s [error] 1#1: *1 open() failed\n".formatted(
                        DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss")
                                .format(LocalDateTime.now(ZoneOffset.ofHoursMinutes(5, 45)))));
                Await.until("its zone", () -> "+05:45".equals(heard.health("empty.log").zone()));
                assertTrue(heard.health("empty.log").zoneInferred());
                Await.until("that of the others", () -> "+05:45".equals(heard.health("quiet.log").zone()));
                LogEvent before = null;
                for (LogEvent event : heard.all()) {
                    if (event instanceof LogEvent.Line && event.source().fileName().equals("empty.log")) {
                        assertTrue(before instanceof LogEvent.State state && "+05:45".equals(state.health().zone()),
                                "the zone is known before the line: " + before);
                    }
                    before = event;
                }
                follower.retry();
            }
        }
    }
}
