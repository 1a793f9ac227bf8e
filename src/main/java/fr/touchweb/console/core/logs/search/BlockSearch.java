package fr.touchweb.console.core.logs.search;

import fr.touchweb.console.core.format.BudgetedText;
import fr.touchweb.console.core.logs.bytes.Lines;
import java.util.List;
import java.util.regex.Matcher;

/**
 * Finds the matching lines of a block of bytes. The rarest group of needles is scanned for, as a sample of the bytes
 * shows it; a line that holds one is decided on its bytes where the expression allows it, by the expression otherwise.
 * For one thread.
 */
public final class BlockSearch {
    /** Looks that an expression may take at a line, for each of its bytes, and at least. */
    private static final int STEPS_A_BYTE = 256;
    private static final int LEAST_STEPS = 200_000;

    private final SearchPattern pattern;
    private final List<NeedleScanner> rarest;
    private final LineText text = new LineText();
    private final Matcher matcher;
    private long undecided;

    /** Hears of each matching line, in order. */
    public interface Hits {
        void line(byte[] b, int start, int end);
    }

    /** @param sample bytes like those that will be searched, from which it is told what is rare in them */
    public BlockSearch(SearchPattern pattern, byte[] sample, int length) {
        this.pattern = pattern;
        this.matcher = pattern.pattern().matcher("");
        this.rarest = rarest(pattern, sample, length);
    }

    private static List<NeedleScanner> rarest(SearchPattern pattern, byte[] sample, int length) {
        int[] frequency = new int[256];
        for (int i = 0; i < length; i++) {
            frequency[sample[i] & 0xFF]++;
        }
        List<NeedleScanner> best = List.of();
        long fewest = Long.MAX_VALUE;
        for (List<Needle> group : pattern.needs()) {
            List<NeedleScanner> scanners = group.stream().map(needle -> new NeedleScanner(needle, frequency)).toList();
            long hits = scanners.stream().mapToLong(one -> hits(one, sample, length)).sum();
            // A longer needle is found faster where both are absent.
            if (hits < fewest || hits == fewest && shortest(scanners) > shortest(best)) {
                fewest = hits;
                best = scanners;
            }
        }
        return best;
    }

    private static int shortest(List<NeedleScanner> scanners) {
        return scanners.stream().mapToInt(NeedleScanner::length).min().orElse(0);
    }

    private static long hits(NeedleScanner scanner, byte[] sample, int length) {
        long hits = 0;
        for (int at = scanner.next(sample, 0, length); at >= 0; at = scanner.next(sample, at + 1, length)) {
            hits++;
        }
        return hits;
    }

    /** Lines that could not be decided within the steps that an expression may take. */
    public long undecided() {
        return undecided;
    }

    /**
     * Searches whole lines.
     *
     * @param start at which a line begins
     * @param end after the last line, with its line feed or without
     */
    public void search(byte[] b, int start, int end, Hits hits) {
        if (rarest.isEmpty()) {
            everyLine(b, start, end, hits);
        } else {
            candidates(b, start, end, hits);
        }
    }

    private void everyLine(byte[] b, int start, int end, Hits hits) {
        for (int line = start; line < end;) {
            int feed = Lines.feed(b, line, end);
            int stop = feed < 0 ? end : feed;
            if (matches(b, line, stop)) {
                hits.line(b, line, stop);
            }
            line = stop + 1;
        }
    }

    private void candidates(byte[] b, int start, int end, Hits hits) {
        int[] next = new int[rarest.size()];
        for (int i = 0; i < next.length; i++) {
            next[i] = rarest.get(i).next(b, start, end);
        }
        for (int line = start; line < end;) {
            int hit = -1;
            for (int i = 0; i < next.length; i++) {
                if (next[i] >= 0 && next[i] < line) {
                    next[i] = rarest.get(i).next(b, line, end);
                }
                hit = next[i] >= 0 && (hit < 0 || next[i] < hit) ? next[i] : hit;
            }
            if (hit < 0) {
                return;
            }
            int begin = Lines.feedBefore(b, line, hit) + 1;
            int from = begin == 0 ? line : begin;
            int feed = Lines.feed(b, hit, end);
            int stop = feed < 0 ? end : feed;
            if (matches(b, from, stop)) {
                hits.line(b, from, stop);
            }
            line = stop + 1;
        }
    }

    /** Whether one line matches; a carriage return at its end is not part of it. */
    public boolean matches(byte[] b, int start, int end) {
        int stop = end > start && b[end - 1] == '\r' ? end - 1 : end;
        ByteSequence sequence = pattern.sequence();
        if (sequence != null && sequence.found(b, start, stop)) {
            return true;
        }
        boolean ascii = Lines.ascii(b, start, stop);
        if (sequence != null && ascii) {
            return false;
        }
        text.set(b, start, stop, ascii, Math.max(LEAST_STEPS, (long) STEPS_A_BYTE * (stop - start)));
        BudgetedText.Result result = BudgetedText.within(() -> matcher.reset(text).find());
        if (result == BudgetedText.Result.UNDECIDED) {
            undecided++;
        }
        return result == BudgetedText.Result.FOUND;
    }
}
