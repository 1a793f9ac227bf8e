package fr.touchweb.console.core.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.touchweb.console.core.logs.follow.TestFollows;
import fr.touchweb.console.core.ssh.transport.SshHosts;
import fr.touchweb.console.support.TestSshd;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that are kept of a server behind a real sshd. */
class KeptOverSshTest {
    @TempDir
    private Path folder;

    private LogSession run(TestSshd sshd, SshHosts hosts, Path log, int number) {
        return KeptRun.follow(LocalSession.in(folder.resolve("spool-" + number), KeptRun.marks(folder),
                KeptRun.kept(folder), server -> hosts.connect(sshd.target(server)), error -> {
                    throw new AssertionError(error);
                }), log.toString());
    }

    @Test
    void everyLineStandsThereOnceWhateverHappenedToTheLogMeanwhile() throws Exception {
        Path log = Files.createFile(folder.resolve("access.log"));
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd"))) {
            try (SshHosts hosts = TestFollows.hosts(sshd); LogSession session = run(sshd, hosts, log, 0)) {
                KeptPages.waitForLive(session);
                KeptPages.write(log, 0, 20_000);
                KeptPages.waitForLast(session, 19_999);
            }
            KeptPages.write(log, 20_000, 20_500);
            try (SshHosts hosts = TestFollows.hosts(sshd); LogSession session = run(sshd, hosts, log, 1)) {
                KeptPages.waitForLast(session, 20_499);
                KeptPages.assertPages(0, 20_500, KeptPages.shown(session), "written on");
            }
            KeptPages.write(log, 20_500, 20_600);
            Files.move(log, folder.resolve("access.log.1"));
            KeptPages.write(log, 20_600, 20_700);
            try (SshHosts hosts = TestFollows.hosts(sshd); LogSession session = run(sshd, hosts, log, 2)) {
                KeptPages.waitForLast(session, 20_699);
                KeptPages.assertPages(0, 20_700, KeptPages.shown(session), "rotated");
                sshd.kill();
                KeptPages.write(log, 20_700, 20_800);
            }
            try (SshHosts hosts = TestFollows.hosts(sshd); LogSession session = run(sshd, hosts, log, 3)) {
                KeptPages.waitForLast(session, 20_699);
                KeptPages.assertPages(0, 20_700, KeptPages.shown(session), "without the server");
                sshd.restart();
                session.retry();
                KeptPages.waitForLast(session, 20_799);
                KeptPages.assertPages(0, 20_800, KeptPages.shown(session), "once it answers");
                assertEquals(20_800, session.histogram().lines());
            }
        }
    }
}
