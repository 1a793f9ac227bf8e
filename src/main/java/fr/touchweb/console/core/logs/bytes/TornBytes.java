package fr.touchweb.console.core.logs.bytes;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The inflated bytes of a gzip file, as far as they go: one that ends in the middle or is damaged ends before that. Read
 * forward only. Thread-safe.
 */
public final class TornBytes implements RandomBytes {
    private final RandomBytes source;
    private final @Nullable RandomBytes inflated;
    private @Nullable TornStream rest;
    private long at;

    private TornBytes(RandomBytes source, @Nullable RandomBytes inflated) {
        this.source = source;
        this.inflated = inflated;
    }

    /**
     * Looks at how a file begins.
     *
     * @param source that can be read twice; closed with what is returned
     * @return the inflated bytes of a gzip file, else the bytes as they are
     */
    public static RandomBytes inflated(RandomBytes source) throws IOException {
        try {
            RandomBytes inflated = GzipBytes.inflated(source);
            return inflated == source ? source : new TornBytes(source, inflated);
        } catch (EOFException | ZipException _) {
            // Its header is not whole: reading it tells so.
            return new TornBytes(source, null);
        }
    }

    /** Whether the file ended before its time; known once all was read. */
    public synchronized boolean isTorn() {
        return rest != null && rest.isTorn();
    }

    @Override
    public boolean sequential() {
        return true;
    }

    @Override
    public long size() throws IOException {
        return inflated == null ? 0 : inflated.size();
    }

    @Override
    public synchronized int read(long offset, byte[] into, int start, int length) throws IOException {
        TornStream stream = rest;
        if (stream == null) {
            try {
                return inflated == null
                        ? torn(offset, into, start, length)
                        : inflated.read(offset, into, start, length);
            } catch (EOFException | ZipException _) {
                // Its last bytes come from an inflater that gives them out before it fails.
                return torn(offset, into, start, length);
            }
        }
        if (offset != at) {
            throw new IllegalArgumentException("place " + offset + " of torn data that are at " + at);
        }
        int read = stream.readNBytes(into, start, length);
        at += read;
        return read;
    }

    private int torn(long offset, byte[] into, int start, int length) throws IOException {
        rest = TornStream.of(packed());
        rest.skipNBytes(offset);
        at = offset;
        return read(offset, into, start, length);
    }

    private InputStream packed() {
        return new InputStream() {
            private long place;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] into, int start, int length) throws IOException {
                int read = source.read(place, into, start, length);
                place += read;
                return read == 0 && length > 0 ? -1 : read;
            }
        };
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
