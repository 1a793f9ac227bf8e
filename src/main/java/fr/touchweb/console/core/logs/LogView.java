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
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a timeline that pass a set of filters: numbers of rows, found step by step on a worker thread. A record of
 * several lines passes or does not with all of them. Gaps and rotations always pass. Reading is safe on any thread and never
 * waits.
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
    /** The last record of each source, which may go on. */
    private final Map<Integer, Looked> records = new HashMap<>();
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

    /** Records on which the n-th chip's condition holds, of those looked at so far. */
    public synchronized long hits(int chip) {
        return hits[chip];
    }

    /** Records that are shown although an expression took too many steps on them to be decided, of those looked at. */
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
        StoredLine ahead = null;
        long number = from;
        for (; number < end; number++) {
            StoredLine line = ahead != null && ahead.number() == number ? ahead : store.get(number, LONGEST);
            if (line == null || hiddenSources.contains(line.source())) {
                continue;
            }
            if (line.kind() != StoredLine.Kind.LINE) {
                matches.add(number);
                continue;
            }
            Looked record = records.get(line.source());
            if (record == null || !record.lines.add(line)) {
                record = new Looked(new RecordLines(line));
                records.put(line.source(), record);
            }
            ahead = record.lines.follow(store, LONGEST);
            look(record);
            number = record.lines.last();
        }
        matches.settle();
        scanned = number;
        return number < store.size();
    }

    /** A record, and what came of looking at it so far. */
    private final class Looked {
        private final RecordLines lines;
        private final boolean[] hit = new boolean[chips.size()];
        private boolean undecided;
        /** Its first lines that have been looked at. */
        private int looked;
        /** Of those, the ones that are not shown. */
        private final List<Long> left = new ArrayList<>();

        Looked(RecordLines lines) {
            this.lines = lines;
        }
    }

    /**
     * Shows a record that passes with all of its lines. One of which the rest comes late is looked at again; what was shown
     * of it stays.
     */
    private void look(Looked record) throws IOException {
        RecordLines lines = record.lines;
        if (passes(lines, parsers, record)) {
            for (long before : context.hit(lines.head().source())) {
                if (!record.left.contains(before)) {
                    matches.add(before);
                }
            }
            for (long number : record.left) {
                matches.add(number);
            }
            record.left.clear();
            for (; record.looked < lines.size(); record.looked++) {
                matches.add(lines.get(record.looked).number());
            }
            return;
        }
        for (; record.looked < lines.size(); record.looked++) {
            long number = lines.get(record.looked).number();
            if (context.other(lines.head().source(), number)) {
                matches.add(number);
            } else {
                record.left.add(number);
            }
        }
    }

    /** Whether a row is only there because it stands near one that passes. For one thread, that which draws. */
    public boolean isContext(StoredLine line) {
        return context.around() > 0 && !chips.isEmpty() && line.kind() == StoredLine.Kind.LINE
                && !passes(RecordLines.around(store, line, LONGEST), shownParsers, null);
    }

    /** @param counted where hits are noted, null for nowhere */
    private boolean passes(RecordLines lines, Map<Integer, LineParser> known, @Nullable Looked counted) {
        StoredLine head = lines.head();
        Supplier<ParsedLine> parsed = fields(lines, known);
        String text = lines.size() == 1 ? session.said(head, parsed) : lines.text();
        boolean pass = true;
        boolean open = false;
        for (int i = 0; i < chips.size(); i++) {
            Chip chip = chips.get(i);
            TimeSpan span = chip.filter().span();
            Verdict verdict = span == null
                    ? chip.filter().test(text, parsed)
                    : Verdict.of(span.holds(head.time(), parsed));
            if (verdict == Verdict.HIT && counted != null && !counted.hit[i]) {
                counted.hit[i] = true;
                synchronized (this) {
                    hits[i]++;
                }
            }
            open |= verdict == Verdict.UNDECIDED && chip.enabled();
            pass &= !chip.enabled() || chip.filter().passes(verdict);
        }
        if (open && pass && counted != null && !counted.undecided) {
            counted.undecided = true;
            synchronized (this) {
                undecided++;
            }
        }
        return pass;
    }

    private Supplier<ParsedLine> fields(RecordLines lines, Map<Integer, LineParser> known) {
        return lines.fields(() -> known.computeIfAbsent(lines.head().source(), session::reader));
    }

    /**
     * Finds the next row that a filter lets through: of a record, the line that says what is looked for, or the first one
     * where fields are asked.
     *
     * @param from row to begin at
     * @param cancelled asked now and then
     * @return -1 when there is none, or when it was cancelled
     */
    public long find(LineFilter what, long from, boolean forward, BooleanSupplier cancelled) {
        Map<Integer, LineParser> own = new HashMap<>();
        return what.asksFields()
                ? walk(line -> !line.continuation() && passes(what, RecordLines.around(store, line, LONGEST), own),
                        from,
                        forward, cancelled)
                : walk(line -> passes(what, new RecordLines(line), own), from, forward, cancelled);
    }

    private boolean passes(LineFilter what, RecordLines lines, Map<Integer, LineParser> known) {
        Supplier<ParsedLine> fields = fields(lines, known);
        return what.passes(lines.size() == 1 ? session.said(lines.head(), fields) : lines.text(), fields);
    }

    /** What is looked for in a line. */
    public interface Condition {
        /** @param parsed gives the fields of the record that the line begins; valid during the call */
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
        return walk(line -> what.holds(line, () -> fields(line.continuation()
                ? new RecordLines(line)
                : RecordLines.around(store, line, LONGEST), own).get()), from, forward, cancelled);
    }

    private long walk(Predicate<StoredLine> what, long from, boolean forward, BooleanSupplier cancelled) {
        long size = size();
        for (long row = from; row >= 0 && row < size; row += forward ? 1 : -1) {
            StoredLine line = row(row, LONGEST);
            if (line != null && line.kind() == StoredLine.Kind.LINE && what.test(line)) {
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
