package fr.touchweb.console.core.logs.follow;

/**
 * Where following of a log stopped in an earlier run.
 *
 * @param offset end of the last line that was read; in a journal, number of the last entry
 * @param before bytes of the log before that
 * @param movable whether nothing else was to be read than what follows that place
 * @param numbered whether it is a journal
 */
public record Stop(long offset, byte[] before, boolean movable, boolean numbered) {
    /** Bytes that are kept before a place. */
    public static final int BEFORE = Position.ANCHOR;
    /** First bytes of a log by which it is known. */
    public static final int HEAD = Fingerprint.LENGTH;
}
