package fr.touchweb.console.core.ssh.hostkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fr.touchweb.console.core.ssh.key.KeyBlob;
import fr.touchweb.console.core.ssh.key.SshCertificate;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.core.text.Texts;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.SshKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against OpenSSH's own test files and its ssh-keygen. */
class OpensshAgreementTest {
    private static final Path VECTORS = Path
            .of("../shared/data/ssh/openssh__openssh-portable/regress/unittests/hostkeys/testdata");
    private static final Instant NOW = Instant.now();

    @TempDir
    static Path folder;
    private static Path authority;
    private static Path host;

    @BeforeAll
    static void keys() throws IOException, InterruptedException {
        if (RealPeer.find("ssh-keygen").isPresent()) {
            authority = SshKeys.make(folder.resolve("ca"), "ed25519", "");
            host = SshKeys.make(folder.resolve("host"), "ed25519", "");
        }
    }

    private static KnownHosts vectors() throws IOException {
        assumeTrue(Files.exists(VECTORS), "no ../shared/data here");
        return KnownHosts.read(List.of(VECTORS.resolve("known_hosts")));
    }

    private static KeyBlob vector(String name) throws IOException {
        return SshKeys.read(VECTORS.resolve(name));
    }

    @Test
    void opensshTestFile() throws IOException {
        KnownHosts hosts = vectors();
        record Row(String host, String keys) {}
        for (Row row : List.of(new Row("sisyphus.example.com", "1"), new Row("prometheus.example.com", "2"),
                new Row("192.0.2.1", "2"), new Row("2001:db8::1", "2"), new Row("any.example.com", "3"),
                new Row("192.0.2.200", "3"), new Row("2001:db8:1::7", "3"))) {
            for (String type : List.of("ed25519_", "ecdsa_", "rsa_")) {
                KeyBlob key = vector(type + row.keys() + ".pub");
                assertInstanceOf(HostKeyVerdict.Ok.class, hosts.verdict(row.host(), 22, key, NOW),
                        row.host() + " " + type);
            }
        }
        assertEquals(12, hosts.lines().stream().filter(l -> l.hosts() instanceof HostPatterns.Hashed).count());
        assertInstanceOf(HostKeyVerdict.Revoked.class,
                hosts.verdict("sisyphus.example.com", 22, vector("ed25519_4.pub"), NOW));
        assertInstanceOf(HostKeyVerdict.BadCertificate.class,
                hosts.verdict("prometheus.example.com", 22, vector("ecdsa_4.pub"), NOW));
        assertInstanceOf(HostKeyVerdict.Changed.class,
                hosts.verdict("sisyphus.example.com", 22, vector("ed25519_2.pub"), NOW));
        assertInstanceOf(HostKeyVerdict.Ok.class,
                hosts.verdict("sisyphus.example.com", 22, vector("ed25519_5.pub"), NOW), "a hashed line of it");
        assertTrue(hosts.problems().size() >= 6, hosts.problems()::toString);
    }

    /** The same lines as {@code ssh-keygen -F}, plain and hashed by {@code ssh-keygen -H}. */
    @Test
    void findsTheLinesThatSshKeygenFinds() throws IOException, InterruptedException {
        RealPeer.require("ssh-keygen");
        Path plain = folder.resolve("lines");
        StringBuilder text = new StringBuilder();
        List<String> fields = List.of("web1", "[web2]:2222", "web3,10.0.0.1", "*.corp", "*.lan,!x.lan", "WEB5", "web?");
        for (String field : fields) {
            text.append(field).append(' ').append(Files.readString(host.resolveSibling("host.pub")));
        }
        Files.writeString(plain, text);
        Path hashed = folder.resolve("hashed");
        Files.copy(plain, hashed);
        SshKeys.run(List.of(RealPeer.require("ssh-keygen").toString(), "-q", "-H", "-f", hashed.toString()),
                Map.of());
        for (Path file : List.of(plain, hashed)) {
            KnownHosts hosts = KnownHosts.read(List.of(file));
            assertTrue(file.equals(plain) || hosts.lines().stream()
                    .anyMatch(line -> line.hosts() instanceof HostPatterns.Hashed), "nothing was hashed");
            for (String name : List.of("web1", "[web2]:2222", "web2", "web3", "10.0.0.1", "a.corp", "x.lan", "y.lan",
                    "web5", "web55", "nothing")) {
                assertEquals(keygenFinds(file, name), hosts.matching(name).stream().map(KnownHost::line)
                        .collect(Collectors.toCollection(TreeSet::new)), file + " " + name);
            }
        }
    }

