package fr.touchweb.console.core.ssh.auth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.SshTarget;
import fr.touchweb.console.core.ssh.config.ResolvedTarget;
import fr.touchweb.console.core.ssh.hostkey.HostKeyVerdict;
import fr.touchweb.console.core.ssh.hostkey.KnownHosts;
import fr.touchweb.console.core.ssh.hostkey.SshjHostKeyVerifier;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Texts;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.SshKeys;
import fr.touchweb.console.support.TestAccount;
import fr.touchweb.console.support.TestAgent;
import fr.touchweb.console.support.TestSshd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.Security;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.SecurityUtils;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Log-ins to the real OpenSSH server. */
@Timeout(180)
class LoginTest {
    @TempDir
    Path folder;
    private final KeyRing ring = new KeyRing(Duration.ofMinutes(10), Instant::now);
    private final Authentication authentication = new Authentication(ring);

    @BeforeEach
    void providers() {
        RealPeer.require("sshd");
        SecurityUtils.setRegisterBouncyCastle(false);
        Security.addProvider(new BouncyCastleProvider());
    }

    /** Answers from a script, and notes what was asked on which thread. */
    static final class Person implements SecretSource {
        final List<String> asked = new ArrayList<>();
        final List<char[]> given = new ArrayList<>();
        final List<String> threads = new ArrayList<>();
        char @Nullable [] password;
        @Nullable
        String passphrase;

        private char[] give(char[] value) {
            char[] copy = value.clone();
            given.add(copy);
            threads.add(Thread.currentThread().getName());
            return copy;
        }

        @Override
        public char @Nullable [] password(SshTarget target, boolean again) {
            asked.add("password" + (again ? " again" : ""));
            return password == null ? null : give(password);
        }

        @Override
        public char @Nullable [] passphrase(Path keyFile, boolean again) {
            asked.add("passphrase " + keyFile.getFileName() + (again ? " again" : ""));
            return passphrase == null ? null : give(passphrase.toCharArray());
        }

        @Override
        public @Nullable List<char[]> answers(SshTarget target, String title, String instruction,
                List<Prompt> prompts) {
            asked.add(prompts.toString());
            if (password == null) {
                return null;
            }
            return prompts.stream().map(prompt -> give(password)).toList();
        }
    }

    private static ResolvedTarget target(TestSshd sshd, String user, @Nullable Path agent, boolean only,
            Path... identities) {
        SshTarget target = new SshTarget("test", "127.0.0.1", sshd.port(), user, List.of());
        return new ResolvedTarget(target, "127.0.0.1", sshd.port(), user, null, List.of(identities), true, List.of(),
                only, agent, List.of(sshd.knownHosts()), List.of(), null, null, List.of());
    }

    private List<String> login(ResolvedTarget target, SecretSource secrets) throws Exception {
        try (SSHClient client = new SSHClient(new DefaultConfig())) {
            SshjHostKeyVerifier verifier = new SshjHostKeyVerifier(KnownHosts.read(target.knownHosts()),
                    target.lookupHost(), target.lookupPort(), Clock.systemUTC());
            client.addHostKeyVerifier(verifier);
            Login login = authentication.prepare(target, secrets);
            client.connect(target.hostName(), target.port());
            assertTrue(verifier.verdict().orElseThrow() instanceof HostKeyVerdict.Ok);
            login.authenticate(client);
            assertTrue(client.isAuthenticated());
            return login.report().stream().map(new Texts(Language.ENGLISH)::get).toList();
        }
    }

    private String refused(ResolvedTarget target, SecretSource secrets) {
        RemoteException e = assertThrows(RemoteException.class, () -> login(target, secrets));
        assertEquals(RemoteException.Kind.AUTHENTICATION, e.kind(), e::toString);
        assertFalse(new Texts(Language.FRENCH).get(e.text()).isEmpty());
        return new Texts(Language.ENGLISH).get(e.text());
    }

    private static void allow(TestSshd sshd, Path key) throws Exception {
        Files.writeString(sshd.authorizedKeys(), Files.readString(Path.of(key + ".pub")), StandardOpenOption.APPEND);
    }

