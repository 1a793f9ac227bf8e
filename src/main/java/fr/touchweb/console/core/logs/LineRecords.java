package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.logs.follow.SourceKey;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * How rows of one source stand in its files, from one run to the next: each behind its checksum, length, place in its log,
 * flags and time, so that whatever a killed console or a dead disk left half written is told from what is whole.
 */
final class LineRecords {
    /** Bytes before the line. */
    static final int HEAD = 24;
    /** Bytes before the first record of a file. */
    static final int FILE_HEAD = 32;
    /** What was written before following began, or read again. */
    static final int PAST = 1 << RowIndex.FLAG_BITS;
    /** The first record of a reading again. */
    static final int READING = PAST << 1;
    /** No row: what was let go of the source, up to here. */
    static final int HOLES = READING << 1;

    static final int LENGTH = 4;
    static final int OFFSET = 8;
    static final int TIME = 16;
    static final int FLAGS = 16;
    private static final int MAGIC = 0x54574C4E;
    private static final int VERSION = 1;

    private LineRecords() {}

    /** What a file begins with: it is no other's, of no other version, and stands in its place. */
    static byte[] fileHead(SourceKey source, int fileBytes, int number) {
        ByteBuffer head = ByteBuffer.allocate(FILE_HEAD).order(ByteOrder.nativeOrder());
        head.putInt(MAGIC).putInt(VERSION).putInt(fileBytes).putInt(number);
        head.putLong(KeptSummary.nameOf(source));
        CRC32C sum = new CRC32C();
        sum.update(head.array(), 0, head.position());
        head.putInt((int) sum.getValue());
        return head.array();
    }

    /** Offset and flags in one number; an offset is below 2 to the 47th. */
    static long packed(long offset, int flags) {
        return offset << FLAGS | flags;
    }

    static long offset(long packed) {
        return packed >> FLAGS;
    }

    static int flags(long packed) {
        return (int) packed & (1 << FLAGS) - 1;
    }

    /** What is said in {@link KeptSummary} of a record with these flags. */
    static int kept(int flags) {
        return ((flags & PAST) != 0 ? KeptSummary.PAST : 0) | ((flags & READING) != 0 ? KeptSummary.READING : 0);
    }

    /** Checksum of a record, without that itself; never 0, which says that nothing was written. */
    static int sum(CRC32C crc, ByteBuffer file, int at, int length) {
        crc.reset();
        crc.update(file.limit(at + HEAD + length).position(at + LENGTH));
        int sum = (int) crc.getValue();
        return sum == 0 ? 1 : sum;
    }
}
