package fr.touchweb.console.core.logs.digest;

import fr.touchweb.console.core.format.Field;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.format.LogFormat;
import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.policy.DigestPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Groups the blocks of PHP-FPM slow logs by script and by their innermost frames. Not thread-safe. */
public final class SlowScriptDigest {
    /** Groups have coarser steps than the whole: there are many of them. */
    private static final int GROUP_STEPS = 60;
    private static final int MOST_POOLS = 8;
    private static final String UNKNOWN = "?";

    private final DigestPolicy policy;
    private final Map<List<String>, Group> scripts = new HashMap<>();
    private final Map<List<String>, Group> frames = new HashMap<>();
    private final RateSeries rate;
    private long blocks;
    private long others;

    private static final class Group {
        private final RateSeries rate = new RateSeries(GROUP_STEPS);
        private final TreeSet<String> pools = new TreeSet<>();
        private long count;
        private long first = Long.MAX_VALUE;
        private long last = LocalTimes.NONE;
        private List<String> sample = List.of();

        private void add(long time, String pool, List<String> stack) {
            count++;
            if (pools.size() < MOST_POOLS) {
                pools.add(pool);
            }
            if (time != LocalTimes.NONE) {
                rate.add(time, 1, false);
                first = Math.min(first, time);
            }
            if (time >= last) {
                last = time;
                sample = stack;
            }
        }

        private void merge(Group other) {
            count += other.count;
            pools.addAll(other.pools);
            rate.merge(other.rate);
            first = Math.min(first, other.first);
            sample = other.last > last ? other.sample : sample;
            last = Math.max(last, other.last);
        }
    }

    public SlowScriptDigest(DigestPolicy policy) {
        this.policy = policy;
        this.rate = new RateSeries(policy.rateBuckets());
    }

    /** Counts a record, which has been parsed as a whole; one that is no block of a slow log is passed over. */
    public void accept(ParsedLine line) {
        if (line.format() != LogFormat.PHP_FPM_SLOW) {
            return;
        }
        blocks++;
        if (line.time() != LocalTimes.NONE) {
            rate.add(line.time(), 1, false);
        }
        List<String> stack = LogRecord.frames(line);
        String script = line.text(Field.SCRIPT);
        String pool = line.text(Field.POOL);
        List<String> inner = stack.isEmpty()
                ? List.of(UNKNOWN)
                : List.copyOf(stack.subList(0, Math.min(stack.size(), policy.topFrames())));
        boolean told = add(scripts, List.of(script == null ? UNKNOWN : script), line.time(), pool, stack)
                & add(frames, inner, line.time(), pool, stack);
        others += told ? 0 : 1;
    }

    private boolean add(Map<List<String>, Group> groups, List<String> name, long time,
            @org.jspecify.annotations.Nullable String pool, List<String> stack) {
        Group group = groups.get(name);
        if (group == null) {
            if (groups.size() >= policy.groups()) {
                return false;
            }
            group = new Group();
            groups.put(name, group);
        }
        group.add(time, pool == null ? UNKNOWN : pool, stack);
        return true;
    }

    /** Adds what a digest of another part counted. */
    public void merge(SlowScriptDigest other) {
        merge(scripts, other.scripts);
        merge(frames, other.frames);
        rate.merge(other.rate);
        blocks += other.blocks;
        others += other.others;
    }

    private void merge(Map<List<String>, Group> own, Map<List<String>, Group> added) {
        added.forEach((name, group) -> {
            Group known = own.get(name);
            if (known != null) {
                known.merge(group);
            } else if (own.size() < policy.groups()) {
                own.put(name, group);
            } else {
                others += group.count;
            }
        });
    }

    /** Blocks counted so far. */
    public long blocks() {
        return blocks;
    }

    /**
     * What was counted so far.
     *
     * @param top groups of each kind at most
     */
    public SlowScripts summary(int top) {
        return new SlowScripts(blocks, top(scripts, top), top(frames, top), others, rate.step(), rate.steps());
    }

    private static List<SlowScripts.Group> top(Map<List<String>, Group> groups, int top) {
        List<Map.Entry<List<String>, Group>> order = new ArrayList<>(groups.entrySet());
        order.sort(Comparator.<Map.Entry<List<String>, Group>>comparingLong(entry -> -entry.getValue().count)
                .thenComparing(entry -> String.join("\n", entry.getKey())));
        return order.stream().limit(top).map(entry -> {
            Group group = entry.getValue();
            return new SlowScripts.Group(entry.getKey(), group.count, List.copyOf(group.pools),
                    group.last == LocalTimes.NONE ? null : LogRecord.instant(group.first),
                    LogRecord.instant(group.last), group.sample, group.rate.step(), group.rate.steps());
        }).toList();
    }
}
