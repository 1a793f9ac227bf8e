package fr.touchweb.console.core.logs.bytes;

import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes that come once and in order: standard input, a pipe, a file that travels. The last ones can be read again, which
 * inflating needs.
 */
public final class StreamBytes implements RandomBytes {
    private static final int KEPT = 1 << 18;

    private final InputStream in;
    private final byte[] kept = new byte[KEPT];
    private long at;

    /** @param in closed with this */
    public StreamBytes(InputStream in) {
        this.in = in;
    }

    @Override
    public boolean sequential() {
        return true;
    }

    /** Bytes that came so far. */
    @Override
    public synchronized long size() {
        return at;
    }

    @Override
    public synchronized int read(long offset, byte[] into, int start, int length) throws IOException {
        if (offset > at || offset < at - KEPT) {
            throw new IllegalArgumentException("place " + offset + " of a stream that is at " + at);
        }
        int again = (int) Math.min(length, at - offset);
        for (int i = 0; i < again; i++) {
            into[start + i] = kept[(int) ((offset + i) % KEPT)];
        }
        int read = in.readNBytes(into, start + again, length - again);
        for (int i = Math.max(0, read - KEPT); i < read; i++) {
            kept[(int) ((at + i) % KEPT)] = into[start + again + i];
        }
        at += read;
        return again + read;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
