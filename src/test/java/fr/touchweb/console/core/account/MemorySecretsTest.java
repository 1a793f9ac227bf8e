package fr.touchweb.console.core.account;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import fr.touchweb.console.core.account.vault.Hardening;
import fr.touchweb.console.core.account.vault.VaultItem;
import fr.touchweb.console.core.account.vault.VaultKeeper;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.SshTarget;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemorySecretsTest {
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };
    private final MemorySecrets secrets = new MemorySecrets(clock, Duration.ofMinutes(10));
    @TempDir
    Path folder;

    private VaultKeeper vault;
    private int asked;

    @BeforeEach
    void aClosedVault() {
        vault = new VaultKeeper(folder.resolve("vault"), clock, Duration.ofMinutes(10));
    }

    private final SecretSource person = new SecretSource() {
        @Override
        public char[] password(SshTarget target, boolean again) {
            asked++;
            return ("secret" + asked).toCharArray();
        }

        @Override
        public char[] passphrase(Path keyFile, boolean again) {
            asked++;
            return null;
        }

        @Override
        public List<char[]> answers(SshTarget target, String title, String instruction, List<Prompt> prompts) {
            asked++;
            return List.of("123456".toCharArray());
        }
    };

    @Test
    void keepsACopyUntilItWasNotUsedForTooLong() {
        char[] mine = "abc".toCharArray();
        secrets.keep("x", mine);
        mine[0] = '?';
        now = now.plus(Duration.ofMinutes(9));
        assertArrayEquals("abc".toCharArray(), secrets.use("x"));
        now = now.plus(Duration.ofMinutes(9));
        assertArrayEquals("abc".toCharArray(), secrets.use("x"));
        now = now.plus(Duration.ofMinutes(11));
        assertNull(secrets.use("x"));
        assertEquals(0, secrets.count());
    }

    @Test
    void lockAndForgetWipe() {
        secrets.keep("x", "abc".toCharArray());
        secrets.keep("y", "def".toCharArray());
        secrets.forget("x");
        assertNull(secrets.use("x"));
        secrets.lock();
        assertEquals(0, secrets.count());
        assertFalse(secrets.toString().contains("def"));
    }

    @Test
    void thePersonIsAskedOnceAndAgainWhenItWasWrong() throws Exception {
        SecretSource source = new RememberingSecrets(secrets, vault, person);
        SshTarget target = new SshTarget("a", "a.test", 22, "jdurand", List.of());
        assertArrayEquals("secret1".toCharArray(), source.password(target, false));
        assertArrayEquals("secret1".toCharArray(), source.password(target, false));
        assertArrayEquals("secret2".toCharArray(), source.password(target, true));
        assertArrayEquals("secret2".toCharArray(), source.password(target, false));
        assertNull(source.passphrase(Path.of("/k"), false));
        source.answers(target, "", "", List.of());
        source.answers(target, "", "", List.of());
        assertEquals(5, asked);
        assertEquals(1, secrets.count());
    }

    @Test
    void anOpenVaultAnswersBeforeThePersonUnlessItWasWrong() throws Exception {
        SecretSource source = new RememberingSecrets(secrets, vault, person);
        SshTarget target = new SshTarget("a", "a.test", 22, "jdurand", List.of());
        char[] own = "the vault's own".toCharArray();
        vault.create(own, new Hardening(8, 1, 1));
        vault.vault().orElseThrow().put("password jdurand@a.test:22", VaultItem.Kind.PASSWORD, "", "",
                "kept".toCharArray());
        assertArrayEquals("kept".toCharArray(), source.password(target, false));
        assertEquals(0, asked);
        assertArrayEquals("secret1".toCharArray(), source.password(target, true));
        assertArrayEquals("secret1".toCharArray(), source.password(target, false));
        secrets.lock();
        now = now.plus(Duration.ofMinutes(11));
        assertEquals(VaultKeeper.State.CLOSED, vault.state());
        assertArrayEquals("secret2".toCharArray(), source.password(target, false));
        vault.open(own);
        assertEquals(VaultKeeper.State.OPEN, vault.state());
        assertEquals(1, vault.items().size());
    }
}
