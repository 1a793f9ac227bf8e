package fr.touchweb.console.core.account.vault;

import fr.touchweb.console.core.store.AtomicFile;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The keys of a vault in a file beside it, sealed with a key that the keyring of the desktop session keeps. Neither the
 * file nor the keyring alone opens the vault; whoever opens the session of the person has both.
 */
final class KeyringSeal {
    private static final byte[] MAGIC = "tw-console keyring\n".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private KeyringSeal() {}

    static Path file(Path vault) {
        return vault.resolveSibling(vault.getFileName() + ".keyring");
    }

    /** Seals the keys with a new key, which goes to the keyring. */
    static void write(Path vault, SealKeys keys, OsKeyring keyring) throws IOException, InterruptedException {
        byte[] key = new byte[KEY];
        RANDOM.nextBytes(key);
        byte[] nonce = new byte[SealKeys.NONCE];
        RANDOM.nextBytes(nonce);
        byte[] both = keys.both();
        try (SealKeys wrapping = new SealKeys(key.clone(), new byte[KEY])) {
            byte[] sealed = wrapping.encrypt(nonce, MAGIC, both);
            byte[] all = Arrays.copyOf(MAGIC, MAGIC.length + nonce.length + sealed.length);
            System.arraycopy(nonce, 0, all, MAGIC.length, nonce.length);
            System.arraycopy(sealed, 0, all, MAGIC.length + nonce.length, sealed.length);
            keyring.store(vault, key);
            AtomicFile.write(file(vault), all);
            Files.deleteIfExists(AtomicFile.previous(file(vault)));
        } finally {
            SecretBytes.wipe(key);
            SecretBytes.wipe(both);
        }
    }

    /** The keys of the vault; the caller closes them. */
    static SealKeys read(Path vault, OsKeyring keyring) throws IOException, InterruptedException, VaultException {
        byte[] all = Files.readAllBytes(file(vault));
        byte[] key = keyring.load(vault);
        if (key == null || key.length != KEY) {
            throw unusable();
        }
        int start = MAGIC.length + SealKeys.NONCE;
        if (all.length < start || !Arrays.equals(MAGIC, Arrays.copyOf(all, MAGIC.length))) {
            throw unusable();
        }
        byte[] both = new byte[0];
        try (SealKeys wrapping = new SealKeys(key, new byte[KEY])) {
            both = wrapping.decrypt(Arrays.copyOfRange(all, MAGIC.length, start), MAGIC,
                    Arrays.copyOfRange(all, start, all.length));
            return SealKeys.of(both);
        } catch (GeneralSecurityException e) {
            throw unusable();
        } finally {
            SecretBytes.wipe(both);
        }
    }

    static VaultException unusable() {
        return new VaultException(VaultException.Reason.KEYRING, Message.of("vault.keyring.unusable"));
    }
}
