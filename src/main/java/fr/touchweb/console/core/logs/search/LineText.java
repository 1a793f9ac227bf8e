package fr.touchweb.console.core.logs.search;

import fr.touchweb.console.core.format.BudgetedText;
import java.nio.charset.StandardCharsets;

/**
 * A line as an expression sees it, without a copy where it is ASCII. One object is used again for every line of a thread.
 */
final class LineText extends BudgetedText {
    private byte[] bytes = new byte[0];
    private int start;
    private int length;
    private String decoded = "";
    private boolean ascii;

    void set(byte[] b, int from, int to, boolean isAscii, long steps) {
        bytes = b;
        start = from;
        ascii = isAscii;
        budget(steps);
        decoded = isAscii ? "" : new String(b, from, to - from, StandardCharsets.UTF_8);
        length = isAscii ? to - from : decoded.length();
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        look();
        return ascii ? (char) bytes[start + index] : decoded.charAt(index);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return toString().substring(from, to);
    }

    @Override
    public String toString() {
        return ascii ? new String(bytes, start, length, StandardCharsets.US_ASCII) : decoded;
    }
}
