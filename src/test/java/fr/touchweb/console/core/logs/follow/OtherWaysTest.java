package fr.touchweb.console.core.logs.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.logs.follow.HostFollower.Wanted;
import fr.touchweb.console.core.logs.follow.LogEvent.Gap;
import fr.touchweb.console.core.logs.follow.SourceHealth.Condition;
import fr.touchweb.console.core.logs.follow.SourceHealth.Way;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.transport.SshHosts;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.TestAccount;
import fr.touchweb.console.support.TestSshd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs that SFTP under the account's own name does not give: those of root, and those of a server without SFTP. */
class OtherWaysTest {
    @TempDir
    private Path folder;
    private final Heard heard = new Heard();

    private HostFollower follow(RemoteHost host, Path log) {
        HostFollower follower = new HostFollower(host, RotationMatrix.TIMES, InstantSource.system(), ZoneId.of("UTC"),
                FormatCatalog.plain(), new Random(7), Bookmarks.NONE, heard);
        follower.want(List.of(new Wanted(log.toString(), new Start.Beginning())));
        Thread.ofVirtual().name("follow").start(follower);
        return follower;
    }

    private static void append(Path file, String text) throws Exception {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void aLogOfRootIsReadThroughSudoWhereTheAccountMay() throws Exception {
        RealPeer.require("sudo");
        Path server = RealPeer.require("sftp-server");
        try (TestAccount account = TestAccount.create("/bin/sh");
                TestSshd sshd = TestSshd.start(folder.resolve("sshd"));
                SshHosts hosts = TestFollows.hosts(sshd)) {
            Path closed = Files.createDirectory(folder.resolve("closed"));
            Path log = closed.resolve("slow.log");
            append(log, "one\n");
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
            RemoteHost host = hosts.connect(sshd.target("web1", account.name()));
            HostFollower refused = follow(host, log);
            Await.until("it is denied", () -> heard.health("slow.log").condition() == Condition.DENIED);
            refused.close();
            assertEquals(List.of(), heard.lines());
            Path rule = Path.of("/etc/sudoers.d", account.name());
            Files.writeString(rule, account.name() + " ALL=(root) NOPASSWD: " + server + " -R\n");
            Files.setPosixFilePermissions(rule, PosixFilePermissions.fromString("r--r-----"));
            try (HostFollower follower = follow(host, log)) {
                Await.until("it is read", () -> heard.lines().equals(List.of("one")));
                assertEquals(Way.ROOT, heard.health("slow.log").way());
                Files.move(log, closed.resolve("slow.log.1"));
                append(closed.resolve("slow.log.1"), "two\n");
                append(log, "three\n");
                Await.until("it is read through its rotation",
                        () -> heard.lines().equals(List.of("one", "two", "three")));
                follower.retry();
            } finally {
                Files.delete(rule);
            }
        }
    }

    @Test
    void aServerWithoutSftpIsPolledThroughItsRotations() throws Exception {
        try (TestSshd sshd = TestSshd.with().option("Subsystem", "other /bin/false").start(folder.resolve("sshd"));
                SshHosts hosts = TestFollows.hosts(sshd)) {
            RemoteHost host = hosts.connect(sshd.target("web1"));
            assertFalse(host.capabilities().sftp());
            RotationMatrix.slower(10, Files.createDirectory(folder.resolve("logs")), host).run(matrix -> {});
        }
    }

    @Test
    void whatThereCannotBeVouchedForIsTold() throws Exception {
        try (TestSshd sshd = TestSshd.with().option("Subsystem", "other /bin/false").start(folder.resolve("sshd"));
                SshHosts hosts = TestFollows.hosts(sshd)) {
            Path log = folder.resolve("it's one.log");
            append(log, "one\n");
            try (HostFollower follower = follow(hosts.connect(sshd.target("web1")), log)) {
                Await.until("it is read", () -> heard.lines().equals(List.of("one")));
                assertEquals(Way.POLLED, heard.health("it's one.log").way());
                assertEquals(List.of(Gap.Reason.POLLED), heard.gaps().stream().map(Gap::reason).toList());
                // Removed and made anew between two looks: nobody can know what else stood in the old one.
                Path fresh = folder.resolve("fresh");
                append(fresh, "three\n");
                append(log, "two\n");
                Files.move(fresh, log, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                Await.until("the new one is read", () -> heard.lines().contains("three"));
                boolean whole = heard.lines().contains("two");
                assertTrue(whole || heard.gaps().stream().anyMatch(g -> g.reason() == Gap.Reason.DISAPPEARED),
                        heard.gaps().toString());
                follower.retry();
            }
        }
    }
}
