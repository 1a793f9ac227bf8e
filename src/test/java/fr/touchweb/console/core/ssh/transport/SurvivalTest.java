package fr.touchweb.console.core.ssh.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.policy.SshPolicy;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.CommandResult;
import fr.touchweb.console.core.ssh.Exit;
import fr.touchweb.console.core.ssh.OpenFile;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.core.ssh.RemoteProcess;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.SshTarget;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.TestProxy;
import fr.touchweb.console.support.TestSshd;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers and links that break while they are used. */
class SurvivalTest {
    @TempDir
    Path folder;

    private TestSshd sshd;
    private TestProxy proxy;

    @BeforeEach
    void start() throws Exception {
        sshd = TestSshd.with().option("RekeyLimit", "16M").start(folder.resolve("sshd"));
        proxy = TestProxy.to(sshd.port());
        sshd.alsoKnownAs("[127.0.0.1]:" + proxy.port());
    }

    @AfterEach
    void stop() throws Exception {
        if (sshd != null) {
            sshd.close();
        }
        if (proxy != null) {
            proxy.close();
        }
    }

    private SshTarget target() {
        return new SshTarget("far", "127.0.0.1", proxy.port(), sshd.user(), List.of());
    }

    @Test
    void aServerThatComesBackIsReconnectedByItself() throws Exception {
        try (TestHosts test = new TestHosts(sshd.environment(), TestHosts.QUICK)) {
            Set<String> states = new ConcurrentSkipListSet<>();
            test.hosts.onChange(() -> test.hosts.connections()
                    .forEach(c -> states.add(c.state().getClass().getSimpleName())));
            SshHost host = test.hosts.connect(target());
            RemoteProcess process = host.start(Command.script("echo up; sleep 1000"));
            assertEquals("up\n", new String(process.stdout().readNBytes(3)));
            sshd.kill();
            assertInstanceOf(Exit.Lost.class, process.await());
            Await.until("it waits for the next try",
                    () -> state(test) instanceof ConnectionState.Reconnecting);
            RemoteException e = assertThrows(RemoteException.class, () -> untilItFails(host));
            assertTrue(e.kind().retryable(), e.text().toString());
            sshd.restart();
            Await.until("connected again", () -> state(test) instanceof ConnectionState.Connected);
            assertTrue(host.run(Command.of("true")).ok());
            assertTrue(states.containsAll(Set.of("Connecting", "Connected", "Reconnecting")), states.toString());
        }
    }

    private static void untilItFails(SshHost host) throws Exception {
        for (int i = 0; i < 1000; i++) {
            host.run(Command.of("true"));
        }
    }

    @Test
    void aLoginRefusedAtTheReconnectionIsNotTriedAgain() throws Exception {
        try (TestHosts test = new TestHosts(sshd.environment(), TestHosts.QUICK)) {
            SshHost host = test.hosts.connect(target());
            assertTrue(host.run(Command.of("true")).ok());
            Files.writeString(sshd.authorizedKeys(), "");
            proxy.cut();
            Await.until("it needs the person", () -> state(test) instanceof ConnectionState.NeedsYou);
            int accepted = proxy.accepted();
            Await.until("the watchdog went round", () -> test.hosts.connections().size() == 1);
            assertEquals(accepted, proxy.accepted());
        }
    }

    @Test
    void aFrozenLinkIsSlowThenDeadThenBack() throws Exception {
        try (TestHosts test = new TestHosts(sshd.environment(), TestHosts.QUICK)) {
            SshHost host = test.hosts.connect(target());
            RemoteProcess process = host.start(Command.script("echo up; sleep 1000"));
            assertEquals("up\n", new String(process.stdout().readNBytes(3)));
            proxy.freeze();
            Await.until("slow", () -> state(test) instanceof ConnectionState.Slow);
            assertInstanceOf(Exit.Lost.class, process.await());
            proxy.thaw();
            Await.until("connected again", () -> state(test) instanceof ConnectionState.Connected);
            assertTrue(host.run(Command.of("true")).ok());
        }
    }

