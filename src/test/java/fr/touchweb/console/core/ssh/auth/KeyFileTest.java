package fr.touchweb.console.core.ssh.auth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.SshTarget;
import fr.touchweb.console.core.ssh.key.KeyBlob;
import fr.touchweb.console.core.ssh.key.SignatureCheck;
import fr.touchweb.console.core.ssh.key.WireWriter;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.SshKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Security;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import net.schmizz.sshj.common.SecurityUtils;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Key files of every kind that the real ssh-keygen writes. */
class KeyFileTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void providers() {
        RealPeer.require("ssh-keygen");
        SecurityUtils.setRegisterBouncyCastle(false);
        Security.addProvider(new BouncyCastleProvider());
    }

    /** Gives these passphrases in turn, null to give none. */
    static final class Scripted implements SecretSource {
        final Deque<String> passphrases = new ArrayDeque<>();
        final List<char[]> given = new ArrayList<>();
        int asked;

        Scripted(String... values) {
            passphrases.addAll(List.of(values));
        }

        @Override
        public char @Nullable [] password(SshTarget target, boolean again) {
            return null;
        }

        @Override
        public char @Nullable [] passphrase(Path keyFile, boolean again) {
            assertEquals(asked > 0, again);
            asked++;
            if (passphrases.isEmpty()) {
                return null;
            }
            char[] value = passphrases.removeFirst().toCharArray();
            given.add(value);
            return value;
        }

        @Override
        public @Nullable List<char[]> answers(SshTarget target, String title, String instruction,
                List<Prompt> prompts) {
            return null;
        }
    }

    private static KeyRing ring() {
        return new KeyRing(Duration.ofMinutes(10), Instant::now);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa -b 256", "ecdsa -b 384", "ecdsa -b 521", "rsa -b 2048", "rsa -m PEM",
            "ecdsa -m PEM", "rsa -m PKCS8", "ecdsa -m PKCS8", "ed25519 -Z aes256-gcm@openssh.com",
            "rsa -Z aes256-ctr", "ecdsa -Z aes128-cbc", "ed25519 -a 4"})
    void everyKindOpensAndSigns(String kind) throws IOException, InterruptedException {
        String[] words = kind.split(" ");
        String[] more = words.length == 1 ? new String[0] : new String[]{words[1], words[2]};
        for (String passphrase : List.of("", "a phrase é€")) {
            Path path = SshKeys.make(folder.resolve("key" + passphrase.length()), words[0], passphrase, more);
            KeyBlob publicKey = SshKeys.blob(path);
            KeyFile file = KeyFile.read(path);
            assertEquals(publicKey, file.publicKey());
            assertEquals(!passphrase.isEmpty(), file.encrypted());
            assertFalse(file.securityKey());
            KeyLoader.Opened opened = KeyLoader.open(path, passphrase.toCharArray());
            assertEquals(publicKey, opened.publicKey());
            byte[] data = "signed".getBytes(StandardCharsets.UTF_8);
            for (String algorithm : publicKey.type().equals("ssh-rsa")
                    ? List.of("rsa-sha2-256", "rsa-sha2-512")
                    : List.of(publicKey.type())) {
                byte[] signature = signed(opened, algorithm, data);
                assertTrue(SignatureCheck.verify(publicKey, signature, data), algorithm);
                assertFalse(SignatureCheck.verify(publicKey, signature, "other".getBytes(StandardCharsets.UTF_8)));
            }
            if (!passphrase.isEmpty()) {
                assertThrows(IOException.class, () -> KeyLoader.open(path, "wrong".toCharArray()));
            }
        }
    }

    private static byte[] signed(KeyLoader.Opened opened, String algorithm, byte[] data) {
        try {
            return KeySigner.sign(opened.privateKey(), algorithm, data);
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(algorithm, e);
        }
    }

    @Test
    void aWrongPassphraseIsAskedForAgainAndWipedAndTheKeyIsKept() throws IOException, InterruptedException {
        Path path = SshKeys.make(folder.resolve("key"), "ed25519", "right", "-a", "4");
        KeyRing ring = ring();
        Scripted secrets = new Scripted("wrong", "right");
        KeyFile file = KeyFile.read(path);
        assertFalse(ring.opensSilently(file));
        assertTrue(ring.open(file, secrets).isPresent());
        assertEquals(2, secrets.asked);
        for (char[] passphrase : secrets.given) {
            assertArrayEquals(new char[passphrase.length], passphrase);
        }
        assertTrue(ring.opensSilently(file));
        assertTrue(ring.open(file, SecretSource.NONE).isPresent());
        ring.lock();
        assertEquals(0, ring.size());
        assertTrue(ring.open(file, SecretSource.NONE).isEmpty());
    }

    @Test
    void threeWrongPassphrasesAreTheEnd() throws IOException, InterruptedException {
        Path path = SshKeys.make(folder.resolve("key"), "ed25519", "right", "-a", "4");
        Scripted secrets = new Scripted("1", "2", "3", "right");
        assertThrows(IOException.class, () -> ring().open(KeyFile.read(path), secrets));
        assertEquals(3, secrets.asked);
    }

    @Test
    void anUnusedKeyIsForgottenAfterTheTimeLimit() throws IOException, InterruptedException {
        Path path = SshKeys.make(folder.resolve("key"), "ed25519", "right", "-a", "4");
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));
        KeyRing ring = new KeyRing(Duration.ofMinutes(10), now::get);
        KeyFile file = KeyFile.read(path);
        ring.open(file, new Scripted("right"));
        now.set(now.get().plus(Duration.ofMinutes(9)));
        assertTrue(ring.opensSilently(file)); // and counts as use
        now.set(now.get().plus(Duration.ofMinutes(9)));
        assertEquals(1, ring.size());
        now.set(now.get().plus(Duration.ofMinutes(10)));
        assertEquals(0, ring.size());
    }

    @Test
    void aChangedFileIsOpenedAgain() throws IOException, InterruptedException {
        Path path = SshKeys.make(folder.resolve("key"), "ed25519", "");
        KeyRing ring = ring();
        KeyBlob first = ring.open(KeyFile.read(path), SecretSource.NONE).orElseThrow().publicKey();
        Files.delete(path);
        SshKeys.make(path, "ed25519", "");
        Files.setLastModifiedTime(path,
                java.nio.file.attribute.FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        assertFalse(first.equals(ring.open(KeyFile.read(path), SecretSource.NONE).orElseThrow().publicKey()));
    }

    @Test
    void aCertificateBesideTheKeyIsFoundAndRightsAreChecked() throws IOException, InterruptedException {
        Path authority = SshKeys.make(folder.resolve("ca"), "ed25519", "");
        Path path = SshKeys.make(folder.resolve("key"), "ed25519", "");
        assertNull(KeyFile.read(path).certificate());
        SshKeys.certify(authority, path, "-n", "bob");
        assertEquals(SshKeys.certificate(path), KeyFile.read(path).certificate());
        assertFalse(KeyFile.read(path).openToOthers());
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
        assertTrue(KeyFile.read(path).openToOthers());
    }

    /** The file that ssh-keygen writes for a hardware key holds a handle only; made here since there is no hardware. */
    @Test
    void aSecurityKeyFileIsRecognized() throws IOException {
        byte[] blob = new WireWriter().putText("sk-ssh-ed25519@openssh.com").putString(new byte[32]).putText("ssh:")
                .toBytes();
        byte[] key = new WireWriter().putRaw("openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII)).putText("none")
                .putText("none").putText("").putUint32(1).putString(blob).putString(new byte[64]).toBytes();
        Path path = folder.resolve("id_ed25519_sk");
        Files.writeString(path, "-----BEGIN OPENSSH PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(70, new byte[]{'\n'}).encodeToString(key)
                + "\n-----END OPENSSH PRIVATE KEY-----\n");
        assertTrue(KeyFile.read(path).securityKey());
    }

    @Test
    void filesThatAreNoKeysAreErrorsNotCrashes() throws IOException {
        for (String text : List.of("", "hello", "-----BEGIN OPENSSH PRIVATE KEY-----\n",
                "-----BEGIN OPENSSH PRIVATE KEY-----\n!!!!\n-----END OPENSSH PRIVATE KEY-----\n",
                "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA\n-----END OPENSSH PRIVATE KEY-----\n")) {
            Path path = folder.resolve("bad");
            Files.writeString(path, text);
            assertThrows(IOException.class, () -> KeyFile.read(path), text);
        }
        Path torn = folder.resolve("torn");
        Files.writeString(torn, "-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----\n");
        assertThrows(IOException.class, () -> KeyLoader.open(torn, new char[0]));
    }
}
