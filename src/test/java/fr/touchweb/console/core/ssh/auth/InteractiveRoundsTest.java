package fr.touchweb.console.core.ssh.auth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.SshTarget;
import fr.touchweb.console.core.ssh.config.ResolvedTarget;
import fr.touchweb.console.core.ssh.hostkey.KnownHosts;
import fr.touchweb.console.core.ssh.hostkey.SshjHostKeyVerifier;
import fr.touchweb.console.core.ssh.key.KeyBlob;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Security;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.SecurityUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.keyboard.InteractiveChallenge;
import org.apache.sshd.server.auth.keyboard.KeyboardInteractiveAuthenticator;
import org.apache.sshd.server.auth.keyboard.PromptEntry;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.session.ServerSession;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several prompts at once, each with its own words and echo; a one-time password beside the login password. */
@Timeout(120)
class InteractiveRoundsTest {
    private final Authentication authentication = new Authentication(
            new KeyRing(Duration.ofMinutes(1), Instant::now));
    private SshServer server;
    private KnownHosts known;

    @BeforeEach
    void start() throws Exception {
        SecurityUtils.setRegisterBouncyCastle(false);
        Security.addProvider(new BouncyCastleProvider());
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair host = generator.generateKeyPair();
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(host));
        server.setUserAuthFactories(List.of(UserAuthKeyboardInteractiveFactory.INSTANCE));
        server.setKeyboardInteractiveAuthenticator(new KeyboardInteractiveAuthenticator() {
            @Override
            public InteractiveChallenge generateChallenge(ServerSession session, String user, String lang,
                    String submethods) {
                InteractiveChallenge challenge = new InteractiveChallenge();
                challenge.setInteractionName("Deux facteurs");
                challenge.setInteractionInstruction("Répondez à tout");
                challenge.setLanguageTag("");
                challenge.addPrompt(new PromptEntry("Password: ", false));
                challenge.addPrompt(new PromptEntry("One-time password (OATH) for `bob': ", true));
                return challenge;
            }

            @Override
            public boolean authenticate(ServerSession session, String user, List<String> responses) {
                return responses.equals(List.of("sécret", "123456"));
            }
        });
        server.start();
        KeyBlob key = KeyBlob.of(new Buffer.PlainBuffer().putPublicKey(host.getPublic()).getCompactData());
        known = KnownHosts.parse(Path.of("known_hosts"),
                ("* " + key.type() + " " + key.base64()).getBytes(StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() throws Exception {
        server.close(true).await(10_000);
    }

    private interface Answers {
        @Nullable
        List<char[]> to(String title, String instruction, List<SecretSource.Prompt> prompts)
                throws InterruptedException;
    }

    private static SecretSource person(Answers answers) {
        return new SecretSource() {
            @Override
            public char @Nullable [] password(SshTarget target, boolean again) {
                throw new AssertionError("nobody offers a password");
            }

            @Override
            public char @Nullable [] passphrase(Path keyFile, boolean again) {
                throw new AssertionError("there is no key");
            }

            @Override
            public @Nullable List<char[]> answers(SshTarget target, String title, String instruction,
                    List<Prompt> prompts) throws InterruptedException {
                return answers.to(title, instruction, prompts);
            }
        };
    }

    private void login(SecretSource secrets) throws Exception {
        SshTarget target = new SshTarget("test", "127.0.0.1", server.getPort(), "bob", List.of());
        ResolvedTarget resolved = new ResolvedTarget(target, "127.0.0.1", server.getPort(), "bob", null, List.of(),
                true, List.of(), true, null, List.of(), List.of(), null, null, List.of());
        try (SSHClient client = new SSHClient(new DefaultConfig())) {
            client.addHostKeyVerifier(new SshjHostKeyVerifier(known, "127.0.0.1", 22, Clock.systemUTC()));
            client.connect("127.0.0.1", server.getPort());
            authentication.login(client, resolved, secrets);
            assertTrue(client.isAuthenticated());
        }
    }

    @Test
    void everyPromptComesInTheServersWordsAndIsAnsweredInOrder() throws Exception {
        List<String> seen = new ArrayList<>();
        List<char[]> given = List.of("sécret".toCharArray(), "123456".toCharArray());
        login(person((title, instruction, prompts) -> {
            seen.addAll(List.of(title, instruction, prompts.toString()));
            return given;
        }));
        assertEquals(List.of("Deux facteurs", "Répondez à tout", List.of(new SecretSource.Prompt("Password: ", false),
                new SecretSource.Prompt("One-time password (OATH) for `bob': ", true)).toString()), seen);
        for (char[] answer : given) {
            assertArrayEquals(new char[answer.length], answer, "wiped");
        }
    }

    @Test
    void wrongAnswersAreAskedForThreeTimes() {
        List<Integer> rounds = new ArrayList<>();
        RemoteException e = assertThrows(RemoteException.class, () -> login(person((title, instruction, prompts) -> {
            rounds.add(prompts.size());
            return List.of("wrong".toCharArray(), "000000".toCharArray());
        })));
        assertEquals(RemoteException.Kind.AUTHENTICATION, e.kind());
        assertEquals(List.of(2, 2, 2), rounds);
    }

    @Test
    void whoeverGivesNothingStopsTheLogIn() {
        List<Integer> rounds = new ArrayList<>();
        RemoteException e = assertThrows(RemoteException.class, () -> login(person((title, instruction, prompts) -> {
            rounds.add(1);
            return null;
        })));
        assertEquals("ssh.auth.stopped", e.text().key());
        assertEquals(List.of(1), rounds);
    }

    @Test
    void cancelReachesThePersonAndEndsTheLogIn() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread thread = Thread.startVirtualThread(() -> {
            try {
                login(person((title, instruction, prompts) -> {
                    asked.countDown();
                    new CountDownLatch(1).await(); // a person who thinks for ever
                    return null;
                }));
                end.complete(null);
            } catch (Exception e) {
                end.complete(e);
            }
        });
        assertTrue(asked.await(60, TimeUnit.SECONDS));
        thread.interrupt();
        assertEquals(InterruptedException.class, end.get(60, TimeUnit.SECONDS).getClass());
    }
}
