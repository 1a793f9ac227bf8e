package fr.touchweb.console.core.logs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.zip.CRC32C;

/**
 * Rows of one source in a timeline that a {@link KeptSummary} tells of. Their times stand in it; each line is held against
 * its checksum when it is read for the first time. Safe on any thread.
 */
final class KeptRows {
    /** Orders in themselves that the rows of a source are looked upon as; what is in none of them is sorted. */
    private static final int ORDERS = 4;

    private final KeptSummary kept;
    private final Spool spool;
    private final Runnable damaged;
    private final AtomicLongArray sound;
    private long base;

    /**
     * @param damaged hears of a line that is not what was written, again each time
     */
    KeptRows(KeptSummary kept, Spool spool, Runnable damaged) {
        this.kept = kept;
        this.spool = spool;
        this.damaged = damaged;
        this.sound = new AtomicLongArray((int) ((kept.count() + Long.SIZE - 1) / Long.SIZE));
    }

    KeptSummary summary() {
        return kept;
    }

    /** They get the numbers from this one on. */
    void begin(long row) {
        base = row;
    }

    long begin() {
        return base;
    }

    long end() {
        return base + kept.count();
    }

    /** Whether a row of this source is one of them. */
    boolean has(long row) {
        return row < base + kept.count();
    }

    long time(long row) {
        return kept.time(row - base);
    }

    /** @param counted whether its line counts now, as {@link SummaryWriter#counted} says it */
    void retime(long row, long time, int counted) {
        kept.reread(row - base, time, counted);
    }

    /** What is said in {@link KeptSummary} of a row beside its index. */
    int kept(long row) {
        return RowIndex.source(kept.entry(row - base));
    }

    /** Whether the line of a row is the one that was written; tells where it is not. */
    boolean isSound(long row, long place) {
        int word = (int) ((row - base) / Long.SIZE);
        long bit = 1L << (row - base);
        if ((sound.get(word) & bit) != 0) {
            return true;
        }
        if (isThere(row, place)) {
            sound.accumulateAndGet(word, bit, (one, other) -> one | other);
            return true;
        }
        damaged.run();
        return false;
    }

    private boolean isThere(long row, long place) {
        try {
            return isWhole(row, place);
        } catch (Spool.DroppedException e) {
            return false;
        }
    }

    private boolean isWhole(long row, long place) {
        ByteBuffer file = spool.bytes((int) (place / spool.fileBytes())).order(ByteOrder.nativeOrder());
        int at = (int) (place % spool.fileBytes());
        int room = spool.fileBytes() - LineRecords.HEAD - at;
        int length = room < 0 ? -1 : file.getInt(at + LineRecords.LENGTH);
        return length >= 0 && length <= room && file.getLong(at + LineRecords.TIME) == time(row)
                && file.getInt(at) == LineRecords.sum(new CRC32C(), file, at, length);
    }

    /** All rows, as orders of time. */
    List<OrderRun> runs() {
        LateRows others = new LateRows();
        int orders = kept.sorted() ? 1 : sort(others);
        List<OrderRun> runs = new ArrayList<>();
        for (int order = 0; order < orders; order++) {
            runs.add(new Run(order));
        }
        others.sort(this::time);
        runs.add(new OrderRun.Late(others));
        return runs;
    }

    /** Puts each row into the first order in which it is not before the last one, for as many as there are to be. */
    private int sort(LateRows others) {
        long[] newest = new long[ORDERS];
        Arrays.fill(newest, Long.MIN_VALUE);
        int orders = 1;
        for (long row = 0; row < kept.count(); row++) {
            long time = kept.time(row);
            int order = 0;
            while (order < ORDERS && time < newest[order]) {
                order++;
            }
            if (order == ORDERS) {
                others.add(base + row);
            } else {
                newest[order] = time;
                orders = Math.max(orders, order + 1);
            }
        }
        return orders;
    }

    /** The rows of one order: those that no earlier order takes and that are not before its last one. */
    private final class Run implements OrderRun {
        private final long[] newest;
        private final int last;
        private long next = -1;
        private long time;

        Run(int order) {
            newest = new long[order + 1];
            Arrays.fill(newest, Long.MIN_VALUE);
            last = order;
            look();
        }

        private void look() {
            for (next++; next < kept.count(); next++) {
                time = kept.time(next);
                int order = 0;
                while (order <= last && time < newest[order]) {
                    order++;
                }
                if (order <= last) {
                    newest[order] = time;
                }
                if (order == last) {
                    return;
                }
            }
        }

        @Override
        public boolean isOver() {
            return next >= kept.count();
        }

        @Override
        public long time() {
            return time;
        }

        @Override
        public long number() {
            return base + next;
        }

        @Override
        public int take(long[] into, int from, long time, long number) {
            int at = from;
            while (at < into.length && !isOver() && OrderRun.isBefore(this.time, number(), time, number)) {
                into[at++] = number();
                look();
            }
            return at;
        }
    }
}
