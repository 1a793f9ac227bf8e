package fr.touchweb.console.core.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Passwords and passphrases of this run, in memory only: never written, wiped when they were not used for a while, when
 * the person locks, and at the end. Thread-safe.
 */
public final class MemorySecrets implements AutoCloseable {
    private final Clock clock;
    private final Duration limit;
    private final Map<String, Kept> kept = new HashMap<>();

    private static final class Kept {
        private final char[] secret;
        private Instant used;

        Kept(char[] secret, Instant used) {
            this.secret = secret;
            this.used = used;
        }
    }

    /** @param limit time since the last use after which a secret is wiped */
    public MemorySecrets(Clock clock, Duration limit) {
        this.clock = clock;
        this.limit = limit;
    }

    /** Keeps a copy; the caller wipes its own. */
    public synchronized void keep(String name, char[] secret) {
        forget(name);
        kept.put(name, new Kept(secret.clone(), clock.instant()));
    }

    /** A copy that the caller wipes, null when there is none or its time has passed. */
    public synchronized char @Nullable [] use(String name) {
        expire();
        Kept found = kept.get(name);
        if (found == null) {
            return null;
        }
        found.used = clock.instant();
        return found.secret.clone();
    }

    public synchronized void forget(String name) {
        Kept old = kept.remove(name);
        if (old != null) {
            Arrays.fill(old.secret, '\0');
        }
    }

    /** Wipes everything at once; what is needed afterwards is asked for again. */
    public synchronized void lock() {
        kept.values().forEach(old -> Arrays.fill(old.secret, '\0'));
        kept.clear();
    }

    /** How many are kept now. */
    public synchronized int count() {
        expire();
        return kept.size();
    }

    /** Names of what is kept now, in order. */
    public synchronized List<String> names() {
        expire();
        return kept.keySet().stream().sorted().toList();
    }

    /** Time since the last use after which a secret is wiped. */
    public Duration limit() {
        return limit;
    }

    /** Wipes what was not used for too long; called at every use, and now and then by whoever owns this. */
    public synchronized void expire() {
        Instant oldest = clock.instant().minus(limit);
        for (Iterator<Kept> all = kept.values().iterator(); all.hasNext();) {
            Kept next = all.next();
            if (next.used.isBefore(oldest)) {
                Arrays.fill(next.secret, '\0');
                all.remove();
            }
        }
    }

    @Override
    public void close() {
        lock();
    }

    @Override
    public String toString() {
        return "MemorySecrets";
    }
}
