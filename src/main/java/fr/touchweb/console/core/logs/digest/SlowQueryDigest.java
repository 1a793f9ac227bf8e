package fr.touchweb.console.core.logs.digest;

import fr.touchweb.console.core.format.Field;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.format.LogFormat;
import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.logs.digest.SlowQueries.Query;
import fr.touchweb.console.core.policy.DigestPolicy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Groups the events of MySQL slow logs by {@link QueryFingerprint}, in a bounded memory. Not thread-safe. */
public final class SlowQueryDigest {
    private final DigestPolicy policy;
    private final QueryFingerprint fingerprints = new QueryFingerprint();
    private final ByteKey key = new ByteKey();
    private final Map<ByteKey, Group> groups = new HashMap<>();
    private final RateSeries rate;
    private long events;
    private double seconds;
    private long others;

    private static final class Group {
        private final QuantileSketch times = QuantileSketch.coarse();
        private double total;
        private double lock;
        private double sent;
        private double examined;
        private double slowest = -1;
        private long first = Long.MAX_VALUE;
        private long last = LocalTimes.NONE;
        private long sampleTime = LocalTimes.NONE;
        private String sample = "";
        private String database = "";
        private String user = "";

        private void merge(Group other) {
            times.merge(other.times);
            total += other.total;
            lock += other.lock;
            sent += other.sent;
            examined += other.examined;
            first = Math.min(first, other.first);
            last = Math.max(last, other.last);
            if (other.slowest > slowest) {
                slowest = other.slowest;
                sampleTime = other.sampleTime;
                sample = other.sample;
                database = other.database;
                user = other.user;
            }
        }
    }

    public SlowQueryDigest(DigestPolicy policy) {
        this.policy = policy;
        this.rate = new RateSeries(policy.rateBuckets());
    }

    /** Counts a record, which has been parsed as a whole; one that is no event of a slow log is passed over. */
    public void accept(ParsedLine line) {
        if (line.format() != LogFormat.MYSQL_SLOW || !line.has(Field.QUERY)) {
            return;
        }
        events++;
        double duration = number(line, Field.DURATION);
        seconds += duration;
        if (line.time() != LocalTimes.NONE) {
            rate.add(line.time(), 1, false);
        }
        int from = line.start() + line.offsetOf(Field.QUERY);
        int to = from + line.lengthOf(Field.QUERY);
        byte[] fingerprint = fingerprints.abstracted(line.buffer(), from, to);
        Group group = groups.get(key.at(fingerprint, fingerprints.length()));
        if (group == null) {
            if (groups.size() >= policy.groups()) {
                others++;
                return;
            }
            group = new Group();
            groups.put(key.copy(), group);
        }
        group.times.add(Math.round(duration * 1e6));
        group.total += duration;
        group.lock += number(line, Field.LOCK_TIME);
        group.sent += number(line, Field.ROWS_SENT);
        group.examined += number(line, Field.ROWS_EXAMINED);
        if (line.time() != LocalTimes.NONE) {
            group.first = Math.min(group.first, line.time());
            group.last = Math.max(group.last, line.time());
        }
        if (duration > group.slowest) {
            group.slowest = duration;
            group.sampleTime = line.time();
            group.sample = new String(line.buffer(), from, Math.min(to - from, policy.sampleBytes()),
                    StandardCharsets.UTF_8);
            group.database = text(line, Field.DATABASE);
            group.user = text(line, Field.USER);
        }
    }

    private static double number(ParsedLine line, Field field) {
        double value = line.number(field);
        return Double.isNaN(value) ? 0 : value;
    }

    private static String text(ParsedLine line, Field field) {
        String value = line.text(field);
        return value == null ? "" : value;
    }

    /** Adds what a digest of another part counted. */
    public void merge(SlowQueryDigest other) {
        other.groups.forEach((name, group) -> {
            Group own = groups.get(name);
            if (own != null) {
                own.merge(group);
            } else if (groups.size() < policy.groups()) {
                groups.put(name, group);
            } else {
                others += group.times.count();
            }
        });
        rate.merge(other.rate);
        events += other.events;
        seconds += other.seconds;
        others += other.others;
    }

    /** Events counted so far. */
    public long events() {
        return events;
    }

    /**
     * What was counted so far.
     *
     * @param top groups at most
     */
    public SlowQueries summary(int top) {
        List<Map.Entry<ByteKey, Group>> order = new ArrayList<>(groups.entrySet());
        order.sort(Comparator.<Map.Entry<ByteKey, Group>>comparingDouble(entry -> -entry.getValue().total)
                .thenComparing(entry -> entry.getKey().text()));
        List<Query> queries = order.stream().limit(top).map(entry -> query(entry.getKey().text(), entry.getValue()))
                .toList();
        return new SlowQueries(events, seconds, queries, groups.size(), others, rate.step(), rate.steps());
    }

    private static Query query(String fingerprint, Group group) {
        long count = group.times.count();
        return new Query(QueryFingerprint.id(fingerprint), fingerprint, count, group.total, group.total / count,
                group.times.quantile(0.5), group.times.quantile(0.95), group.times.max(), group.lock, group.sent,
                group.examined, group.last == LocalTimes.NONE ? null : LogRecord.instant(group.first),
                LogRecord.instant(group.last), group.database, group.user, group.sample,
                LogRecord.instant(group.sampleTime));
    }
}
