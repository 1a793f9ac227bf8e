package fr.touchweb.console.desktop.binlog;

import java.util.Arrays;

/** A growing list of numbers without a box for each. */
final class Numbers {
    private int[] values = new int[1024];
    private int size;

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    int get(int index) {
        return values[index];
    }

    int size() {
        return size;
    }

    /** Index of a value of an ascending list, negative when it is not there, as {@link Arrays#binarySearch}. */
    int find(int value) {
        return Arrays.binarySearch(values, 0, size, value);
    }
}
