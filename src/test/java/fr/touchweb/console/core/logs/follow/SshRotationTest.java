package fr.touchweb.console.core.logs.follow;

import fr.touchweb.console.core.ssh.transport.SshHosts;
import fr.touchweb.console.support.TestSshd;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rotation matrix through a real OpenSSH server, which is also killed and started again meanwhile. */
class SshRotationTest {
    @TempDir
    private Path folder;

    @Test
    void nothingIsLostAtARotation() throws Exception {
        try (TestSshd sshd = TestSshd.start(Files.createDirectory(folder.resolve("sshd")));
                SshHosts hosts = TestFollows.hosts(sshd)) {
            RotationMatrix.atTrueLags(Files.createDirectory(folder.resolve("logs")),
                    hosts.connect(sshd.target("web1"))).run(matrix -> {});
        }
    }

    @Test
    void norWhenTheServerIsKilledMeanwhile() throws Exception {
        try (TestSshd sshd = TestSshd.start(Files.createDirectory(folder.resolve("sshd")));
                SshHosts hosts = TestFollows.hosts(sshd)) {
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
