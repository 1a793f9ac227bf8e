package fr.touchweb.console.core.binlog.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Lines of a stream, ended by LF alone. The line that is current stands in a shared buffer until the next one is asked
 * for. Of a line that is longer than the buffer may become, the first and the last bytes are kept and its length is
 * known: a single value can be a line of 132 MB (reference binlog 2.2).
 */
final class LineReader {
    private static final int FIRST_BUFFER = 1 << 18;
    private static final int TAIL = 1 << 10;
    private static final byte[] NOTHING = {};

    private final InputStream in;
    private final int longest;
    private final int kept;
    private byte[] buffer;
    private int next;
    private int filled;
    private boolean ended;
    private long total;

    /** The bytes of the current line are {@code [from, to)} of this. */
    byte[] line;
    int from;
    int to;
    /** Bytes of the current line; more than {@code to - from} when it is cut. */
    long length;
    /** Whether the line ended with the stream and not with LF. */
    boolean torn;
    /** The last bytes of a cut line. */
    byte[] tail = NOTHING;

    /**
     * @param longest bytes of a line that is kept whole
     * @param kept bytes that are kept of a longer one
     */
    LineReader(InputStream in, int longest, int kept) {
        this.in = in;
        this.longest = longest;
        this.kept = Math.min(kept, longest);
        buffer = new byte[Math.min(FIRST_BUFFER, longest)];
        line = buffer;
    }

    boolean cut() {
        return length > to - from;
    }

    /** Bytes read from the stream up to the end of the current line. */
    long total() {
        return total;
    }

    /** Moves to the next line; false at the end of the stream. */
    boolean next() throws IOException {
        line = NOTHING;
        int searched = next;
        while (true) {
            int end = Ascii.lineFeed(buffer, searched, filled);
            if (end >= 0) {
                set(next, end, false);
                next = end + 1;
                return true;
            }
            searched = filled;
            if (ended) {
                return rest();
            }
            if (filled - next >= longest) {
                return oversized();
            }
            int moved = next;
            fill();
            searched -= moved - next;
        }
    }

    private boolean rest() {
        if (next >= filled) {
            return false;
        }
        set(next, filled, true);
        next = filled;
        return true;
    }

    private void set(int start, int end, boolean isTorn) {
        line = buffer;
        from = start;
        to = end;
        length = end - start;
        torn = isTorn;
        total += length + (isTorn ? 0 : 1);
    }

    private boolean oversized() throws IOException {
        byte[] head = Arrays.copyOfRange(buffer, next, next + kept);
        byte[] last = Arrays.copyOfRange(buffer, filled - Math.min(TAIL, filled - next), filled);
        long bytes = filled - next;
        boolean found = false;
        next = 0;
        filled = 0;
        while (!found) {
            filled = Math.max(0, in.read(buffer, 0, buffer.length));
            if (filled == 0) {
                ended = true;
                break;
            }
            int end = Ascii.lineFeed(buffer, 0, filled);
            found = end >= 0;
            int part = found ? end : filled;
            last = joined(last, part);
            bytes += part;
            next = found ? end + 1 : filled;
        }
        line = head;
        from = 0;
        to = head.length;
        length = bytes;
        tail = last;
        torn = !found;
        total += bytes + (found ? 1 : 0);
        return true;
    }

    private byte[] joined(byte[] last, int part) {
        byte[] all = new byte[last.length + Math.min(part, TAIL)];
        System.arraycopy(last, 0, all, 0, last.length);
        System.arraycopy(buffer, part - Math.min(part, TAIL), all, last.length, Math.min(part, TAIL));
        return all.length <= TAIL ? all : Arrays.copyOfRange(all, all.length - TAIL, all.length);
    }

    /**
     * Whether a text stands within the next bytes after the current line, which are read if need be.
     *
     * @return bytes between the end of the current line and the text, -1 when it is not there
     */
    int ahead(String text, int within) throws IOException {
        while (filled - next < within && !ended) {
            fill();
        }
        int place = Ascii.find(buffer, next, Math.min(filled, next + within), text);
        return place < 0 ? -1 : place - next;
    }

    /** The number so many bytes after the end of the current line, within what {@link #ahead} has read; -1 for none. */
    long numberAhead(int offset) {
        return offset < 0 || next + offset > filled ? -1 : Ascii.numberAt(buffer, next + offset, filled);
    }

    private void fill() throws IOException {
        if (next > 0 && filled == buffer.length) {
            // A current line may still be looked at: it keeps the old array.
            byte[] moved = line == buffer ? new byte[buffer.length] : buffer;
            System.arraycopy(buffer, next, moved, 0, filled - next);
            filled -= next;
            next = 0;
            buffer = moved;
        } else if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, (int) Math.min(Math.max(longest, filled + 1L), buffer.length * 2L));
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            ended = true;
        } else {
            filled += read;
        }
    }
}
