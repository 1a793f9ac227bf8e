package fr.touchweb.console.core.ssh.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Passwords that the person asked to keep for a while, in memory only. They are wiped after the time limit, when they turn
 * out wrong, and by {@link #lock}. Safe on any thread.
 */
public final class SecretMemory {
    private record Kept(char[] secret, Instant until) {}

    private final Duration limit;
    private final InstantSource clock;
    private final Map<String, Kept> kept = new HashMap<>();

    /** @param limit how long a secret is kept after it was given */
    public SecretMemory(Duration limit, InstantSource clock) {
        this.limit = limit;
        this.clock = clock;
    }

    public Duration limit() {
        return limit;
    }

    /** A copy for the caller to wipe, null when none is kept. */
    public synchronized char @Nullable [] get(String owner) {
        forgetOld();
        Kept secret = kept.get(owner);
        return secret == null ? null : secret.secret().clone();
    }

    /** Keeps a copy. */
    public synchronized void put(String owner, char[] secret) {
        forget(owner);
        kept.put(owner, new Kept(secret.clone(), clock.instant().plus(limit)));
    }

    public synchronized void forget(String owner) {
        Kept old = kept.remove(owner);
        if (old != null) {
            Arrays.fill(old.secret(), '\0');
        }
    }

    /** Forgets everything. */
    public synchronized void lock() {
        kept.values().forEach(old -> Arrays.fill(old.secret(), '\0'));
        kept.clear();
    }

    /** How many secrets are kept now. */
    public synchronized int size() {
        forgetOld();
        return kept.size();
    }

    private void forgetOld() {
        Instant now = clock.instant();
        kept.values().removeIf(old -> {
            boolean over = !now.isBefore(old.until());
            if (over) {
                Arrays.fill(old.secret(), '\0');
            }
            return over;
        });
    }
}
