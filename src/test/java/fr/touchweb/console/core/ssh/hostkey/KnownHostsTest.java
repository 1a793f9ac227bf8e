package fr.touchweb.console.core.ssh.hostkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.ssh.key.KeyBlob;
import fr.touchweb.console.core.ssh.key.WireException;
import fr.touchweb.console.core.ssh.key.WireWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plain-key rows of reference ssh 1.1, each a bug of the library that this class replaces. */
class KnownHostsTest {
    private static final Path FILE = Path.of("/home/me/.ssh/known_hosts");
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final KeyBlob ed = key("ssh-ed25519", 1);
    private final KeyBlob ed2 = key("ssh-ed25519", 2);
    private final KeyBlob rsa = key("ssh-rsa", 3);

    static KeyBlob key(String type, int seed) {
        byte[] bytes = new byte[32];
        new Random(seed).nextBytes(bytes);
        try {
            return KeyBlob.of(new WireWriter().putText(type).putString(bytes).toBytes());
        } catch (WireException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KnownHosts hosts(String... lines) {
        return KnownHosts.parse(FILE, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private static String line(String hosts, KeyBlob key) {
        return hosts + " " + key.type() + " " + key.base64() + " a comment";
    }

    private static HostKeyVerdict verdict(KnownHosts hosts, String host, int port, KeyBlob key) {
        return hosts.verdict(host, port, key, NOW);
    }

    private static void assertOk(KnownHosts hosts, String host, int port, KeyBlob key) {
        assertInstanceOf(HostKeyVerdict.Ok.class, verdict(hosts, host, port, key));
    }

    private static void assertUnknown(KnownHosts hosts, String host, int port, KeyBlob key) {
        assertInstanceOf(HostKeyVerdict.Unknown.class, verdict(hosts, host, port, key));
    }

    @Test
    void theRightKeyWhateverTheCaseOfTheName() {
        assertOk(hosts(line("Web1.Example.COM", ed)), "web1.example.com", 22, ed);
        assertOk(hosts(line("web1.example.com", ed)), "WEB1.example.com", 22, ed);
    }

    @Test
    void namesPortsAndWildcards() {
        KnownHosts hosts = hosts(line("web1,[web2]:2222,10.0.0.?,*.corp", ed));
        assertOk(hosts, "web1", 22, ed);
        assertOk(hosts, "web2", 2222, ed);
        assertUnknown(hosts, "web2", 22, ed);
        assertUnknown(hosts, "web2", 2223, ed);
        assertOk(hosts, "10.0.0.7", 22, ed);
        assertUnknown(hosts, "10.0.0.77", 22, ed);
        assertOk(hosts, "db.corp", 22, ed);
        assertUnknown(hosts, "corp", 22, ed);
    }

    @Test
    void aNameWithoutPortVouchesForOtherPortsButAccusesNobodyThere() {
        KnownHosts hosts = hosts(line("web1", ed));
        assertOk(hosts, "web1", 2222, ed);
        assertUnknown(hosts, "web1", 2222, ed2);
    }

    @Test
    void hashedNames() {
        SecureRandom random = new SecureRandom();
        KnownHosts hosts = hosts(line(HostPatterns.Hashed.fieldOf("web1", random), ed),
                line(HostPatterns.Hashed.fieldOf("[web1]:2222", random), ed2));
        assertOk(hosts, "WEB1", 22, ed);
        assertOk(hosts, "web1", 2222, ed2);
        assertInstanceOf(HostKeyVerdict.Changed.class, verdict(hosts, "web1", 22, ed2));
        assertUnknown(hosts, "web2", 22, ed);
    }

    @Test
    void anotherKeyOfTheSameTypeIsAChangedOneWithItsPlaces() {
        HostKeyVerdict.Changed changed = assertInstanceOf(HostKeyVerdict.Changed.class,
                verdict(hosts("# mine", line("web1", ed)), "web1", 22, ed2));
        assertEquals(List.of("/home/me/.ssh/known_hosts:2"), changed.known().stream().map(KnownHost::place).toList());
        assertEquals(ed2, changed.key());
    }

    @Test
    void severalKeysOfOneTypeAreAllGood() {
        KnownHosts hosts = hosts(line("web1", ed), line("web1", ed2));
        assertOk(hosts, "web1", 22, ed);
        assertOk(hosts, "web1", 22, ed2);
    }

    @Test
    void aKnownHostThatShowsAnotherTypeIsNoFirstContact() {
        HostKeyVerdict.OtherTypeKnown other = assertInstanceOf(HostKeyVerdict.OtherTypeKnown.class,
                verdict(hosts(line("web1", ed)), "web1", 22, rsa));
        assertEquals(ed, other.known().getFirst().key());
    }

    @Test
    void aHostKnownByRsaAloneIsAskedForRsaWithSha2() {
        KnownHosts hosts = hosts(line("web1", rsa));
        assertEquals(List.of("rsa-sha2-512", "rsa-sha2-256"), hosts.preferredAlgorithms("web1", 22));
        assertOk(hosts, "web1", 22, rsa);
        assertEquals(List.of(), hosts.preferredAlgorithms("web2", 22));
    }

    @Test
    void knownTypesArePreferredAndCertificatesWhereAnAuthorityIsNamed() {
        KnownHosts hosts = hosts(line("web1", ed), line("web1", rsa), line("@cert-authority *.corp", ed2));
        assertEquals(List.of("ssh-ed25519", "rsa-sha2-512", "rsa-sha2-256"), hosts.preferredAlgorithms("web1", 22));
        assertEquals("ssh-ed25519-cert-v01@openssh.com", hosts.preferredAlgorithms("db.corp", 2222).getFirst());
    }

    @Test
    void aRevokedKeyIsRevokedAlsoWhenNoOtherLineNamesTheHost() {
        HostKeyVerdict.Revoked revoked = assertInstanceOf(HostKeyVerdict.Revoked.class,
                verdict(hosts(line("@revoked *", ed)), "web1", 22, ed));
        assertEquals(1, revoked.by().line());
    }

    @Test
    void aRevokedKeyIsRevokedAlsoWhenANormalLineNamesIt() {
        assertInstanceOf(HostKeyVerdict.Revoked.class,
                verdict(hosts(line("web1", ed), line("@revoked web1", ed)), "web1", 22, ed));
        assertInstanceOf(HostKeyVerdict.Revoked.class,
                verdict(hosts(line("web1", ed), line("@revoked web1", ed)), "web1", 2222, ed));
    }

    @Test
    void aNegatedNameVetoesTheLineAndNothingElse() {
        KnownHosts hosts = hosts(line("*.corp,!bastion.corp", ed));
        assertOk(hosts, "web1.corp", 22, ed);
        assertUnknown(hosts, "bastion.corp", 22, ed);
        assertUnknown(hosts, "evil.example.org", 22, ed);
        assertUnknown(hosts(line("!bastion.corp,*.corp", ed)), "bastion.corp", 22, ed);
        assertUnknown(hosts(line("!bastion.corp", ed)), "evil.example.org", 22, ed);
    }

    @Test
    void anAuthoritysKeyIsNoHostKey() {
        HostKeyVerdict verdict = verdict(hosts(line("@cert-authority *", ed)), "web1", 22, ed);
        assertInstanceOf(HostKeyVerdict.BadCertificate.class, verdict);
        assertUnknown(hosts(line("@cert-authority *", ed)), "web1", 22, ed2);
    }

    @Test
    void keyTypesThatNobodyHereKnowsAreComparedByTheirBytes() {
        KeyBlob sk = key("sk-ssh-ed25519@openssh.com", 9);
        KeyBlob future = key("ssh-mldsa-65", 10);
        KnownHosts hosts = hosts(line("web1", sk), line("web2", future));
        assertEquals(List.of(), hosts.problems());
        assertOk(hosts, "web1", 22, sk);
        assertOk(hosts, "web2", 22, future);
        assertInstanceOf(HostKeyVerdict.OtherTypeKnown.class, verdict(hosts, "web2", 22, ed));
    }

    @Test
    void badLinesAreToldAndProveNothing() {
        KnownHosts hosts = hosts("@what " + line("web1", ed), "web1", "web1 ssh-ed25519", "web1 ssh-ed25519 AAAA",
                "web1 ssh-rsa " + ed.base64(), "|1|AAAA|AAAA ssh-ed25519 " + ed.base64(), "  # fine", "\r", "",
                "\tweb2\tssh-ed25519\t" + ed.base64() + "\r");
        assertEquals(List.of(1, 2, 3, 4, 5, 6), hosts.problems().stream().map(KnownHosts.Problem::line).toList());
        assertUnknown(hosts, "web1", 22, ed);
        assertOk(hosts, "web2", 22, ed);
    }

    @Test
    void patternsCannotHangTheConsole() {
        assertFalse(Glob.matches("*a".repeat(200) + "b", "a".repeat(5000)));
        assertTrue(Glob.matches("*a*b*c", "xxaxxbxxc"));
        assertTrue(Glob.matches("*", ""));
        assertFalse(Glob.matches("?", ""));
    }

    /** Random patterns against the same pattern as a regular expression. */
    @Test
    void globsAgreeWithRegularExpressions() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String pattern = word(random, "ab*?.");
            String text = word(random, "ab.");
            String regex = pattern.replace(".", "\\.").replace("*", ".*").replace("?", ".");
            assertEquals(Pattern.matches(regex, text), Glob.matches(pattern, text),
                    pattern + " on " + text + ", seed " + seed);
        }
    }

    private static String word(Random random, String letters) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }

    @Test
    void eightThreadsOnOneHashedFileAreNeverWrong() throws Exception {
        SecureRandom random = new SecureRandom();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 301; i++) {
            text.append(line(HostPatterns.Hashed.fieldOf("host" + i, random), key("ssh-ed25519", i))).append('\n');
        }
        KnownHosts hosts = KnownHosts.parse(FILE, text.toString().getBytes(StandardCharsets.UTF_8));
        List<Callable<Integer>> work = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            int first = thread;
            work.add(() -> {
                int wrong = 0;
                for (int i = 0; i < 500; i++) {
                    int host = (first * 37 + i) % 301;
                    boolean ok = verdict(hosts, "host" + host, 22,
                            key("ssh-ed25519", host)) instanceof HostKeyVerdict.Ok;
                    boolean changed = verdict(hosts, "host" + host, 22,
                            key("ssh-ed25519", host + 1000)) instanceof HostKeyVerdict.Changed;
                    wrong += ok && changed ? 0 : 1;
                }
                return wrong;
            });
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> part : pool.invokeAll(work)) {
                assertEquals(0, part.get());
            }
        }
    }

    @Test
    void aMissingFileIsEmptyButAnUnreadableOneIsAnError(@TempDir Path folder) throws IOException {
        assertEquals(List.of(), KnownHosts.read(List.of(folder.resolve("none"))).lines());
        Path notAFile = Files.createDirectory(folder.resolve("known_hosts"));
        assertThrows(IOException.class, () -> KnownHosts.read(List.of(notAFile)));
    }

    @Test
    void revokedHostKeysHoldForEveryHostAndAFileThatCannotBeReadIsAnError(@TempDir Path folder) throws IOException {
        Path known = folder.resolve("known_hosts");
        Files.writeString(known, line("web1", ed) + "\n");
        Path revoked = folder.resolve("revoked");
        Files.writeString(revoked, "# gone\n" + ed.type() + " " + ed.base64() + " why\n");
        HostKeyVerdict.Revoked verdict = assertInstanceOf(HostKeyVerdict.Revoked.class,
                verdict(KnownHosts.read(List.of(known), List.of(revoked)), "web1", 2222, ed));
        assertEquals(revoked + ":2", verdict.by().place());
        assertOk(KnownHosts.read(List.of(known)), "web1", 22, ed);
        for (String text : List.of("junk", "ssh-rsa " + ed.base64(), "SSHKRL\n\0\0\0\0\1")) {
            Files.writeString(revoked, text);
            assertThrows(IOException.class, () -> KnownHosts.read(List.of(known), List.of(revoked)), text);
        }
        assertThrows(IOException.class, () -> KnownHosts.read(List.of(known), List.of(folder.resolve("absent"))));
    }
}
