package fr.touchweb.console.core.account.vault;

import fr.touchweb.console.core.store.AtomicFile;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Secrets of one person in one sealed file. Every change is on the disk before it holds; the version before is kept beside
 * it; a change that could not be written is none. While a second factor is set and no code was given, nothing can be read.
 * Closing wipes what is in memory. Thread-safe; opening, creating and a new password take about a second.
 */
public final class Vault implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final Clock clock;
    private final TreeMap<String, VaultContent.Entry> entries = new TreeMap<>();
    private @Nullable SecondFactor factor;
    private boolean confirmed;
    private Hardening cost;
    private byte[] salt;
    private SealKeys keys;

    private Vault(Path file, Clock clock, Hardening cost, byte[] salt, SealKeys keys) {
        this.file = file;
        this.clock = clock;
        this.cost = cost;
        this.salt = salt;
        this.keys = keys;
    }

    /**
     * Makes an empty vault.
     *
     * @throws FileAlreadyExistsException when there is one: a vault is never replaced
     */
    public static Vault create(Path file, char[] password, Hardening cost, Clock clock) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        byte[] salt = SealedFile.newSalt();
        Vault vault = new Vault(file, clock, cost, salt, cost.keys(password, salt));
        vault.confirmed = true;
        vault.save();
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return vault;
    }

    /** Opens one; with a second factor it still wants {@link #confirm}. */
    public static Vault open(Path file, char[] password, Clock clock) throws IOException, VaultException {
        return of(file, clock, SealedFile.open(SealedFile.Kind.VAULT, Files.readAllBytes(file), password));
    }

    /** Opens one whose keys the keyring of the desktop session helps to unseal; a second factor is wanted all the same. */
    public static Vault open(Path file, OsKeyring keyring, Clock clock)
            throws IOException, InterruptedException, VaultException {
        return of(file, clock,
                SealedFile.open(SealedFile.Kind.VAULT, Files.readAllBytes(file), KeyringSeal.read(file, keyring)));
    }

    private static Vault of(Path file, Clock clock, SealedFile.Opened opened) throws VaultException {
        try {
            VaultContent content = VaultContent.read(opened.content());
            Vault vault = new Vault(file, clock, opened.cost(), opened.salt(), opened.keys());
            content.entries().forEach(entry -> vault.entries.put(entry.item().name(), entry));
            vault.factor = content.factor();
            vault.confirmed = content.factor() == null;
            return vault;
        } catch (VaultException e) {
            opened.keys().close();
            throw e;
        } finally {
            SecretBytes.wipe(opened.content());
        }
    }

    /** Whether the keyring of the desktop session opens the vault of a file. */
    public static boolean hasKeyring(Path file) {
        return Files.exists(KeyringSeal.file(file));
    }

    /** Lets the keyring of the desktop session open this vault from now on, until its password is changed. */
    public synchronized void keepInKeyring(OsKeyring keyring) throws IOException, InterruptedException {
        requireOpen();
        KeyringSeal.write(file, keys, keyring);
    }

    /** Takes that back. */
    public synchronized void forgetKeyring(OsKeyring keyring) throws IOException, InterruptedException {
        requireOpen();
        Files.deleteIfExists(KeyringSeal.file(file));
        keyring.clear(file);
    }

    /** Whether a code is still missing. */
    public synchronized boolean wantsCode() {
        return !confirmed;
    }

    /**
     * Gives a code of the authenticator, or a recovery code, which is used up by it.
     *
     * @throws IOException when the file cannot tell that a recovery code was used: it stays good, the vault closed
     */
    public synchronized void confirm(String code) throws VaultException, IOException {
        SecondFactor second = factor;
        if (second == null || second.acceptsCode(code, clock.instant())) {
            confirmed = true;
            return;
        }
        List<byte[]> before = second.fields();
        if (!second.takesRecoveryCode(code)) {
            throw new VaultException(VaultException.Reason.WRONG_CODE, Message.of("vault.wrongCode"));
        }
        try {
            save();
            confirmed = true;
        } catch (IOException e) {
            factor = SecondFactor.of(before);
            throw e;
        }
    }

    /** What is in it, by name. */
    public synchronized List<VaultItem> items() {
        requireOpen();
        return entries.values().stream().map(VaultContent.Entry::item).toList();
    }

    /** A copy that the caller wipes, null when there is none of that name. */
    public synchronized char @Nullable [] secret(String name) {
        requireOpen();
        VaultContent.Entry found = entries.get(name);
        if (found == null) {
            return null;
        }
        try {
            return SecretBytes.characters(found.secret());
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("the vault writes UTF-8", e);
        }
    }

    /** Keeps a secret under a name, in the place of the one before; the caller wipes its own copy. */
    public synchronized void put(String name, VaultItem.Kind kind, String user, String note, char[] secret)
            throws IOException {
        requireOpen();
        VaultItem item = new VaultItem(name, kind, user, note, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        change(name, new VaultContent.Entry(item, SecretBytes.utf8(secret)));
    }

    public synchronized void remove(String name) throws IOException {
        requireOpen();
        change(name, null);
    }

    private void change(String name, VaultContent.@Nullable Entry next) throws IOException {
        VaultContent.Entry before = next == null ? entries.remove(name) : entries.put(name, next);
        try {
            save();
        } catch (IOException e) {
            if (before == null) {
                entries.remove(name);
            } else {
                entries.put(name, before);
            }
            if (next != null) {
                SecretBytes.wipe(next.secret());
            }
            throw e;
        }
        if (before != null) {
            SecretBytes.wipe(before.secret());
        }
    }

    /** Seals everything anew under another password, with a cost of now. */
    public synchronized void changePassword(char[] old, char[] fresh, Hardening newCost)
            throws IOException, VaultException {
        requireOpen();
        try (SealKeys proof = cost.keys(old, salt)) {
            if (!Arrays.equals(proof.proof(), keys.proof())) {
                throw new VaultException(VaultException.Reason.WRONG_PASSWORD, Message.of("vault.wrongPassword"));
            }
        }
        Hardening costBefore = cost;
        byte[] saltBefore = salt;
        SealKeys keysBefore = keys;
        salt = SealedFile.newSalt();
        cost = newCost;
        keys = newCost.keys(fresh, salt);
        try {
            save();
        } catch (IOException e) {
            keys.close();
            cost = costBefore;
            salt = saltBefore;
            keys = keysBefore;
            throw e;
        }
        keysBefore.close();
        Files.deleteIfExists(KeyringSeal.file(file));
    }

    /** A second factor that is proposed; it holds once a first code proved that the authenticator has it. */
    public static final class Proposal {
        private final SecondFactor factor;
        private final String address;
        private final String typed;
        private final List<String> recoveryCodes;

        private Proposal(SecondFactor.Made made, String login) {
            factor = made.factor();
            address = OneTimeCode.address(factor.secret(), "Console TW", login);
            typed = OneTimeCode.typed(factor.secret());
            recoveryCodes = made.recoveryCodes();
        }

        /** For a picture that an authenticator reads. */
        public String address() {
            return address;
        }

        /** For authenticators without a camera. */
        public String typed() {
            return typed;
        }

        /** Told now and never again. */
        public List<String> recoveryCodes() {
            return recoveryCodes;
        }
    }

    public synchronized Proposal proposeFactor(String login) {
        requireOpen();
        return new Proposal(SecondFactor.make(RANDOM), login);
    }

    /** Sets the proposed factor, in the place of one before. */
    public synchronized void acceptFactor(Proposal proposal, String firstCode) throws IOException, VaultException {
        requireOpen();
        SecondFactor proposed = proposal.factor;
        if (!proposed.acceptsCode(firstCode, clock.instant())) {
            throw new VaultException(VaultException.Reason.WRONG_CODE, Message.of("vault.wrongCode"));
        }
        replaceFactor(proposed);
    }

    public synchronized void removeFactor() throws IOException {
        requireOpen();
        replaceFactor(null);
    }

    private void replaceFactor(@Nullable SecondFactor next) throws IOException {
        SecondFactor before = factor;
        factor = next;
        try {
            save();
        } catch (IOException e) {
            factor = before;
            throw e;
        }
        if (before != null) {
            before.wipe();
        }
    }

    /** Recovery codes that are left, empty without a second factor. */
    public synchronized Optional<Integer> recoveryCodesLeft() {
        return Optional.ofNullable(factor).map(SecondFactor::recoveryCodesLeft);
    }

    private void save() throws IOException {
        Collection<VaultContent.Entry> all = entries.values();
        byte[] content = new VaultContent(List.copyOf(all), factor).write();
        try {
            AtomicFile.write(file, SealedFile.seal(SealedFile.Kind.VAULT, "", cost, salt, keys, content));
        } finally {
            SecretBytes.wipe(content);
        }
    }

    private void requireOpen() {
        if (!confirmed) {
            throw new IllegalStateException("the vault is not open");
        }
    }

    /** Wipes everything; the file stays. */
    @Override
    public synchronized void close() {
        confirmed = false;
        entries.values().forEach(entry -> SecretBytes.wipe(entry.secret()));
        entries.clear();
        if (factor != null) {
            factor.wipe();
        }
        keys.close();
    }

    @Override
    public String toString() {
        return "Vault";
    }
}
