package fr.touchweb.console.core.ssh.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.ssh.key.KeyBlob;
import fr.touchweb.console.core.ssh.key.SignatureCheck;
import fr.touchweb.console.core.ssh.key.WireWriter;
import fr.touchweb.console.support.SshKeys;
import fr.touchweb.console.support.TestAgent;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against the real ssh-agent, and against agents that misbehave. */
@Timeout(120)
class AgentClientTest {
    private static final byte[] DATA = "to be signed".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void listsAndSignsWithEveryKindOfKey() throws Exception {
        try (TestAgent agent = TestAgent.start(folder)) {
            Path authority = SshKeys.make(folder.resolve("ca"), "ed25519", "");
            for (String type : List.of("ed25519", "ecdsa", "rsa")) {
                Path key = SshKeys.make(folder.resolve(type), type, "");
                SshKeys.certify(authority, key, "-n", "bob");
                agent.add(key);
            }
            AgentClient client = new AgentClient(agent.socket());
            List<AgentClient.Identity> identities = client.identities();
            assertEquals(6, identities.size());
            assertEquals("test", identities.getFirst().comment());
            for (AgentClient.Identity identity : identities) {
                KeyBlob plain = identity.key().isCertificate()
                        ? fr.touchweb.console.core.ssh.key.SshCertificate.parse(identity.key()).key()
                        : identity.key();
                int flags = plain.type().equals("ssh-rsa") ? AgentClient.RSA_SHA2_512 : 0;
                assertTrue(SignatureCheck.verify(plain, client.sign(identity.key(), DATA, flags), DATA),
                        identity.key().type());
                if (flags != 0) {
                    assertTrue(SignatureCheck.verify(plain,
                            client.sign(identity.key(), DATA, AgentClient.RSA_SHA2_256), DATA));
                }
            }
        }
    }

    @Test
    void aLockedOrEmptyOrMissingAgentIsTold() throws Exception {
        try (TestAgent agent = TestAgent.start(folder)) {
            AgentClient client = new AgentClient(agent.socket());
            assertEquals(List.of(), client.identities());
            KeyBlob stranger = SshKeys.blob(SshKeys.make(folder.resolve("other"), "ed25519", ""));
            assertThrows(AgentException.class, () -> client.sign(stranger, DATA, 0));
        }
        assertThrows(IOException.class, () -> new AgentClient(folder.resolve("nothing")).identities());
    }

    /** An agent that answers each connection with these bytes, then closes; null never answers. */
    private ServerSocketChannel misbehaving(byte[] answer, CountDownLatch reached) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(folder.resolve("bad.sock")));
        Thread.startVirtualThread(() -> {
            while (server.isOpen()) {
                try {
                    SocketChannel peer = server.accept();
                    peer.read(ByteBuffer.allocate(1024));
                    if (answer != null) {
                        peer.write(ByteBuffer.wrap(answer));
                        peer.close();
                    }
                    reached.countDown();
                } catch (IOException e) {
                    return; // the test is over
                }
            }
        });
        return server;
    }

    @Test
    void nonsenseIsAnErrorAndNeverMemory() throws IOException {
        for (byte[] answer : List.of(new byte[]{0x7f, -1, -1, -1}, new byte[]{-1, -1, -1, -1}, new byte[]{0, 0, 0, 0},
                new byte[]{0, 0}, new byte[]{0, 0, 0, 5, 12, -1, -1, -1, -1}, new byte[]{0, 0, 0, 9, 12, 0, 0, 0, 1},
                new byte[]{0, 0, 0, 9, 12, 0, 0, 0, 1, 127, 0, 0, 0}, new byte[]{0, 0, 0, 1, 99})) {
            try (ServerSocketChannel server = misbehaving(answer, new CountDownLatch(1))) {
                assertThrows(IOException.class, () -> new AgentClient(folder.resolve("bad.sock")).identities());
            } finally {
                java.nio.file.Files.deleteIfExists(folder.resolve("bad.sock"));
            }
        }
    }

    @Test
    void aSilentAgentEndsAtTheLimitAndAtAnInterrupt() throws Exception {
        CountDownLatch reached = new CountDownLatch(2);
        try (ServerSocketChannel server = misbehaving(null, reached)) {
            AgentLink link = AgentLink.to(folder.resolve("bad.sock"));
            assertThrows(AgentException.class, () -> link.call(new byte[]{11}, Duration.ofMillis(200)));
            CompletableFuture<Throwable> end = new CompletableFuture<>();
            Thread waiting = Thread.startVirtualThread(() -> {
                try {
                    link.call(new byte[]{11}, Duration.ofMinutes(10));
                    end.complete(null);
                } catch (IOException | InterruptedException e) {
                    end.complete(e);
                }
            });
            assertTrue(reached.await(30, TimeUnit.SECONDS));
            waiting.interrupt();
            assertInstanceOf(InterruptedException.class, end.get(30, TimeUnit.SECONDS));
        }
    }

    /** The named pipe of Windows, played by a pair of FIFO-like files: here only that nonsense and absence are told. */
    @Test
    void aPipeThatIsNotThereIsTold() {
        AgentLink link = AgentLink.to(Path.of("\\\\.\\pipe\\openssh-ssh-agent"));
        assertInstanceOf(PipeLink.class, link);
        assertThrows(IOException.class,
                () -> new PipeLink(folder.resolve("no/such").toString()).call(new byte[]{11}, Duration.ofSeconds(5)));
    }

    /** A character device stands in for the pipe: what is written is thrown away, and zeros come back. */
    @Test
    void aPipeThatAnswersNonsenseIsToldToo() {
        byte[] request = new WireWriter().putByte(11).toBytes();
        assertThrows(AgentException.class, () -> new PipeLink("/dev/zero").call(request, Duration.ofSeconds(5)));
    }
}
