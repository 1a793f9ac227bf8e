package fr.touchweb.console.core.logs.bytes;

import java.util.zip.DataFormatException;

/**
 * A prefix code of RFC 1951 as a table that is looked up by the next bits, the first of them lowest. An entry holds a
 * value in its upper 16 bits, its kind in bits 13 to 15, a number of extra bits in bits 8 to 12, and the length of the
 * code in bits 0 to 7. Codes longer than the table's width go on in a second table behind the first.
 */
final class HuffmanTable {
    static final int LITERAL = 0;
    static final int COPY = 1;
    static final int BLOCK_END = 2;
    static final int LONGER = 3;
    static final int WRONG = 4;

    private static final int LONGEST = 15;

    private final int width;
    private int[] table = new int[0];

    /** @param width bits that the first table is looked up by */
    HuffmanTable(int width) {
        this.width = width;
    }

    int[] table() {
        return table;
    }

    static int entry(int kind, int value, int extra) {
        return value << 16 | kind << 13 | extra << 8;
    }

    /**
     * Makes the table anew.
     *
     * @param lengths of the codes by symbol, 0 for a symbol that has none
     * @param meanings entry by symbol, without the length of its code
     */
    void build(int[] lengths, int count, int[] meanings) throws DataFormatException {
        int[] ofLength = new int[LONGEST + 1];
        for (int i = 0; i < count; i++) {
            ofLength[lengths[i]]++;
        }
        ofLength[0] = 0;
        int[] next = new int[LONGEST + 2];
        int code = 0;
        for (int length = 1; length <= LONGEST; length++) {
            code = code + ofLength[length - 1] << 1;
            next[length] = code;
            if (code + ofLength[length] > 1 << length) {
                throw new DataFormatException("more codes than their lengths allow");
            }
        }
        int[] longest = new int[1 << width];
        int[] codes = new int[count];
        for (int i = 0; i < count; i++) {
            if (lengths[i] > 0) {
                codes[i] = Integer.reverse(next[lengths[i]]++) >>> 32 - lengths[i];
                if (lengths[i] > width) {
                    int prefix = codes[i] & (1 << width) - 1;
                    longest[prefix] = Math.max(longest[prefix], lengths[i] - width);
                }
            }
        }
        int size = 1 << width;
        int[] starts = new int[1 << width];
        for (int i = 0; i < 1 << width; i++) {
            if (longest[i] > 0) {
                starts[i] = size;
                size += 1 << longest[i];
            }
        }
        int[] made = table.length >= size ? table : new int[size];
        java.util.Arrays.fill(made, 0, size, entry(WRONG, 0, 0));
        for (int i = 0; i < 1 << width; i++) {
            if (longest[i] > 0) {
                made[i] = entry(LONGER, starts[i], longest[i]) | width;
            }
        }
        for (int i = 0; i < count; i++) {
            int length = lengths[i];
            if (length > 0 && length <= width) {
                for (int at = codes[i]; at < 1 << width; at += 1 << length) {
                    made[at] = meanings[i] | length;
                }
            } else if (length > width) {
                int prefix = codes[i] & (1 << width) - 1;
                for (int at = codes[i] >>> width; at < 1 << longest[prefix]; at += 1 << length - width) {
                    made[starts[prefix] + at] = meanings[i] | length - width;
                }
            }
        }
        table = made;
    }
}
