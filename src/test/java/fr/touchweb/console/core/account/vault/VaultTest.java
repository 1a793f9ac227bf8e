package fr.touchweb.console.core.account.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.store.AtomicFile;
import fr.touchweb.console.support.HandClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
    /** The least that is allowed: the cost itself is not what is tested. */
    private static final Hardening CHEAP = new Hardening(8, 1, 1);
    private static final char[] PASSWORD = "correct horse é battery".toCharArray();

    @TempDir
    Path folder;

    private final HandClock clock = new HandClock(Instant.parse("2026-11-26T03:00:00Z"));

    private Path file() {
        return folder.resolve("vault");
    }

    private Vault created() throws IOException {
        Vault vault = Vault.create(file(), PASSWORD, CHEAP, clock);
        vault.put("password jdurand@203.0.113.5:22", VaultItem.Kind.PASSWORD, "jdurand", "",
                "s3cret \uD83D\uDD11".toCharArray());
        return vault;
    }

    private Vault opened() throws Exception {
        return Vault.open(file(), PASSWORD, clock);
    }

    @Test
    void whatWasKeptIsThereAgainAndNowhereElse() throws Exception {
        created().close();
        try (Vault vault = opened()) {
            assertEquals(List.of(new VaultItem("password jdurand@203.0.113.5:22", VaultItem.Kind.PASSWORD, "jdurand",
                    "", Instant.parse("2026-11-26T03:00:00Z"))), vault.items());
            assertArrayEquals("s3cret \uD83D\uDD11".toCharArray(), vault.secret("password jdurand@203.0.113.5:22"));
            assertNull(vault.secret("another"));
        }
        String bytes = new String(Files.readAllBytes(file()), StandardCharsets.ISO_8859_1);
        assertFalse(bytes.contains("s3cret") || bytes.contains("jdurand") || bytes.contains("203.0.113.5"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        assertEquals("rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(AtomicFile.previous(file()))));
        try (var all = Files.list(folder)) {
            assertEquals(2, all.count());
        }
    }

    @Test
    void aVaultIsNeverReplaced() throws Exception {
        created().close();
        assertThrows(FileAlreadyExistsException.class, () -> Vault.create(file(), PASSWORD, CHEAP, clock));
    }

    @Test
    void aWrongPasswordIsToldFromADamagedFileAndFromANewerOne() throws Exception {
        created().close();
        byte[] good = Files.readAllBytes(file());
        assertEquals(VaultException.Reason.WRONG_PASSWORD, refused("correct horse e battery".toCharArray()));
        assertEquals(VaultException.Reason.WRONG_PASSWORD, refused(new char[0]));
        for (int at : new int[]{0, good.length - 1, good.length - 40}) {
            byte[] bad = good.clone();
            bad[at] ^= 1;
            Files.write(file(), bad);
            assertEquals(VaultException.Reason.DAMAGED, refused(PASSWORD), "byte " + at);
        }
        for (int length : new int[]{0, 5, 60, good.length - 1}) {
            Files.write(file(), Arrays.copyOf(good, length));
            assertEquals(VaultException.Reason.DAMAGED, refused(PASSWORD), "cut at " + length);
        }
        Files.write(file(), replaced(good, "\"version\":1", "\"version\":2"));
        assertEquals(VaultException.Reason.NEWER, refused(PASSWORD));
        // A stranger's header cannot make this machine work for an hour.
        Files.write(file(), replaced(good, "\"passes\":1,", "\"passes\":9999,"));
        assertEquals(VaultException.Reason.DAMAGED, refused(PASSWORD));
        // Nor may it make the next save weaker: every byte of the header is under the seal.
        Files.write(file(), replaced(good, "\"lanes\":1,", "\"lanes\": 1,"));
        assertEquals(VaultException.Reason.DAMAGED, refused(PASSWORD));
        Files.write(file(), good);
        opened().close();
    }

    private static byte[] replaced(byte[] file, String from, String to) {
        return new String(file, StandardCharsets.ISO_8859_1).replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }

    private VaultException.Reason refused(char[] password) {
        return assertThrows(VaultException.class, () -> Vault.open(file(), password, clock)).reason();
    }

    @Test
    void aChangeThatCannotBeWrittenIsNone() throws Exception {
        Vault vault = created();
        byte[] before = Files.readAllBytes(file());
        // Nothing can be made in a folder that is gone, on any file system and by any account.
        Path aside = folder.resolveSibling(folder.getFileName() + "-aside");
        Files.move(folder, aside);
        Files.createFile(folder);
        try {
            assertThrows(IOException.class,
                    () -> vault.put("new", VaultItem.Kind.OTHER, "", "", "x".toCharArray()));
            assertThrows(IOException.class, () -> vault.remove("password jdurand@203.0.113.5:22"));
            assertThrows(IOException.class, () -> vault.changePassword(PASSWORD, "other".toCharArray(), CHEAP));
        } finally {
            Files.delete(folder);
            Files.move(aside, folder);
        }
        assertArrayEquals(before, Files.readAllBytes(file()));
        assertEquals(1, vault.items().size());
        vault.put("new", VaultItem.Kind.OTHER, "", "", "x".toCharArray());
        vault.close();
        try (Vault again = opened()) {
            assertEquals(2, again.items().size());
        }
    }

    @Test
    void anotherPasswordSealsEverythingAnewAndTheOldFileIsKept() throws Exception {
        char[] fresh = "a much longer and different one".toCharArray();
        try (Vault vault = created()) {
            assertEquals(VaultException.Reason.WRONG_PASSWORD,
                    assertThrows(VaultException.class, () -> vault.changePassword(fresh, fresh, CHEAP)).reason());
            vault.changePassword(PASSWORD, fresh, new Hardening(9, 2, 2));
        }
        assertEquals(VaultException.Reason.WRONG_PASSWORD, refused(PASSWORD));
        try (Vault vault = Vault.open(file(), fresh, clock)) {
            assertNotNull(vault.secret("password jdurand@203.0.113.5:22"));
        }
        try (Vault old = Vault.open(AtomicFile.previous(file()), PASSWORD, clock)) {
            assertEquals(1, old.items().size());
        }
    }

    @Test
    void withASecondFactorNothingIsReadBeforeTheCode() throws Exception {
        Vault.Proposal proposal;
        try (Vault vault = created()) {
            proposal = vault.proposeFactor("jdurand");
            assertEquals(10, proposal.recoveryCodes().stream().distinct().count());
            assertEquals(VaultException.Reason.WRONG_CODE,
                    assertThrows(VaultException.class, () -> vault.acceptFactor(proposal, "000000x")).reason());
            assertTrue(vault.recoveryCodesLeft().isEmpty());
            vault.acceptFactor(proposal, code(proposal));
        }
        clock.pass(Duration.ofMinutes(2));
        try (Vault vault = opened()) {
            assertTrue(vault.wantsCode());
            assertThrows(IllegalStateException.class, vault::items);
            assertThrows(IllegalStateException.class, () -> vault.secret("password jdurand@203.0.113.5:22"));
            assertThrows(VaultException.class, () -> vault.confirm("123"));
            vault.confirm(code(proposal));
            assertFalse(vault.wantsCode());
            assertEquals(1, vault.items().size());
        }
        String recovery = proposal.recoveryCodes().getFirst();
        try (Vault vault = opened()) {
            vault.confirm(" " + recovery.toLowerCase(java.util.Locale.ROOT));
            assertEquals(9, vault.recoveryCodesLeft().orElseThrow());
        }
        try (Vault vault = opened()) {
            assertThrows(VaultException.class, () -> vault.confirm(recovery));
            clock.pass(Duration.ofMinutes(2));
            vault.confirm(code(proposal));
            vault.removeFactor();
        }
        try (Vault vault = opened()) {
            assertFalse(vault.wantsCode());
        }
    }

    private String code(Vault.Proposal proposal) {
        byte[] secret = org.bouncycastle.util.encoders.Base32.decode(proposal.typed());
        return OneTimeCode.at(secret, OneTimeCode.step(clock.instant()));
    }
}
