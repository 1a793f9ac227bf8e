package fr.touchweb.console.core.logs.search;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Matching lines of one block, with their bytes where somebody wants them. For one thread at a time. */
final class Found implements BlockSearch.Hits {
    private final boolean withBytes;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private long[] offsets = new long[16];
    private int[] lengths = new int[16];
    private int count;
    private long base;
    private long bytesRead;

    Found(boolean withBytes) {
        this.withBytes = withBytes;
    }

    /** @param offset place in the file of the first byte of the array in which lines are found */
    void at(long offset) {
        base = offset;
    }

    /** So many bytes of the file were looked at. */
    void read(long bytes) {
        bytesRead += bytes;
    }

    long bytesRead() {
        return bytesRead;
    }

    @Override
    public void line(byte[] b, int start, int end) {
        if (withBytes) {
            if (count == offsets.length) {
                offsets = Arrays.copyOf(offsets, count * 2);
                lengths = Arrays.copyOf(lengths, count * 2);
            }
            offsets[count] = base + start;
            lengths[count] = end - start;
            text.write(b, start, end - start);
        }
        count++;
    }

    int count() {
        return count;
    }

    void tell(FileSearch.Hits hits) throws java.io.IOException {
        if (withBytes && count > 0) {
            byte[] all = text.toByteArray();
            int at = 0;
            for (int i = 0; i < count; i++) {
                hits.line(offsets[i], all, at, lengths[i]);
                at += lengths[i];
            }
        }
    }
}
