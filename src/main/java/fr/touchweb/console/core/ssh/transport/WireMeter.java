package fr.touchweb.console.core.ssh.transport;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes of one connection and when the last one came. Thread-safe. */
final class WireMeter {
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final SshClock clock;
    private volatile long lastByteNanos;

    WireMeter(SshClock clock) {
        this.clock = clock;
        this.lastByteNanos = clock.nanos();
    }

    void gotBytes(int count) {
        if (count > 0) {
            received.addAndGet(count);
            lastByteNanos = clock.nanos();
        }
    }

    void sentBytes(int count) {
        sent.addAndGet(count);
    }

    long received() {
        return received.get();
    }

    long sent() {
        return sent.get();
    }

    /** Nanoseconds since the last byte from the server. */
    long silenceNanos() {
        return clock.nanos() - lastByteNanos;
    }
}
