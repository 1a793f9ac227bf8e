package fr.touchweb.console.core.logs;

import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.logs.LineFilter.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a timeline that pass a set of filters: numbers of rows, found step by step on a worker thread. Gaps and
 * rotations always pass. Reading is safe on any thread and never waits.
 */
public final class LogView {
    private static final int LONGEST = 64 << 10;
    private static final int ASK = (1 << 12) - 1;

    /**
     * A filter and whether it counts now.
     *
     * @param enabled a filter that is off still counts its hits
     */
    public record Chip(LineFilter filter, boolean enabled) {}

    private final LineStore store;
    private final LogSession session;
    private final List<Chip> chips;
    private final Set<Integer> hiddenSources;
    private final ContextLines context;
    private final long[] hits;
    private long undecided;
    private final Map<Integer, LineParser> parsers = new HashMap<>();
    private final Map<Integer, LineParser> shownParsers = new HashMap<>();
    private final TimeOrder matches;
    private volatile long scanned;

    /** @param around lines before and after each that passes, of its source, that are shown with it */
    LogView(LogSession session, LineStore store, List<Chip> chips, Set<Integer> hiddenSources, int around) {
        this.session = session;
        this.store = store;
        this.chips = List.copyOf(chips);
        this.hiddenSources = Set.copyOf(hiddenSources);
        this.context = new ContextLines(around);
        this.hits = new long[chips.size()];
        this.matches = store.newOrder();
        this.scanned = store.first();
    }

    /** The same look, from the first row on. */
    LogView again() {
        return new LogView(session, store, chips, hiddenSources, context.around());
    }

    private boolean everything() {
        return chips.isEmpty() && hiddenSources.isEmpty();
    }

    private TimeOrder rows() {
        return everything() ? store.order() : matches;
    }

    /** Rows that pass, so far; less when old ones are let go. */
    public long size() {
        return rows().size();
    }

    /** Number in the timeline of the n-th row that passes; -1 when there is none any more. */
    public long number(long row) {
        return rows().get(row);
    }

    /** The row that shows this number of the timeline or the next one after it; the first one for what was let go. */
    public long rowOf(long number) {
        return number >= store.size() ? size() : rows().placeOf(store.time(number), number);
    }

    /** The n-th row that passes; null when it was let go meanwhile. */
    public @Nullable StoredLine row(long row, int most) {
        return row < 0 || row >= size() ? null : store.get(number(row), most);
    }

    /** Numbers below this one were looked at: whether they pass is known. */
    public long lookedAt() {
        return everything() ? store.size() : scanned;
    }

    /**
     * The row of a number of the timeline, for whoever goes through them in the order in which they came; null when it
     * does not pass, or was let go.
     *
     * @param number below {@link #lookedAt}
     */
    public @Nullable StoredLine passing(long number, int most) {
        boolean passes = everything() || matches.get(matches.placeOf(store.time(number), number)) == number;
        return passes ? store.get(number, most) : null;
    }

    public List<Chip> chips() {
        return chips;
    }

    /** Lines on which the n-th chip's condition holds, of those looked at so far. */
    public synchronized long hits(int chip) {
        return hits[chip];
    }

    /** Lines that are shown although an expression took too many steps on them to be decided, of those looked at. */
    public synchronized long undecided() {
        return undecided;
    }

    /** Part of the timeline that was looked at, 0 to 1. */
    public double progress() {
        long size = store.size();
        return chips.isEmpty() && hiddenSources.isEmpty() || size == 0 ? 1 : Math.min(1, scanned / (double) size);
    }

