package fr.touchweb.console.core.logs;

import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** A part of an order: numbers that follow each other from the first on, or those of a page. */
final class OrderBlock {
    static final int MOST = OrderPages.ROWS;

    private final long first;
    private final OrderPages.@Nullable Page page;
    private int count;

    private OrderBlock(long first, OrderPages.@Nullable Page page, int count) {
        this.first = first;
        this.page = page;
        this.count = count;
    }

    static OrderBlock run(long number) {
        return new OrderBlock(number, null, 1);
    }

    /** Some numbers, at most {@link #MOST}; a page is taken for those that do not follow each other. */
    static OrderBlock of(long[] numbers, int from, int count, OrderPages.Share pages) throws IOException {
        long first = numbers[from];
        for (int i = 1; i < count; i++) {
            if (numbers[from + i] != first + i) {
                return onPage(numbers, from, count, pages);
            }
        }
        return new OrderBlock(first, null, count);
    }

    private static OrderBlock onPage(long[] numbers, int from, int count, OrderPages.Share pages) throws IOException {
        OrderPages.Page page = pages.take();
        page.put(numbers, from, count);
        return new OrderBlock(numbers[from], page, count);
    }

    OrderPages.@Nullable Page page() {
        return page;
    }

    int count() {
        return count;
    }

    boolean isRun() {
        return page == null;
    }

    /** -1 past the end. */
    long get(int i) {
        return i >= count ? -1 : page == null ? first + i : page.get(i);
    }

    /** Whether a number could be added in place; a reader that looks meanwhile sees what was there before. */
    boolean add(long number) {
        if (count == MOST || page == null && number != first + count) {
            return false;
        }
        if (page != null) {
            page.put(count, number);
            VarHandle.storeStoreFence();
        }
        count++;
        return true;
    }

    /** The same numbers and one more, on a page. */
    OrderBlock with(long number, OrderPages.Share pages) throws IOException {
        long[] numbers = new long[count + 1];
        copy(numbers);
        numbers[count] = number;
        return onPage(numbers, 0, count + 1, pages);
    }

    long[] copy() {
        long[] numbers = new long[count];
        copy(numbers);
        return numbers;
    }

    private void copy(long[] into) {
        if (page != null) {
            page.get(into, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            into[i] = first + i;
        }
    }

    /**
     * Its numbers without those that are gone.
     *
     * @param limit numbers from this one on stay
     * @return null when it loses nothing
     */
    long @Nullable [] without(LongPredicate gone, long limit) {
        long[] left = new long[count];
        int kept = 0;
        for (int i = 0; i < count; i++) {
            long number = get(i);
            if (number >= limit || !gone.test(number)) {
                left[kept++] = number;
            }
        }
        return kept == count ? null : Arrays.copyOf(left, kept);
    }
}
