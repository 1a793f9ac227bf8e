package fr.touchweb.console.core.logs.digest;

import fr.touchweb.console.core.format.Field;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.format.Termination;
import fr.touchweb.console.core.logs.digest.LogSummary.TerminationCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How sessions of HAProxy ended: a count for each pair of flags and status. */
final class Terminations {
    private static final int NO_STATUS = 0;
    private static final int MIX = 0x9E3779B9;

    /** Flags and status and one, 0 where there is nothing, with their counts beside them: no object for a line. */
    private int[] keys = new int[64];
    private long[] counts = new long[64];
    private int size;

    /** @param status HTTP status, -1 for none */
    void add(ParsedLine line, int status, long times) {
        byte[] b = line.buffer();
        int at = line.start() + line.offsetOf(Field.TERMINATION);
        if (line.lengthOf(Field.TERMINATION) >= 2) {
            add(((b[at] & 0x7F) << 17 | (b[at + 1] & 0x7F) << 10 | Math.max(NO_STATUS, status)) + 1, times);
        }
    }

    private void add(int key, long times) {
        int slot = slot(key);
        if (keys[slot] == 0) {
            if (size * 2 == keys.length) {
                grow();
                slot = slot(key);
            }
            keys[slot] = key;
            size++;
        }
        counts[slot] += times;
    }

    private int slot(int key) {
        int mask = keys.length - 1;
        int slot = key * MIX >>> 8 & mask;
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        int[] oldKeys = keys;
        long[] oldCounts = counts;
        keys = new int[oldKeys.length * 2];
        counts = new long[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                counts[slot] = oldCounts[i];
            }
        }
    }

    void merge(Terminations other) {
        for (int i = 0; i < other.keys.length; i++) {
            if (other.keys[i] != 0) {
                add(other.keys[i], other.counts[i]);
            }
        }
    }

    List<TerminationCount> counts() {
        List<TerminationCount> all = new ArrayList<>();
        for (int i = 0; i < keys.length; i++) {
            int key = keys[i] - 1;
            if (key >= 0) {
                all.add(new TerminationCount(new Termination("" + (char) (key >> 17) + (char) (key >> 10 & 0x7F),
                        (key & 1023) == NO_STATUS ? -1 : key & 1023), counts[i]));
            }
        }
        all.sort(Comparator.comparingLong((TerminationCount one) -> -one.count())
                .thenComparing(one -> one.termination().flags()).thenComparing(one -> one.termination().status()));
        return all;
    }
}
