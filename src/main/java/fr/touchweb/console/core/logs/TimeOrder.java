package fr.touchweb.console.core.logs;

import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;

/**
 * Numbers of rows in the order of their times, those of one time in the order in which they came. Rows that come in order
 * cost next to nothing where their numbers follow each other; late ones are put in their places together, by making the
 * blocks anew that they fall in. Numbers stand in mapped pages, a few bytes of heap for thousands of them. One thread adds
 * and one removes, any thread reads without waiting: what it reads is right for some moment.
 */
final class TimeOrder {
    private static final int TRIES = 100;
    /** A run that is shorter becomes a page when it is broken, so that gaps in the numbers do not make a block each. */
    private static final int SHORT = OrderBlock.MOST / 16;

    private final LongUnaryOperator timeOf;
    private final LongPredicate gone;
    private final OrderPages.Share pages;
    private volatile OrderBlocks blocks = OrderBlocks.NONE;
    private volatile long size;
    private long lastTime = Long.MIN_VALUE;
    private long lastNumber = -1;
    private final LateRows late = new LateRows();

    /**
     * @param timeOf time of a row by its number; throws {@link Spool.DroppedException} for one that was let go
     * @param gone whether a row was let go
     */
    TimeOrder(LongUnaryOperator timeOf, LongPredicate gone, OrderPages.Share pages) {
        this.timeOf = timeOf;
        this.gone = gone;
        this.pages = pages;
    }

    long size() {
        return size;
    }

    /** Number of the row at a place; -1 when there is none any more. */
    long get(long place) {
        while (true) {
            OrderBlocks now = blocks;
            long number = now.get(place);
            if (isStill(now)) {
                return number;
            }
        }
    }

    /** Whether no page of these blocks can have been taken for others before what was read last. */
    private boolean isStill(OrderBlocks now) {
        VarHandle.acquireFence();
        return now == blocks;
    }

    /** Place of the first row that is not before a time, and of one time not before a number. */
    long placeOf(long time, long number) {
        for (int tries = 0; tries < TRIES; tries++) {
            OrderBlocks now = blocks;
            try {
                long place = placeOf(now, time, number);
                if (isStill(now)) {
                    return place;
                }
            } catch (Spool.DroppedException e) {
                // Rows are taken out before their times go: the blocks of now are other ones.
                continue;
            }
        }
        synchronized (this) {
            return placeOf(blocks, time, number);
        }
    }

