package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.format.LocalTimes;

/** One reading of what a source wrote before, with a memory of its own. Its lines are not late: nobody waited for them. */
final class PastIntake {
    private final IngestedSource source;
    private long earliest = LocalTimes.NONE;
    private long latest = LocalTimes.NONE;

    PastIntake(IngestedSource source) {
        this.source = source;
    }

    IngestedSource source() {
        return source;
    }

    /** A row was put into its place. */
    void came(long time) {
        earliest = earliest == LocalTimes.NONE ? time : earliest;
        latest = time;
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
