package fr.touchweb.console.core.logs.search;

import java.nio.charset.StandardCharsets;

/**
 * A line as an expression sees it, without a copy where it is ASCII, that may be looked at only so often: an expression
 * that backtracks without end gives up instead of hanging. One object is used again for every line of a thread.
 */
final class LineText implements CharSequence {
    private byte[] bytes = new byte[0];
    private int start;
    private int length;
    private String decoded = "";
    private boolean ascii;
    private long left;

    /** The looks are used up. */
    static final class SpentException extends RuntimeException {
        private static final long serialVersionUID = 1;

        SpentException() {
            super("an expression took too many steps", null, false, false);
        }
    }

    void set(byte[] b, int from, int to, boolean isAscii, long steps) {
        bytes = b;
        start = from;
        ascii = isAscii;
        left = steps;
        decoded = isAscii ? "" : new String(b, from, to - from, StandardCharsets.UTF_8);
        length = isAscii ? to - from : decoded.length();
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        if (--left < 0) {
            throw new SpentException();
        }
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
