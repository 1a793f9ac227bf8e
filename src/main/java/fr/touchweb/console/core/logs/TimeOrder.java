package fr.touchweb.console.core.logs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of rows in the order of their times, those of one time in the order in which they came. Rows that come in order
 * cost next to nothing where their numbers follow each other; late ones are put in their places together, by making the
 * blocks anew that they fall in. One thread adds and one removes, any thread reads without waiting: what it reads is right
 * for some moment.
 */
final class TimeOrder {
    private static final int BLOCK = 1 << 12;
    private static final int TRIES = 100;

    private final LongUnaryOperator timeOf;
    private final LongPredicate gone;
    private volatile Blocks blocks = new Blocks(new Block[1], new long[1], 0);
    private volatile long size;
    private long lastTime = Long.MIN_VALUE;
    private long[] late = new long[16];
    private int lateCount;
    private long lastNumber = -1;

    /** Blocks and the place of the first row of each; the last block alone grows in place. */
    private record Blocks(Block[] all, long[] starts, int count) {
        long size() {
            return count == 0 ? 0 : starts[count - 1] + all[count - 1].count;
        }
    }

    /** Numbers that follow each other from the first on while there is no array. */
    private static final class Block {
        private final long first;
        private long[] numbers;
        private boolean run;
        private int count;

        Block(long first) {
            this.first = first;
            this.numbers = new long[0];
            this.run = true;
        }

        Block(long[] numbers, int count) {
            this.first = numbers[0];
            this.numbers = numbers;
            this.count = count;
        }

        /** -1 past the end. */
        long get(int i) {
            return i >= count ? -1 : run ? first + i : numbers[i];
        }

        /** Whether a number could be added in place; a reader that looks meanwhile sees what was there before. */
        boolean add(long number) {
            if (count == BLOCK) {
                return false;
            }
            if (run && number != first + count) {
                return false;
            }
            if (!run) {
                if (count == numbers.length) {
                    numbers = Arrays.copyOf(numbers, Math.min(BLOCK, Math.max(16, count * 2)));
                }
                numbers[count] = number;
            }
            count++;
            return true;
        }

        /** Itself where it loses nothing, null where nothing is left. */
        @Nullable
        Block without(LongPredicate gone, long limit) {
            long[] left = new long[count];
            int kept = 0;
            for (int i = 0; i < count; i++) {
                long number = get(i);
                if (number >= limit || !gone.test(number)) {
                    left[kept++] = number;
                }
            }
            if (kept == count) {
                return this;
            }
            return kept == 0 ? null : new Block(Arrays.copyOf(left, kept), kept);
        }

        long[] copy(int room) {
            long[] all = new long[Math.max(room, count)];
            for (int i = 0; i < count; i++) {
                all[i] = get(i);
            }
            return all;
        }
    }

    /**
     * @param timeOf time of a row by its number; throws {@link Spool.DroppedException} for one that was let go
     * @param gone whether a row was let go
     */
    TimeOrder(LongUnaryOperator timeOf, LongPredicate gone) {
        this.timeOf = timeOf;
        this.gone = gone;
    }

    long size() {
        return size;
    }

    /** Number of the row at a place; -1 when there is none any more. */
    long get(long place) {
        return get(blocks, place);
    }

    private static long get(Blocks now, long place) {
        int block = blockOf(now, place);
        return block < 0 ? -1 : now.all[block].get((int) (place - now.starts[block]));
    }

    private static int blockOf(Blocks now, long place) {
        int at = Arrays.binarySearch(now.starts, 0, now.count, place);
        return at >= 0 ? at : -at - 2;
    }

