package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.SshPolicy;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.auth.Authentication;
import fr.touchweb.console.core.ssh.auth.KeyRing;
import fr.touchweb.console.core.ssh.config.SshConfigResolver;
import fr.touchweb.console.core.ssh.transport.SshHosts;
import fr.touchweb.console.support.TestSshd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rotation matrix through a real OpenSSH server, which is also killed and started again meanwhile. */
class SshRotationTest {
    private static final SshPolicy FIGURES = new SshPolicy(10_000, 15_000, 30_000, 10_000, 60_000, 120_000, 5_000,
            15_000, 60_000, 300_000, 100, 1_000, 20, 4, 32, 8, 3, 30_000, 3);

    @TempDir
    private Path folder;

    private SshHosts hosts(TestSshd sshd) throws Exception {
        return new SshHosts(new CommandJournal(Clock.systemUTC()), sshd.environment(), SecretSource.NONE, FIGURES,
                new SshConfigResolver(null, Map.of(), InstantSource.system()),
                new Authentication(new KeyRing(Duration.ofMinutes(5), InstantSource.system())));
    }

    @Test
    void nothingIsLostAtARotation() throws Exception {
        try (TestSshd sshd = TestSshd.start(Files.createDirectory(folder.resolve("sshd")));
                SshHosts hosts = hosts(sshd)) {
            new RotationMatrix(Files.createDirectory(folder.resolve("logs")), hosts.connect(sshd.target("web1")))
                    .run(matrix -> {});
        }
    }

    @Test
    void norWhenTheServerIsKilledMeanwhile() throws Exception {
        try (TestSshd sshd = TestSshd.start(Files.createDirectory(folder.resolve("sshd")));
                SshHosts hosts = hosts(sshd)) {
            new RotationMatrix(Files.createDirectory(folder.resolve("logs")), hosts.connect(sshd.target("web1")))
                    .run(matrix -> {
                        matrix.awaitLines(matrix.total() / 4);
                        sshd.kill();
                        sshd.restart();
                        matrix.awaitLines(matrix.total() / 2);
                        sshd.kill();
                        sshd.restart();
                    });
        }
    }
}
