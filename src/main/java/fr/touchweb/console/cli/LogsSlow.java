package fr.touchweb.console.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.logs.digest.SlowQueries;
import fr.touchweb.console.core.logs.digest.SlowQueryDigest;
import fr.touchweb.console.core.logs.digest.SlowScriptDigest;
import fr.touchweb.console.core.logs.digest.SlowScripts;
import fr.touchweb.console.core.policy.DigestPolicy;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code logs slow FILE…}: slow statements of MySQL by fingerprint, slow requests of PHP-FPM by script and frames. */
@Command(name = "slow", description = "cli.logs.slow")
final class LogsSlow implements Callable<Integer> {
    private final Terminal terminal;
    private final LogAccess access;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Mixin
    private final TimeRange range = new TimeRange();

    @Option(names = "--top", paramLabel = "N", descriptionKey = "cli.logs.top")
    @Nullable
    private Integer top;

    @Parameters(arity = "1..*", paramLabel = "FILE", descriptionKey = "cli.logs.file")
    private List<String> files = new ArrayList<>();

    LogsSlow(Terminal terminal, LogAccess access) {
        this.terminal = terminal;
        this.access = access;
    }

    /** Both kinds over one part of a file. */
    private record Both(SlowQueryDigest queries, SlowScriptDigest scripts) {
        private static Both with(DigestPolicy policy) {
            return new Both(new SlowQueryDigest(policy), new SlowScriptDigest(policy));
        }

        private void accept(ParsedLine line) {
            queries.accept(line);
            scripts.accept(line);
        }

        private void merge(Both other) {
            queries.merge(other.queries);
            scripts.merge(other.scripts);
        }
    }

    @Override
    public Integer call() throws Exception {
        LogReading reading = LogReading.of(terminal, access, options, null);
        DigestPolicy policy = access.digests(options);
        int rows = LogsStats.rows(top, policy.top());
        Both digest = Both.with(policy);
        for (String file : files) {
            reading.parts(file, range, () -> Both.with(policy), Both::accept).forEach(digest::merge);
        }
        SlowQueries queries = digest.queries.summary(rows);
        SlowScripts scripts = digest.scripts.summary(rows);
        if (options.json()) {
            json(queries, scripts);
        } else {
            text(queries, scripts);
        }
        return reading.code(queries.events() + scripts.blocks() == 0 ? ExitCode.FINDING : ExitCode.OK);
    }

    private void json(SlowQueries queries, SlowScripts scripts) throws IOException {
        JsonLines lines = new JsonLines(terminal);
        int rank = 0;
        for (SlowQueries.Query query : queries.queries()) {
            int place = ++rank;
            lines.write(json -> query(json, place, query, queries));
        }
        for (SlowScripts.Group script : scripts.scripts()) {
            lines.write(json -> {
                json.writeStringField("kind", "script");
                json.writeStringField("script", script.names().getFirst());
                group(json, script);
            });
        }
        for (SlowScripts.Group frames : scripts.frames()) {
            lines.write(json -> {
                json.writeStringField("kind", "frames");
                LogsJson.strings(json, "frames", frames.names());
                group(json, frames);
            });
        }
        if (queries.others() + scripts.others() > 0) {
            terminal.say(Message.of("cli.slow.others", queries.others() + scripts.others()));
        }
    }

    private static void query(JsonGenerator json, int rank, SlowQueries.Query query, SlowQueries all)
            throws IOException {
        json.writeStringField("kind", "query");
        json.writeNumberField("rank", rank);
        json.writeStringField("id", query.id());
        json.writeStringField("fingerprint", query.fingerprint());
        json.writeNumberField("count", query.count());
        json.writeNumberField("total", rounded(query.total()));
        json.writeNumberField("share", all.seconds() == 0 ? 0 : rounded(query.total() / all.seconds()));
        json.writeNumberField("mean", rounded(query.mean()));
        json.writeNumberField("p50", rounded(query.p50()));
        json.writeNumberField("p95", rounded(query.p95()));
        json.writeNumberField("max", rounded(query.max()));
        json.writeNumberField("lockTime", rounded(query.lockTotal()));
        json.writeNumberField("rowsSent", (long) query.rowsSent());
        json.writeNumberField("rowsExamined", (long) query.rowsExamined());
        time(json, "first", query.first());
        time(json, "last", query.last());
        json.writeStringField("database", query.database());
        json.writeStringField("user", query.user());
        json.writeStringField("query", query.sample());
        time(json, "time", query.sampleTime());
    }

    private static void group(JsonGenerator json, SlowScripts.Group group) throws IOException {
        json.writeNumberField("count", group.count());
        LogsJson.strings(json, "pools", group.pools());
        time(json, "first", group.first());
        time(json, "last", group.last());
        LogsJson.strings(json, "sample", group.sample());
        LogsJson.rate(json, group.step(), group.rate());
    }

    private static void time(JsonGenerator json, String name, @Nullable Instant time) throws IOException {
        json.writeStringField(name, time == null ? null : JsonLines.time(time));
    }

    private static double rounded(double value) {
        return Math.round(value * 1e6) / 1e6;
    }

    private void text(SlowQueries queries, SlowScripts scripts) throws IOException {
        if (queries.events() > 0) {
            terminal.line(word("cli.slow.queries", queries.events(), seconds(queries.seconds()), queries.groups()));
            for (SlowQueries.Query query : queries.queries()) {
                terminal.line(String.format(Locale.ROOT, "%,10d %12s %5.1f %% %9s %9s  %s", query.count(),
                        seconds(query.total()), queries.seconds() == 0 ? 0 : 100 * query.total() / queries.seconds(),
                        seconds(query.p95()), seconds(query.max()), LogsStats.inert(query.fingerprint())));
            }
        }
        if (scripts.blocks() > 0) {
            terminal.line(word("cli.slow.scripts", scripts.blocks()));
            groups(scripts.scripts());
            terminal.line(word("cli.slow.frames"));
            groups(scripts.frames());
        }
        if (queries.others() + scripts.others() > 0) {
            terminal.line(word("cli.slow.others", queries.others() + scripts.others()));
        }
    }

    private void groups(List<SlowScripts.Group> groups) throws IOException {
        for (SlowScripts.Group group : groups) {
            terminal.line(String.format(Locale.ROOT, "%,10d  %s  %s", group.count(),
                    group.last() == null ? "-" : JsonLines.time(group.last()),
                    LogsStats.inert(String.join(" < ", group.names()))));
        }
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.3f s", value);
    }

    private String word(String key, Object... arguments) {
        return terminal.texts().get(Message.of(key, arguments));
    }
}
