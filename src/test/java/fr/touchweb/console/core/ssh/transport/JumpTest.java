package fr.touchweb.console.core.ssh.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.Exit;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteProcess;
import fr.touchweb.console.core.ssh.SshEnvironment;
import fr.touchweb.console.core.ssh.SshTarget;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.TestSshd;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines behind a bastion; whatever happens to them, the bastion's connection stays. */
class JumpTest {
    @TempDir
    Path folder;

    private TestSshd bastion;
    private TestSshd inner;

    @BeforeEach
    void start() throws Exception {
        bastion = TestSshd.start(folder.resolve("bastion"));
        inner = TestSshd.start(folder.resolve("inner"));
        Files.writeString(bastion.knownHosts(), Files.readString(inner.knownHosts()), StandardOpenOption.APPEND);
        Files.writeString(inner.authorizedKeys(), Files.readString(bastion.authorizedKeys()));
    }

    @AfterEach
    void stop() throws Exception {
        for (TestSshd server : new TestSshd[]{inner, bastion}) {
            if (server != null) {
                server.close();
            }
        }
    }

    private SshEnvironment environment() throws Exception {
        return bastion.environment();
    }

    private SshTarget behind(String name, String host, int port) {
        return new SshTarget(name, host, port, inner.user(), List.of(bastion.target("bastion")));
    }

    @Test
    void thirtyInnerConnectionsBreakAndTheBastionStays() throws Exception {
        try (TestHosts test = new TestHosts(environment(), TestHosts.FIGURES)) {
            SshHost gate = test.hosts.connect(bastion.target("bastion"));
            RemoteProcess witness = gate.start(Command.script("echo up; sleep 1000"));
            assertEquals("up\n", new String(witness.stdout().readNBytes(3)));
            SshHost host = test.hosts.connect(behind("inner", "127.0.0.1", inner.port()));
            RemoteProcess loud = host.start(Command.of("yes"));
            loud.stdout().readNBytes(1_000_000);
            List<SshLink> links = test.links(behind("inner", "127.0.0.1", inner.port()), 30);
            assertEquals(30, links.stream().filter(SshLink::isAlive).count());
            links.subList(0, 10).forEach(SshLink::close);
            links.subList(10, 20).forEach(SshLink::kill);
            inner.kill();
            assertTrue(loud.await() instanceof Exit.Lost);
            Await.until("every inner connection ended", () -> links.stream().noneMatch(SshLink::isAlive));
            assertTrue(gate.run(Command.of("true")).ok());
            assertEquals(1, bastion.log().split("Accepted publickey", -1).length - 1,
                    "one connection to the bastion carried them all");
            witness.close();
            assertEquals(new Exit.Killed("TERM"), witness.await());
        }
    }

    @Test
    void aSilentMachineBehindTheBastionIsGivenUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                TestHosts test = new TestHosts(environment(), TestHosts.IMPATIENT)) {
            SshHost mute = test.hosts.connect(behind("mute", "127.0.0.1", silent.getLocalPort()));
            RemoteException e = assertThrows(RemoteException.class, () -> mute.run(Command.of("true")));
            assertEquals("ssh.error.banner-timeout", e.text().key());
            assertTrue(test.hosts.connect(bastion.target("bastion")).run(Command.of("true")).ok());
            assertEquals(1, bastion.log().split("Accepted publickey", -1).length - 1);
        }
    }

    @Test
    void whatTheBastionCannotReachIsTold() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (TestHosts test = new TestHosts(environment(), TestHosts.FIGURES)) {
            SshHost gone = test.hosts.connect(behind("gone", "127.0.0.1", port));
            RemoteException e = assertThrows(RemoteException.class, () -> gone.run(Command.of("true")));
            assertEquals(Kind.UNREACHABLE, e.kind());
            assertEquals("ssh.error.jump-failed", e.text().key());
        }
        try (TestSshd closed = TestSshd.with().option("AllowTcpForwarding", "no").start(folder.resolve("closed"));
                TestHosts test = new TestHosts(closed.environment(), TestHosts.FIGURES)) {
            SshTarget target = new SshTarget("x", "127.0.0.1", inner.port(), inner.user(),
                    List.of(closed.target("closed")));
            RemoteException e = assertThrows(RemoteException.class,
                    () -> test.hosts.connect(target).run(Command.of("true")));
            assertEquals("ssh.error.channel-prohibited", e.text().key());
            assertFalse(e.kind().retryable());
        }
    }

    @Test
    void aBastionThatDiesTakesTheInnerConnectionAndBothComeBack() throws Exception {
        try (TestHosts test = new TestHosts(environment(), TestHosts.QUICK)) {
            SshHost host = test.hosts.connect(behind("inner", "127.0.0.1", inner.port()));
            RemoteProcess process = host.start(Command.script("echo up; sleep 1000"));
            assertEquals("up\n", new String(process.stdout().readNBytes(3)));
            bastion.kill();
            assertTrue(process.await() instanceof Exit.Lost);
            bastion.restart();
            Await.until("both connected again", () -> test.hosts.connections().stream()
                    .allMatch(c -> c.state() instanceof ConnectionState.Connected));
            assertTrue(host.run(Command.of("true")).ok());
        }
    }
}
