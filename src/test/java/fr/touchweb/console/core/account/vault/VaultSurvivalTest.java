package fr.touchweb.console.core.account.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import fr.touchweb.console.core.store.AtomicFile;
import fr.touchweb.console.support.HandClock;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.TestSshd;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a vault holds when things go wrong, and what is left of it in memory when it is closed. */
class VaultSurvivalTest {
    private static final Hardening CHEAP = new Hardening(8, 1, 1);
    private static final char[] PASSWORD = "correct horse é battery".toCharArray();

    @TempDir
    Path folder;

    private final HandClock clock = new HandClock(Instant.parse("2026-11-26T03:00:00Z"));

    @Test
    void onAFullDiskNothingIsLostAndTheVaultGoesOn() throws Exception {
        RealPeer.requireThat(TestSshd.isRoot(), "the right to mount a small file system");
        TestSshd.run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.toString());
        try {
            Path file = folder.resolve("vault");
            try (Vault vault = Vault.create(file, PASSWORD, CHEAP, clock)) {
                vault.put("first", VaultItem.Kind.PASSWORD, "", "", "one".toCharArray());
                vault.put("first", VaultItem.Kind.PASSWORD, "", "", "two".toCharArray());
                byte[] before = Files.readAllBytes(file);
                byte[] previous = Files.readAllBytes(AtomicFile.previous(file));
                char[] large = new char[100_000];
                Arrays.fill(large, 'x');
                IOException full = assertThrows(IOException.class,
                        () -> vault.put("large", VaultItem.Kind.OTHER, "", "", large));
                assertTrue(full.getMessage().contains("No space left"), full.getMessage());
                // Not even room for another small vault.
                Files.write(folder.resolve("rest"), new byte[(int) folder.toFile().getUsableSpace()]);
                assertThrows(IOException.class,
                        () -> vault.put("first", VaultItem.Kind.PASSWORD, "", "", "three".toCharArray()));
                assertThrows(IOException.class, () -> vault.remove("first"));
                assertThrows(IOException.class,
                        () -> vault.changePassword(PASSWORD, "another one".toCharArray(), CHEAP));
                assertArrayEquals(before, Files.readAllBytes(file));
                assertArrayEquals(previous, Files.readAllBytes(AtomicFile.previous(file)));
                assertEquals(List.of("first"), vault.items().stream().map(VaultItem::name).toList());
                assertArrayEquals("two".toCharArray(), vault.secret("first"));
                Files.delete(folder.resolve("rest"));
                vault.put("second", VaultItem.Kind.PASSWORD, "", "", "four".toCharArray());
            }
            try (Vault again = Vault.open(file, PASSWORD, clock); var files = Files.list(folder)) {
                assertEquals(2, again.items().size());
                assertEquals(List.of("vault", "vault.previous"),
                        files.map(each -> each.getFileName().toString()).sorted().toList());
            }
        } finally {
            TestSshd.run("umount", folder.toString());
        }
    }

    @Test
    void aContentOfANewerConsoleIsLeftAsItIs() throws Exception {
        Path file = folder.resolve("vault");
        Vault.create(file, PASSWORD, CHEAP, clock).close();
        byte[] salt = SealedFile.newSalt();
        byte[] content = new VaultContent(List.of(), null).write();
        content[3] = 2;
        try (SealKeys keys = CHEAP.keys(PASSWORD, salt)) {
            Files.write(file, SealedFile.seal(SealedFile.Kind.VAULT, "", CHEAP, salt, keys, content));
        }
        byte[] newer = Files.readAllBytes(file);
        assertEquals(VaultException.Reason.NEWER,
                assertThrows(VaultException.class, () -> Vault.open(file, PASSWORD, clock)).reason());
        assertArrayEquals(newer, Files.readAllBytes(file));
    }

    @Test
    void aClosedVaultLeavesNothingInMemory() throws Exception {
        Path file = folder.resolve("vault");
        String[] marks = {mark(), mark(), mark()};
        char[] password = marks[0].toCharArray();
        char[] secret = marks[1].toCharArray();
        char[] kept = marks[2].toCharArray();
        byte[][] looked = new byte[6][];
        for (int i = 0; i < 3; i++) {
            // Turned round, so that what is looked for does not find itself.
            looked[2 * i] = turned(marks[i].getBytes(StandardCharsets.ISO_8859_1));
            looked[2 * i + 1] = turned(marks[i].getBytes(StandardCharsets.UTF_16BE));
            marks[i] = "";
        }
        try (Vault vault = Vault.create(file, password, CHEAP, clock)) {
            vault.put("a", VaultItem.Kind.PASSWORD, "", "", secret);
            vault.put("b", VaultItem.Kind.PASSWORD, "", "", kept);
            vault.remove("a");
        }
        try (Vault vault = Vault.open(file, password, clock)) {
            char[] used = vault.secret("b");
            assertTrue(Arrays.equals(kept, used));
            Arrays.fill(used, '\0');
            assertTrue(found(looked[4], looked[5]), "an open vault is found, so that the search finds");
        }
        for (char[] one : new char[][]{password, secret, kept}) {
            Arrays.fill(one, '\0');
        }
        assertFalse(found(looked), "a secret is still in memory");
    }

    private static String mark() {
        StringBuilder mark = new StringBuilder();
        new Random().ints(24, 'a', 'z' + 1).forEach(c -> mark.append((char) c));
        return mark.toString();
    }

    private static byte[] turned(byte[] bytes) {
        byte[] turned = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            turned[i] = (byte) ~bytes[i];
        }
        return turned;
    }

    /** Whether what can be reached in the memory of this program holds one of these texts, which come turned round. */
    private boolean found(byte[]... turned) throws IOException {
        int longest = Stream.of(turned).mapToInt(one -> one.length).max().orElseThrow();
        Path dump = folder.resolve("memory-" + System.nanoTime() + ".hprof");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(dump.toString(), true);
        try (InputStream in = Files.newInputStream(dump)) {
            byte[] buffer = new byte[1 << 20];
            int kept = 0;
            for (int read = in.read(buffer, kept, buffer.length - kept); read > 0;) {
                int end = kept + read;
                for (int i = 0; i < end; i++) {
                    for (byte[] one : turned) {
                        if (stands(one, buffer, i, end)) {
                            return true;
                        }
                    }
                }
                kept = Math.min(longest, end);
                System.arraycopy(buffer, end - kept, buffer, 0, kept);
                read = in.read(buffer, kept, buffer.length - kept);
            }
            return false;
        } finally {
            Files.delete(dump);
        }
    }

    private static boolean stands(byte[] turned, byte[] buffer, int at, int end) {
        int k = 0;
        while (k < turned.length && at + k < end && buffer[at + k] == (byte) ~turned[k]) {
            k++;
        }
        return k == turned.length;
    }

    @Test
    void whatIsHandedOverIsReadWithItsOwnPasswordUntilItsDay() throws Exception {
        Path file = folder.resolve("for-acme.twh");
        Instant until = clock.instant().plus(Duration.ofDays(7));
        char[] password;
        try (Vault vault = Vault.create(folder.resolve("vault"), PASSWORD, CHEAP, clock)) {
            vault.put("back-office", VaultItem.Kind.PASSWORD, "admin", "", "s3cret é".toCharArray());
            vault.put("other", VaultItem.Kind.PASSWORD, "", "", "not for them".toCharArray());
            password = HandOver.write(file, vault, List.of("back-office"), until, CHEAP, 30);
            assertThrows(FileAlreadyExistsException.class,
                    () -> HandOver.write(file, vault, List.of("back-office"), until, CHEAP, 30));
            assertThrows(IllegalArgumentException.class, () -> HandOver.write(folder.resolve("none"), vault,
                    List.of("back-office", "nothing"), until, CHEAP, 30));
            assertFalse(Files.exists(folder.resolve("none")));
        }
        assertEquals(30, password.length);
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertTrue(text.startsWith("tw-console hand-over\n") && text.contains("2026-12-03T03:00:00Z"), text);
        assertFalse(text.contains("back-office") || text.contains("admin"));
        try (HandOver.Received received = HandOver.read(file, password, clock)) {
            assertEquals(List.of("back-office"), received.items().stream().map(VaultItem::name).toList());
            assertArrayEquals("s3cret é".toCharArray(), received.secrets().getFirst());
            assertEquals(until, received.until());
        }
        assertEquals(VaultException.Reason.WRONG_PASSWORD, refused(file, PASSWORD));
        assertEquals(VaultException.Reason.DAMAGED,
                assertThrows(VaultException.class, () -> Vault.open(file, password, clock)).reason());
        Path longer = Files.write(folder.resolve("longer"),
                text.replace("2026-12-03", "2029-12-03").getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(VaultException.Reason.DAMAGED, refused(longer, password), "its day is under the seal");
        clock.pass(Duration.ofDays(7).plusSeconds(1));
        assertEquals(VaultException.Reason.OVER, refused(file, password));
    }

    private VaultException.Reason refused(Path file, char[] password) {
        return assertThrows(VaultException.class, () -> HandOver.read(file, password, clock)).reason();
    }
}
