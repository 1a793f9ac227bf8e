package fr.touchweb.console.core.logs;

import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/** Blocks of an order and the place of the first row of each; the last block alone grows in place. */
record OrderBlocks(OrderBlock[] all, long[] starts, int count) {
    static final OrderBlocks NONE = new OrderBlocks(new OrderBlock[1], new long[1], 0);

    long size() {
        return count == 0 ? 0 : starts[count - 1] + all[count - 1].count();
    }

    /** Number of the row at a place, -1 for none. */
    long get(long place) {
        int block = blockOf(place);
        return block < 0 ? -1 : all[block].get((int) (place - starts[block]));
    }

    /** The block of a place, -1 for none. */
    int blockOf(long place) {
        int at = Arrays.binarySearch(starts, 0, count, place);
        return at >= 0 ? at : -at - 2;
    }

    /** The rows from a block on, which change no more. */
    OrderRun from(int block, LongUnaryOperator timeOf) {
        return new Here(this, block, timeOf);
    }

    /** Rows from a block on. */
    private static final class Here implements OrderRun {
        private final OrderBlocks here;
        private final LongUnaryOperator timeOf;
        private int block;
        private int next;
        private long number;
        private long time;

        Here(OrderBlocks here, int block, LongUnaryOperator timeOf) {
            this.here = here;
            this.block = block;
            this.timeOf = timeOf;
            look();
        }

        private void look() {
            if (!isOver()) {
                number = here.all[block].get(next);
                time = timeOf.applyAsLong(number);
            }
        }

        @Override
        public boolean isOver() {
            return block == here.count;
        }

        @Override
        public long time() {
            return time;
        }

        @Override
        public long number() {
            return number;
        }

        @Override
        public int take(long[] into, int from, long otherTime, long otherNumber) {
            int at = from;
            while (at < into.length && !isOver() && OrderRun.isBefore(time, number, otherTime, otherNumber)) {
                into[at++] = number;
                if (++next == here.all[block].count()) {
                    next = 0;
                    block++;
                }
                look();
            }
            return at;
        }
    }
}
