package fr.touchweb.console.core.format;

/**
 * Which lines belong to an entry of a journal in export form: all until an empty one that is no part of a binary value,
 * whose length (eight bytes, little-endian) may itself hold line feeds.
 */
final class JournalEntry {
    private static final long LONGEST_VALUE = 1L << 30;

    private boolean open;
    private int lengthBytes;
    private long length;
    private long left;

    void start() {
        open = true;
        lengthBytes = 0;
        left = 0;
    }

    void forget() {
        open = false;
    }

    /** Whether a line, given without its line feed but with all else, belongs to the entry. */
    boolean takes(byte[] b, int start, int end) {
        if (!open) {
            return false;
        }
        if (lengthBytes > 0 || left > 0) {
            for (int i = start; i < end; i++) {
                binary(b[i]);
            }
            binary((byte) '\n');
            return true;
        }
        if (Bytes.at(b, start, end, JournalGrammar.HEAD)) {
            return false;
        }
        if (start == end) {
            open = false;
        } else if (Bytes.find(b, start, end, '=') < 0) {
            lengthBytes = 8;
            length = 0;
        }
        return true;
    }

    private void binary(byte value) {
        if (lengthBytes > 0) {
            length |= (value & 0xFFL) << 8 * (8 - lengthBytes);
            lengthBytes--;
            if (lengthBytes == 0) {
                // The value and the line feed after it.
                left = length >= 0 && length < LONGEST_VALUE ? length + 1 : 0;
            }
        } else if (left > 0) {
            left--;
        }
    }
}
