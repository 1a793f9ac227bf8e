package fr.touchweb.console.core.logs.follow;

import java.time.Instant;

/** Where reading of a file begins that is there when following begins; a file that appears later is read whole. */
public sealed interface Start {
    /** Its first byte. */
    record Beginning() implements Start {}

    /**
     * Its end.
     *
     * @param backfill bytes before the end that are shown first, from the next line on
     */
    record End(int backfill) implements Start {}

    /**
     * Where reading stopped in an earlier run, and its end where nobody knows that any more.
     *
     * @param backfill bytes before the end that are shown first
     * @param most bytes that are read to go on; when more was written since, its end, and a gap says so
     */
    record Last(int backfill, long most) implements Start {}

    /** The first line that is not older than a moment, also in rotated files. */
    record Since(Instant moment) implements Start {}
}