    /** Place of the first row that is not before a time, and of one time not before a number. */
    long placeOf(long time, long number) {
        for (int tries = 0;; tries++) {
            try {
                return placeOf(blocks, time, number);
            } catch (Spool.DroppedException e) {
                // Rows are taken out before their times go: the blocks of now are other ones.
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    private long placeOf(Blocks now, long time, long number) {
        long low = 0;
        long high = now.size();
        while (low < high) {
            long middle = low + high >>> 1;
            long other = get(now, middle);
            long otherTime = timeOf.applyAsLong(other);
            if (otherTime < time || otherTime == time && other < number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Adds a row that is not there yet; a late one has no place before {@link #settle}. */
    synchronized void add(long number) {
        if (gone.test(number)) {
            return;
        }
        long time = timeOf.applyAsLong(number);
        if (time > lastTime || time == lastTime && number > lastNumber) {
            lastTime = time;
            lastNumber = number;
            append(number);
            size++;
            return;
        }
        if (lateCount == late.length) {
            late = Arrays.copyOf(late, lateCount * 2);
        }
        late[lateCount++] = number;
    }

    /** Gives the late rows their places. */
    synchronized void settle() {
        if (lateCount == 0) {
            return;
        }
        long[] sorted = Arrays.stream(late, 0, lateCount).boxed()
                .sorted(Comparator.<Long>comparingLong(timeOf::applyAsLong).thenComparingLong(Long::longValue))
                .mapToLong(Long::longValue).toArray();
        lateCount = 0;
        Blocks now = blocks;
        if (now.count == 0) {
            // All that came in order was let go.
            List<Block> all = new ArrayList<>();
            split(sorted, all);
            publish(all);
            return;
        }
        int first = blockOf(now, placeOf(timeOf.applyAsLong(sorted[0]), sorted[0]));
        List<Block> all = new ArrayList<>(Arrays.asList(now.all).subList(0, first));
        int from = 0;
        for (int i = first; i < now.count; i++) {
            int to = i + 1 == now.count ? sorted.length : before(sorted, from, now.all[i + 1].get(0));
            if (to == from) {
                all.add(now.all[i]);
            } else {
                merge(now.all[i], sorted, from, to, all);
            }
            from = to;
        }
        publish(all);
    }

    /** Takes out the rows that were let go; all of them have numbers below a limit. */
    synchronized void remove(long limit) {
        int kept = 0;
        for (int i = 0; i < lateCount; i++) {
            if (!gone.test(late[i])) {
                late[kept++] = late[i];
            }
        }
        lateCount = kept;
        Blocks now = blocks;
        List<Block> all = new ArrayList<>(now.count);
        for (int i = 0; i < now.count; i++) {
            Block left = now.all[i].without(gone, limit);
            if (left != null) {
                all.add(left);
            }
        }
        publish(all);
    }

    /** Takes out one row, where it is there. */
    synchronized void remove(long time, long number) {
        for (int i = 0; i < lateCount; i++) {
            if (late[i] == number) {
                System.arraycopy(late, i + 1, late, i, --lateCount - i);
                return;
            }
        }
        Blocks now = blocks;
        long place = placeOf(now, time, number);
        if (get(now, place) == number) {
            int at = blockOf(now, place);
            List<Block> all = new ArrayList<>(Arrays.asList(now.all).subList(0, now.count));
            Block left = now.all[at].without(one -> one == number, Long.MAX_VALUE);
            if (left == null) {
                all.remove(at);
            } else {
                all.set(at, left);
            }
            publish(all);
        }
    }

    private void publish(List<Block> all) {
        long[] starts = new long[Math.max(1, all.size())];
        long start = 0;
        for (int i = 0; i < all.size(); i++) {
            starts[i] = start;
            start += all.get(i).count;
        }
        size = start;
        blocks = new Blocks(all.toArray(new Block[starts.length]), starts, all.size());
    }

    /** End of those late rows, from one on, that sort before a row. */
    private int before(long[] sorted, int from, long row) {
        int to = from;
        while (to < sorted.length && isBefore(sorted[to], row)) {
            to++;
        }
        return to;
    }

    private boolean isBefore(long one, long other) {
        int byTime = Long.compare(timeOf.applyAsLong(one), timeOf.applyAsLong(other));
        return byTime != 0 ? byTime < 0 : one < other;
    }

    /** A block with late rows in it, in as many blocks as they fill. */
    private void merge(Block block, long[] sorted, int from, int to, List<Block> into) {
        long[] old = block.copy(0);
        long[] merged = new long[old.length + to - from];
        int read = 0;
        int write = 0;
        for (int i = from; i < to; i++) {
            int low = read;
            int high = old.length;
            while (low < high) {
                int middle = low + high >>> 1;
                if (isBefore(old[middle], sorted[i])) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            System.arraycopy(old, read, merged, write, low - read);
            write += low - read;
            read = low;
            merged[write++] = sorted[i];
        }
        System.arraycopy(old, read, merged, write, old.length - read);
        split(merged, into);
    }

    /** As many blocks as the rows fill. */
    private static void split(long[] merged, List<Block> into) {
        int parts = (merged.length + BLOCK - 1) / BLOCK;
        for (int part = 0; part < parts; part++) {
            long[] numbers = Arrays.copyOfRange(merged, (int) ((long) merged.length * part / parts),
                    (int) ((long) merged.length * (part + 1) / parts));
            into.add(new Block(numbers, numbers.length));
        }
    }

    private void append(long number) {
        Blocks now = blocks;
        Block last = now.count == 0 ? null : now.all[now.count - 1];
        if (last != null && last.add(number)) {
            return;
        }
        Block block = last != null && last.run && last.count < BLOCK / 16 || last != null && !last.run
                && last.count < BLOCK
                        ? null
                        : new Block(number);
        if (block == null && last != null) {
            // A short run that is broken becomes an array, so that gaps in the numbers do not make a block each.
            long[] numbers = last.copy(Math.max(16, last.count + 1));
            numbers[last.count] = number;
            Block open = new Block(numbers, last.count + 1);
            Block[] all = now.all.clone();
            all[now.count - 1] = open;
            blocks = new Blocks(all, now.starts, now.count);
            return;
        }
        Block fresh = block == null ? new Block(number) : block;
        fresh.count = 1;
        put(now, now.count, fresh, size);
    }

    private void put(Blocks now, int at, Block block, long start) {
        Block[] all = now.count == now.all.length ? Arrays.copyOf(now.all, now.count * 2) : now.all.clone();
        long[] starts = Arrays.copyOf(now.starts, all.length);
        System.arraycopy(all, at, all, at + 1, now.count - at);
        System.arraycopy(starts, at, starts, at + 1, now.count - at);
        all[at] = block;
        starts[at] = start;
        blocks = new Blocks(all, starts, now.count + 1);
    }
}
