package fr.touchweb.console.core.logs.bytes;

import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.DataFormatException;

/**
 * Inflates data of RFC 1951. Unlike the inflater of the platform it knows at which bit a block begins, so that reading
 * can begin there again later, given the bytes before. Not thread-safe.
 */
final class DeflateReader {
    /** How far back a copy may reach. */
    static final int HISTORY = 1 << 15;

    private static final int INPUT = 1 << 16;
    private static final int LONGEST_COPY = 258;
    private static final int WIDTH = 11;
    private static final int DISTANCE_WIDTH = 9;
    /** Bytes that one symbol with everything that belongs to it can take, and a word more. */
    private static final int SLACK = 32;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class,
            ByteOrder.LITTLE_ENDIAN);
    private static final int[] LITERALS = new int[288];
    private static final int[] DISTANCES = new int[32];
    private static final int[] LENGTH_CODES = new int[19];
    private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    static {
        for (int i = 0; i < 256; i++) {
            LITERALS[i] = HuffmanTable.entry(HuffmanTable.LITERAL, i, 0);
        }
        LITERALS[256] = HuffmanTable.entry(HuffmanTable.BLOCK_END, 0, 0);
        int base = 3;
        for (int i = 257; i < 285; i++) {
            int extra = i < 265 ? 0 : (i - 261) / 4;
            LITERALS[i] = HuffmanTable.entry(HuffmanTable.COPY, base, extra);
            base += 1 << extra;
        }
        LITERALS[285] = HuffmanTable.entry(HuffmanTable.COPY, LONGEST_COPY, 0);
        LITERALS[286] = HuffmanTable.entry(HuffmanTable.WRONG, 0, 0);
        LITERALS[287] = LITERALS[286];
        int distance = 1;
        for (int i = 0; i < 30; i++) {
            int extra = i < 4 ? 0 : i / 2 - 1;
            DISTANCES[i] = HuffmanTable.entry(HuffmanTable.COPY, distance, extra);
            distance += 1 << extra;
        }
        DISTANCES[30] = HuffmanTable.entry(HuffmanTable.WRONG, 0, 0);
        DISTANCES[31] = DISTANCES[30];
        for (int i = 0; i < LENGTH_CODES.length; i++) {
            LENGTH_CODES[i] = HuffmanTable.entry(HuffmanTable.LITERAL, i, 0);
        }
    }

    private final RandomBytes source;
    private final byte[] in = new byte[INPUT + SLACK];
    private final HuffmanTable literals = new HuffmanTable(WIDTH);
    private final HuffmanTable distances = new HuffmanTable(DISTANCE_WIDTH);
    private final HuffmanTable codes = new HuffmanTable(7);
    private final int[] lengths = new int[320];
    /** Place in the source of the first byte of the input buffer. */
    private long inBase;
    private int inAt;
    private int inEnd;
    private boolean inDone;
    private long bits;
    private int bitCount;
    private State state = State.BETWEEN;
    private boolean lastBlock;
    private int stored;

    private enum State {
        /** A block begins here. */
        BETWEEN, STORED, CODED,
        /** The last block has ended. */
        ENDED
    }

    /** @param bit place in the source, in bits, at which a block begins */
    DeflateReader(RandomBytes source, long bit) throws IOException {
        this.source = source;
        this.inBase = bit >>> 3;
        need();
        int skip = (int) (bit & 7);
        refill();
        drop(skip);
    }

    /** Whether the next bit is the first of a block, at which reading can begin again. */
    boolean betweenBlocks() {
        return state == State.BETWEEN && !lastBlock;
    }

    boolean ended() {
        return state == State.ENDED;
    }

    /** Place of the next bit in the source. */
    long bit() {
        return (inBase + inAt) * 8 - bitCount;
    }

    /** Goes on after the bytes of something else, at a byte: another member of a gzip file. */
    void restart(long place) throws IOException {
        inBase = place;
        inAt = 0;
        inEnd = 0;
        inDone = false;
        bits = 0;
        bitCount = 0;
        lastBlock = false;
        state = State.BETWEEN;
        need();
    }

    /**
     * Inflates until the limit, the end of a block, or the end of everything.
     *
     * @param out of which the bytes before {@code at} are what copies reach back to
     * @param limit at which it is enough; there is room for a longest copy after it
     * @return place after the last byte
     */
    int read(byte[] out, int at, int limit) throws IOException {
        try {
            if (state == State.BETWEEN) {
                begin();
            }
            return switch (state) {
                case STORED -> copyStored(out, at, limit);
                case CODED -> decode(out, at, limit);
                case BETWEEN, ENDED -> at;
            };
        } catch (DataFormatException e) {
            throw new java.util.zip.ZipException(e.getMessage());
        }
    }

    /** Makes sure that the buffer holds what one symbol can need, or everything that is left. */
    private void need() throws IOException {
        if (inEnd - inAt >= SLACK || inDone) {
            return;
        }
        System.arraycopy(in, inAt, in, 0, inEnd - inAt);
        inBase += inAt;
        inEnd -= inAt;
        inAt = 0;
        int more = source.read(inBase + inEnd, in, inEnd, INPUT - inEnd);
        inEnd += Math.max(0, more);
        if (inEnd < INPUT) {
            inDone = true;
        }
        Arrays.fill(in, inEnd, inEnd + SLACK, (byte) 0);
    }

    private void refill() {
        bits |= (long) LONGS.get(in, inAt) << bitCount;
        inAt += 63 - bitCount >>> 3;
        bitCount |= 56;
    }

    private void drop(int count) {
        bits >>>= count;
        bitCount -= count;
    }

    /** The bits that were taken must be ones that were there. */
    private void checkEnd() throws EOFException {
        if (inDone && inAt - (bitCount >>> 3) > inEnd) {
            throw new EOFException("compressed data ends in the middle");
        }
    }

    private int take(int count) throws IOException {
        need();
        refill();
        int value = (int) (bits & (1L << count) - 1);
        drop(count);
        checkEnd();
        return value;
    }

    private void begin() throws IOException, DataFormatException {
        if (lastBlock) {
            state = State.ENDED;
            return;
        }
        lastBlock = take(1) == 1;
        switch (take(2)) {
            case 0 -> {
                drop(bitCount & 7);
                inAt -= bitCount >>> 3;
                bits = 0;
                bitCount = 0;
                stored = take(16);
                if ((take(16) ^ 0xFFFF) != stored) {
                    throw new DataFormatException("a stored block of no certain length");
                }
                inAt -= bitCount >>> 3;
                bits = 0;
                bitCount = 0;
                state = State.STORED;
            }
            case 1 -> {
                Arrays.fill(lengths, 0, 144, 8);
                Arrays.fill(lengths, 144, 256, 9);
                Arrays.fill(lengths, 256, 280, 7);
                Arrays.fill(lengths, 280, 288, 8);
                literals.build(lengths, 288, LITERALS);
                Arrays.fill(lengths, 0, 32, 5);
                distances.build(lengths, 32, DISTANCES);
                state = State.CODED;
            }
            case 2 -> {
                tables();
                state = State.CODED;
            }
            default -> throw new DataFormatException("a block of no known kind");
        }
    }

    private void tables() throws IOException, DataFormatException {
        int literalCount = take(5) + 257;
        int distanceCount = take(5) + 1;
        int codeCount = take(4) + 4;
        Arrays.fill(lengths, 0, 19, 0);
        for (int i = 0; i < codeCount; i++) {
            lengths[ORDER[i]] = take(3);
        }
        codes.build(lengths, 19, LENGTH_CODES);
        int total = literalCount + distanceCount;
        for (int i = 0; i < total;) {
            need();
            refill();
            int entry = codes.table()[(int) bits & 127];
            if ((entry >>> 13 & 7) != HuffmanTable.LITERAL) {
                throw new DataFormatException("a length without a code");
            }
            drop(entry & 0xFF);
            int symbol = entry >>> 16;
            if (symbol < 16) {
                lengths[i++] = symbol;
                continue;
            }
            int repeat = symbol == 16 ? 3 + take(2) : symbol == 17 ? 3 + take(3) : 11 + take(7);
            if (i + repeat > total || symbol == 16 && i == 0) {
                throw new DataFormatException("more lengths than codes");
            }
            Arrays.fill(lengths, i, i + repeat, symbol == 16 ? lengths[i - 1] : 0);
            i += repeat;
        }
        checkEnd();
        int[] own = Arrays.copyOfRange(lengths, literalCount, total);
        literals.build(lengths, literalCount, LITERALS);
        distances.build(own, own.length, DISTANCES);
    }

    private int copyStored(byte[] out, int from, int limit) throws IOException {
        int at = from;
        while (stored > 0 && at < limit) {
            need();
            int here = Math.min(Math.min(stored, limit - at), inEnd - inAt);
            if (here <= 0) {
                throw new EOFException("compressed data ends in the middle");
            }
            System.arraycopy(in, inAt, out, at, here);
            inAt += here;
            at += here;
            stored -= here;
        }
        if (stored == 0) {
            state = State.BETWEEN;
        }
        return at;
    }

    private int decode(byte[] out, int from, int limit) throws IOException, DataFormatException {
        int[] literalTable = literals.table();
        int[] distanceTable = distances.table();
        int at = from;
        while (at < limit) {
            if (inEnd - inAt < SLACK) {
                need();
                checkEnd();
            }
            refill();
            int entry = literalTable[(int) bits & (1 << WIDTH) - 1];
            if ((entry & 0xE000) == 0) {
                // Three literals at most leave enough bits for a whole copy after the next refill.
                drop(entry & 0xFF);
                out[at++] = (byte) (entry >>> 16);
                entry = literalTable[(int) bits & (1 << WIDTH) - 1];
                if ((entry & 0xE000) == 0) {
                    drop(entry & 0xFF);
                    out[at++] = (byte) (entry >>> 16);
                    entry = literalTable[(int) bits & (1 << WIDTH) - 1];
                    if ((entry & 0xE000) == 0) {
                        drop(entry & 0xFF);
                        out[at++] = (byte) (entry >>> 16);
                        continue;
                    }
                }
                refill();
            }
            if ((entry >>> 13 & 7) == HuffmanTable.LONGER) {
                drop(WIDTH);
                entry = literalTable[(entry >>> 16) + ((int) bits & (1 << (entry >>> 8 & 31)) - 1)];
            }
            drop(entry & 0xFF);
            switch (entry >>> 13 & 7) {
                case HuffmanTable.LITERAL -> out[at++] = (byte) (entry >>> 16);
                case HuffmanTable.COPY -> {
                    int extra = entry >>> 8 & 31;
                    int length = (entry >>> 16) + (int) (bits & (1L << extra) - 1);
                    drop(extra);
                    at = copy(out, at, length, distance(distanceTable));
                }
                case HuffmanTable.BLOCK_END -> {
                    state = State.BETWEEN;
                    checkEnd();
                    return at;
                }
                default -> throw new DataFormatException("a symbol without a code");
            }
        }
        checkEnd();
        return at;
    }

    private int distance(int[] table) throws DataFormatException {
        int entry = table[(int) bits & (1 << DISTANCE_WIDTH) - 1];
        if ((entry >>> 13 & 7) == HuffmanTable.LONGER) {
            drop(DISTANCE_WIDTH);
            entry = table[(entry >>> 16) + ((int) bits & (1 << (entry >>> 8 & 31)) - 1)];
        }
        if ((entry >>> 13 & 7) != HuffmanTable.COPY) {
            throw new DataFormatException("a distance without a code");
        }
        drop(entry & 0xFF);
        int extra = entry >>> 8 & 31;
        int distance = (entry >>> 16 & 0xFFFF) + (int) (bits & (1L << extra) - 1);
        drop(extra);
        return distance;
    }

    private static int copy(byte[] out, int at, int length, int distance) throws DataFormatException {
        int source = at - distance;
        if (source < 0) {
            throw new DataFormatException("a copy from before the beginning");
        }
        if (distance >= length) {
            System.arraycopy(out, source, out, at, length);
        } else {
            for (int i = 0; i < length; i++) {
                out[at + i] = out[source + i];
            }
        }
        return at + length;
    }
}
