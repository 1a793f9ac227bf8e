package fr.touchweb.console.core.logs;

/**
 * Lines of a source that were let go because the room on disk was used up, or that the disk did not keep as they were
 * written, where no line of it is left between them.
 *
 * @param from time of the first one, in microseconds since 1970-01-01T00:00Z
 * @param to time of the gap that stands for them, just before the first line after them
 * @param bytes of the lines; -1 when nobody knows
 * @param gap row of that gap
 * @param damaged whether the disk did not keep some of them
 */
public record Hole(long from, long to, long bytes, long gap, boolean damaged) {
    Hole(long from, long to, long bytes, long gap) {
        this(from, to, bytes, gap, false);
    }

    Hole at(long row) {
        return new Hole(from, to, bytes, row, damaged);
    }

    /** Whether lines of a moment are among them. */
    public boolean holds(long micros) {
        return micros >= from && micros <= to;
    }
}
