package fr.touchweb.console.core.ssh.transport;

import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.RemoteHostContract;
import fr.touchweb.console.support.TestSshd;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** What every host keeps, kept by OpenSSH. */
class SshHostTest extends RemoteHostContract {
    @TempDir
    static Path server;

    private static TestSshd sshd;
    private static TestHosts test;

    @BeforeAll
    static void start() throws Exception {
        sshd = TestSshd.start(server.resolve("sshd"));
        test = new TestHosts(sshd.environment(), TestHosts.FIGURES);
    }

    @AfterAll
    static void stop() throws Exception {
        if (sshd != null) {
            test.close();
            sshd.close();
        }
    }

    private final RemoteHost host = test.hosts.connect(sshd.target("far"));

    @Override
    protected RemoteHost host() {
        return host;
    }

    @Override
    protected CommandJournal journal() {
        return test.journal;
    }
}