    @Test
    void aQuietLinkStaysUp() throws Exception {
        try (TestHosts test = new TestHosts(sshd.environment(), TestHosts.QUICK)) {
            SshHost host = test.hosts.connect(target());
            RemoteProcess process = host.start(Command.script("sleep 1000"));
            long before = test.hosts.connections().getFirst().bytesSent();
            long until = System.nanoTime() + Duration.ofMillis(2L * TestHosts.QUICK.deadMillis()).toNanos();
            Await.until("twice the deadline without a word", () -> System.nanoTime() > until);
            assertInstanceOf(ConnectionState.Connected.class, state(test));
            assertTrue(test.hosts.connections().getFirst().bytesSent() > before, "signs of life were asked for");
            process.close();
        }
    }

    @Test
    void aBlockedWriterIsFreedWithTheDeadLink() throws Exception {
        try (TestHosts test = new TestHosts(sshd.environment(), TestHosts.QUICK)) {
            SshHost host = test.hosts.connect(target());
            assertTrue(host.run(Command.of("true")).ok());
            proxy.freeze();
            byte[] much = new byte[8 << 20];
            RemoteException e = assertThrows(RemoteException.class,
                    () -> host.run(Command.of("cat").withStdin(much)));
            assertTrue(e.kind().retryable());
            proxy.thaw();
        }
    }

    @Test
    void aCutLinkLeavesNothingAlive() throws Exception {
        try (TestHosts test = new TestHosts(sshd.environment(), TestHosts.QUICK)) {
            SshHost host = test.hosts.connect(target());
            String mark = Integer.toString(100_000_000 + new Random().nextInt(800_000_000));
            host.start(Command.script("tail -n0 -F --max-unchanged-stats=" + mark + " /etc/passwd | cat"));
            host.start(Command.of("sleep", mark));
            Await.until("both run", () -> alive(mark) >= 3);
            proxy.cut();
            Await.until("nothing of them lives", () -> alive(mark) == 0);
        }
    }

    private static long alive(String mark) {
        return ProcessHandle.allProcesses().filter(p -> p.info().commandLine().orElse("").contains(mark)).count();
    }

    @Test
    void newKeysUnderLoadLoseNothing() throws Exception {
        byte[] content = new byte[48 << 20];
        new Random(3).nextBytes(content);
        Path file = Files.write(folder.resolve("large"), content);
        try (TestHosts test = new TestHosts(sshd.environment(), TestHosts.FIGURES)) {
            SshHost host = test.hosts.connect(target());
            AtomicBoolean reading = new AtomicBoolean(true);
            AtomicInteger runs = new AtomicInteger();
            AtomicReference<Exception> failure = new AtomicReference<>();
            Thread busy = Thread.startVirtualThread(() -> {
                try {
                    while (reading.get()) {
                        assertEquals("x\n", host.run(Command.of("echo", "x")).text());
                        runs.incrementAndGet();
                    }
                } catch (Exception e) {
                    failure.set(e);
                }
            });
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (OpenFile open = host.files().open(file.toString())) {
                byte[] buffer = new byte[4 << 20];
                long at = 0;
                for (int n = open.read(at, buffer, 0, buffer.length); n > 0; n = open.read(at, buffer, 0,
                        buffer.length)) {
                    digest.update(buffer, 0, n);
                    at += n;
                }
            }
            reading.set(false);
            busy.join();
            assertEquals(null, failure.get());
            assertTrue(runs.get() > 0);
            assertArrayEquals(MessageDigest.getInstance("SHA-256").digest(content), digest.digest());
            assertEquals(1, test.hosts.connections().getFirst().connections());
        }
    }

