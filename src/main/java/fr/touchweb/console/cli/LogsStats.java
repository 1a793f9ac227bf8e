package fr.touchweb.console.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import fr.touchweb.console.core.logs.digest.Dimension;
import fr.touchweb.console.core.logs.digest.LogDigest;
import fr.touchweb.console.core.logs.digest.LogSummary;
import fr.touchweb.console.core.logs.digest.LogSummary.Quantiles;
import fr.touchweb.console.core.logs.digest.LogSummary.TerminationCount;
import fr.touchweb.console.core.logs.digest.LogSummary.Top;
import fr.touchweb.console.core.logs.digest.RateSeries;
import fr.touchweb.console.core.logs.digest.TopCounter;
import fr.touchweb.console.core.policy.DigestPolicy;
import fr.touchweb.console.core.text.Inert;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code logs stats FILE…}: what all records of these files say together. */
@Command(name = "stats", description = "cli.logs.stats")
final class LogsStats implements Callable<Integer> {
    private static final String ROW = "%,12d %,10d %10s  %s";

    private final Terminal terminal;
    private final LogAccess access;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Mixin
    private final TimeRange range = new TimeRange();

    @Option(names = "--format", paramLabel = "NAME", descriptionKey = "cli.logs.format")
    @Nullable
    private String format;

    @Option(names = "--top", paramLabel = "N", descriptionKey = "cli.logs.top")
    @Nullable
    private Integer top;

    @Option(names = "--of", paramLabel = "LIST", split = ",", descriptionKey = "cli.logs.of")
    private List<String> lists = new ArrayList<>();

    @Parameters(arity = "1..*", paramLabel = "FILE", descriptionKey = "cli.logs.file")
    private List<String> files = new ArrayList<>();

    LogsStats(Terminal terminal, LogAccess access) {
        this.terminal = terminal;
        this.access = access;
    }

    @Override
    public Integer call() throws Exception {
        LogReading reading = LogReading.of(terminal, access, options, format);
        DigestPolicy policy = access.digests(options);
        int rows = rows(top, policy.top());
        Set<Dimension> wanted = wanted();
        LogDigest digest = new LogDigest(policy, wanted);
        for (String file : files) {
            reading.parts(file, range, () -> new LogDigest(policy, wanted), LogDigest::accept).forEach(digest::merge);
        }
        LogSummary summary = digest.summary(rows);
        if (options.json()) {
            new JsonLines(terminal).write(json -> json(json, summary));
        } else {
            text(summary);
        }
        return reading.code(summary.records() == 0 ? ExitCode.FINDING : ExitCode.OK);
    }

    private Set<Dimension> wanted() throws UsageException {
        Set<Dimension> wanted = EnumSet.noneOf(Dimension.class);
        for (String list : lists) {
            wanted.add(Dimension.of(list).orElseThrow(() -> new UsageException(Message.of("cli.logs.noList", list,
                    Arrays.stream(Dimension.values()).map(Dimension::id).collect(Collectors.joining(", "))))));
        }
        return wanted.isEmpty() ? EnumSet.allOf(Dimension.class) : wanted;
    }

    private void json(JsonGenerator json, LogSummary summary) throws IOException {
        json.writeNumberField("records", summary.records());
        json.writeNumberField("errors", summary.errors());
        json.writeStringField("first", summary.first() == null ? null : JsonLines.time(summary.first()));
        json.writeStringField("last", summary.last() == null ? null : JsonLines.time(summary.last()));
        counts(json, "formats", summary.formats());
        json.writeObjectFieldStart("levels");
        for (Map.Entry<fr.touchweb.console.core.format.Level, Long> level : summary.levels().entrySet()) {
            json.writeNumberField(level.getKey().id(), level.getValue());
        }
        json.writeEndObject();
        counts(json, "statuses", summary.statuses());
        json.writeArrayFieldStart("terminations");
        for (TerminationCount end : summary.terminations()) {
            json.writeStartObject();
            json.writeStringField("flags", end.termination().flags());
            json.writeNumberField("status", end.termination().status());
            json.writeNumberField("count", end.count());
            json.writeStringField("words", terminal.texts().get(end.termination().words(Double.NaN)));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("duration");
        quantiles(json, summary.durations());
        json.writeEndObject();
        json.writeObjectFieldStart("timers");
        for (Map.Entry<String, Quantiles> timer : summary.timers().entrySet()) {
            json.writeObjectFieldStart(timer.getKey());
            quantiles(json, timer.getValue());
            json.writeEndObject();
        }
        json.writeEndObject();
        for (Dimension dimension : Dimension.values()) {
            Top list = summary.tops().get(dimension);
            if (list != null) {
                top(json, dimension, list);
            }
        }
        LogsJson.rate(json, summary.step(), summary.rate());
    }

    private static void counts(JsonGenerator json, String name, Map<?, Long> counts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<?, Long> count : counts.entrySet()) {
            json.writeNumberField(String.valueOf(count.getKey()), count.getValue());
        }
        json.writeEndObject();
    }

