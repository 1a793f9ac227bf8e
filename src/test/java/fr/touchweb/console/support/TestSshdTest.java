package fr.touchweb.console.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher itself, with the OpenSSH client as the witness. */
class TestSshdTest {
    @TempDir
    Path folder;

    @Test
    void theOpenSshClientLogsInBeforeAndAfterARestart() throws Exception {
        RealPeer.require("ssh");
        try (TestSshd sshd = TestSshd.with().option("MaxSessions", 3).start(folder.resolve("sshd"))) {
            assertEquals("hello\n", ssh(sshd, "echo hello"));
            sshd.kill();
            sshd.restart();
            assertEquals("again\n", ssh(sshd, "echo again"));
            assertTrue(sshd.log().contains("Accepted publickey"));
        }
    }

    private static String ssh(TestSshd sshd, String command) throws Exception {
        return TestSshd.run("ssh", "-F", "none", "-p", Integer.toString(sshd.port()), "-i",
                sshd.clientKey().toString(), "-o", "UserKnownHostsFile=" + sshd.knownHosts(), "-o", "BatchMode=yes",
                "-o", "LogLevel=ERROR", sshd.user() + "@127.0.0.1", command);
    }
}
