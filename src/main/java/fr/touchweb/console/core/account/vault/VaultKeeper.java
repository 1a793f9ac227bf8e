package fr.touchweb.console.core.account.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The vault of one run: closed at first, closed again when the person locks, at the end, and when nobody used it for a
 * while. Thread-safe; what derives a key takes about a second.
 */
public final class VaultKeeper implements AutoCloseable {
    private final Path file;
    private final Clock clock;
    private final Duration limit;
    private @Nullable Vault vault;
    private Instant used = Instant.MIN;

    /** What the vault wants next. */
    public enum State {
        /** There is none yet. */
        ABSENT, CLOSED,
        /** Its password was right; a code of the second factor is missing. */
        WANTS_CODE, OPEN
    }

    /** @param limit time since the last use after which it is closed */
    public VaultKeeper(Path file, Clock clock, Duration limit) {
        this.file = file;
        this.clock = clock;
        this.limit = limit;
    }

    public Path file() {
        return file;
    }

    public synchronized State state() {
        expire();
        Vault now = vault;
        if (now == null) {
            return Files.exists(file) ? State.CLOSED : State.ABSENT;
        }
        return now.wantsCode() ? State.WANTS_CODE : State.OPEN;
    }

    public synchronized void create(char[] password, Hardening cost) throws IOException {
        take(Vault.create(file, password, cost, clock));
    }

    /** Afterwards it is open, or wants a code. */
    public synchronized void open(char[] password) throws IOException, VaultException {
        take(Vault.open(file, password, clock));
    }

    /** The same through the keyring of the desktop session, whose own question may take a while. */
    public void open(OsKeyring keyring) throws IOException, InterruptedException, VaultException {
        Vault opened = Vault.open(file, keyring, clock);
        synchronized (this) {
            take(opened);
        }
    }

    private void take(Vault next) {
        lock();
        vault = next;
        used = clock.instant();
    }

    /** The vault, be it that it still wants a code; empty when it is closed. Counts as a use. */
    public synchronized Optional<Vault> vault() {
        expire();
        used = clock.instant();
        return Optional.ofNullable(vault);
    }

    /** A copy of a secret that the caller wipes, null when the vault is not open or has none of that name. */
    public synchronized char @Nullable [] secret(String name) {
        if (state() != State.OPEN) {
            return null;
        }
        Vault open = vault().orElseThrow();
        return open.secret(name);
    }

    /** What is in it; nothing while it is not open, which is no use of it. */
    public synchronized List<VaultItem> items() {
        Vault now = vault;
        return state() == State.OPEN && now != null ? now.items() : List.of();
    }

    /** Closes it when nobody used it for too long; called at every use, and now and then by whoever owns this. */
    public synchronized void expire() {
        if (vault != null && used.isBefore(clock.instant().minus(limit))) {
            lock();
        }
    }

    /** Closes it at once. */
    public synchronized void lock() {
        Vault old = vault;
        vault = null;
        if (old != null) {
            old.close();
        }
    }

    @Override
    public void close() {
        lock();
    }
}
