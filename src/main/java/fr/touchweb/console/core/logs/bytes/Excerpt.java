package fr.touchweb.console.core.logs.bytes;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A part of a log as if it were all of it: from the first line of a moment to the first one of another. */
public final class Excerpt implements RandomBytes {
    private final RandomBytes whole;
    private final long from;
    private final long to;

    private Excerpt(RandomBytes whole, long from, long to) {
        this.whole = whole;
        this.from = from;
        this.to = to;
    }

    /**
     * Finds the part by the index of the file.
     *
     * @param opened closed with the result, and when this fails
     * @param from in microseconds since 1970-01-01T00:00Z, null for the beginning
     * @param to the first line that is not older ends it; null for the end of the file
     */
    public static Excerpt of(IndexStore.Opened opened, @Nullable Long from, @Nullable Long to,
            Supplier<LineTime> times) throws IOException {
        boolean good = false;
        try {
            FileIndex index = opened.index();
            long begin = from == null ? 0 : index.offsetOfTime(from, opened.bytes(), times.get());
            long end = to == null ? index.size() : index.offsetOfTime(to, opened.bytes(), times.get());
            Excerpt part = new Excerpt(opened.bytes(), begin, Math.max(begin, end));
            good = true;
            return part;
        } finally {
            if (!good) {
                opened.close();
            }
        }
    }

    /** Place of its first byte in the file. */
    public long from() {
        return from;
    }

    @Override
    public long size() {
        return to - from;
    }

    @Override
    public boolean sequential() {
        return whole.sequential();
    }

    @Override
    public int read(long offset, byte[] into, int start, int length) throws IOException {
        long left = to - from - offset;
        return left <= 0 ? 0 : whole.read(from + offset, into, start, (int) Math.min(length, left));
    }

    /** Its bytes in order; closing it closes the file. */
    public InputStream stream() {
        return new InputStream() {
            private long at;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] b, int start, int length) throws IOException {
                int read = Excerpt.this.read(at, b, start, length);
                at += read;
                return read == 0 && length > 0 ? -1 : read;
            }

            @Override
            public void close() throws IOException {
                Excerpt.this.close();
            }
        };
    }

    @Override
    public void close() throws IOException {
        whole.close();
    }
}
