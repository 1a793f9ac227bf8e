package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.format.LocalTimes;

/** One reading of what a source wrote before, with a memory of its own. Its lines are not late: nobody waited for them. */
final class PastIntake {
    private final IngestedSource source;
    private final boolean again;
    private long bytes;
    private long earliest = LocalTimes.NONE;
    private long latest = LocalTimes.NONE;

    /** @param again whether it brings lines that were here before, of which some may be left */
    PastIntake(IngestedSource source, boolean again) {
        this.source = source;
        this.again = again;
    }

    boolean again() {
        return again;
    }

    IngestedSource source() {
        return source;
    }

    /** A row of so many bytes was put into its place. */
    void came(long time, long length) {
        bytes += length;
        earliest = earliest == LocalTimes.NONE ? time : earliest;
        latest = time;
    }

    /** Bytes of the lines that were put into their places. */
    long bytes() {
        return bytes;
    }

    /** Time of the first line that was put into its place, {@link LocalTimes#NONE} for none. */
    long earliest() {
        return earliest;
    }

    /** Time of the last one. */
    long latest() {
        return latest;
    }
}
