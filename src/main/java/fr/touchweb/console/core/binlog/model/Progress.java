package fr.touchweb.console.core.binlog.model;

/**
 * How far a pass is.
 *
 * @param position in the binary log
 * @param size of it, -1 when not known
 * @param textBytes bytes that the tool printed
 * @param wireBytes bytes that came over the connection, compressed where they were
 */
public record Progress(long position, long size, long textBytes, long wireBytes) {
    /** Part that is read, 0 to 1, negative when not known. */
    public double fraction() {
        return size <= 0 ? -1 : Math.min(1.0, (double) position / size);
    }
}
