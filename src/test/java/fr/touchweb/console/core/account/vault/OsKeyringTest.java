package fr.touchweb.console.core.account.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.support.HandClock;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.SecretWatch;
import fr.touchweb.console.support.TestKeyring;
import fr.touchweb.console.support.TestTotp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a real GNOME Keyring, through libsecret's own tool. */
@Timeout(120)
class OsKeyringTest {
    private static final Hardening CHEAP = new Hardening(8, 1, 1);
    private static final char[] PASSWORD = "correct horse é battery".toCharArray();

    @TempDir
    Path folder;

    private final HandClock clock = new HandClock(Instant.parse("2026-11-26T03:00:00Z"));

    private OsKeyring keyring(Map<String, String> environment) {
        return new OsKeyring(RealPeer.require("secret-tool"), environment, Duration.ofSeconds(60));
    }

    @Test
    void theKeyringOpensTheVaultUntilItsPasswordIsAnother() throws Exception {
        Path file = folder.resolve("vault");
        try (TestKeyring session = TestKeyring.start(folder.resolve("session"));
                SecretWatch watch = new SecretWatch()) {
            OsKeyring keyring = keyring(session.environment());
            assertNull(keyring.load(file));
            Vault.Proposal proposal;
            try (Vault vault = Vault.create(file, PASSWORD, CHEAP, clock)) {
                vault.put("a", VaultItem.Kind.OTHER, "", "", "secret in it".toCharArray());
                assertFalse(Vault.hasKeyring(file));
                vault.keepInKeyring(keyring);
                proposal = vault.proposeFactor("jdurand");
                vault.acceptFactor(proposal, TestTotp.code(proposal.typed(), clock.instant()));
            }
            watch.plant("key of the keyring", Base64.getEncoder().encodeToString(keyring.load(file)));
            clock.pass(Duration.ofMinutes(2));
            try (Vault vault = Vault.open(file, keyring, clock)) {
                assertTrue(vault.wantsCode(), "a second factor is wanted all the same");
                vault.confirm(TestTotp.code(proposal.typed(), clock.instant()));
                assertArrayEquals("secret in it".toCharArray(), vault.secret("a"));
                vault.removeFactor();
            }
            assertEquals("rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(KeyringSeal.file(file))));
            byte[] before = Files.readAllBytes(KeyringSeal.file(file));
            try (Vault vault = Vault.open(file, PASSWORD, clock)) {
                vault.changePassword(PASSWORD, "another password".toCharArray(), CHEAP);
            }
            assertFalse(Vault.hasKeyring(file), "it would open nothing any more");
            Files.write(KeyringSeal.file(file), before);
            assertEquals(VaultException.Reason.KEYRING, refused(file, keyring));
            try (Vault vault = Vault.open(file, "another password".toCharArray(), clock)) {
                vault.keepInKeyring(keyring);
            }
            byte[] torn = Files.readAllBytes(KeyringSeal.file(file));
            for (int at : new int[]{0, 25, torn.length - 1}) {
                byte[] bad = torn.clone();
                bad[at] ^= 1;
                Files.write(KeyringSeal.file(file), bad);
                assertEquals(VaultException.Reason.KEYRING, refused(file, keyring), "byte " + at);
            }
            Files.write(KeyringSeal.file(file), torn);
            try (Vault vault = Vault.open(file, keyring, clock)) {
                vault.forgetKeyring(keyring);
            }
            assertNull(keyring.load(file));
            assertFalse(Vault.hasKeyring(file));
            assertEquals(Set.of(), watch.seen(), "the key is no argument");
        }
    }

    private VaultException.Reason refused(Path file, OsKeyring keyring) {
        return assertThrows(VaultException.class, () -> Vault.open(file, keyring, clock)).reason();
    }

    @Test
    void withoutAKeyringItIsToldAndTheVaultStands() throws Exception {
        Path file = folder.resolve("vault");
        Map<String, String> nowhere = new HashMap<>(System.getenv());
        nowhere.put("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + folder.resolve("none"));
        try (Vault vault = Vault.create(file, PASSWORD, CHEAP, clock)) {
            assertThrows(IOException.class, () -> vault.keepInKeyring(keyring(nowhere)));
        }
        assertFalse(Vault.hasKeyring(file));
        Vault.open(file, PASSWORD, clock).close();
    }
}