    private static Set<Integer> keygenFinds(Path file, String name) throws IOException, InterruptedException {
        String out = SshKeys.run(List.of(RealPeer.require("ssh-keygen").toString(), "-F", name, "-f", file.toString()),
                Map.of()).out();
        return Stream.of(out.split("\n")).filter(row -> row.startsWith("# Host "))
                .map(row -> Integer.valueOf(row.replaceFirst(".*line ([0-9]+).*", "$1")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
    void fingerprintsAsSshKeygenPrintsThem(String type) throws IOException, InterruptedException {
        RealPeer.require("ssh-keygen");
        Path key = SshKeys.make(folder.resolve("print-" + type), type, "");
        SshKeys.certify(authority, key, "-h", "-n", "web1");
        for (Path file : List.of(Path.of(key + ".pub"), Path.of(key + "-cert.pub"))) {
            assertEquals(SshKeys.keygen("-l", "-f", file.toString()).split(" ")[1], SshKeys.read(file).fingerprint());
        }
    }

    private static HostKeyVerdict certified(String host, KeyBlob certificate, String... lines) {
        return KnownHosts.parse(Path.of("known_hosts"), String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                .verdict(host, 22, certificate, NOW);
    }

    private static String line(String field, Path key) throws IOException {
        KeyBlob blob = SshKeys.blob(key);
        return field + " " + blob.type() + " " + blob.base64();
    }

    private static String reason(HostKeyVerdict verdict) {
        return assertInstanceOf(HostKeyVerdict.BadCertificate.class, verdict).reason().key();
    }

    /** Every pair of authority and host key; the signature is verified by us. */
    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa -b 256", "ecdsa -b 384", "ecdsa -b 521", "rsa -b 2048", "rsa -b 3072"})
    void aGoodCertificateOfEveryKind(String kind) throws IOException, InterruptedException {
        RealPeer.require("ssh-keygen");
        String[] words = kind.split(" ");
        String[] more = words.length > 1 ? new String[]{words[1], words[2]} : new String[0];
        String name = kind.replace(' ', '-');
        Path ca = SshKeys.make(folder.resolve("ca-" + name), words[0], "", more);
        for (String hostType : List.of("ed25519", "ecdsa", "rsa")) {
            Path key = SshKeys.make(folder.resolve(name + "-of-" + hostType), hostType, "");
            SshKeys.certify(ca, key, "-h", "-n", "web1.corp,*.lan", "-V", "-1d:+1d");
            KeyBlob certificate = SshKeys.certificate(key);
            HostKeyVerdict.Ok ok = assertInstanceOf(HostKeyVerdict.Ok.class,
                    certified("web1.corp", certificate, line("@cert-authority *", ca)));
            assertEquals(SshKeys.blob(key), ok.key());
            assertInstanceOf(HostKeyVerdict.Ok.class,
                    certified("Db.LAN", certificate, line("@cert-authority *.lan", ca)));
            byte[] forged = certificate.bytes();
            forged[forged.length - 1] ^= 1;
            assertEquals("ssh.certificate.signature",
                    reason(certified("web1.corp", KeyBlob.of(forged), line("@cert-authority *", ca))));
            byte[] serial = certificate.bytes();
            byte[] id = SshCertificate.parse(certificate).id().getBytes(StandardCharsets.UTF_8);
            int place = new String(serial, StandardCharsets.ISO_8859_1)
                    .indexOf(new String(id, StandardCharsets.ISO_8859_1));
            serial[place] ^= 1;
            assertEquals("ssh.certificate.signature",
                    reason(certified("web1.corp", KeyBlob.of(serial), line("@cert-authority *", ca))));
        }
    }

    @Test
    void everyFaultOfACertificateIsARefusalThatSaysWhy() throws IOException, InterruptedException {
        RealPeer.require("ssh-keygen");
        Path other = SshKeys.make(folder.resolve("other-ca"), "ed25519", "");
        String trusted = line("@cert-authority *", authority);

        SshKeys.certify(authority, host, "-h", "-n", "web1", "-V", "20200101:20200201");
        assertEquals("ssh.certificate.expired", reason(certified("web1", SshKeys.certificate(host), trusted)));
        SshKeys.certify(authority, host, "-h", "-n", "web1", "-V", "20990101:20990201");
        assertEquals("ssh.certificate.notYet", reason(certified("web1", SshKeys.certificate(host), trusted)));
        SshKeys.certify(authority, host, "-h", "-n", "db1.example.com");
        assertEquals("ssh.certificate.name", reason(certified("web1", SshKeys.certificate(host), trusted)));
        SshKeys.certify(authority, host, "-h");
        assertEquals("ssh.certificate.name", reason(certified("web1", SshKeys.certificate(host), trusted)));
        SshKeys.certify(authority, host, "-n", "web1");
        assertEquals("ssh.certificate.notHost", reason(certified("web1", SshKeys.certificate(host), trusted)));
        SshKeys.certify(authority, host, "-n", "web1", "-h", "-O", "critical:future@example.com=1");
        assertEquals("ssh.certificate.option", reason(certified("web1", SshKeys.certificate(host), trusted)));
        SshKeys.certify(other, host, "-n", "web1", "-h");
        assertEquals("ssh.certificate.otherAuthority",
                reason(certified("web1", SshKeys.certificate(host), trusted)));
        for (Language language : Language.values()) {
            HostKeyVerdict.BadCertificate bad = (HostKeyVerdict.BadCertificate) certified("web1",
                    SshKeys.certificate(host), trusted);
            assertTrue(new Texts(language).get(bad.reason()).contains("known_hosts:1"));
        }
    }

    @Test
    void sha1SignaturesOfAnAuthorityAreRefused() throws IOException, InterruptedException {
        RealPeer.require("ssh-keygen");
        Path ca = SshKeys.make(folder.resolve("rsa-ca"), "rsa", "", "-b", "2048");
        Path key = SshKeys.make(folder.resolve("sha1-host"), "ed25519", "");
        SshKeys.certify(ca, key, "-h", "-n", "web1", "-t", "ssh-rsa");
        assertEquals("ssh.certificate.signature",
                reason(certified("web1", SshKeys.certificate(key), line("@cert-authority *", ca))));
    }

    @Test
    void revocationReachesTheAuthorityTheKeyInsideAndTheCertificate() throws IOException, InterruptedException {
        RealPeer.require("ssh-keygen");
        Path key = SshKeys.make(folder.resolve("revoked-host"), "ed25519", "");
        SshKeys.certify(authority, key, "-h", "-n", "web1");
        KeyBlob certificate = SshKeys.certificate(key);
        String trusted = line("@cert-authority *", authority);
        assertInstanceOf(HostKeyVerdict.Revoked.class,
                certified("web1", certificate, trusted, line("@revoked *", authority)));
        assertInstanceOf(HostKeyVerdict.Revoked.class,
                certified("web1", certificate, trusted, line("@revoked *", key)));
        assertInstanceOf(HostKeyVerdict.Ok.class,
                certified("web1", certificate, trusted, line("@revoked other", key)));
    }

    @Test
    void withoutAnAuthorityTheKeyInsideCounts() throws IOException, InterruptedException {
        RealPeer.require("ssh-keygen");
        Path key = SshKeys.make(folder.resolve("inner"), "ed25519", "");
        SshKeys.certify(authority, key, "-h", "-n", "web1");
        KeyBlob certificate = SshKeys.certificate(key);
        assertEquals(new HostKeyVerdict.Unknown(SshKeys.blob(key)), certified("web1", certificate));
        assertInstanceOf(HostKeyVerdict.Ok.class, certified("web1", certificate, line("web1", key)));
        assertInstanceOf(HostKeyVerdict.Changed.class, certified("web1", certificate, line("web1", host)));
    }
}
