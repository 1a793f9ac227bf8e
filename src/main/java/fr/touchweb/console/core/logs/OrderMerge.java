package fr.touchweb.console.core.logs;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One order of several. Where many rows of one follow each other, as lines of one second do, they are taken together.
 */
final class OrderMerge {
    private final Head[] heap;
    private int size;

    /** Takes rows in their order. */
    interface Into {
        void put(long[] numbers) throws IOException;
    }

    /** What comes next of one order. */
    private static final class Head {
        private final OrderRun run;
        private long time;
        private long number;

        Head(OrderRun run) {
            this.run = run;
            look();
        }

        void look() {
            time = run.time();
            number = run.number();
        }

        boolean isBefore(Head other) {
            return OrderRun.isBefore(time, number, other.time, other.number);
        }
    }

    private OrderMerge(List<OrderRun> runs) {
        heap = runs.stream().filter(run -> !run.isOver()).map(Head::new).toArray(Head[]::new);
        size = heap.length;
        for (int i = size / 2 - 1; i >= 0; i--) {
            sink(i);
        }
    }

    /** Gives out all of them, a block of an order at a time. */
    static void of(List<OrderRun> runs, Into into) throws IOException {
        new OrderMerge(runs).run(into);
    }

    private void run(Into into) throws IOException {
        long[] rows = new long[OrderBlock.MOST];
        int count = 0;
        while (size > 0) {
            Head first = heap[0];
            Head next = second();
            count = next == null
                    ? first.run.take(rows, count, Long.MAX_VALUE, Long.MAX_VALUE)
                    : first.run.take(rows, count, next.time, next.number);
            if (count == rows.length) {
                into.put(rows);
                count = 0;
            }
            if (first.run.isOver()) {
                heap[0] = heap[--size];
            } else {
                first.look();
            }
            sink(0);
        }
        into.put(Arrays.copyOf(rows, count));
    }

    /** The one that comes after the first, null when there is no other. */
    private @Nullable Head second() {
        if (size < 3) {
            return size < 2 ? null : heap[1];
        }
        return heap[1].isBefore(heap[2]) ? heap[1] : heap[2];
    }

    private void sink(int from) {
        int at = from;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && heap[child + 1].isBefore(heap[child])) {
                child++;
            }
            if (!heap[child].isBefore(heap[at])) {
                return;
            }
            Head swap = heap[at];
            heap[at] = heap[child];
            heap[child] = swap;
            at = child;
        }
    }
}
