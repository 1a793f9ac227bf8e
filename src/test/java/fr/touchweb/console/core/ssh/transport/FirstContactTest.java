package fr.touchweb.console.core.ssh.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.SshEnvironment;
import fr.touchweb.console.core.ssh.SshTarget;
import fr.touchweb.console.core.ssh.hostkey.HostKeyQuestion;
import fr.touchweb.console.core.ssh.hostkey.HostKeyVerdict;
import fr.touchweb.console.support.SshKeys;
import fr.touchweb.console.support.TestSshd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A person who is asked about host keys, against a real server. */
@Timeout(120)
class FirstContactTest {
    @TempDir
    Path folder;
    private final List<HostKeyQuestion> asked = new ArrayList<>();

    private SshEnvironment environment(TestSshd sshd) {
        return new SshEnvironment(folder, null, folder.resolve("own/known_hosts"), List.of(),
                List.of(sshd.clientKey()), false);
    }

    private TestHosts hosts(TestSshd sshd, boolean answer) {
        return new TestHosts(environment(sshd), TestHosts.QUICK, SecretSource.NONE, question -> {
            asked.add(question);
            return answer;
        }, SshClock.SYSTEM);
    }

    private static SshHost host(TestHosts hosts, TestSshd sshd) {
        return hosts.hosts.connect(new SshTarget("web1", "127.0.0.1", sshd.port(), sshd.user(), List.of()));
    }

    @Test
    void anAcceptedKeyIsStoredAndNotAskedForAgain() throws Exception {
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd"))) {
            try (TestHosts hosts = hosts(sshd, true)) {
                assertEquals("hello\n", host(hosts, sshd).run(Command.of("echo", "hello")).text());
            }
            assertEquals(1, asked.size());
            assertEquals("web1", asked.getFirst().name());
            assertEquals(SshKeys.blob(sshd.hostKey()), asked.getFirst().verdict().key());
            assertTrue(Files.readString(folder.resolve("own/known_hosts")).startsWith("[127.0.0.1]:" + sshd.port()));
            try (TestHosts hosts = hosts(sshd, false)) {
                assertTrue(host(hosts, sshd).run(Command.of("true")).ok());
            }
            assertEquals(1, asked.size());
        }
    }

    @Test
    void aDeclinedKeyIsNotStoredAndNothingConnects() throws Exception {
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd")); TestHosts hosts = hosts(sshd, false)) {
            RemoteException e = assertThrows(RemoteException.class,
                    () -> host(hosts, sshd).run(Command.of("true")));
            assertEquals(Kind.HOST_KEY_UNKNOWN, e.kind());
            assertEquals(1, asked.size());
            assertTrue(Files.notExists(folder.resolve("own/known_hosts")));
        }
    }

    @Test
    void noAnswerGetsPastAChangedKey() throws Exception {
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd")); TestHosts hosts = hosts(sshd, true)) {
            Path other = SshKeys.make(folder.resolve("other"), "ed25519", "");
            Path own = Files.createDirectories(folder.resolve("own")).resolve("known_hosts");
            String line = "[127.0.0.1]:" + sshd.port() + " ssh-ed25519 " + SshKeys.blob(other).base64() + "\n";
            Files.writeString(own, line);
            RemoteException e = assertThrows(RemoteException.class,
                    () -> host(hosts, sshd).run(Command.of("true")));
            assertEquals(Kind.HOST_KEY_CHANGED, e.kind());
            assertInstanceOf(HostKeyVerdict.Changed.class, asked.getFirst().verdict());
            assertEquals(line, Files.readString(own));
        }
    }

    @Test
    void anUnreadableKnownHostsStopsEveryConnectionWithItsName() throws Exception {
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd")); TestHosts hosts = hosts(sshd, true)) {
            Files.createDirectories(folder.resolve("own/known_hosts"));
            RemoteException e = assertThrows(RemoteException.class,
                    () -> host(hosts, sshd).run(Command.of("true")));
            assertEquals(Kind.CONFIGURATION, e.kind());
            assertEquals("ssh.hostkey.unreadable", e.text().key());
            assertEquals(List.of(), asked);
        }
    }
}
