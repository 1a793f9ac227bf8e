package fr.touchweb.console.core.account.vault;

import fr.touchweb.console.core.store.AtomicFile;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Credentials that are given to somebody else (H18, H20): a sealed file with a password of its own, which goes another way
 * than the file, and a day after which this console opens it no more. Who has file and password can still read it with
 * another program: the day asks for a new file, it destroys nothing.
 */
public final class HandOver {
    private HandOver() {}

    /**
     * What a file gave; the caller keeps it in a vault and closes it.
     *
     * @param until moment after which the file is not opened
     */
    public record Received(Instant until, List<VaultItem> items, List<char[]> secrets) implements AutoCloseable {
        @Override
        public void close() {
            secrets.forEach(secret -> Arrays.fill(secret, '\0'));
        }

        @Override
        public String toString() {
            return "Received" + items;
        }
    }

    /**
     * Writes a file.
     *
     * @param names in the vault
     * @param length of the password that is made for it
     * @return the password, which the caller tells and wipes
     * @throws FileAlreadyExistsException when there is a file: none is ever replaced
     * @throws IllegalArgumentException when the vault has none of a name
     */
    public static char[] write(Path file, Vault vault, List<String> names, Instant until, Hardening cost, int length)
            throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        List<VaultContent.Entry> entries = new ArrayList<>();
        char[] password = Passwords.generate(length);
        byte[] salt = SealedFile.newSalt();
        byte[] content = new byte[0];
        try (SealKeys keys = cost.keys(password, salt)) {
            for (VaultItem item : vault.items().stream().filter(item -> names.contains(item.name())).toList()) {
                char[] secret = Objects.requireNonNull(vault.secret(item.name()));
                entries.add(new VaultContent.Entry(item, SecretBytes.utf8(secret)));
                Arrays.fill(secret, '\0');
            }
            if (entries.size() != names.stream().distinct().count()) {
                throw new IllegalArgumentException("not all of these are in the vault");
            }
            content = new VaultContent(entries, null).write();
            AtomicFile.write(file, SealedFile.seal(SealedFile.Kind.HAND_OVER,
                    until.truncatedTo(ChronoUnit.SECONDS).toString(), cost, salt, keys, content));
            return password;
        } catch (IOException | RuntimeException e) {
            Arrays.fill(password, '\0');
            throw e;
        } finally {
            SecretBytes.wipe(content);
            entries.forEach(entry -> SecretBytes.wipe(entry.secret()));
        }
    }

    /**
     * Opens a file; takes about a second.
     *
     * @throws VaultException also when its day has passed
     */
    public static Received read(Path file, char[] password, Clock clock) throws IOException, VaultException {
        SealedFile.Opened opened = SealedFile.open(SealedFile.Kind.HAND_OVER, Files.readAllBytes(file), password);
        try (SealKeys keys = opened.keys()) {
            Instant until = until(opened.note());
            if (clock.instant().isAfter(until)) {
                throw new VaultException(VaultException.Reason.OVER, Message.of("vault.handOver.over", until));
            }
            VaultContent content = VaultContent.read(opened.content());
            List<char[]> secrets = new ArrayList<>();
            for (VaultContent.Entry entry : content.entries()) {
                secrets.add(SecretBytes.characters(entry.secret()));
                SecretBytes.wipe(entry.secret());
            }
            return new Received(until, content.entries().stream().map(VaultContent.Entry::item).toList(), secrets);
        } catch (CharacterCodingException e) {
            throw SealedFile.damaged();
        } finally {
            SecretBytes.wipe(opened.content());
        }
    }

    private static Instant until(String note) throws VaultException {
        try {
            return Instant.parse(note);
        } catch (DateTimeException e) {
            throw SealedFile.damaged();
        }
    }
}
