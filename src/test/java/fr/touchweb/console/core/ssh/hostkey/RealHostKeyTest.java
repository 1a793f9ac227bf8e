package fr.touchweb.console.core.ssh.hostkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hierynomus.sshj.key.KeyAlgorithms;
import com.hierynomus.sshj.transport.kex.DHGroups;
import fr.touchweb.console.core.ssh.key.KeyBlob;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.SshKeys;
import fr.touchweb.console.support.TestSshd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Security;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.SecurityUtils;
import net.schmizz.sshj.transport.kex.Curve25519SHA256;
import net.schmizz.sshj.transport.kex.DHGexSHA256;
import net.schmizz.sshj.transport.kex.ECDHNistP;
import net.schmizz.sshj.transport.kex.KeyExchange;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts on the keys and certificates of a real server, with every key exchange: the library skips some. */
@Timeout(180)
class RealHostKeyTest {
    private static final Map<String, Factory.Named<KeyExchange>> EXCHANGES = Map.of("curve25519",
            new Curve25519SHA256.Factory(), "ecdh", new ECDHNistP.Factory256(), "dh-group14",
            DHGroups.Group14SHA256(), "dh-gex", new DHGexSHA256.Factory());

    @TempDir
    Path folder;

    @BeforeEach
    void providers() {
        RealPeer.require("sshd");
        SecurityUtils.setRegisterBouncyCastle(false);
        Security.addProvider(new BouncyCastleProvider());
    }

    private static HostKeyVerdict verdict(TestSshd sshd, Factory.Named<KeyExchange> exchange, String host,
            String... lines) throws IOException {
        DefaultConfig config = new DefaultConfig();
        config.setKeyExchangeFactories(List.of(exchange));
        config.setVerifyHostKeyCertificates(false); // that is the verifier's work, as in the console
        // The library knows SHA-2 signatures of RSA only beside the plain key.
        config.setKeyAlgorithms(List.of(KeyAlgorithms.EdDSA25519CertV01(), KeyAlgorithms.EdDSA25519(),
                KeyAlgorithms.RSASHA512(), KeyAlgorithms.RSASHA256()));
        KnownHosts known = KnownHosts.parse(Path.of("known_hosts"),
                String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        try (SSHClient client = new SSHClient(config)) {
            SshjHostKeyVerifier verifier = new SshjHostKeyVerifier(known, host, 22, Clock.systemUTC());
            client.addHostKeyVerifier(verifier);
            try {
                client.connect("127.0.0.1", sshd.port());
                assertInstanceOf(HostKeyVerdict.Ok.class, verifier.verdict().orElseThrow(), "connected");
            } catch (IOException e) {
                assertTrue(!(verifier.verdict().orElseThrow() instanceof HostKeyVerdict.Ok), () -> "refused: " + e);
            }
            return verifier.verdict().orElseThrow();
        }
    }

    private static String line(String field, Path key) throws IOException {
        KeyBlob blob = SshKeys.blob(key);
        return field + " " + blob.type() + " " + blob.base64();
    }

    /** A certificate of the server's own host key, then the verdicts over every key exchange. */
    @Test
    void hostCertificatesAreCheckedWhateverTheKeyExchange() throws Exception {
        Path authority = SshKeys.make(folder.resolve("ca"), "ed25519", "");
        Path host = SshKeys.make(folder.resolve("host"), "ed25519", "");
        String trusted = line("@cert-authority *", authority);
        record Row(String name, String[] options, Class<? extends HostKeyVerdict> expected) {}
        List<Row> rows = List.of(
                new Row("good", new String[]{"-h", "-n", "web1"}, HostKeyVerdict.Ok.class),
                new Row("expired", new String[]{"-h", "-n", "web1", "-V", "20200101:20200201"},
                        HostKeyVerdict.BadCertificate.class),
                new Row("wrong name", new String[]{"-h", "-n", "db1.example.com"},
                        HostKeyVerdict.BadCertificate.class));
        for (Row row : rows) {
            SshKeys.certify(authority, host, row.options());
            try (TestSshd sshd = TestSshd.with().option("HostKey", host)
                    .option("HostCertificate", host + "-cert.pub")
                    .option("KexAlgorithms", "curve25519-sha256,ecdh-sha2-nistp256,diffie-hellman-group14-sha256,"
                            + "diffie-hellman-group-exchange-sha256")
                    .start(folder.resolve(row.name().replace(' ', '-')))) {
                for (Map.Entry<String, Factory.Named<KeyExchange>> exchange : EXCHANGES.entrySet()) {
                    String what = row.name() + " over " + exchange.getKey();
                    HostKeyVerdict verdict = verdict(sshd, exchange.getValue(), "web1", trusted);
                    assertInstanceOf(row.expected(), verdict, what);
                    assertEquals(SshKeys.blob(host), verdict.key(), what);
                    assertInstanceOf(HostKeyVerdict.Revoked.class, verdict(sshd, exchange.getValue(), "web1", trusted,
                            line("@revoked *", authority)), what);
                }
            }
        }
    }

    @Test
    void plainKeysOfARealServer() throws Exception {
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd"))) {
            Path other = SshKeys.make(folder.resolve("other"), "ed25519", "");
            Path rsa = sshd.folder().resolve("host_rsa");
            Factory.Named<KeyExchange> exchange = new Curve25519SHA256.Factory();
            assertInstanceOf(HostKeyVerdict.Ok.class, verdict(sshd, exchange, "web1", line("web1", sshd.hostKey())));
            assertInstanceOf(HostKeyVerdict.Ok.class, verdict(sshd, exchange, "web1", line("web1", rsa)),
                    "a host known by RSA alone");
            assertEquals(new HostKeyVerdict.Unknown(SshKeys.blob(sshd.hostKey())), verdict(sshd, exchange, "web1", ""));
            assertInstanceOf(HostKeyVerdict.Changed.class, verdict(sshd, exchange, "web1", line("web1", other)));
            assertInstanceOf(HostKeyVerdict.Revoked.class, verdict(sshd, exchange, "web1",
                    line("web1", sshd.hostKey()), line("@revoked *", sshd.hostKey())));
            Path ecdsa = SshKeys.make(folder.resolve("ecdsa"), "ecdsa", "");
            assertInstanceOf(HostKeyVerdict.OtherTypeKnown.class,
                    verdict(sshd, exchange, "web1", line("web1", ecdsa)));
        }
    }

    @Test
    void theVerifierSaysNothingBeforeAKeyWasShown() {
        SshjHostKeyVerifier verifier = new SshjHostKeyVerifier(KnownHosts.parse(Path.of("x"), new byte[0]), "web1", 22,
                Clock.systemUTC());
        assertTrue(verifier.verdict().isEmpty());
        assertEquals(List.of(), verifier.findExistingAlgorithms("ignored", 1));
        assertThrows(Exception.class, () -> verifier.verdict().orElseThrow());
    }
}
