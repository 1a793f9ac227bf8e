package fr.touchweb.console.core.ssh.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A stream of a command, from its start marker on; what came before is kept as noise. Closing it does nothing, since a
 * channel's stream is never closed. For one reader at a time.
 */
final class MarkedInput extends InputStream {
    private static final int MOST_NOISE = 1 << 20;

    private final InputStream in;
    private final byte[] marker;
    private final ByteArrayOutputStream noise = new ByteArrayOutputStream();
    private final AtomicLong total = new AtomicLong();
    private volatile boolean started;
    private volatile long leader = -1;
    private byte[] ahead = new byte[0];
    private int aheadAt;

    MarkedInput(InputStream in, String marker) {
        this.in = in;
        this.marker = (marker + " ").getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether the marker came. */
    boolean started() {
        return started;
    }

    /** Process id that came with the marker, which leads the command's process group; -1 before that. */
    long leader() {
        return leader;
    }

    /** Bytes after the marker that were read. */
    long total() {
        return total.get();
    }

    /** What came before the marker. */
    String noise() {
        synchronized (noise) {
            return noise.toString(StandardCharsets.UTF_8);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!started && !findMarker()) {
            return -1;
        }
        int n;
        if (aheadAt < ahead.length) {
            n = Math.min(length, ahead.length - aheadAt);
            System.arraycopy(ahead, aheadAt, buffer, start, n);
            aheadAt += n;
        } else {
            n = in.read(buffer, start, length);
        }
        total.addAndGet(Math.max(0, n));
        return n;
    }

    private boolean findMarker() throws IOException {
        byte[] buffer = new byte[4096];
        while (true) {
            int n = in.read(buffer);
            if (n < 0) {
                return false;
            }
            synchronized (noise) {
                noise.write(buffer, 0, n);
                byte[] seen = noise.toByteArray();
                int at = indexOf(seen, marker);
                int end = at < 0 ? -1 : lineEnd(seen, at);
                if (end >= 0) {
                    noise.reset();
                    noise.write(seen, 0, at);
                    leader = number(seen, at + marker.length, end);
                    ahead = Arrays.copyOfRange(seen, end + 1, seen.length);
                    started = true;
                    return true;
                }
                if (seen.length > MOST_NOISE) {
                    throw new IOException("no start marker among what the account's shell printed");
                }
            }
        }
    }

    private static int lineEnd(byte[] bytes, int from) {
        for (int at = from; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                return at;
            }
        }
        return -1;
    }

    private static long number(byte[] bytes, int from, int to) {
        String digits = new String(bytes, from, to - from, StandardCharsets.US_ASCII);
        return digits.matches("\\d{1,10}") ? Long.parseLong(digits) : -1;
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int at = 0; at <= bytes.length - wanted.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    @Override
    public void close() {
        // See the class.
    }
}
