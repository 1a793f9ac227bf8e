package fr.touchweb.console.core.logs.digest;

/**
 * Quantiles of durations in a fixed memory: counts in buckets whose width is a fixed part of their octave, so that the
 * error of an answer is known. {@link #fine()} takes 18 kB and is at most {@link #ERROR} off, {@link #coarse()} takes
 * 5 kB and is at most four times that off. Longer spans than {@link #LONGEST} count as that long.
 */
public final class QuantileSketch {
    /** Largest error of a quantile of a fine one, relative to it. */
    public static final double ERROR = 1.0 / 128;
    /** Longest span that is told apart, about 13 days, in microseconds. */
    public static final long LONGEST = (1L << 40) - 1;

    private final int subBits;
    private final long[] counts;
    private long count;
    private double sum;
    private long smallest = Long.MAX_VALUE;
    private long largest;

    private QuantileSketch(int subBits) {
        this.subBits = subBits;
        this.counts = new long[(40 - subBits + 1) << subBits];
    }

    /** One of which there are few. */
    public static QuantileSketch fine() {
        return new QuantileSketch(6);
    }

    /** One of which there are many. */
    public static QuantileSketch coarse() {
        return new QuantileSketch(4);
    }

    /** @param micros a negative one counts as 0 */
    public void add(long micros) {
        add(micros, 1);
    }

    void add(long micros, long times) {
        long value = Math.max(0, Math.min(micros, LONGEST));
        counts[index(value)] += times;
        count += times;
        sum += (double) value * times;
        smallest = Math.min(smallest, value);
        largest = Math.max(largest, value);
    }

    private int index(long value) {
        if (value < 1L << subBits) {
            return (int) value;
        }
        int shift = Long.SIZE - subBits - 1 - Long.numberOfLeadingZeros(value);
        return (shift << subBits) + (int) (value >>> shift);
    }

    /** Middle of a bucket. */
    private double value(int index) {
        int subs = 1 << subBits;
        if (index < 2 * subs) {
            return index;
        }
        int shift = (index >> subBits) - 1;
        long low = (long) (subs + (index & subs - 1)) << shift;
        return low + ((1L << shift) - 1) / 2.0;
    }

    /** Adds what another one of the same kind counted. */
    public void merge(QuantileSketch other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        count += other.count;
        sum += other.sum;
        smallest = Math.min(smallest, other.smallest);
        largest = Math.max(largest, other.largest);
    }

    public long count() {
        return count;
    }

    /** Sum in seconds. */
    public double sum() {
        return sum / 1e6;
    }

    /** Largest, in seconds; 0 when there is none. */
    public double max() {
        return largest / 1e6;
    }

    /** Mean in seconds; 0 when there is none. */
    public double mean() {
        return count == 0 ? 0 : sum / count / 1e6;
    }

    /**
     * The value below which a share lies, in seconds; 0 when there is none.
     *
     * @param share from 0 to 1
     */
    public double quantile(double share) {
        if (count == 0) {
            return 0;
        }
        long rank = Math.max(1, (long) Math.ceil(share * count));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return Math.max(smallest, Math.min(largest, value(i))) / 1e6;
            }
        }
        return max();
    }

}
