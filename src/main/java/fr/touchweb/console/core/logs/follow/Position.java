package fr.touchweb.console.core.logs.follow;

/**
 * Where reading of a file stopped, in a form that finds the place again after a lost connection and under another name.
 *
 * @param fingerprint first bytes of the file
 * @param offset end of the last complete line
 * @param anchor bytes before that place
 * @param known size that the file was last seen to have
 */
record Position(int generation, Fingerprint fingerprint, long offset, byte[] anchor, long known) {
    /** Bytes kept before the offset. */
    static final int ANCHOR = 256;
}
