package fr.touchweb.console.core.ssh.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteException.Kind;
import fr.touchweb.console.support.TestSshd;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Security;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.KEM;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.common.Factory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we propose, and what comes of it with a real server. */
class AlgorithmsTest {
    @TempDir
    Path folder;

    @Test
    void theProposalIsExactlyThis() {
        Config config = Algorithms.modern();
        assertEquals(List.of("mlkem768x25519-sha256", "sntrup761x25519-sha512", "sntrup761x25519-sha512@openssh.com",
                "curve25519-sha256", "curve25519-sha256@libssh.org", "ecdh-sha2-nistp256", "ecdh-sha2-nistp384",
                "ecdh-sha2-nistp521", "diffie-hellman-group16-sha512", "diffie-hellman-group18-sha512",
                "diffie-hellman-group14-sha256", "ext-info-c"), names(config.getKeyExchangeFactories()));
        assertEquals(List.of("aes128-gcm@openssh.com", "aes256-gcm@openssh.com", "aes256-ctr", "aes128-ctr",
                "chacha20-poly1305@openssh.com"), names(config.getCipherFactories()));
        assertEquals(List.of("hmac-sha2-256-etm@openssh.com", "hmac-sha2-512-etm@openssh.com", "hmac-sha2-256"),
                names(config.getMACFactories()));
        assertEquals(List.of("ssh-ed25519-cert-v01@openssh.com", "ecdsa-sha2-nistp256-cert-v01@openssh.com",
                "ecdsa-sha2-nistp384-cert-v01@openssh.com", "ecdsa-sha2-nistp521-cert-v01@openssh.com", "ssh-ed25519",
                "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "rsa-sha2-512"),
                names(config.getKeyAlgorithms()));
        assertEquals(List.of("none"), names(config.getCompressionFactories()));
    }

    @Test
    void oldAlgorithmsAreForLegacyHostsAloneAndGroupExchangeForNobody() {
        for (Config config : List.of(Algorithms.modern(), Algorithms.legacy())) {
            assertFalse(names(config.getKeyExchangeFactories()).stream().anyMatch(n -> n.contains("group-exchange")));
        }
        assertTrue(names(Algorithms.legacy().getKeyAlgorithms()).contains("ssh-rsa"));
        List<String> kex = names(Algorithms.legacy().getKeyExchangeFactories());
        assertEquals("ext-info-c", kex.getLast());
        assertTrue(kex.indexOf("diffie-hellman-group14-sha1") > kex.indexOf("diffie-hellman-group14-sha256"));
    }

    @Test
    void bouncyCastleComesLast() {
        Algorithms.prepareProviders();
        assertNotEquals("BC", Security.getProviders()[0].getName());
        assertTrue(Arrays.stream(Security.getProviders()).anyMatch(p -> p.getName().equals("BC")));
        assertEquals("SunJCE", Security.getProviders("Cipher.AES/GCM/NoPadding")[0].getName());
    }

    @Test
    void theMlKemHalfOpensWhatTheOtherSideSealed() throws Exception {
        MlKemSecret ours = new MlKemSecret();
        byte[] raw = ours.publicKey();
        assertEquals(1184, raw.length);
        byte[] prefix = HexFormat.of().parseHex("308204b2300b0609608648016503040402038204a100");
        byte[] encoded = Arrays.copyOf(prefix, prefix.length + raw.length);
        System.arraycopy(raw, 0, encoded, prefix.length, raw.length);
        PublicKey theirs = KeyFactory.getInstance("ML-KEM-768").generatePublic(new X509EncodedKeySpec(encoded));
        KEM.Encapsulated sealed = KEM.getInstance("ML-KEM-768").newEncapsulator(theirs).encapsulate();
        assertEquals(ours.ciphertextBytes(), sealed.encapsulation().length);
        assertArrayEquals(sealed.key().getEncoded(), ours.open(sealed.encapsulation()));
    }

    @Test
    void opensshAgreesOnPostQuantumKeysAndFastCiphers() throws Exception {
        try (TestSshd sshd = TestSshd.start(folder.resolve("pq"))) {
            String agreed = algorithmsWith(sshd);
            assertTrue(
                    agreed.matches(
                            "(mlkem768x25519-sha256|sntrup761x25519-sha512(@openssh.com)?), aes128-gcm@openssh.com"),
                    agreed);
        }
    }

    @Test
    void everyOtherKeyExchangeAndCipherOfOursWorksToo() throws Exception {
        record Case(String kex, String cipher) {}
        for (Case one : List.of(new Case("curve25519-sha256", "chacha20-poly1305@openssh.com"),
                new Case("ecdh-sha2-nistp521", "aes256-ctr"),
                new Case("diffie-hellman-group16-sha512", "aes256-gcm@openssh.com"))) {
            try (TestSshd sshd = TestSshd.with().option("KexAlgorithms", one.kex).option("Ciphers", one.cipher)
                    .start(folder.resolve(one.kex))) {
                assertEquals(one.kex + ", " + one.cipher, algorithmsWith(sshd));
            }
        }
    }

    @Test
    void aServerWithGroupExchangeOnlyIsRefused() throws Exception {
        try (TestSshd sshd = TestSshd.with().option("KexAlgorithms", "diffie-hellman-group-exchange-sha256")
                .start(folder.resolve("gex")); TestHosts test = new TestHosts(sshd.environment(), TestHosts.FIGURES)) {
            RemoteException e = assertThrows(RemoteException.class,
                    () -> test.hosts.connect(sshd.target("gex")).run(Command.of("true")));
            assertEquals(Kind.PROTOCOL, e.kind());
            assertEquals("ssh.error.no-common-algorithm", e.text().key());
        }
    }

    @Test
    void anOldDeviceNeedsItsSwitch() throws Exception {
        try (TestSshd sshd = TestSshd.with().option("KexAlgorithms", "diffie-hellman-group14-sha1")
                .option("Ciphers", "aes128-cbc").option("MACs", "hmac-sha1").start(folder.resolve("old"));
                TestHosts test = new TestHosts(sshd.environment(), TestHosts.FIGURES)) {
            SshHost host = test.hosts.connect(sshd.target("old"));
            assertThrows(RemoteException.class, () -> host.run(Command.of("true")));
            test.hosts.allowLegacy("127.0.0.1", sshd.port());
            assertTrue(host.run(Command.of("true")).ok());
            assertTrue(test.hosts.connections().getFirst().legacy());
        }
    }

    private static String algorithmsWith(TestSshd sshd) throws Exception {
        try (TestHosts test = new TestHosts(sshd.environment(), TestHosts.FIGURES)) {
            assertTrue(test.hosts.connect(sshd.target("one")).run(Command.of("true")).ok());
            return test.hosts.connections().getFirst().algorithms();
        }
    }

    private static List<String> names(List<? extends Factory.Named<?>> factories) {
        return factories.stream().map(f -> f.getName()).toList();
    }
}
