package fr.touchweb.console.core.logs.digest;

import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.format.RecordFeed;
import fr.touchweb.console.core.logs.LogView;
import fr.touchweb.console.core.logs.StoredLine;
import fr.touchweb.console.core.policy.DigestPolicy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Digests over what passes the filters of a timeline, within a span of time. It goes on where it stopped, so that a
 * timeline that grows is read once. One thread at a time.
 */
public final class ViewDigest {
    private static final int LONGEST = 64 << 10;

    private final LogView view;
    private final IntFunction<LineParser> parsers;
    private final long from;
    private final long to;
    private final LogDigest lines;
    private final SlowQueryDigest queries;
    private final SlowScriptDigest scripts;
    private final Map<Integer, RecordFeed> feeds = new HashMap<>();
    private long next;
    private long rows;

    /**
     * What a span says.
     *
     * @param rows of the timeline that were looked at
     */
    public record Summary(long rows, LogSummary lines, SlowQueries queries, SlowScripts scripts) {}

    /**
     * @param parsers makes parsers for a source by its number, each with a memory of its own
     * @param from microseconds since 1970-01-01T00:00Z; {@link Long#MIN_VALUE} for no limit
     * @param to the first that counts no more; {@link Long#MAX_VALUE} for no limit
     */
    public ViewDigest(LogView view, IntFunction<LineParser> parsers, long from, long to, DigestPolicy policy) {
        this.view = view;
        this.parsers = parsers;
        this.from = from;
        this.to = to;
        this.lines = new LogDigest(policy);
        this.queries = new SlowQueryDigest(policy);
        this.scripts = new SlowScriptDigest(policy);
    }

    /** Whether it is about this view and span. */
    public boolean isAbout(LogView other, long start, long end) {
        return view == other && from == start && to == end;
    }

    /**
     * Takes over rows that came since the last call; when there was none, the records that are still open have ended.
     *
     * @return rows taken over
     */
    public long advance(BooleanSupplier cancelled) {
        long taken = 0;
        // In the order in which they came: a late row is put among those that were counted already.
        for (long end = view.lookedAt(); next < end && !cancelled.getAsBoolean(); next++) {
            StoredLine line = view.passing(next, LONGEST);
            if (line != null && line.kind() == StoredLine.Kind.LINE && line.time() >= from && line.time() < to) {
                feeds.computeIfAbsent(line.source(), this::feed).line(line.bytes(), 0, line.bytes().length);
                rows++;
            }
            taken++;
        }
        if (taken == 0) {
            feeds.values().forEach(RecordFeed::quiet);
        }
        return taken;
    }

    private RecordFeed feed(int source) {
        Supplier<LineParser> own = () -> parsers.apply(source);
        return new RecordFeed(own, (parsed, line, count) -> accept(parsed));
    }

    private void accept(ParsedLine parsed) {
        lines.accept(parsed);
        queries.accept(parsed);
        scripts.accept(parsed);
    }

    /** What was counted so far. */
    public Summary summary(int top) {
        return new Summary(rows, lines.summary(top), queries.summary(top), scripts.summary(top));
    }
}
