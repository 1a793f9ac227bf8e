package fr.touchweb.console.core.logs.digest;

import fr.touchweb.console.core.format.Field;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.format.Termination;
import fr.touchweb.console.core.logs.digest.LogSummary.TerminationCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How sessions of HAProxy ended: a count for each pair of flags and status. */
final class Terminations {
    private static final int NO_STATUS = 0;

    private final Map<Integer, long[]> counts = new HashMap<>();
    private int lastKey = -1;
    private long[] lastCount = new long[1];

    /** @param status HTTP status, -1 for none */
    void add(ParsedLine line, int status, long times) {
        byte[] b = line.buffer();
        int at = line.start() + line.offsetOf(Field.TERMINATION);
        if (line.lengthOf(Field.TERMINATION) < 2) {
            return;
        }
        int key = (b[at] & 0x7F) << 17 | (b[at + 1] & 0x7F) << 10 | Math.max(NO_STATUS, status);
        if (key != lastKey) {
            lastKey = key;
            lastCount = counts.computeIfAbsent(key, k -> new long[1]);
        }
        lastCount[0] += times;
    }

    void merge(Terminations other) {
        other.counts.forEach((key, count) -> counts.computeIfAbsent(key, k -> new long[1])[0] += count[0]);
    }

    List<TerminationCount> counts() {
        List<TerminationCount> all = new ArrayList<>();
        counts.forEach((key, count) -> all.add(new TerminationCount(
                new Termination("" + (char) (key >> 17) + (char) (key >> 10 & 0x7F),
                        (key & 1023) == NO_STATUS ? -1 : key & 1023),
                count[0])));
        all.sort(Comparator.comparingLong((TerminationCount one) -> -one.count())
                .thenComparing(one -> one.termination().flags()).thenComparing(one -> one.termination().status()));
        return all;
    }
}
