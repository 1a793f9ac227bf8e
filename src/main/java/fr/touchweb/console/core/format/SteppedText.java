package fr.touchweb.console.core.format;

/**
 * The bytes of a line as characters. It knows where each of them stands in the bytes; a byte that is no UTF-8 counts as
 * U+FFFD.
 */
final class SteppedText extends BudgetedText {
    private final char[] chars;
    private final int[] places;
    private final int length;

    SteppedText(byte[] b, int start, int end, int steps) {
        chars = new char[end - start];
        places = new int[end - start + 1];
        budget(steps);
        int count = 0;
        int i = start;
        while (i < end) {
            int width = width(b, i, end);
            int code = code(b, i, width);
            places[count] = i;
            if (code > 0xFFFF) {
                chars[count++] = Character.highSurrogate(code);
                places[count] = i;
                chars[count++] = Character.lowSurrogate(code);
            } else {
                chars[count++] = (char) code;
            }
            i += width;
        }
        places[count] = end;
        length = count;
    }

    private static int width(byte[] b, int at, int end) {
        int lead = b[at] & 0xFF;
        int width = lead >= 0xF0 && lead < 0xF5
                ? 4
                : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xC2 && lead < 0xE0 ? 2 : 1;
        if (at + width > end) {
            return 1;
        }
        for (int i = 1; i < width; i++) {
            if ((b[at + i] & 0xC0) != 0x80) {
                return 1;
            }
        }
        return width;
    }

    private static int code(byte[] b, int at, int width) {
        int lead = b[at] & 0xFF;
        if (width == 1) {
            return lead < 0x80 ? lead : 0xFFFD;
        }
        int code = lead & 0xFF >> width + 1;
        for (int i = 1; i < width; i++) {
            code = code << 6 | b[at + i] & 0x3F;
        }
        return Character.isValidCodePoint(code) ? code : 0xFFFD;
    }

    /** Place in the bytes of a character. */
    int place(int index) {
        return places[index];
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        look();
        return chars[index];
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new String(chars, start, end - start);
    }

    @Override
    public String toString() {
        return new String(chars, 0, length);
    }
}