    @Test
    void everyKindOfKeyFromFilesAndFromTheAgent() throws Exception {
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd")); TestAgent agent = TestAgent.start(folder)) {
            for (String type : List.of("ed25519", "ecdsa", "rsa")) {
                Path key = SshKeys.make(folder.resolve(type), type, "");
                allow(sshd, key);
                assertEquals(List.of(), login(target(sshd, sshd.user(), null, true, key), SecretSource.NONE));
                agent.add(key);
                Files.move(key, folder.resolve("away"), StandardCopyOption.REPLACE_EXISTING);
                assertEquals(List.of(), login(target(sshd, sshd.user(), agent.socket(), true, key),
                        SecretSource.NONE), "the agent signs for " + type);
            }
        }
    }

    @Test
    void userCertificatesOfEveryKindAlsoRsaFromFilesAndFromTheAgent() throws Exception {
        Path authority = SshKeys.make(folder.resolve("ca"), "ed25519", "");
        try (TestSshd sshd = TestSshd.with().option("TrustedUserCAKeys", authority + ".pub")
                .option("AuthorizedPrincipalsFile", "none").start(folder.resolve("sshd"));
                TestAgent agent = TestAgent.start(folder)) {
            for (String type : List.of("ed25519", "ecdsa", "rsa")) {
                Path key = SshKeys.make(folder.resolve("cert-" + type), type, "");
                SshKeys.certify(authority, key, "-n", sshd.user());
                login(target(sshd, sshd.user(), null, true, key), SecretSource.NONE);
                agent.add(key);
                assertEquals(List.of(),
                        login(target(sshd, sshd.user(), agent.socket(), true, key), SecretSource.NONE));
                agent.run("-q", "-D");
                agent.run("-q", "-k", key.toString()); // the key without its certificate, which stands beside the file
                assertEquals(List.of(),
                        login(target(sshd, sshd.user(), agent.socket(), true, key), SecretSource.NONE));
                agent.run("-q", "-D");
            }
            assertTrue(sshd.log().contains("CA ED25519"), "the server saw certificates");
        }
    }

    @Test
    void anExpiredCertificateIsRefusedAndToldWithItsDate() throws Exception {
        Path authority = SshKeys.make(folder.resolve("ca"), "ed25519", "");
        try (TestSshd sshd = TestSshd.with().option("TrustedUserCAKeys", authority + ".pub")
                .start(folder.resolve("sshd"))) {
            Path key = SshKeys.make(folder.resolve("key"), "ed25519", "");
            SshKeys.certify(authority, key, "-n", sshd.user(), "-V", "20200101:20200201");
            String told = refused(target(sshd, sshd.user(), null, true, key), SecretSource.NONE);
            assertTrue(told.contains("expired on 2020-"), told);
        }
    }

    @Test
    void aPassphraseIsAskedOnlyForAKeyThatTheServerTakesAndOnlyOnce() throws Exception {
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd"))) {
            Path unknown = SshKeys.make(folder.resolve("unknown"), "ed25519", "x", "-a", "4");
            Path known = SshKeys.make(folder.resolve("known"), "rsa", "open", "-a", "4");
            allow(sshd, known);
            Person person = new Person();
            person.passphrase = "open";
            ResolvedTarget target = target(sshd, sshd.user(), null, true, unknown, known);
            login(target, person);
            login(target, person);
            assertEquals(List.of("passphrase known"), person.asked);
            assertEquals(List.of(Thread.currentThread().getName()), person.threads, "never on the reader thread");
            for (char[] secret : person.given) {
                assertArrayEquals(new char[secret.length], secret, "wiped");
            }
            ring.lock();
            String told = refused(target, SecretSource.NONE);
            assertTrue(told.contains("known: no passphrase given"), told);
        }
    }

    @Test
    void atMostThreeKeysAndWhatWorkedLastComesFirst() throws Exception {
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd")); TestAgent agent = TestAgent.start(folder)) {
            for (int i = 0; i < 4; i++) {
                agent.add(SshKeys.make(folder.resolve("k" + i), i == 1 ? "rsa" : "ed25519", "", "-C", "key" + i));
            }
            ResolvedTarget target = target(sshd, sshd.user(), agent.socket(), false);
            allow(sshd, folder.resolve("k3"));
            String told = refused(target, SecretSource.NONE);
            assertTrue(told.contains("key key3 (agent): not tried"), told);
            ResolvedTarget named = target(sshd, sshd.user(), agent.socket(), false, folder.resolve("k3"));
            assertEquals(List.of(), login(named, SecretSource.NONE));
            assertEquals(List.of(), login(target, SecretSource.NONE), "remembered for this host");
        }
    }

    /** A key that wants to be confirmed, with nobody there to do so; the log-in goes on over the same connection. */
    @Test
    void anAgentThatRefusesToSignCostsNeitherConnectionNorLogIn() throws Exception {
        try (TestSshd sshd = TestSshd.with().option("MaxAuthTries", 2).start(folder.resolve("sshd"));
                TestAgent agent = TestAgent.start(folder)) {
            Path first = SshKeys.make(folder.resolve("first"), "ed25519", "");
            Path second = SshKeys.make(folder.resolve("second"), "ed25519", "");
            allow(sshd, first);
            allow(sshd, second);
            agent.run("-q", "-c", first.toString());
            List<String> report = login(target(sshd, sshd.user(), agent.socket(), false, first, second),
                    SecretSource.NONE);
            assertTrue(report.toString().contains("the agent refused to sign"), report::toString);
        }
    }

    @Test
    void identitiesOnlyKeepsTheAgentsOtherKeysBack() throws Exception {
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd")); TestAgent agent = TestAgent.start(folder)) {
            Path other = SshKeys.make(folder.resolve("other"), "ed25519", "");
            agent.add(other);
            allow(sshd, other);
            Path mine = SshKeys.make(folder.resolve("mine"), "ed25519", "");
            refused(target(sshd, sshd.user(), agent.socket(), true, mine), SecretSource.NONE);
            login(target(sshd, sshd.user(), agent.socket(), false, mine), SecretSource.NONE);
        }
    }

    @Test
    void theServersOwnLimitIsToldAsSuch() throws Exception {
        try (TestSshd sshd = TestSshd.with().option("MaxAuthTries", 2).start(folder.resolve("sshd"))) {
            Path[] keys = new Path[3];
            for (int i = 0; i < 3; i++) {
                keys[i] = SshKeys.make(folder.resolve("k" + i), "ed25519", "");
            }
            String told = refused(target(sshd, sshd.user(), null, true, keys), SecretSource.NONE);
            assertTrue(told.contains("too many"), told);
        }
    }

    @Test
    void unusableKeysAreNamedWithTheReason() throws Exception {
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd"))) {
            Path open = SshKeys.make(folder.resolve("open"), "ed25519", "");
            Files.setPosixFilePermissions(open, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
            Files.writeString(folder.resolve("junk"), "junk");
            Files.setPosixFilePermissions(folder.resolve("junk"),
                    java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
            String told = refused(target(sshd, sshd.user(), folder.resolve("no-agent"), false,
                    folder.resolve("missing"), open, folder.resolve("junk")), SecretSource.NONE);
            for (String part : List.of("missing: no such file", "open: readable by others", "junk: cannot be read",
                    "no-agent: does not answer", "the server takes: publickey")) {
                assertTrue(told.contains(part), part + " in " + told);
            }
        }
    }

    /** Without PAM this server offers questions and then asks none. */
    @Test
    void aServerThatRefusesWithoutAQuestionIsTriedOnceAndToldSo() throws Exception {
        try (TestSshd sshd = TestSshd.with().option("KbdInteractiveAuthentication", "yes")
                .start(folder.resolve("sshd"))) {
            Person person = new Person();
            String told = refused(target(sshd, sshd.user(), null, true), person);
            assertEquals(List.of(), person.asked);
            assertEquals(told.indexOf("none was asked"), told.lastIndexOf("none was asked"), told);
            assertTrue(told.contains("none was asked"), told);
        }
    }

    @Test
    void passwordsRightWrongAndNone() throws Exception {
        try (TestAccount account = TestAccount.create("/bin/sh");
                TestSshd sshd = TestSshd.with().option("PasswordAuthentication", "yes")
                        .start(folder.resolve("sshd"))) {
            Person person = new Person();
            person.password = account.password();
            login(target(sshd, account.name(), null, true), person);
            assertEquals(List.of("password"), person.asked);
            assertArrayEquals(new char[person.given.getFirst().length], person.given.getFirst(), "wiped");

            Person wrong = new Person();
            wrong.password = "wrong".toCharArray();
            String told = refused(target(sshd, account.name(), null, true), wrong);
            assertEquals(List.of("password", "password again", "password again"), wrong.asked);
            assertTrue(told.contains("password: refused"), told);

            Person nobody = new Person();
            told = refused(target(sshd, account.name(), null, true), nobody);
            assertEquals(List.of("password"), nobody.asked);
            assertTrue(told.contains("given up"), told);
        }
    }

    @Test
    void aKeyAndThenAPasswordAsTwoFactors() throws Exception {
        try (TestAccount account = TestAccount.create("/bin/sh");
                TestSshd sshd = TestSshd.with().option("PasswordAuthentication", "yes")
                        .option("AuthenticationMethods", "publickey,password").start(folder.resolve("sshd"))) {
            Path key = SshKeys.make(folder.resolve("key"), "ed25519", "");
            allow(sshd, key);
            Person person = new Person();
            person.password = account.password();
            List<String> report = login(target(sshd, account.name(), null, true, key), person);
            assertTrue(report.toString().contains("first step accepted, left: password"), report::toString);
            assertEquals(List.of("password"), person.asked);
        }
    }

    /** PAM asks for the password through keyboard-interactive, and ends with a request of no prompts. */
    @Test
    void keyboardInteractiveThroughPam() throws Exception {
        try (TestAccount account = TestAccount.create("/bin/sh");
                TestSshd sshd = TestSshd.with().option("UsePAM", "yes").option("KbdInteractiveAuthentication", "yes")
                        .option("AuthenticationMethods", "keyboard-interactive").start(folder.resolve("sshd"))) {
            Person person = new Person();
            person.password = account.password();
            login(target(sshd, account.name(), null, true), person);
            assertEquals(1, person.asked.size(), person.asked::toString);
            assertTrue(person.asked.getFirst().contains("Password: ") && person.asked.getFirst().contains("echo=false"),
                    person.asked::toString);
            assertArrayEquals(new char[person.given.getFirst().length], person.given.getFirst(), "wiped");
            Person nobody = new Person();
            assertTrue(refused(target(sshd, account.name(), null, true), nobody).contains("given up"));
        }
    }
}
