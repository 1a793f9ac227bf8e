package fr.touchweb.console.core.logs.bytes;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The inflated bytes of a gzip file of one or more members (RFC 1952), one after the other, with their check sum. On its
 * way it notes places at which reading can begin again. Not thread-safe.
 */
final class GzipStream {
    private static final int CHUNK = 1 << 18;
    private static final int ROOM = 512;
    private static final int TRAILER = 8;

    /**
     * A place at which reading can begin again.
     *
     * @param offset in the inflated bytes
     * @param bit in the file, at which a block begins
     * @param history inflated bytes before it
     */
    record Checkpoint(long offset, long bit, byte[] history) {}

    private final RandomBytes source;
    private final long every;
    private final @Nullable Consumer<Checkpoint> notes;
    private final byte[] out = new byte[DeflateReader.HISTORY + CHUNK + ROOM];
    private final CRC32 sum = new CRC32();
    private final DeflateReader reader;
    private long offset;
    private long noted;
    private long member;
    /** Whether the member was read from its beginning, so that its check sum can be compared. */
    private boolean whole;
    private boolean ended;
    private int at = DeflateReader.HISTORY;
    private int end = DeflateReader.HISTORY;

    /**
     * From the beginning.
     *
     * @param every bytes between two places that are noted
     * @param notes takes them, null for nobody
     */
    GzipStream(RandomBytes source, long every, @Nullable Consumer<Checkpoint> notes) throws IOException {
        this.source = source;
        this.every = every;
        this.notes = notes;
        this.whole = true;
        this.reader = new DeflateReader(source, 8 * header(0));
    }

    /** From a place that was noted before; goes on noting. */
    GzipStream(RandomBytes source, Checkpoint from, long every, @Nullable Consumer<Checkpoint> notes)
            throws IOException {
        this.source = source;
        this.every = every;
        this.notes = notes;
        this.noted = from.offset();
        this.reader = new DeflateReader(source, from.bit());
        this.offset = from.offset();
        byte[] history = from.history();
        System.arraycopy(history, 0, out, DeflateReader.HISTORY - history.length, history.length);
    }

    /** Whether a file begins as gzip files do. */
    static boolean isGzip(RandomBytes source) throws IOException {
        byte[] magic = new byte[2];
        return source.read(0, magic, 0, 2) == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
    }

    /** Place in the inflated bytes of the next one. */
    long offset() {
        return offset - (end - at);
    }

    /**
     * Reads the next bytes.
     *
     * @return bytes read, 0 at the end
     * @throws EOFException when the file ends in the middle
     * @throws ZipException when it is damaged
     */
    int read(byte[] into, int start, int length) throws IOException {
        int done = 0;
        while (done < length && (at < end || fill())) {
            int here = Math.min(length - done, end - at);
            System.arraycopy(out, at, into, start + done, here);
            at += here;
            done += here;
        }
        return done;
    }

    /** Passes over bytes; fewer when the end comes. */
    void skip(long count) throws IOException {
        long left = count;
        while (left > 0 && (at < end || fill())) {
            int here = (int) Math.min(left, end - at);
            at += here;
            left -= here;
        }
    }

    private boolean fill() throws IOException {
        System.arraycopy(out, end - DeflateReader.HISTORY, out, 0, DeflateReader.HISTORY);
        at = DeflateReader.HISTORY;
        end = at;
        while (!ended && end < DeflateReader.HISTORY + CHUNK) {
            if (reader.betweenBlocks() && offset - noted >= every && notes != null) {
                noted = offset;
                int known = (int) Math.min(DeflateReader.HISTORY, offset);
                notes.accept(new Checkpoint(offset, reader.bit(), Arrays.copyOfRange(out, end - known, end)));
            }
            int next = reader.read(out, end, DeflateReader.HISTORY + CHUNK);
            sum.update(out, end, next - end);
            offset += next - end;
            end = next;
            if (reader.ended()) {
                nextMember();
            }
        }
        return end > at;
    }

    private void nextMember() throws IOException {
        long place = reader.bit() + 7 >>> 3;
        byte[] trailer = new byte[TRAILER];
        if (source.read(place, trailer, 0, TRAILER) < TRAILER) {
            throw new EOFException("compressed data ends before its check sum");
        }
        if (whole && (little(trailer, 0) != (int) sum.getValue() || little(trailer, 4) != (int) (offset - member))) {
            throw new ZipException("the check sum of the compressed data is wrong");
        }
        byte[] magic = new byte[2];
        long next = place + TRAILER;
        // What follows the last member, zeros of a tape for one, is none of the file's bytes.
        if (source.read(next, magic, 0, 2) < 2 || magic[0] != 0x1f || magic[1] != (byte) 0x8b) {
            ended = true;
            return;
        }
        sum.reset();
        member = offset;
        whole = true;
        reader.restart(header(next));
    }

    private static int little(byte[] b, int at) {
        return b[at] & 0xFF | (b[at + 1] & 0xFF) << 8 | (b[at + 2] & 0xFF) << 16 | (b[at + 3] & 0xFF) << 24;
    }

    /** Place after the header of a member. */
    private long header(long place) throws IOException {
        byte[] head = new byte[10];
        if (source.read(place, head, 0, 10) < 10) {
            throw new EOFException("compressed data ends in its header");
        }
        if (head[0] != 0x1f || head[1] != (byte) 0x8b || head[2] != 8) {
            throw new ZipException("no gzip data");
        }
        int flags = head[3];
        long next = place + 10;
        if ((flags & 4) != 0) {
            byte[] length = new byte[2];
            source.read(next, length, 0, 2);
            next += 2 + (length[0] & 0xFF | (length[1] & 0xFF) << 8);
        }
        for (int text = flags >>> 3 & 3; text > 0; text &= text - 1) {
            next = afterZero(next);
        }
        return (flags & 2) != 0 ? next + 2 : next;
    }

    private long afterZero(long place) throws IOException {
        byte[] one = new byte[1];
        for (long next = place;; next++) {
            if (source.read(next, one, 0, 1) < 1) {
                throw new EOFException("compressed data ends in its header");
            }
            if (one[0] == 0) {
                return next + 1;
            }
        }
    }
}
