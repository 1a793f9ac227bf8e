package fr.touchweb.console.core.logs;

/**
 * Lines of a source that were let go because the room on disk was used up, where no line of it is left between them.
 *
 * @param from time of the first one, in microseconds since 1970-01-01T00:00Z
 * @param to time of the gap that stands for them, just before the first line after them
 * @param bytes of the lines; -1 when nobody knows
 * @param gap row of that gap
 */
public record Hole(long from, long to, long bytes, long gap) {
    /** Whether lines of a moment are among them. */
    public boolean holds(long micros) {
        return micros >= from && micros <= to;
    }
}