    /**
     * Looks at the next rows, on the worker thread.
     *
     * @return whether there are more
     * @throws IOException when the disk is full
     */
    boolean scan(int most) throws IOException {
        if (everything()) {
            return false;
        }
        long from = Math.max(scanned, store.first());
        long end = Math.min(store.size(), from + most);
        for (long number = from; number < end; number++) {
            StoredLine line = store.get(number, LONGEST);
            if (line == null) {
                continue;
            }
            if (passes(line, parsers, true)) {
                if (line.kind() == StoredLine.Kind.LINE) {
                    for (long before : context.hit(line.source())) {
                        matches.add(before);
                    }
                }
                matches.add(number);
            } else if (!hiddenSources.contains(line.source()) && context.other(line.source(), number)) {
                matches.add(number);
            }
        }
        matches.settle();
        scanned = end;
        return end < store.size();
    }

    /** Whether a row is only there because it stands near one that passes. For one thread, that which draws. */
    public boolean isContext(StoredLine line) {
        return context.around() > 0 && !chips.isEmpty() && !passes(line, shownParsers, false);
    }

    private boolean passes(StoredLine line, Map<Integer, LineParser> known, boolean counted) {
        if (hiddenSources.contains(line.source())) {
            return false;
        }
        if (line.kind() != StoredLine.Kind.LINE) {
            return true;
        }
        Parsed parsed = new Parsed(line, known);
        String text = session.said(line, parsed::get);
        boolean pass = true;
        boolean open = false;
        for (int i = 0; i < chips.size(); i++) {
            Chip chip = chips.get(i);
            TimeSpan span = chip.filter().span();
            Verdict verdict = span == null
                    ? chip.filter().test(text, parsed::get)
                    : Verdict.of(span.holds(line.time()));
            if (verdict == Verdict.HIT && counted) {
                synchronized (this) {
                    hits[i]++;
                }
            }
            open |= verdict == Verdict.UNDECIDED && chip.enabled();
            pass &= !chip.enabled() || chip.filter().passes(verdict);
        }
        if (open && pass && counted) {
            synchronized (this) {
                undecided++;
            }
        }
        return pass;
    }

    /** Fields of a line, parsed when the first filter asks. */
    private final class Parsed {
        private final StoredLine line;
        private final Map<Integer, LineParser> known;
        private @Nullable ParsedLine parsed;

        Parsed(StoredLine line, Map<Integer, LineParser> known) {
            this.line = line;
            this.known = known;
        }

        ParsedLine get() {
            ParsedLine own = parsed;
            if (own == null) {
                own = known.computeIfAbsent(line.source(), session::reader).parse(line.bytes(), 0,
                        line.bytes().length);
                parsed = own;
            }
            return own;
        }
    }

    /** Finds the next row on which a condition holds or cannot be decided, from a row on; -1 when there is none. */
    public long find(LineFilter what, long from, boolean forward) {
        return find((line, parsed) -> what.test(session.said(line, parsed), parsed) != Verdict.MISS, from, forward,
                () -> false);
    }

    /** What is looked for in a line. */
    public interface Condition {
        /** @param parsed gives the line's fields; valid during the call */
        boolean holds(StoredLine line, Supplier<ParsedLine> parsed);
    }

    /**
     * Finds the next row on which a condition holds.
     *
     * @param from row to begin at
     * @param cancelled asked now and then
     * @return -1 when there is none, or when it was cancelled
     */
    public long find(Condition what, long from, boolean forward, BooleanSupplier cancelled) {
        Map<Integer, LineParser> own = new HashMap<>();
        long size = size();
        for (long row = from; row >= 0 && row < size; row += forward ? 1 : -1) {
            StoredLine line = row(row, LONGEST);
            if (line != null && line.kind() == StoredLine.Kind.LINE
                    && what.holds(line, new Parsed(line, own)::get)) {
                return row;
            }
            if ((row & ASK) == 0 && cancelled.getAsBoolean()) {
                return -1;
            }
        }
        return -1;
    }

    /** Chips that a filter bar would start with when one is added. */
    public static List<Chip> with(List<Chip> chips, LineFilter filter) {
        List<Chip> more = new ArrayList<>(chips);
        more.add(new Chip(filter, true));
        return more;
    }
}
