package fr.touchweb.console.core.ssh.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteProcess;
import fr.touchweb.console.core.ssh.SshTarget;
import fr.touchweb.console.core.ssh.hostkey.HostKeyVerdict;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.TestSshd;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that says no, or not now. */
class RefusalsTest {
    @TempDir
    Path folder;

    @Test
    void aHostKeyIsRefusedWithWhatADialogNeeds() throws Exception {
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd"))) {
            TestSshd.makeKey(folder.resolve("other"), "ed25519");
            String name = "[127.0.0.1]:" + sshd.port() + " ";
            assertRefused(sshd, "", Kind.HOST_KEY_UNKNOWN, HostKeyVerdict.Unknown.class);
            assertRefused(sshd, name + TestSshd.publicKey(folder.resolve("other")), Kind.HOST_KEY_CHANGED,
                    HostKeyVerdict.Changed.class);
            String right = TestSshd.publicKey(sshd.hostKey());
            assertRefused(sshd, name + right + "\n@revoked * " + right, Kind.HOST_KEY_REVOKED,
                    HostKeyVerdict.Revoked.class);
            assertEquals(0, count(sshd.log(), "Accepted publickey"));
        }
    }

    private static void assertRefused(TestSshd sshd, String knownHosts, Kind kind, Class<?> verdict)
            throws Exception {
        Files.writeString(sshd.knownHosts(), knownHosts + "\n");
        try (TestHosts test = new TestHosts(sshd.environment(), TestHosts.FIGURES)) {
            SshHost host = test.hosts.connect(sshd.target("keys"));
            RemoteException e = assertThrows(RemoteException.class, () -> host.run(Command.of("true")));
            assertEquals(kind, e.kind());
            HostKeyRefusal refusal = assertInstanceOf(HostKeyRefusal.class, e.getCause());
            assertInstanceOf(verdict, refusal.verdict());
            assertEquals(sshd.port(), refusal.target().port());
            assertInstanceOf(ConnectionState.NeedsYou.class, test.hosts.connections().getFirst().state());
        }
    }

    @Test
    void anExpiredHostCertificateIsRefused() throws Exception {
        Path sshdFolder = Files.createDirectories(folder.resolve("sshd"));
        TestSshd.makeKey(folder.resolve("ca"), "ed25519");
        TestSshd.makeKey(folder.resolve("certified"), "ed25519");
        TestSshd.run("ssh-keygen", "-q", "-s", folder.resolve("ca").toString(), "-I", "test", "-h", "-n", "127.0.0.1",
                "-V", "20200101:20200201", folder.resolve("certified.pub").toString());
        try (TestSshd sshd = TestSshd.with().option("HostKey", folder.resolve("certified"))
                .option("HostCertificate", folder.resolve("certified-cert.pub")).start(sshdFolder)) {
            Files.writeString(sshd.knownHosts(),
                    "@cert-authority * " + TestSshd.publicKey(folder.resolve("ca")) + "\n");
            try (TestHosts test = new TestHosts(sshd.environment(), TestHosts.FIGURES)) {
                RemoteException e = assertThrows(RemoteException.class,
                        () -> test.hosts.connect(sshd.target("cert")).run(Command.of("true")));
                assertEquals(Kind.HOST_CERTIFICATE, e.kind());
            }
        }
    }

    @Test
    void aServerThatRefusesThreeTimesIsLeftAlone() throws Exception {
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd"))) {
            Files.writeString(sshd.authorizedKeys(), "");
            try (TestHosts test = new TestHosts(sshd.environment(), TestHosts.FIGURES)) {
                SshHost host = test.hosts.connect(sshd.target("no"));
                for (int i = 0; i < 3; i++) {
                    RemoteException e = assertThrows(RemoteException.class, () -> host.run(Command.of("true")));
                    assertEquals(Kind.AUTHENTICATION, e.kind(), e.text().toString());
                }
                int tries = count(sshd.log(), "Connection from");
                RemoteException e = assertThrows(RemoteException.class, () -> host.run(Command.of("true")));
                assertEquals("ssh.error.left-alone", e.text().key());
                assertEquals(Kind.AUTHENTICATION, e.kind());
                assertEquals(tries, count(sshd.log(), "Connection from"));
            }
        }
    }

    @Test
    void moreChannelsThanMaxSessionsGoOverMoreConnections() throws Exception {
        try (TestSshd sshd = TestSshd.with().option("MaxSessions", 2).start(folder.resolve("sshd"));
                TestHosts test = new TestHosts(sshd.environment(), TestHosts.FIGURES)) {
            SshHost host = test.hosts.connect(sshd.target("few"));
            List<RemoteProcess> running = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                running.add(host.start(Command.script("echo on; sleep 1000")));
            }
            for (RemoteProcess process : running) {
                assertEquals("on\n", new String(process.stdout().readNBytes(3)));
            }
            assertTrue(host.run(Command.of("true")).ok());
            assertEquals(4, test.hosts.connections().getFirst().connections());
            running.forEach(RemoteProcess::close);
            Await.until("the channels are free again", () -> test.hosts.connections().getFirst().channels() == 0);
        }
    }

    @Test
    void aHundredLogInsToOneServerSucceed() throws Exception {
        try (TestSshd sshd = TestSshd.with().option("LoginGraceTime", 120).start(folder.resolve("sshd"));
                TestHosts test = new TestHosts(sshd.environment(), TestHosts.FIGURES)) {
            List<SshLink> links = test.links(sshd.target("many"), 100);
            assertEquals(100, links.stream().filter(SshLink::isAlive).count());
            assertEquals(100, count(sshd.log(), "Accepted publickey"));
            assertEquals(0, count(sshd.log(), "past MaxStartups"));
            links.forEach(SshLink::close);
        }
    }

    @Test
    void aServerWithNoRoomIsAskedAgain() throws Exception {
        try (TestSshd sshd = TestSshd.with().option("MaxStartups", "2:100:2").start(folder.resolve("sshd"));
                TestHosts test = new TestHosts(sshd.environment(), TestHosts.FIGURES)) {
            List<SshLink> links = test.links(sshd.target("tight"), 12);
            assertEquals(12, links.stream().filter(SshLink::isAlive).count());
            assertTrue(count(sshd.log(), "past MaxStartups") > 0, "the server refused none");
            links.forEach(SshLink::close);
        }
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                TestSshd sshd = TestSshd.start(folder.resolve("sshd"));
                TestHosts test = new TestHosts(sshd.environment(), TestHosts.IMPATIENT)) {
            RemoteException e = assertThrows(RemoteException.class, () -> test.hosts
                    .connect(new SshTarget("mute", "127.0.0.1", silent.getLocalPort(), "x", List.of()))
                    .run(Command.of("true")));
            assertEquals(Kind.TIMEOUT, e.kind());
            assertEquals("ssh.error.banner-timeout", e.text().key());
        }
    }

    @Test
    void nobodyThereIsTold() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd"));
                TestHosts test = new TestHosts(sshd.environment(), TestHosts.FIGURES)) {
            assertEquals("ssh.error.refused", failure(test, "127.0.0.1", port).text().key());
            RemoteException unknown = failure(test, "no-such-host.invalid", 22);
            assertEquals("ssh.error.unknown-host", unknown.text().key());
            assertEquals(Kind.UNREACHABLE, unknown.kind());
        }
    }

    private static RemoteException failure(TestHosts test, String host, int port) {
        SshHost there = test.hosts.connect(new SshTarget("gone", host, port, "x", List.of()));
        return assertThrows(RemoteException.class, () -> there.run(Command.of("true")));
    }

    private static int count(String text, String words) {
        return text.split(Pattern.quote(words), -1).length - 1;
    }

    static <T> List<T> all(int count, Callable<T> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                futures.add(threads.submit(work));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }
}
