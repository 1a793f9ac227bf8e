package fr.touchweb.console.core.logs.alert;

import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.logs.LineFilter;
import fr.touchweb.console.core.logs.LineWatcher;
import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.RecordLines;
import fr.touchweb.console.core.logs.StoredLine;
import fr.touchweb.console.core.logs.follow.SourceHealth;
import fr.touchweb.console.core.logs.follow.SourceKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at each line of a timeline as it comes, whatever the filters of the screen let through, and tells what the rules
 * have to say. A line that a pattern could not be decided on counts as one that it holds on. Methods are safe on any
 * thread.
 */
public final class AlertWatch implements LineWatcher {
    private static final int LONGEST = 64 << 10;

    private final LogSession session;
    private final InstantSource clock;
    private final Consumer<Alert> heard;
    private final List<Watched> rules = new ArrayList<>();
    private final Map<Integer, LineParser> parsers = new HashMap<>();
    private Map<SourceKey, SourceHealth> health = Map.of();
    private long next;

    /** @param heard hears of each alert, on the thread that fills the timeline; must not wait */
    public AlertWatch(LogSession session, InstantSource clock, Consumer<Alert> heard) {
        this.session = session;
        this.clock = clock;
        this.heard = heard;
    }

    /**
     * Watches for something from now on; what was watched before under the same rule goes on.
     *
     * @throws LineFilter.BadFilterException when its filter is none
     */
    public synchronized void add(AlertRule rule) throws LineFilter.BadFilterException {
        LineFilter filter = rule.filter().isBlank() ? null : LineFilter.of(rule.filter().strip());
        if (rules.stream().noneMatch(one -> one.rule().equals(rule))) {
            rules.add(new Watched(rule, filter, clock.instant()));
        }
    }

    public synchronized void remove(AlertRule rule) {
        rules.removeIf(one -> one.rule().equals(rule));
    }

    /** Tells nothing of a rule up to a moment; null tells it again. */
    public synchronized void mute(AlertRule rule, @Nullable Instant until) {
        rules.stream().filter(one -> one.rule().equals(rule)).forEach(one -> one.mute(until));
    }

    /** Until when a rule is muted, null when it is not. */
    public synchronized @Nullable Instant mutedUntil(AlertRule rule) {
        return rules.stream().filter(one -> one.rule().equals(rule)).findFirst()
                .map(one -> one.mutedUntil(clock.instant())).orElse(null);
    }

    @Override
    public boolean look(int most) {
        List<Alert> alerts = new ArrayList<>();
        boolean more = look(most, alerts);
        alerts.forEach(heard);
        return more;
    }

    private synchronized boolean look(int most, List<Alert> alerts) {
        long size = session.store().size();
        if (rules.isEmpty()) {
            next = size;
            return false;
        }
        Instant now = clock.instant();
        health = session.health();
        long from = Math.max(next, session.store().first());
        long end = Math.min(size, from + most);
        for (long number = from; number < end; number++) {
            StoredLine line = session.store().get(number, LONGEST);
            if (line != null && line.kind() == StoredLine.Kind.LINE) {
                line(line, now, alerts);
            }
        }
        next = end;
        boolean nobody = health.isEmpty();
        for (Watched rule : rules) {
            if (nobody) {
                rule.wait(now);
            } else if (end == size) {
                rule.quiet(now).ifPresent(alerts::add);
            }
        }
        return end < size;
    }

    /** By how much a machine's clock is ahead of ours, in microseconds, as far as anybody knows. */
    private long ahead(int source) {
        SourceHealth known = health.get(session.source(source));
        Duration skew = known == null ? null : known.skew();
        return skew == null ? 0 : skew.toNanos() / 1_000;
    }

    private void line(StoredLine line, Instant now, List<Alert> alerts) {
        @Nullable
        ParsedLine[] known = new ParsedLine[1];
        Supplier<ParsedLine> parsed = () -> {
            ParsedLine fields = known[0];
            if (fields == null) {
                fields = parsers.computeIfAbsent(line.source(), session::reader).parse(line.bytes(), 0,
                        line.bytes().length);
                known[0] = fields;
            }
            return fields;
        };
        String text = session.said(line, parsed);
        for (Watched rule : rules) {
            LineFilter filter = rule.filter();
            if (filter != null && filter.asksFields()) {
                record(line, rule, filter, now, alerts);
            } else if (filter == null ? !line.continuation() : filter.passes(text, parsed)) {
                hit(line, rule, text, parsed, now, alerts);
            }
        }
    }

    /** Fields are those of the whole record: it is looked at with its last line, and counts once. */
    private void record(StoredLine line, Watched rule, LineFilter filter, Instant now, List<Alert> alerts) {
        StoredLine next = session.store().get(line.number() + 1, 1);
        if (next != null && next.continuation() && next.source() == line.source()) {
            return;
        }
        RecordLines record = line.continuation()
                ? RecordLines.around(session.store(), line, LONGEST)
                : new RecordLines(line);
        Supplier<ParsedLine> fields = record.fields(() -> parsers.computeIfAbsent(line.source(), session::reader));
        String text = record.size() == 1 ? session.said(line, fields) : record.text();
        if (rule.isNew(record.head().number()) && filter.passes(text, fields)) {
            rule.heard(record.head().number());
            hit(record.head(), rule, text, fields, now, alerts);
        }
    }

    /** A message that syslog folded counts as often as it came (reference logs 5.7). */
    private void hit(StoredLine line, Watched rule, String text, Supplier<ParsedLine> parsed, Instant now,
            List<Alert> alerts) {
        int times = rule.rule().kind() == AlertRule.Kind.RATE && text.contains("message repeated ")
                ? parsed.get().count()
                : 1;
        for (int i = Math.min(times, rule.rule().count()); i > 0; i--) {
            rule.hit(line.time(), ahead(line.source()), line.number(), now).ifPresent(alerts::add);
        }
    }
}
