package fr.touchweb.console.core.logs;

import java.util.Arrays;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;

/** Rows that wait for their places, and their times once they are sorted. One thread at a time. */
final class LateRows {
    private long[] numbers = new long[16];
    private long[] times = new long[0];
    private int count;

    int count() {
        return count;
    }

    long number(int i) {
        return numbers[i];
    }

    /** Valid after {@link #sort}. */
    long time(int i) {
        return times[i];
    }

    void add(long number) {
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, count * 2);
        }
        numbers[count++] = number;
    }

    /** Numbers from one on, in their order. */
    long[] copy() {
        return Arrays.copyOf(numbers, count);
    }

    void clear() {
        count = 0;
        if (numbers.length > OrderBlock.MOST) {
            numbers = new long[16];
        }
        times = new long[0];
    }

    boolean remove(long number) {
        for (int i = 0; i < count; i++) {
            if (numbers[i] == number) {
                System.arraycopy(numbers, i + 1, numbers, i, --count - i);
                return true;
            }
        }
        return false;
    }

    void removeIf(LongPredicate gone) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (!gone.test(numbers[i])) {
                numbers[kept++] = numbers[i];
            }
        }
        count = kept;
    }

    /** Sorts by time, then by number: parts that are in order already are merged, two by two. */
    void sort(LongUnaryOperator timeOf) {
        times = new long[count];
        for (int i = 0; i < count; i++) {
            times[i] = timeOf.applyAsLong(numbers[i]);
        }
        long[] otherNumbers = new long[count];
        long[] otherTimes = new long[count];
        for (boolean merged = true; merged;) {
            merged = false;
            for (int from = 0; from < count;) {
                int middle = end(from);
                int to = middle == count ? middle : end(middle);
                merge(from, middle, to, otherNumbers, otherTimes);
                merged |= middle < to;
                from = to;
            }
            if (merged) {
                long[] swap = numbers;
                numbers = otherNumbers;
                otherNumbers = swap;
                swap = times;
                times = otherTimes;
                otherTimes = swap;
            }
        }
    }

    /** End of the part in order that begins at a place. */
    private int end(int from) {
        int to = from + 1;
        while (to < count && !isBefore(to, to - 1)) {
            to++;
        }
        return to;
    }

    private boolean isBefore(int one, int other) {
        return times[one] != times[other] ? times[one] < times[other] : numbers[one] < numbers[other];
    }

    private void merge(int from, int middle, int to, long[] intoNumbers, long[] intoTimes) {
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            int next = left < middle && (right == to || !isBefore(right, left)) ? left++ : right++;
            intoNumbers[i] = numbers[next];
            intoTimes[i] = times[next];
        }
    }
}