    private static void quantiles(JsonGenerator json, Quantiles quantiles) throws IOException {
        json.writeNumberField("count", quantiles.count());
        json.writeNumberField("mean", rounded(quantiles.mean()));
        json.writeNumberField("p50", rounded(quantiles.p50()));
        json.writeNumberField("p95", rounded(quantiles.p95()));
        json.writeNumberField("p99", rounded(quantiles.p99()));
        json.writeNumberField("max", rounded(quantiles.max()));
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 1e6) / 1e6;
    }

    private static void top(JsonGenerator json, Dimension dimension, Top list) throws IOException {
        json.writeArrayFieldStart(dimension.id());
        for (TopCounter.Entry entry : list.entries()) {
            json.writeStartObject();
            json.writeStringField("value", entry.key());
            json.writeNumberField("count", entry.count());
            json.writeNumberField("errors", entry.errors());
            json.writeNumberField("seconds", rounded(entry.seconds()));
            if (list.missed() > 0) {
                json.writeNumberField("missed", list.missed());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void text(LogSummary summary) throws IOException {
        terminal.line(word("cli.stats.records", summary.records(), summary.errors(),
                summary.first() == null ? "-" : JsonLines.time(summary.first()),
                summary.last() == null ? "-" : JsonLines.time(summary.last())));
        plain("cli.stats.formats", summary.formats());
        plain("cli.stats.statuses", summary.statuses());
        if (!summary.terminations().isEmpty()) {
            terminal.line("");
            terminal.line(word("cli.stats.ends"));
            for (TerminationCount end : summary.terminations()) {
                terminal.line(String.format(Locale.ROOT, "%,12d  %s %d  %s", end.count(), end.termination().flags(),
                        end.termination().status(), terminal.texts().get(end.termination().words(Double.NaN))));
            }
        }
        if (summary.durations().count() > 0) {
            terminal.line("");
            terminal.line(word("cli.stats.durations"));
            times("", summary.durations());
            for (Map.Entry<String, Quantiles> timer : summary.timers().entrySet()) {
                times(terminal.texts().get("cli.timer." + timer.getKey()), timer.getValue());
            }
        }
        for (Map.Entry<Dimension, Top> list : summary.tops().entrySet()) {
            terminal.line("");
            terminal.line(word("cli.top." + list.getKey().id()));
            for (TopCounter.Entry entry : list.getValue().entries()) {
                String mean = entry.seconds() == 0
                        ? ""
                        : String.format(Locale.ROOT, "%.3f s", entry.seconds() / entry.count());
                terminal.line(String.format(Locale.ROOT, ROW, entry.count(), entry.errors(), mean, inert(entry.key())));
            }
            if (list.getValue().missed() > 0) {
                terminal.line(word("cli.stats.missed", list.getValue().missed()));
            }
        }
        worst(summary);
    }

    private void plain(String key, Map<?, Long> counts) throws IOException {
        if (!counts.isEmpty()) {
            terminal.line(word(key, String.join("  ", counts.entrySet().stream()
                    .map(count -> count.getKey() + " " + String.format(Locale.ROOT, "%,d", count.getValue()))
                    .toList())));
        }
    }

    private void times(String name, Quantiles of) throws IOException {
        terminal.line(String.format(Locale.ROOT, "%-12s %9.3f %9.3f %9.3f %9.3f %9.3f", name, of.mean(), of.p50(),
                of.p95(), of.p99(), of.max()));
    }

    /** The step with the largest share of errors among those that have as many records as the mean one. */
    private void worst(LogSummary summary) throws IOException {
        if (summary.errors() == 0 || summary.rate().isEmpty()) {
            return;
        }
        long usual = summary.records() / summary.rate().size();
        RateSeries.Step worst = summary.rate().stream().filter(step -> step.records() >= usual)
                .max(java.util.Comparator.comparingDouble(RateSeries.Step::errorShare)).orElseThrow();
        terminal.line("");
        terminal.line(word("cli.stats.worst", JsonLines.time(worst.from()), summary.step().toSeconds(), worst.errors(),
                worst.records()));
    }

    private String word(String key, Object... arguments) {
        return terminal.texts().get(Message.of(key, arguments));
    }

    /** Control characters of a log do nothing on a terminal, and what stands in one row stays in it. */
    static String inert(String text) {
        return Inert.of(text.replace('\n', ' '));
    }

    /**
     * How many rows a list has.
     *
     * @param top that a person asked for, null for what the policy says
     */
    static int rows(@Nullable Integer top, int policy) throws UsageException {
        if (top != null && top < 1) {
            throw new UsageException(Message.of("cli.badValue", "--top", String.valueOf(top)));
        }
        return top == null ? policy : top;
    }
}
