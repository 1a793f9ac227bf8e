package fr.touchweb.console.core.binlog.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Optional;

/** What the last bytes of a file tell: a closed one ends in Rotate or Stop. */
public final class FileTail {
    /** Bytes that are enough for a Rotate to a name of 255 bytes. */
    public static final int BYTES = 19 + 8 + 255 + 4;

    private static final int HEADER = 19;
    private static final int STOP = 3;
    private static final int ROTATE = 4;

    private FileTail() {}

    /**
     * Time of the end event, empty when the file does not end in one.
     *
     * @param size of the whole file
     */
    public static Optional<Instant> end(byte[] bytes, int length, long size) {
        ByteBuffer b = ByteBuffer.wrap(bytes, 0, length).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = length - HEADER; at >= 0; at--) {
            int type = bytes[at + 4];
            boolean ends = (type == STOP || type == ROTATE) && b.getInt(at + 9) == length - at
                    && Integer.toUnsignedLong(b.getInt(at + 13)) == (size & 0xffffffffL);
            if (ends) {
                return Optional.of(Instant.ofEpochSecond(Integer.toUnsignedLong(b.getInt(at))));
            }
        }
        return Optional.empty();
    }
}
