package fr.touchweb.console.core.logs;

/** Rows that stand in the order of their times, those of one time in that of their numbers, taken from the first on. */
interface OrderRun {
    boolean isOver();

    /** Time and number of the next row, while there is one. */
    long time();

    long number();

    /**
     * Takes the next rows as long as they come before a row of others, and as there is room.
     *
     * @param from place of the first one in the array
     * @return place behind the last one
     */
    int take(long[] into, int from, long time, long number);

    /** Rows that wait in an array, sorted. */
    final class Late implements OrderRun {
        private final LateRows rows;
        private int next;

        Late(LateRows rows) {
            this.rows = rows;
        }

        @Override
        public boolean isOver() {
            return next == rows.count();
        }

        @Override
        public long time() {
            return rows.time(next);
        }

        @Override
        public long number() {
            return rows.number(next);
        }

        @Override
        public int take(long[] into, int from, long time, long number) {
            int at = from;
            while (at < into.length && next < rows.count()
                    && isBefore(rows.time(next), rows.number(next), time, number)) {
                into[at++] = rows.number(next++);
            }
            return at;
        }
    }

    static boolean isBefore(long time, long number, long otherTime, long otherNumber) {
        return time != otherTime ? time < otherTime : number < otherNumber;
    }
}
