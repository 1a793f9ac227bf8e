package fr.touchweb.console.core.ssh.transport;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimeKEMExtractor;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimeKEMGenerator;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimeKeyGenerationParameters;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimeKeyPairGenerator;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimeParameters;
import org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimePrivateKeyParameters;

/**
 * Key pairs of Streamlined NTRU Prime 761, for one key exchange each. To make one takes longer than the rest of a log-in
 * (30 ms, the first one in a process 200 ms), so that some can be made while nobody waits. Safe on any thread.
 */
final class SntrupKeys {
    static final SntrupKeys OF_PROCESS = new SntrupKeys(Duration.ofSeconds(2));

    private static final int REHEARSALS = 4;

    private final Duration quiet;
    private final Queue<AsymmetricCipherKeyPair> ahead = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean making = new AtomicBoolean();
    private volatile boolean rehearsed;
    private volatile int wanted;
    private volatile long taken;

    /** @param quiet time without a log-in after which those that were taken are made up for */
    SntrupKeys(Duration quiet) {
        this.quiet = quiet;
        this.taken = System.nanoTime() - quiet.toNanos();
    }

    /** Has so many ready from now on, on a thread of its own. */
    void keepReady(int count) {
        wanted = count;
        fill();
    }

    /** One that nobody else gets. */
    AsymmetricCipherKeyPair take() {
        taken = System.nanoTime();
        AsymmetricCipherKeyPair pair = ahead.poll();
        fill();
        return pair == null ? make() : pair;
    }

    /** Pairs that are ready. */
    int ready() {
        return ahead.size();
    }

    private void fill() {
        if (ahead.size() < wanted && making.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("kex-keys").start(this::makeUp);
        }
    }

    private void makeUp() {
        try {
            if (!rehearsed) {
                rehearse(make());
            }
            while (ahead.size() < wanted) {
                long left = quiet.toNanos() - (System.nanoTime() - taken);
                if (left > 0) {
                    Thread.sleep(Duration.ofNanos(left));
                } else {
                    ahead.add(make());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            making.set(false);
        }
    }

    /** What follows in an exchange is slow too until it has run a few times. */
    private void rehearse(AsymmetricCipherKeyPair pair) {
        rehearsed = true;
        SNTRUPrimeKEMGenerator server = new SNTRUPrimeKEMGenerator(new SecureRandom());
        SNTRUPrimeKEMExtractor client = new SNTRUPrimeKEMExtractor((SNTRUPrimePrivateKeyParameters) pair.getPrivate());
        for (int i = 0; i < REHEARSALS; i++) {
            client.extractSecret(server.generateEncapsulated(pair.getPublic()).getEncapsulation());
        }
    }

    private static AsymmetricCipherKeyPair make() {
        SNTRUPrimeKeyPairGenerator generator = new SNTRUPrimeKeyPairGenerator();
        generator.init(new SNTRUPrimeKeyGenerationParameters(new SecureRandom(), SNTRUPrimeParameters.sntrup761));
        return generator.generateKeyPair();
    }
}
