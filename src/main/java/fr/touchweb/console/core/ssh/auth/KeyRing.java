package fr.touchweb.console.core.ssh.auth;

import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.auth.KeyLoader.Opened;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Private keys of files that were opened, in memory only, so that a passphrase is asked once. A key that nobody used for the
 * time limit is forgotten, and {@link #lock} forgets all. Safe on any thread.
 */
public final class KeyRing {
    private static final int MOST_TRIES = 3;

    private record Held(Opened key, long modified, Instant used) {}

    private final Duration limit;
    private final InstantSource clock;
    private final Map<Path, Held> held = new HashMap<>();

    /** @param limit how long an unused key is kept */
    public KeyRing(Duration limit, InstantSource clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /** Forgets every key. */
    public synchronized void lock() {
        held.clear();
    }

    /** How many keys are open now. */
    public synchronized int size() {
        forgetOld();
        return held.size();
    }

    /** Whether a key can be used without asking anybody. */
    boolean opensSilently(KeyFile file) {
        return !file.encrypted() || find(file).isPresent();
    }

    /**
     * The key of a file, asking for its passphrase at most three times. On a task's thread: the key derivation alone may
     * take seconds.
     *
     * @return empty when the person gave no passphrase
     * @throws IOException when the file is damaged, or no passphrase opened it
     */
    Optional<Opened> open(KeyFile file, SecretSource secrets) throws IOException, InterruptedException {
        Optional<Opened> known = find(file);
        if (known.isPresent()) {
            return known;
        }
        if (!file.encrypted()) {
            return Optional.of(keep(file, KeyLoader.open(file.file(), new char[0])));
        }
        IOException wrong = new IOException("no passphrase");
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            char[] passphrase = secrets.passphrase(file.file(), attempt > 0);
            if (passphrase == null) {
                return Optional.empty();
            }
            try {
                return Optional.of(keep(file, KeyLoader.open(file.file(), passphrase)));
            } catch (IOException e) {
                wrong = e;
            } finally {
                Arrays.fill(passphrase, '\0');
            }
        }
        throw wrong;
    }

    private Opened keep(KeyFile file, Opened key) throws IOException {
        long modified = Files.getLastModifiedTime(file.file()).toMillis();
        synchronized (this) {
            held.put(file.file(), new Held(key, modified, clock.instant()));
        }
        return key;
    }

    private Optional<Opened> find(KeyFile file) {
        long modified;
        try {
            modified = Files.getLastModifiedTime(file.file()).toMillis();
        } catch (IOException e) {
            return Optional.empty();
        }
        synchronized (this) {
            forgetOld();
            Held old = held.get(file.file());
            if (old == null || old.modified() != modified) {
                return Optional.empty();
            }
            held.put(file.file(), new Held(old.key(), modified, clock.instant()));
            return Optional.of(old.key());
        }
    }

    private void forgetOld() {
        Instant now = clock.instant();
        held.values().removeIf(old -> Duration.between(old.used(), now).compareTo(limit) >= 0);
    }
}
