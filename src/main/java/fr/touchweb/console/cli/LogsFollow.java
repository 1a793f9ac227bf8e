package fr.touchweb.console.cli;

import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.logs.ForcedFormats;
import fr.touchweb.console.core.logs.LineFilter;
import fr.touchweb.console.core.logs.LogSource;
import fr.touchweb.console.core.logs.follow.Bookmarks;
import fr.touchweb.console.core.logs.follow.FollowTimes;
import fr.touchweb.console.core.logs.follow.Follower;
import fr.touchweb.console.core.logs.follow.HostFollower;
import fr.touchweb.console.core.logs.follow.JournalFollower;
import fr.touchweb.console.core.logs.follow.JournalSource;
import fr.touchweb.console.core.logs.follow.LogEvent;
import fr.touchweb.console.core.logs.follow.LogSink;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.logs.follow.Start;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
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
    private static final Duration END = Duration.ofSeconds(1);

    private final Terminal terminal;
    private final LogAccess access;
    private final ForcedFormats forced = new ForcedFormats();
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Option(names = "--from", paramLabel = "start|end|last|TIME", defaultValue = "end", descriptionKey = "cli.logs.from")
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

    @Option(names = "--hypervisor", descriptionKey = "cli.logs.hypervisor")
    private boolean hypervisor;

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
        Duration limit = span == null ? null : Moments.span(span);
        List<LineFilter> filters = new ArrayList<>();
        add(filters, grep, false);
        add(filters, exclude, true);
        Map<RemoteHost, List<HostFollower.Wanted>> all = resolve(start);
        FormatCatalog formats = access.formats(options);
        FollowPrinter printer = new FollowPrinter(terminal, formats, new FollowPrinter.Look(options.json(), raw,
                sources.size() > 1, forced, options.zone(), access.zone(options), access.times(options).rest()),
                filters);
        List<Thread> threads = new ArrayList<>();
        List<Follower> followers = followers(all, formats, events -> take(printer, events));
        for (Follower follower : followers) {
            threads.add(Thread.ofVirtual().name("follow").start(() -> run(follower)));
        }
        int code;
        Thread interrupted = new Thread(() -> ended(followers, threads), "end");
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            await(limit, printer, followers, formats.policy().quietMillis());
            printer.ending();
            ended(followers, threads);
            code = code(printer, all.keySet());
        } finally {
            ended(followers, threads);
            access.close();
            unhook(interrupted);
        }
        printer.end();
        terminal.flush();
        Throwable cause = failure.get();
        if (cause instanceof UncheckedIOException e) {
            throw e.getCause();
        }
        if (cause instanceof Exception e) {
            throw e;
        }
        return code;
    }

    /** Where reading stands is kept, also when a person interrupts the program; nobody waits for a machine that hangs. */
    private static void ended(List<Follower> followers, List<Thread> threads) {
        long until = System.nanoTime() + END.toNanos();
        followers.forEach(Follower::close);
        try {
            for (Thread thread : threads) {
                thread.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The process is ending: the hook has run or is about to.
        }
    }

    private int code(FollowPrinter printer, Collection<RemoteHost> hosts) {
        boolean silent = false;
        for (RemoteHost host : hosts) {
            if (!printer.heardOf(host.name())) {
                terminal.say(Message.of("cli.logs.noAnswer", host.name()));
                silent = true;
            }
        }
        return silent ? ExitCode.REMOTE : printer.code();
    }

    private List<Follower> followers(Map<RemoteHost, List<HostFollower.Wanted>> all, FormatCatalog formats,
            LogSink sink) throws Exception {
        FollowTimes times = access.times(options);
        Bookmarks marks = access.marks(options);
        List<Follower> followers = new ArrayList<>();
        for (Map.Entry<RemoteHost, List<HostFollower.Wanted>> one : all.entrySet()) {
            List<HostFollower.Wanted> files = new ArrayList<>();
            for (HostFollower.Wanted wanted : one.getValue()) {
                if (!JournalSource.isOne(wanted.pattern())) {
                    files.add(wanted);
                    continue;
                }
                JournalSource journal = JournalSource.of(wanted.pattern())
                        .orElseThrow(() -> new UsageException(JournalSource.unknown(wanted.pattern())));
                followers.add(new JournalFollower(one.getKey(), journal, wanted.start(), times,
                        InstantSource.system(), new Random(), marks, sink));
            }
            if (!files.isEmpty()) {
                HostFollower follower = new HostFollower(one.getKey(), times, InstantSource.system(),
                        access.zone(options), formats, new Random(), marks, sink);
                follower.want(files);
                followers.add(follower);
            }
        }
        return followers;
    }

    /** Waits for the end, or until a source is given up, and lets records of quiet sources out meanwhile. */
    private void await(@Nullable Duration limit, FollowPrinter printer, List<Follower> followers, long quietMillis)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        // A span of centuries is one that never ends.
        long span = limit == null ? Long.MAX_VALUE : TimeUnit.NANOSECONDS.convert(limit);
        for (long left = span; left > 0; left = span - (System.nanoTime() - begin)) {
            if (end.await(Math.min(quietMillis, left / 1_000_000 + 1), TimeUnit.MILLISECONDS)) {
                return;
            }
            printer.quiet();
            for (Follower follower : followers) {
                printer.silent(follower, follower.silentFor());
            }
        }
    }

    private void run(Follower follower) {
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
            LogSource log = log(matcher.group(1), matcher.group(2));
            forced.put(log);
            SourceKey place = log.place();
            RemoteHost host = hosts.get(place.server());
            if (host == null) {
                host = access.host(options, place.server());
                hosts.put(place.server(), host);
            }
            all.computeIfAbsent(host, h -> new ArrayList<>())
                    .add(new HostFollower.Wanted(place.path(), start, log.format()));
        }
        return all;
    }

    private LogSource log(String server, String what) throws Exception {
        if ((what.startsWith("/") || JournalSource.isOne(what)) && !hypervisor) {
            return new LogSource(server, what, what, null, true);
        }
        List<LogSource> known = access.sources(options, server);
        LogSource log = known.stream().filter(s -> s.id().equals(what)).findFirst()
                .orElseThrow(() -> new UsageException(Message.of("cli.logs.noSuchLog", server, what,
                        String.join(" ", known.stream().map(LogSource::id).toList()))));
        if (!hypervisor) {
            return log;
        }
        LogSource.Copy copy = log.copy();
        if (copy == null) {
            throw new UsageException(Message.of("cli.logs.noCopy", log.name()));
        }
        terminal.say(Message.of("cli.logs.fromCopy", log.name(), copy.server() + ":" + copy.pattern(),
                copy.lateSeconds()));
        return log.from(LogSource.Vantage.HYPERVISOR);
    }

    private Start start() throws UsageException {
        return switch (from) {
            case "start" -> new Start.Beginning();
            case "end" -> new Start.End(0);
            case "last" -> new Start.Last(0, Long.MAX_VALUE);
            default -> new Start.Since(Moments.moment(from));
        };
    }

    private static void add(List<LineFilter> filters, @Nullable String expression, boolean exclude)
            throws UsageException {
        if (expression == null) {
            return;
        }
        try {
            filters.add(LineFilter.regex(expression, exclude, expression, false));
        } catch (LineFilter.BadFilterException e) {
            throw new UsageException(e.text());
        }
    }

    private void take(FollowPrinter printer, List<LogEvent> events) {
        try {
            if (printer.take(events)) {
                end.countDown();
            }
        } catch (IOException e) {
            failure.compareAndSet(null, new UncheckedIOException(e));
            end.countDown();
        }
    }
}
