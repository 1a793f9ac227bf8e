package fr.touchweb.console.core.logs;

import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/**
 * Numbers of rows in the order of their times, those of one time in the order in which they came. Rows that come in order
 * cost next to nothing where their numbers follow each other; a late one is put in its place by making its block anew.
 * One thread adds, any thread reads without waiting: what it reads is right for some moment.
 */
final class TimeOrder {
    private static final int BLOCK = 1 << 12;

    private final LongUnaryOperator timeOf;
    private volatile Blocks blocks = new Blocks(new Block[1], new long[1], 0);
    private volatile long size;
    private long lastTime = Long.MIN_VALUE;

    /** Blocks and the place of the first row of each; the last block alone grows in place. */
    private record Blocks(Block[] all, long[] starts, int count) {}

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

        long get(int i) {
            return run ? first + i : numbers[i];
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

        long[] with(int place, long number) {
            long[] more = new long[Math.max(count + 1, 16)];
            for (int i = 0; i < count; i++) {
                more[i < place ? i : i + 1] = get(i);
            }
            more[place] = number;
            return more;
        }
    }

    /** @param timeOf time of a row by its number */
    TimeOrder(LongUnaryOperator timeOf) {
        this.timeOf = timeOf;
    }

    long size() {
        return size;
    }

    /** Number of the row at a place, which must be below the size. */
    long get(long place) {
        Blocks now = blocks;
        int block = blockOf(now, place);
        return now.all[block].get((int) (place - now.starts[block]));
    }

    private static int blockOf(Blocks now, long place) {
        int at = Arrays.binarySearch(now.starts, 0, now.count, place);
        return at >= 0 ? at : -at - 2;
    }

    /** Place of the first row that is not before a time, and of one time not before a number. */
    long placeOf(long time, long number) {
        long low = 0;
        long high = size;
        while (low < high) {
            long middle = low + high >>> 1;
            long other = get(middle);
            long otherTime = timeOf.applyAsLong(other);
            if (otherTime < time || otherTime == time && other < number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Adds a row whose number is higher than all before. */
    void add(long number) {
        long time = timeOf.applyAsLong(number);
        if (time >= lastTime) {
            lastTime = time;
            append(number);
        } else {
            insert(placeOf(time, number), number);
        }
        size++;
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
            Block open = new Block(last.with(last.count, number), last.count + 1);
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

    private void insert(long place, long number) {
        Blocks now = blocks;
        int at = blockOf(now, place);
        Block old = now.all[at];
        long[] numbers = old.with((int) (place - now.starts[at]), number);
        int count = old.count + 1;
        Block[] all = now.all.clone();
        long[] starts = now.starts.clone();
        for (int i = at + 1; i < now.count; i++) {
            starts[i]++;
        }
        if (count <= BLOCK) {
            all[at] = new Block(numbers, count);
            blocks = new Blocks(all, starts, now.count);
            return;
        }
        int half = count / 2;
        all[at] = new Block(Arrays.copyOf(numbers, half), half);
        put(new Blocks(all, starts, now.count), at + 1, new Block(Arrays.copyOfRange(numbers, half, count),
                count - half), now.starts[at] + half);
    }
}
