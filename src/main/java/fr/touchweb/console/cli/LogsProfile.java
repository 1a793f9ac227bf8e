package fr.touchweb.console.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import fr.touchweb.console.core.logs.digest.Profile;
import fr.touchweb.console.core.logs.digest.ProfileReader;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code logs profile FILE…}: where the requests of xdebug's cachegrind files spent their time. */
@Command(name = "profile", description = "cli.logs.profile")
final class LogsProfile implements Callable<Integer> {
    private final Terminal terminal;
    private final LogAccess access;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Option(names = "--top", paramLabel = "N", descriptionKey = "cli.logs.top")
    @Nullable
    private Integer top;

    @Option(names = "--function", paramLabel = "NAME", descriptionKey = "cli.logs.function")
    @Nullable
    private String function;

    @Parameters(arity = "1..*", paramLabel = "FILE", descriptionKey = "cli.logs.file")
    private List<String> files = new ArrayList<>();

    LogsProfile(Terminal terminal, LogAccess access) {
        this.terminal = terminal;
        this.access = access;
    }

    @Override
    public Integer call() throws Exception {
        LogReading reading = LogReading.of(terminal, access, options, null);
        int rows = LogsStats.rows(top, access.digests(options).top());
        boolean any = false;
        for (String file : files) {
            try (LogReading.Opened opened = reading.open(file, new TimeRange())) {
                List<Profile> profiles = ProfileReader.read(opened.input());
                if (profiles.isEmpty()) {
                    terminal.say(Message.of("cli.profile.none", file));
                }
                for (Profile profile : profiles) {
                    any |= tell(file, profile, rows);
                }
            }
        }
        return reading.code(any ? ExitCode.OK : ExitCode.FINDING);
    }

    private boolean tell(String file, Profile profile, int rows) throws IOException {
        List<Profile.Function> shown = function == null
                ? profile.bySelf(rows)
                : profile.functions().stream().filter(one -> one.name().contains(function)).limit(rows).toList();
        if (profile.truncated()) {
            terminal.say(Message.of("cli.profile.truncated", file));
        }
        if (!options.json()) {
            terminal.line(terminal.texts().get("cli.profile.head", LogsStats.inert(profile.command()),
                    seconds(profile.total()), profile.functions().size()));
        }
        for (Profile.Function one : shown) {
            if (options.json()) {
                new JsonLines(terminal).write(json -> json(json, profile, one));
            } else {
                terminal.line(String.format(Locale.ROOT, "%12s %12s %,10d  %s", seconds(one.self()),
                        seconds(one.inclusive()), one.calls(), LogsStats.inert(one.name())));
                if (function != null) {
                    edges("<-", one.callers(), rows);
                    edges("->", one.callees(), rows);
                }
            }
        }
        return !shown.isEmpty();
    }

    private void edges(String arrow, List<Profile.Edge> edges, int rows) throws IOException {
        for (Profile.Edge edge : edges.subList(0, Math.min(rows, edges.size()))) {
            terminal.line(String.format(Locale.ROOT, "%12s %12s %,10d    %s %s", "", seconds(edge.inclusive()),
                    edge.calls(), arrow, LogsStats.inert(edge.name())));
        }
    }

    private static void json(JsonGenerator json, Profile profile, Profile.Function one) throws IOException {
        json.writeStringField("command", profile.command());
        json.writeNumberField("total", profile.total());
        json.writeNumberField("functions", profile.functions().size());
        json.writeStringField("function", one.name());
        json.writeStringField("file", one.file());
        json.writeNumberField("calls", one.calls());
        json.writeNumberField("self", one.self());
        json.writeNumberField("inclusive", one.inclusive());
        json.writeNumberField("memory", one.selfMemory());
        edges(json, "callers", one.callers());
        edges(json, "callees", one.callees());
    }

    private static void edges(JsonGenerator json, String name, List<Profile.Edge> edges) throws IOException {
        json.writeArrayFieldStart(name);
        for (Profile.Edge edge : edges) {
            json.writeStartObject();
            json.writeStringField("function", edge.name());
            json.writeNumberField("calls", edge.calls());
            json.writeNumberField("inclusive", edge.inclusive());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.6f s", value);
    }
}
