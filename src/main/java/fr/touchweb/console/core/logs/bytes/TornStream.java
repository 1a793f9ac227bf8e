package fr.touchweb.console.core.logs.bytes;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The inflated bytes of gzip data, as far as they go: what ends in the middle or is damaged ends before that. */
public final class TornStream extends FilterInputStream {
    private static final int BUFFER = 1 << 16;

    private boolean torn;

    private TornStream(InputStream inflated, boolean torn) {
        super(inflated);
        this.torn = torn;
    }

    /** @param packed closed with what is returned */
    public static TornStream of(InputStream packed) throws IOException {
        try {
            return new TornStream(new GZIPInputStream(packed, BUFFER), false);
        } catch (EOFException | ZipException _) {
            // Not even its header is whole: nothing can be read of it, which isTorn tells.
            packed.close();
            return new TornStream(InputStream.nullInputStream(), true);
        }
    }

    /** Whether the data ended before their time; known once all was read. */
    public boolean isTorn() {
        return torn;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int start, int length) throws IOException {
        if (torn) {
            return -1;
        }
        try {
            return super.read(into, start, length);
        } catch (EOFException | ZipException _) {
            torn = true;
            return -1;
        }
    }

    @Override
    public long skip(long count) throws IOException {
        byte[] passed = new byte[(int) Math.min(count, BUFFER)];
        return passed.length == 0 ? 0 : Math.max(0, read(passed, 0, passed.length));
    }
}
