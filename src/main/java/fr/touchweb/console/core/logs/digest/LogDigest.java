package fr.touchweb.console.core.logs.digest;

import fr.touchweb.console.core.format.Field;
import fr.touchweb.console.core.format.Level;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.format.LogFormat;
import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.logs.digest.LogSummary.Quantiles;
import fr.touchweb.console.core.logs.digest.LogSummary.Top;
import fr.touchweb.console.core.policy.DigestPolicy;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts over a stream of parsed records, once, in a bounded memory. Digests of parts of a stream can be merged. Not
 * thread-safe.
 */
public final class LogDigest {
    private static final Level[] LEVELS = Level.values();

    private final Dimension[] dimensions;
    private final TopCounter[] tops;
    private final Map<LogFormat, long[]> formats = new HashMap<>();
    private final long[] levels = new long[LEVELS.length];
    private final long[] statuses = new long[1_000];
    private final Terminations terminations = new Terminations();
    private final TimerSketches timers = new TimerSketches();
    private final QuantileSketch durations = QuantileSketch.fine();
    private final RateSeries rate;
    private LogFormat lastFormat = LogFormat.TEXT;
    private long[] lastCount = new long[1];
    private long records;
    private long errors;
    private long first = Long.MAX_VALUE;
    private long last = LocalTimes.NONE;

    /** Of everything. */
    public LogDigest(DigestPolicy policy) {
        this(policy, EnumSet.allOf(Dimension.class));
    }

    /** @param lists the top lists that are wanted; each takes its share of the time */
    public LogDigest(DigestPolicy policy, Set<Dimension> lists) {
        dimensions = lists.stream().sorted().toArray(Dimension[]::new);
        tops = new TopCounter[dimensions.length];
        for (int i = 0; i < tops.length; i++) {
            tops[i] = new TopCounter(policy.topKeys(), policy.keyBytes());
        }
        rate = new RateSeries(policy.rateBuckets());
        formats.put(lastFormat, lastCount);
    }

    /** Counts a record, which has been parsed as a whole. */
    public void accept(ParsedLine line) {
        int times = line.count();
        records += times;
        LogFormat format = line.format();
        if (format != lastFormat) {
            lastFormat = format;
            lastCount = formats.computeIfAbsent(format, f -> new long[1]);
        }
        lastCount[0] += times;
        Level level = line.level();
        if (level != null) {
            levels[level.ordinal()] += times;
        }
        boolean request = line.has(Field.STATUS) || format == LogFormat.HAPROXY_TCP;
        int status = line.has(Field.STATUS) ? line.status() : -1;
        if (line.has(Field.STATUS)) {
            statuses[Math.max(0, status)] += times;
        }
        boolean error = request && format != LogFormat.HAPROXY_TCP
                ? status >= 500 || status < 100
                : level != null && level.compareTo(Level.ERROR) >= 0;
        if (error) {
            errors += times;
        }
        time(line.time(), times, error);
        long micros = 0;
        if (line.has(Field.DURATION)) {
            double seconds = line.number(Field.DURATION);
            if (seconds >= 0) {
                micros = (long) (seconds * 1e6 + 0.5);
                durations.add(micros, times);
            }
        }
        if (line.has(Field.TERMINATION)) {
            terminations.add(line, status, times);
            timers.add(line);
        }
        tops(line, times, error, micros);
    }

    private void time(long time, int times, boolean error) {
        if (time != LocalTimes.NONE) {
            first = Math.min(first, time);
            last = Math.max(last, time);
            rate.add(time, times, error);
        }
    }

    private void tops(ParsedLine line, int times, boolean error, long micros) {
        byte[] b = line.buffer();
        int start = line.start();
        for (int i = 0; i < dimensions.length; i++) {
            Field field = dimensions[i].field();
            int offset = line.offsetOf(field);
            if (offset < 0) {
                if (field == Field.BACKEND && line.has(Field.UPSTREAM)) {
                    tops[i].add(b, start + line.offsetOf(Field.UPSTREAM), line.lengthOf(Field.UPSTREAM), times, error,
                            micros);
                }
                continue;
            }
            int length = line.lengthOf(field);
            if (field == Field.PATH) {
                length = withoutQuery(b, start + offset, length);
            } else if (field == Field.BACKEND && line.has(Field.SERVER)) {
                // The two stand side by side in the line, with the slash between them.
                length = line.offsetOf(Field.SERVER) + line.lengthOf(Field.SERVER) - offset;
            }
            tops[i].add(b, start + offset, length, times, error, micros);
        }
    }

    private static int withoutQuery(byte[] b, int from, int length) {
        for (int i = 0; i < length; i++) {
            if (b[from + i] == '?') {
                return i;
            }
        }
        return length;
    }

    /** Adds what a digest of another part counted, which has the same top lists. */
    public void merge(LogDigest other) {
        for (int i = 0; i < tops.length; i++) {
            tops[i].merge(other.tops[i]);
        }
        other.formats.forEach((format, count) -> formats.computeIfAbsent(format, f -> new long[1])[0] += count[0]);
        for (int i = 0; i < levels.length; i++) {
            levels[i] += other.levels[i];
        }
        for (int i = 0; i < statuses.length; i++) {
            statuses[i] += other.statuses[i];
        }
        terminations.merge(other.terminations);
        timers.merge(other.timers);
        durations.merge(other.durations);
        rate.merge(other.rate);
        records += other.records;
        errors += other.errors;
        first = Math.min(first, other.first);
        last = Math.max(last, other.last);
    }

    /** What was counted so far. */
    public LogSummary summary(int top) {
        Map<LogFormat, Long> byFormat = new LinkedHashMap<>();
        formats.entrySet().stream().filter(entry -> entry.getValue()[0] > 0)
                .sorted(Comparator.<Map.Entry<LogFormat, long[]>>comparingLong(entry -> -entry.getValue()[0])
                        .thenComparing(entry -> entry.getKey().id()))
                .forEach(entry -> byFormat.put(entry.getKey(), entry.getValue()[0]));
        Map<Level, Long> byLevel = new EnumMap<>(Level.class);
        for (Level level : LEVELS) {
            if (levels[level.ordinal()] > 0) {
                byLevel.put(level, levels[level.ordinal()]);
            }
        }
        Map<Integer, Long> byStatus = new TreeMap<>();
        for (int i = 0; i < statuses.length; i++) {
            if (statuses[i] > 0) {
                byStatus.put(i == 0 ? -1 : i, statuses[i]);
            }
        }
        Map<Dimension, Top> lists = new EnumMap<>(Dimension.class);
        for (int i = 0; i < dimensions.length; i++) {
            if (tops[i].total() > 0) {
                lists.put(dimensions[i], new Top(tops[i].top(top), tops[i].total(), tops[i].missed()));
            }
        }
        return new LogSummary(records, errors, last == LocalTimes.NONE ? null : LogRecord.instant(first),
                LogRecord.instant(last), byFormat, byLevel, byStatus, terminations.counts(), Quantiles.of(durations),
                timers.quantiles(), lists, rate.step(), rate.steps());
    }
}