    @Test
    void closingStreamsAndInterruptingReadersHurtsNobodyElse() throws Exception {
        try (TestHosts test = new TestHosts(sshd.environment(), TestHosts.FIGURES)) {
            SshHost host = test.hosts.connect(target());
            RemoteProcess witness = host.start(Command.script("echo up; sleep 1000"));
            assertEquals("up\n", new String(witness.stdout().readNBytes(3)));
            for (int i = 0; i < 5; i++) {
                RemoteProcess loud = host.start(Command.of("yes"));
                loud.stdout().readNBytes(100_000);
                loud.stdout().close();
                loud.close();
                loud.await();
                CountDownLatch reading = new CountDownLatch(1);
                RemoteProcess quiet = host.start(Command.of("sleep", "1000"));
                Thread reader = Thread.startVirtualThread(() -> {
                    reading.countDown();
                    assertThrows(Exception.class, () -> quiet.stdout().read());
                });
                reading.await();
                reader.interrupt();
                reader.join();
                Thread runner = Thread.startVirtualThread(() -> assertThrows(InterruptedException.class,
                        () -> host.run(Command.of("sleep", "1000"))));
                runner.interrupt();
                runner.join();
                quiet.close();
            }
            assertTrue(host.run(Command.of("true")).ok());
            assertEquals(1, proxy.accepted(), "the one connection was never lost");
            witness.close();
        }
    }

    @Test
    void anIdleConnectionIsClosedAndMadeAgain() throws Exception {
        SshPolicy figures = new SshPolicy(10_000, 15_000, 30_000, 10_000, 60_000, 120_000, 600, 20_000, 60_000, 800,
                100, 1_000, 20, 4, 32, 8, 3, 30_000, 3);
        Path file = Files.writeString(folder.resolve("file"), "x");
        try (TestHosts test = new TestHosts(sshd.environment(), figures)) {
            SshHost host = test.hosts.connect(target());
            OpenFile open = host.files().open(file.toString());
            long until = System.nanoTime() + Duration.ofMillis(3L * figures.idleMillis()).toNanos();
            Await.until("three times the idle time", () -> System.nanoTime() > until);
            assertEquals(1, open.stat().size(), "an open file keeps the connection");
            open.close();
            Await.until("closed as idle", () -> state(test) instanceof ConnectionState.Offline);
            assertTrue(host.run(Command.of("true")).ok());
            assertEquals(2, proxy.accepted());
        }
    }

    @Test
    void afterASleepOfThisMachineTheServerIsAskedAtOnce() throws Exception {
        AtomicReference<Duration> asleep = new AtomicReference<>(Duration.ZERO);
        SshClock clock = new SshClock() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public Instant wall() {
                return Instant.now().plus(asleep.get());
            }
        };
        try (TestHosts test = new TestHosts(sshd.environment(), TestHosts.FIGURES, SecretSource.NONE, clock)) {
            SshHost host = test.hosts.connect(target());
            assertTrue(host.run(Command.of("true")).ok());
            long before = test.hosts.connections().getFirst().bytesReceived();
            asleep.set(Duration.ofHours(8));
            Await.until("the server answered", () -> test.hosts.connections().getFirst().bytesReceived() > before);
        }
    }

    @Test
    void wholeFilesTravelOnAConnectionOfTheirOwn() throws Exception {
        byte[] content = new byte[20 << 20];
        new Random(4).nextBytes(content);
        Path file = Files.write(folder.resolve("large"), content);
        try (TestHosts test = new TestHosts(sshd.environment(), TestHosts.FIGURES)) {
            SshHost host = test.hosts.connect(target());
            CommandResult first = host.run(Command.of("true"));
            assertTrue(first.ok());
            try (InputStream in = host.files().read(file.toString(), 5)) {
                byte[] rest = in.readAllBytes();
                assertEquals(content.length - 5, rest.length);
                assertEquals(content[content.length - 1], rest[rest.length - 1]);
                assertEquals(content[5], rest[0]);
            }
            assertEquals(2, test.hosts.connections().getFirst().connections());
            assertNotNull(test.hosts.connections().getFirst().server());
            try (InputStream half = host.files().read(file.toString(), 0)) {
                half.readNBytes(1000);
            }
            assertEquals(Kind.NO_SUCH_FILE, assertThrows(RemoteException.class,
                    () -> host.files().read(folder.resolve("none").toString(), 0)).kind());
        }
    }

    private static ConnectionState state(TestHosts test) {
        return test.hosts.connections().getFirst().state();
    }
}
