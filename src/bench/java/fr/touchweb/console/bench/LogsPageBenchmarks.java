package fr.touchweb.console.bench;

import com.sun.management.OperatingSystemMXBean;
import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.LogSource;
import fr.touchweb.console.core.logs.ServerLogs;
import fr.touchweb.console.core.logs.follow.FollowTimes;
import fr.touchweb.console.core.logs.follow.SourceHealth;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.auth.Authentication;
import fr.touchweb.console.core.ssh.auth.KeyRing;
import fr.touchweb.console.core.ssh.config.SshConfigResolver;
import fr.touchweb.console.core.ssh.transport.SshHosts;
import fr.touchweb.console.desktop.logs.LogsScreen;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.TestSshd;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The page of the logs on the screen while 20 files behind a real sshd, where there is one, get 50,000 lines a second, and
 * ten times that: then it falls behind, and must catch up with every line.
 */
final class LogsPageBenchmarks implements Benchmark {
    private static final int FILES = 20;
    private static final int LINES_A_SECOND = 50_000;
    private static final Duration STEP = Duration.ofMillis(20);
    private static final Duration WARM = Duration.ofSeconds(4);
    private static final Duration LASTS = Duration.ofSeconds(Integer.getInteger("bench.pageSeconds", 60));
    private static final Duration OVERLOAD_LASTS = Duration.ofSeconds(10);
    private static final Duration CATCHES_UP = Duration.ofMinutes(5);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss '+0000'",
            Locale.ROOT);

    @Override
    public String name() {
        return "page of logs";
    }

    @Override
    public void run(Report report) throws Exception {
        measure(report, LINES_A_SECOND, LASTS, true);
        measure(report, 10 * LINES_A_SECOND, OVERLOAD_LASTS, false);
    }

    private static void measure(Report report, int linesASecond, Duration lasts, boolean limited) throws Exception {
        Path folder = Files.createTempDirectory("logs-bench");
        if (RealPeer.find("sshd").isEmpty()) {
            report.skipped("over SSH", "no OpenSSH on this machine: files are read directly");
            CommandJournal journal = new CommandJournal(Clock.systemUTC());
            measure(report, folder, linesASecond, lasts, limited, server -> new LocalHost(server, journal));
            return;
        }
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd"));
                SshHosts hosts = new SshHosts(new CommandJournal(Clock.systemUTC()), sshd.environment(),
                        SecretSource.NONE, new Policies(folder).load("tw").ssh(),
                        new SshConfigResolver(null, Map.of(), InstantSource.system()),
                        new Authentication(new KeyRing(Duration.ofMinutes(5), InstantSource.system())))) {
            measure(report, folder, linesASecond, lasts, limited, server -> hosts.connect(sshd.target(server)));
        }
    }

    private static void measure(Report report, Path folder, int linesASecond, Duration lasts, boolean limited,
            Function<String, RemoteHost> hosts) throws Exception {
        Policy policy = new Policies(folder).load("tw");
        List<LogSource> sources = new ArrayList<>();
        List<OutputStream> outs = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            Path file = Files.createFile(folder.resolve("access-" + i + ".log"));
            sources.add(new LogSource("web" + i, "access", file.toString(), null, true));
            outs.add(Files.newOutputStream(file));
        }
        LogSession session = new LogSession(hosts,
                FollowTimes.of(policy.follow(), policy.ssh()), InstantSource.system(), ZoneId.of("UTC"),
                FormatCatalog.shipped(policy.formats()), folder.resolve("spool"), 4L << 30,
                Thread.ofVirtual().factory(), Throwable::printStackTrace);
        session.start();
        LogsScreen screen = LogsScreen.open(session, sources.stream()
                .map(s -> new ServerLogs(s.server(), "acme", true, List.of(s))).toList(), policy,
                folder.resolve("settings"));
        try {
            screen.filters("status>=400", "-favicon");
            // Following begins near the end of a file: what is written before a log is open is not waited for.
            while (session.health().size() < FILES || session.health().values().stream()
                    .anyMatch(health -> health.condition() != SourceHealth.Condition.LIVE)) {
                Thread.sleep(20);
            }
            long[] written = new long[1 << 20];
            long sent = write(outs, WARM, linesASecond, 0, written);
            screen.measure(written);
            long cpu = cpu();
            sent = write(outs, lasts, linesASecond, sent, written);
            cpu = cpu() - cpu;
            LogsScreen.Measured seen = screen.measured();
            String rate = "%,d lines/s: ".formatted(linesASecond);
            double longest = Arrays.stream(seen.frames()).max().orElse(0);
            double p99 = percentile(seen.latencies(), 0.99);
            if (limited) {
                report.limited(rate + "longest frame", longest, "ms", 50);
                report.limited(rate + "write to screen, p99", p99, "ms", 500);
            } else {
                report.told(rate + "longest frame", "%.0f ms".formatted(longest));
                report.told(rate + "write to screen, p99", "%.0f ms".formatted(p99));
            }
            report.told(rate + "frames, median work",
                    "%d, %.1f ms".formatted(seen.frames().length, Report.median(seen.frames())));
            report.told(rate + "processor, writers included", "%.2f cores".formatted(cpu / 1e9 / lasts.toSeconds()));
            long total = sent;
            long begin = System.nanoTime();
            while (session.store().size() < total && System.nanoTime() - begin < CATCHES_UP.toNanos()) {
                Thread.sleep(20);
            }
            report.told(rate + "every line there after", "%.1f s".formatted((System.nanoTime() - begin) / 1e9));
            report.limited(rate + "lines lost or doubled", Math.abs(session.store().size() - total), "", 0);
        } finally {
            screen.close();
            for (OutputStream out : outs) {
                out.close();
            }
            session.close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Writes numbered lines at a steady rate, late or not; notes when each was written. */
    private static long write(List<OutputStream> outs, Duration lasts, int linesASecond, long first, long[] written)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long number = first;
        long steps = lasts.dividedBy(STEP);
        for (long step = 0; step < steps; step++) {
            long wait = begin + step * STEP.toNanos() - System.nanoTime();
            if (wait > 0) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
            String time = TIME.format(LocalDateTime.now(ZoneId.of("UTC")));
            int each = (int) (linesASecond * STEP.toMillis() / 1000 / outs.size());
            for (OutputStream out : outs) {
                StringBuilder text = new StringBuilder(each * 120);
                for (int i = 0; i < each; i++) {
                    text.append("198.51.100.").append(number % 250).append(" - - [").append(time)
                            .append("] \"GET /fr/page-").append(number).append(" HTTP/1.1\" ")
                            .append(number % 50 == 0 ? 503 : 200).append(" 5120 \"-\" \"Mozilla/5.0 (X11; Linux)\"\n");
                    written[(int) (number & written.length - 1)] = System.nanoTime();
                    number++;
                }
                out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
            }
        }
        return number;
    }

    private static double percentile(double[] values, double part) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, sorted.length * part)];
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