    private long placeOf(OrderBlocks now, long time, long number) {
        long low = 0;
        long high = now.size();
        while (low < high) {
            long middle = low + high >>> 1;
            if (isBefore(now.get(middle), time, number)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean isBefore(long row, long time, long number) {
        long own = timeOf.applyAsLong(row);
        return own != time ? own < time : row < number;
    }

    /**
     * Adds a row that is not there yet; a late one has no place before {@link #settle}.
     *
     * @throws IOException when the disk is full; the row waits then like a late one
     */
    synchronized void add(long number) throws IOException {
        if (gone.test(number)) {
            return;
        }
        long time = timeOf.applyAsLong(number);
        if (time < lastTime || time == lastTime && number <= lastNumber) {
            late.add(number);
            return;
        }
        try {
            append(number);
        } catch (IOException e) {
            late.add(number);
            throw e;
        }
        lastTime = time;
        lastNumber = number;
        size++;
    }

    /** Gives the late rows their places. */
    synchronized void settle() throws IOException {
        if (late.count() == 0) {
            return;
        }
        late.sort(timeOf);
        OrderBlocks now = blocks;
        int last = late.count() - 1;
        // Where all that came in order was let go, nothing else says what the last one is.
        if (late.time(last) > lastTime || late.time(last) == lastTime && late.number(last) > lastNumber) {
            lastTime = late.time(last);
            lastNumber = late.number(last);
        }
        Change change = new Change(now);
        if (now.count() == 0) {
            change.put(late.copy());
        } else {
            int first = now.blockOf(placeOf(now, late.time(0), late.number(0)));
            change.keep(first);
            int from = 0;
            for (int i = first; i < now.count(); i++) {
                int to = i + 1 == now.count() ? late.count() : before(from, now.all()[i + 1].get(0));
                if (to == from) {
                    change.keep(i + 1);
                } else {
                    change.replace(merged(now.all()[i], from, to));
                }
                from = to;
            }
        }
        change.publish();
        late.clear();
    }

    /** What rows are known by is there. */
    interface Known {
        void await() throws IOException;
    }

    /**
     * Takes in rows that come together, and that are in order of time in some parts.
     *
     * @param known asked before anybody sees them
     */
    synchronized void join(List<OrderRun> more, Known known) throws IOException {
        settle();
        List<OrderRun> runs = new ArrayList<>(more);
        runs.removeIf(OrderRun::isOver);
        if (runs.isEmpty()) {
            known.await();
            return;
        }
        OrderRun first = runs.stream().min((one, other) -> OrderRun.isBefore(one.time(), one.number(), other.time(),
                other.number()) ? -1 : 1).orElseThrow();
        OrderBlocks now = blocks;
        Change change = new Change(now);
        if (now.count() > 0) {
            change.keep(now.blockOf(placeOf(now, first.time(), first.number())));
            runs.add(now.from(change.next, timeOf));
        }
        while (change.next < now.count()) {
            change.leave();
        }
        OrderMerge.of(runs, change::put);
        known.await();
        change.publish();
        lastNumber = blocks.get(size - 1);
        lastTime = timeOf.applyAsLong(lastNumber);
    }

    /** Takes out the rows that were let go; all of them have numbers below a limit. */
    void remove(long limit) throws IOException {
        remove(gone, limit);
    }

    /** Takes out rows. */
    synchronized void remove(LongPredicate gone, long limit) throws IOException {
        late.removeIf(gone);
        OrderBlocks now = blocks;
        Change change = new Change(now);
        long[] pending = new long[0];
        for (int i = 0; i < now.count(); i++) {
            long[] left = now.all()[i].without(gone, limit);
            if (left == null) {
                change.put(pending);
                pending = new long[0];
                change.keep(i + 1);
                continue;
            }
            // What is left of several blocks shares one.
            if (pending.length + left.length > OrderBlock.MOST) {
                change.put(pending);
                pending = new long[0];
            }
            int room = pending.length;
            pending = Arrays.copyOf(pending, room + left.length);
            System.arraycopy(left, 0, pending, room, left.length);
            change.leave();
        }
        change.put(pending);
        change.publish();
    }

    /** Takes out one row, where it is there. */
    synchronized void remove(long time, long number) throws IOException {
        if (late.remove(number)) {
            return;
        }
        OrderBlocks now = blocks;
        long place = placeOf(now, time, number);
        if (now.get(place) == number) {
            int at = now.blockOf(place);
            long[] left = now.all()[at].without(one -> one == number, Long.MAX_VALUE);
            Change change = new Change(now);
            change.keep(at);
            change.replace(left == null ? new long[0] : left);
            change.keep(now.count());
            change.publish();
        }
    }

    /** Other blocks in the place of those of now, from the first one on. */
    private final class Change {
        private final OrderBlocks now;
        private final List<OrderBlock> all;
        private final List<OrderBlock> made = new ArrayList<>();
        private final List<OrderBlock> left = new ArrayList<>();
        private int next;

        Change(OrderBlocks now) {
            this.now = now;
            this.all = new ArrayList<>(now.count() + 1);
        }

        /** Takes over the blocks before one. */
        void keep(int end) {
            all.addAll(Arrays.asList(now.all()).subList(next, end));
            next = end;
        }

        /** The next block is in it no more. */
        void leave() {
            left.add(now.all()[next++]);
        }

        /** Other rows stand for the next block. */
        void replace(long[] numbers) throws IOException {
            leave();
            put(numbers);
        }

        /** Puts in rows, in as many blocks as they fill. */
        void put(long[] numbers) throws IOException {
            int parts = (numbers.length + OrderBlock.MOST - 1) / OrderBlock.MOST;
            try {
                for (int part = 0; part < parts; part++) {
                    int from = (int) ((long) numbers.length * part / parts);
                    OrderBlock block = OrderBlock.of(numbers, from,
                            (int) ((long) numbers.length * (part + 1) / parts) - from, pages);
                    all.add(block);
                    made.add(block);
                }
            } catch (IOException e) {
                made.forEach(TimeOrder.this::giveBack);
                throw e;
            }
        }

        void publish() {
            long[] starts = new long[Math.max(1, all.size())];
            long start = 0;
            for (int i = 0; i < all.size(); i++) {
                starts[i] = start;
                start += all.get(i).count();
            }
            size = start;
            blocks = new OrderBlocks(all.toArray(new OrderBlock[starts.length]), starts, all.size());
            left.forEach(TimeOrder.this::giveBack);
        }
    }

    /** For pages that no block of now stands on: others are written to them after that was seen. */
    private void giveBack(OrderBlock block) {
        OrderPages.Page page = block.page();
        if (page != null) {
            VarHandle.fullFence();
            pages.giveBack(page);
        }
    }

    /** End of those late rows, from one on, that sort before a row. */
    private int before(int from, long row) {
        long time = timeOf.applyAsLong(row);
        int to = from;
        while (to < late.count()
                && (late.time(to) != time ? late.time(to) < time : late.number(to) < row)) {
            to++;
        }
        return to;
    }

    /** The rows of a block with late ones among them. */
    private long[] merged(OrderBlock block, int from, int to) {
        long[] old = block.copy();
        long[] merged = new long[old.length + to - from];
        int read = 0;
        int write = 0;
        for (int i = from; i < to; i++) {
            int next = firstFrom(old, read, late.time(i), late.number(i));
            System.arraycopy(old, read, merged, write, next - read);
            write += next - read;
            read = next;
            merged[write++] = late.number(i);
        }
        System.arraycopy(old, read, merged, write, old.length - read);
        return merged;
    }

    /** The first row from a place on that is not before another: steps grow, since late ones mostly stand together. */
    private int firstFrom(long[] rows, int from, long time, long number) {
        int low = from;
        int high = from;
        for (int step = 1; high < rows.length && isBefore(rows[high], time, number); step *= 2) {
            low = high + 1;
            high += step;
        }
        high = Math.min(high, rows.length);
        while (low < high) {
            int middle = low + high >>> 1;
            if (isBefore(rows[middle], time, number)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void append(long number) throws IOException {
        OrderBlocks now = blocks;
        OrderBlock last = now.count() == 0 ? null : now.all()[now.count() - 1];
        if (last != null && last.add(number)) {
            return;
        }
        if (last != null && last.isRun() && last.count() < SHORT) {
            OrderBlock[] all = now.all().clone();
            all[now.count() - 1] = last.with(number, pages);
            blocks = new OrderBlocks(all, now.starts(), now.count());
            return;
        }
        OrderBlock[] all = now.count() == now.all().length
                ? Arrays.copyOf(now.all(), now.count() * 2)
                : now.all().clone();
        long[] starts = Arrays.copyOf(now.starts(), all.length);
        all[now.count()] = OrderBlock.run(number);
        starts[now.count()] = size;
        blocks = new OrderBlocks(all, starts, now.count() + 1);
    }
}
