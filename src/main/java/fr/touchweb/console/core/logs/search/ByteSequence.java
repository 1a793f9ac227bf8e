package fr.touchweb.console.core.logs.search;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression that is nothing but classes of ASCII bytes one after the other, with gaps of any length between some of
 * them: it is decided on the bytes themselves. Where it finds a match there is one; where it finds none, only a line of
 * nothing but ASCII surely has none. Immutable.
 */
final class ByteSequence {
    static final ByteSequence EMPTY = new ByteSequence(List.<boolean[][]>of(new boolean[0][]), false, false, false);
    static final ByteSequence NEVER = new ByteSequence(List.<boolean[][]>of(new boolean[][]{new boolean[128]}), false,
            false, false);
    /** {@code .*} */
    static final ByteSequence GAP = new ByteSequence(List.<boolean[][]>of(new boolean[0][], new boolean[0][]), false,
            false, false);
    /** {@code .} */
    static final ByteSequence ANY_ONCE = range((char) 0, (char) 127).onlyAny();
    /** {@code ^} */
    static final ByteSequence START = new ByteSequence(List.<boolean[][]>of(new boolean[0][]), true, false, false);
    /** {@code $} */
    static final ByteSequence END = new ByteSequence(List.<boolean[][]>of(new boolean[0][]), false, true, false);

    private final List<boolean[][]> runs;
    private final boolean atStart;
    private final boolean atEnd;
    private final boolean anyOnce;

    private ByteSequence(List<boolean[][]> runs, boolean atStart, boolean atEnd, boolean anyOnce) {
        this.runs = runs;
        this.atStart = atStart;
        this.atEnd = atEnd;
        this.anyOnce = anyOnce;
    }

    private ByteSequence onlyAny() {
        return new ByteSequence(runs, false, false, true);
    }

    static ByteSequence of(char c, boolean ignoreCase) {
        return NEVER.or(c, c, ignoreCase);
    }

    static ByteSequence range(char from, char to) {
        return NEVER.or(from, to, false);
    }

    /** The same class of one byte with more in it. */
    ByteSequence or(char from, char to, boolean ignoreCase) {
        boolean[] all = runs.getFirst()[0].clone();
        for (int c = from; c <= to && c < 128; c++) {
            all[c] = true;
            if (ignoreCase && Character.isLetter(c)) {
                all[c ^ 0x20] = true;
            }
        }
        return new ByteSequence(List.<boolean[][]>of(new boolean[][]{all}), false, false, false);
    }

    /** Whether it is any one character. */
    boolean isAnyOnce() {
        return anyOnce;
    }

    /** Both, one after the other; null when an anchor stands in the middle. */
    @Nullable
    ByteSequence then(ByteSequence next) {
        boolean nothingYet = runs.size() == 1 && runs.getFirst().length == 0 && !atEnd;
        if (next.atStart && !nothingYet || atEnd && !(next.runs.size() == 1 && next.runs.getFirst().length == 0)) {
            return null;
        }
        List<boolean[][]> joined = new ArrayList<>(runs.subList(0, runs.size() - 1));
        boolean[][] last = runs.getLast();
        boolean[][] first = next.runs.getFirst();
        boolean[][] middle = new boolean[last.length + first.length][];
        System.arraycopy(last, 0, middle, 0, last.length);
        System.arraycopy(first, 0, middle, last.length, first.length);
        joined.add(middle);
        joined.addAll(next.runs.subList(1, next.runs.size()));
        return new ByteSequence(List.copyOf(joined), atStart || next.atStart, atEnd || next.atEnd, false);
    }

    /** Whether it is found in these bytes. */
    boolean found(byte[] b, int start, int end) {
        int at = start;
        int last = runs.size() - 1;
        for (int i = 0; i <= last; i++) {
            boolean[][] run = runs.get(i);
            if (i == last && atEnd) {
                int place = end - run.length;
                return place >= at && (i > 0 || !atStart || place == start) && stands(run, b, place);
            }
            if (i == 0 && atStart) {
                if (start + run.length > end || !stands(run, b, start)) {
                    return false;
                }
                at = start + run.length;
                continue;
            }
            int place = find(run, b, at, end);
            if (place < 0) {
                return false;
            }
            at = place + run.length;
        }
        return true;
    }

    private static int find(boolean[][] run, byte[] b, int from, int end) {
        for (int at = from; at <= end - run.length; at++) {
            if (stands(run, b, at)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean stands(boolean[][] run, byte[] b, int at) {
        for (int i = 0; i < run.length; i++) {
            if (b[at + i] < 0 || !run[i][b[at + i]]) {
                return false;
            }
        }
        return true;
    }
}
