package fr.touchweb.console.cli;

import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.format.LogRecord;
import fr.touchweb.console.core.logs.LineFilter;
import fr.touchweb.console.core.logs.LogSource;
import fr.touchweb.console.core.logs.follow.FollowTimes;
import fr.touchweb.console.core.logs.follow.HostFollower;
import fr.touchweb.console.core.logs.follow.LogEvent;
import fr.touchweb.console.core.logs.follow.SourceHealth;
import fr.touchweb.console.core.logs.follow.SourceHealth.Condition;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.logs.follow.Start;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code logs follow SOURCE…}: lines as they are written, of any number of servers, in the order of their arrival. */
@Command(name = "follow", description = "cli.logs.follow")
final class LogsFollow implements Callable<Integer> {
    private static final Pattern REMOTE = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]+):(.+)");
    private static final Pattern SPAN = Pattern.compile("(\\d+)(ms|s|m|h|d)?");

    private final Terminal terminal;
    private final LogAccess access;
    private final Map<SourceKey, Condition> told = new HashMap<>();
    private final Map<SourceKey, LineParser> parsers = new HashMap<>();
    private final Map<SourceKey, String> zones = new HashMap<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private boolean several;
    private FormatCatalog formats = FormatCatalog.plain();

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Option(names = "--from", paramLabel = "start|end|TIME", defaultValue = "end", descriptionKey = "cli.logs.from")
    private String from = "end";

    @Option(names = "--grep", paramLabel = "RE", descriptionKey = "cli.logs.grep")
    @Nullable
    private String grep;

    @Option(names = "--exclude", paramLabel = "RE", descriptionKey = "cli.logs.exclude")
    @Nullable
    private String exclude;

    @Option(names = "--for", paramLabel = "60s", descriptionKey = "cli.logs.for")
    @Nullable
    private String span;

    @Option(names = "--raw", descriptionKey = "cli.logs.raw")
    private boolean raw;

    @Parameters(arity = "1..*", paramLabel = "SOURCE", descriptionKey = "cli.logs.source")
    private List<String> sources = new ArrayList<>();

    LogsFollow(Terminal terminal, LogAccess access) {
        this.terminal = terminal;
        this.access = access;
    }

    @Override
    public Integer call() throws Exception {
        if (raw && options.json()) {
            throw new UsageException(Message.of("cli.logs.rawOrJson"));
        }
        Start start = start();
        Duration limit = span == null ? null : span(span);
        LineFilter wanted = filter(grep);
        LineFilter unwanted = filter(exclude);
        Map<RemoteHost, List<HostFollower.Wanted>> all = resolve(start);
        several = sources.size() > 1;
        formats = access.formats(options);
        FollowTimes times = access.times(options);
        List<HostFollower> followers = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        all.forEach((host, patterns) -> {
            HostFollower follower = new HostFollower(host, times, InstantSource.system(), access.zone(options),
                    new Random(), events -> take(events, wanted, unwanted));
            follower.want(patterns);
            followers.add(follower);
            threads.add(Thread.ofVirtual().name("follow-" + host.name()).start(() -> run(follower)));
        });
        boolean failed;
        try {
            failed = limit == null ? await() : end.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            followers.forEach(HostFollower::close);
            for (Thread thread : threads) {
                thread.join();
            }
            access.close();
        }
        terminal.flush();
        Throwable cause = failure.get();
        if (cause instanceof UncheckedIOException e) {
            throw e.getCause();
        }
        if (cause instanceof Exception e) {
            throw e;
        }
        return failed ? ExitCode.REMOTE : ExitCode.OK;
    }

    private boolean await() throws InterruptedException {
        end.await();
        return true;
    }

    private void run(HostFollower follower) {
        try {
            follower.run();
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
            end.countDown();
        }
    }

    private Map<RemoteHost, List<HostFollower.Wanted>> resolve(Start start) throws Exception {
        Map<String, RemoteHost> hosts = new HashMap<>();
        Map<RemoteHost, List<HostFollower.Wanted>> all = new LinkedHashMap<>();
        for (String source : sources) {
            Matcher matcher = REMOTE.matcher(source);
            if (!matcher.matches()) {
                String path = Path.of(source).toAbsolutePath().normalize().toString();
                RemoteHost local = hosts.get("");
                if (local == null) {
                    local = access.localHost(options);
                    hosts.put("", local);
                }
                all.computeIfAbsent(local, h -> new ArrayList<>()).add(new HostFollower.Wanted(path, start));
                continue;
            }
            String server = matcher.group(1);
            String what = matcher.group(2);
            RemoteHost host = hosts.get(server);
            if (host == null) {
                host = access.host(options, server);
                hosts.put(server, host);
            }
            all.computeIfAbsent(host, h -> new ArrayList<>()).add(new HostFollower.Wanted(path(server, what), start));
        }
        return all;
    }

    private String path(String server, String what) throws Exception {
        if (what.startsWith("/")) {
            return what;
        }
        List<LogSource> known = access.sources(options, server);
        return known.stream().filter(s -> s.id().equals(what)).map(LogSource::pattern).findFirst()
                .orElseThrow(() -> new UsageException(Message.of("cli.logs.noSuchLog", server, what,
                        String.join(" ", known.stream().map(LogSource::id).toList()))));
    }

    private Start start() throws UsageException {
        if (from.equals("start")) {
            return new Start.Beginning();
        }
        if (from.equals("end")) {
            return new Start.End(0);
        }
        try {
            return new Start.Since(Instant.parse(from));
        } catch (DateTimeException e) {
            return new Start.Since(Instant.now().minus(span(from)));
        }
    }

    private static Duration span(String text) throws UsageException {
        Matcher matcher = SPAN.matcher(text);
        if (!matcher.matches() || matcher.group(1).length() > 9) {
            throw new UsageException(Message.of("cli.logs.noTime", text));
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2) == null ? "s" : matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> Duration.ofSeconds(amount);
        };
    }

    private static @Nullable LineFilter filter(@Nullable String expression) throws UsageException {
        if (expression == null) {
            return null;
        }
        try {
            return LineFilter.regex(expression, false, expression, false);
        } catch (LineFilter.BadFilterException e) {
            throw new UsageException(e.text());
        }
    }

    private synchronized void take(List<LogEvent> events, @Nullable LineFilter wanted, @Nullable LineFilter unwanted) {
        try {
            for (LogEvent event : events) {
                switch (event) {
                    case LogEvent.Line line -> line(line, wanted, unwanted);
                    case LogEvent.Gap gap -> terminal.say(gap.text());
                    case LogEvent.Rotation rotation -> terminal.say(rotation.text());
                    case LogEvent.State state -> state(state);
                }
            }
            terminal.flush();
        } catch (IOException e) {
            failure.compareAndSet(null, new UncheckedIOException(e));
            end.countDown();
        }
    }

    private void line(LogEvent.Line line, @Nullable LineFilter wanted, @Nullable LineFilter unwanted)
            throws IOException {
        if (wanted != null || unwanted != null) {
            String text = new String(line.buffer(), line.start(), line.length(), StandardCharsets.UTF_8);
            if (wanted != null && !wanted.hit(text, () -> parser(line.source()).parse(line.buffer(), 0, 0))
                    || unwanted != null && unwanted.hit(text, () -> parser(line.source()).parse(line.buffer(), 0, 0))) {
                return;
            }
        }
        if (options.json()) {
            json(line);
            return;
        }
        if (several && !raw) {
            terminal.bytes((line.source() + "  ").getBytes(StandardCharsets.UTF_8));
        }
        terminal.bytes(line.buffer(), line.start(), line.length());
        if (line.ending() != LogEvent.Ending.CUT) {
            terminal.bytes(new byte[]{'\n'});
        }
    }

    private void json(LogEvent.Line line) throws IOException {
        byte[] bytes = java.util.Arrays.copyOfRange(line.buffer(), line.start(), line.start() + line.length());
        LogRecord record = LogRecord.of(parser(line.source()), bytes, 1, 1);
        new JsonLines(terminal).write(json -> {
            LogsJson.fields(json, record);
            json.writeStringField("source", line.source().toString());
            json.writeNumberField("offset", line.offset());
        });
    }

    private LineParser parser(SourceKey source) {
        return parsers.computeIfAbsent(source, key -> {
            ZoneId zone = options.zone();
            String measured = zones.get(key);
            if (zone == null && measured != null && ZoneId.getAvailableZoneIds().contains(measured)) {
                zone = ZoneId.of(measured);
            }
            return formats.parser(key.path(), null,
                    new LocalTimes(zone == null ? access.zone(options) : zone, InstantSource.system()));
        });
    }

    private void state(LogEvent.State state) {
        SourceHealth health = state.health();
        if (health.zone() != null && !health.zone().equals(zones.put(state.source(), health.zone()))) {
            parsers.remove(state.source());
        }
        Condition before = told.put(state.source(), health.condition());
        Message reason = health.reason();
        if (before != health.condition() && reason != null) {
            terminal.say(Message.of("cli.logs.state", state.source().toString(), reason));
        }
        if (health.condition() == Condition.FAILED) {
            end.countDown();
        }
    }
}
