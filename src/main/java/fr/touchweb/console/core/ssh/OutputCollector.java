package fr.touchweb.console.core.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The first bytes of a stream; the rest is read and counted. Thread-safe. */
public final class OutputCollector {
    private final int limit;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long total;

    /** @param limit bytes that are kept */
    public OutputCollector(int limit) {
        this.limit = limit;
    }

    /** Reads a stream to its end; does not close it. */
    public void drain(InputStream stream) throws IOException {
        byte[] buffer = new byte[64 << 10];
        for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
            add(buffer, n);
        }
    }

    public synchronized void add(byte[] bytes, int length) {
        total += length;
        int room = Math.min(length, limit - kept.size());
        if (room > 0) {
            kept.write(bytes, 0, room);
        }
    }

    public synchronized byte[] bytes() {
        return kept.toByteArray();
    }

    /** Bytes that came. */
    public synchronized long total() {
        return total;
    }

    public synchronized boolean truncated() {
        return total > kept.size();
    }
}
