package fr.touchweb.console.core.format;

/** Formats that share how their lines begin. Each parser has its own, since some remember the line before. */
interface Grammar {
    /**
     * Tries a line, which never throws whatever its bytes.
     *
     * @param out reset for this line; left in any state when the answer is no
     * @return whether the line is of one of this grammar's formats
     */
    boolean parse(byte[] b, int start, int end, LocalTimes times, ParsedLine out);
}
