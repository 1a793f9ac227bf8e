package fr.touchweb.console.core.logs.digest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How many records and errors came when, in a fixed number of steps. It begins with steps of a second; when a time does
 * not fit, the steps become twice as long until it does. Not thread-safe.
 */
public final class RateSeries {
    private final long[] records;
    private final long[] errors;
    private long width = 1;
    private long first = Long.MIN_VALUE;
    private long lastSecond = Long.MIN_VALUE;
    private int lastIndex;

    /**
     * One step.
     *
     * @param from its beginning; its end is the beginning of the next
     */
    public record Step(Instant from, long records, long errors) {
        /** Share of errors, 0 when there is no record. */
        public double errorShare() {
            return records == 0 ? 0 : (double) errors / records;
        }
    }

    /** @param steps even */
    public RateSeries(int steps) {
        records = new long[steps];
        errors = new long[steps];
    }

    /** @param micros microseconds since 1970-01-01T00:00Z */
    public void add(long micros, long times, boolean error) {
        add(Math.floorDiv(micros, 1_000_000L), times, error ? times : 0);
    }

    private void add(long second, long times, long wrong) {
        if (second == lastSecond) {
            records[lastIndex] += times;
            errors[lastIndex] += wrong;
            return;
        }
        if (first == Long.MIN_VALUE) {
            first = second;
        }
        long index = Math.floorDiv(second, width) - Math.floorDiv(first, width);
        while (index < 0 || index >= records.length) {
            if (index < 0 && shift((int) Math.min(records.length, -index))) {
                first = Math.floorDiv(second, width) * width;
            } else {
                widen();
            }
            index = Math.floorDiv(second, width) - Math.floorDiv(first, width);
        }
        records[(int) index] += times;
        errors[(int) index] += wrong;
        lastSecond = second;
        lastIndex = (int) index;
    }

    /** Makes room at the beginning where the end is empty. */
    private boolean shift(int steps) {
        for (int i = records.length - steps; i < records.length; i++) {
            if (i < 0 || records[i] != 0) {
                return false;
            }
        }
        if (steps == records.length) {
            return false;
        }
        System.arraycopy(records, 0, records, steps, records.length - steps);
        System.arraycopy(errors, 0, errors, steps, errors.length - steps);
        Arrays.fill(records, 0, steps, 0);
        Arrays.fill(errors, 0, steps, 0);
        return true;
    }

    private void widen() {
        lastSecond = Long.MIN_VALUE;
        long start = Math.floorDiv(first, width);
        int odd = (int) Math.floorMod(start, 2);
        long[] oldRecords = records.clone();
        long[] oldErrors = errors.clone();
        Arrays.fill(records, 0);
        Arrays.fill(errors, 0);
        for (int i = 0; i < oldRecords.length; i++) {
            records[(i + odd) / 2] += oldRecords[i];
            errors[(i + odd) / 2] += oldErrors[i];
        }
        width *= 2;
        first = Math.floorDiv(first, width) * width;
    }

    /** Adds what another one counted. */
    public void merge(RateSeries other) {
        while (width < other.width) {
            if (first == Long.MIN_VALUE) {
                width = other.width;
            } else {
                widen();
            }
        }
        long from = Math.floorDiv(other.first, other.width);
        for (int i = 0; i < other.records.length; i++) {
            if (other.records[i] != 0) {
                add((from + i) * other.width, other.records[i], other.errors[i]);
            }
        }
    }

    /** Length of a step. */
    public Duration step() {
        return Duration.ofSeconds(width);
    }

    /** The steps from the first to the last that has a record; empty ones between are there. */
    public List<Step> steps() {
        List<Step> all = new ArrayList<>();
        int last = records.length - 1;
        while (last >= 0 && records[last] == 0) {
            last--;
        }
        long start = first == Long.MIN_VALUE ? 0 : Math.floorDiv(first, width);
        for (int i = 0; i <= last; i++) {
            if (!all.isEmpty() || records[i] != 0) {
                all.add(new Step(Instant.ofEpochSecond((start + i) * width), records[i], errors[i]));
            }
        }
        return all;
    }
}
