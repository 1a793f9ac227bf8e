package fr.touchweb.console.core.format;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a bare number behind the agent of Apache's access lines counts. A line tells when its request began and is
 * written when it ends (reference logs 5.1), so the begins stand out of order where requests last, and begin plus duration in
 * order: a unit is believed when it alone explains the lines that came late. Lines in the order of their file; not
 * thread-safe.
 */
final class TailEvidence {
    private static final List<String> UNITS = List.of("%D", "%{ms}T", "%T");
    private static final long[] MICROS = {1, 1_000, 1_000_000};
    private static final int MOST_NUMBERS = 4;
    /** A believed unit leaves at most one of so many late lines unexplained. */
    private static final int TRUST = 20;

    private final int lateLines;
    private final long tolerance;
    private final long[][] out = new long[MOST_NUMBERS][UNITS.size()];
    private final long[][] lastEnds = new long[MOST_NUMBERS][UNITS.size()];
    private long lastBegin = LocalTimes.NONE;
    private long late;
    private int places;

    /**
     * @param lateLines that must have come late before anything is believed
     * @param tolerance microseconds that lines may be out of order without meaning anything; times are whole seconds
     */
    TailEvidence(int lateLines, long tolerance) {
        this.lateLines = lateLines;
        this.tolerance = tolerance;
    }

    /** What was found. */
    record Found(TailReading reading, long late) {}

    /** Whether there is a number that may be a duration. */
    static boolean speaks(List<String> words) {
        return words.stream().anyMatch(TailEvidence::isNumber);
    }

    private static boolean isNumber(String word) {
        return word.length() <= 15 && word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /**
     * Takes the next line.
     *
     * @param begin its time, in microseconds since 1970-01-01T00:00Z
     * @param words behind its agent
     * @return how to read them, null while that is not certain
     */
    @Nullable
    Found add(long begin, List<String> words) {
        int[] numbers = new int[MOST_NUMBERS];
        int count = 0;
        for (int i = 0; i < words.size() && count < MOST_NUMBERS; i++) {
            if (isNumber(words.get(i))) {
                numbers[count++] = i;
            }
        }
        int shape = Arrays.hashCode(Arrays.copyOf(numbers, count));
        if (count == 0) {
            return null;
        }
        if (shape != places) {
            // Lines of another LogFormat.
            forget(shape);
        }
        boolean isLate = lastBegin != LocalTimes.NONE && lastBegin - begin > tolerance;
        late += isLate ? 1 : 0;
        for (int n = 0; n < count; n++) {
            long value = Long.parseLong(words.get(numbers[n]));
            for (int u = 0; u < MICROS.length; u++) {
                long end = begin + Math.min(value, Long.MAX_VALUE / 4 / MICROS[u]) * MICROS[u];
                out[n][u] += lastBegin != LocalTimes.NONE && lastEnds[n][u] - end > tolerance ? 1 : 0;
                lastEnds[n][u] = end;
            }
        }
        lastBegin = begin;
        return isLate && late >= lateLines ? judge(words, numbers, count) : null;
    }

    private void forget(int shape) {
        for (long[] one : out) {
            Arrays.fill(one, 0);
        }
        lastBegin = LocalTimes.NONE;
        late = 0;
        places = shape;
    }

    private @Nullable Found judge(List<String> words, int[] numbers, int count) {
        int number = -1;
        int unit = -1;
        for (int n = 0; n < count; n++) {
            for (int u = 0; u < MICROS.length; u++) {
                if (out[n][u] * TRUST <= late) {
                    if (number >= 0) {
                        // Two explain it: nothing is certain.
                        return null;
                    }
                    number = n;
                    unit = u;
                } else if (out[n][u] < lateLines) {
                    return null;
                }
            }
        }
        TailReading reading = number < 0 ? null : TailNotation.reading(words, numbers[number], UNITS.get(unit));
        return reading == null ? null : new Found(reading, late);
    }
}
