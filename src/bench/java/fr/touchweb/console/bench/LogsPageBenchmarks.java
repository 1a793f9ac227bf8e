package fr.touchweb.console.bench;

import com.sun.management.OperatingSystemMXBean;
import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.desktop.logs.LogsScreen;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;

/**
 * The page of the logs on the screen while 20 files behind a real sshd, where there is one, get 50,000 lines a second, and
 * ten times that: then it falls behind, and must catch up with every line.
 */
final class LogsPageBenchmarks implements Benchmark {
    private static final int FILES = 20;
    private static final int LINES_A_SECOND = 50_000;
    private static final Duration WARM = Duration.ofSeconds(4);
    private static final Duration LASTS = Duration.ofSeconds(Integer.getInteger("bench.pageSeconds", 60));
    private static final Duration OVERLOAD_LASTS = Duration.ofSeconds(10);
    private static final Duration CATCHES_UP = Duration.ofMinutes(5);

    @Override
    public String name() {
        return "logs, page";
    }

    @Override
    public void run(Report report) throws Exception {
        measure(report, LINES_A_SECOND, LASTS, true);
        measure(report, 10 * LINES_A_SECOND, OVERLOAD_LASTS, false);
    }

    private static void measure(Report report, int linesASecond, Duration lasts, boolean limited) throws Exception {
        try (FollowedPage page = FollowedPage.open(report, FILES)) {
            LogSession session = page.session();
            page.screen().filters("status>=400", "-favicon");
            long[] written = new long[1 << 20];
            long sent = page.write(WARM, linesASecond, 0, written);
            page.screen().measure(written);
            long cpu = cpu();
            sent = page.write(lasts, linesASecond, sent, written);
            cpu = cpu() - cpu;
            LogsScreen.Measured seen = page.screen().measured();
            String rate = "%,d lines/s: ".formatted(linesASecond);
            double longest = Arrays.stream(seen.frames()).max().orElse(0);
            double cores = cpu / 1e9 / lasts.toSeconds();
            double p99 = percentile(seen.latencies(), 0.99);
            if (limited) {
                report.limited(rate + "longest frame", longest, "ms", 50);
                report.limited(rate + "write to screen, p99", p99, "ms", 500);
                report.limited(rate + "processor, writers included", cores, "cores", 1);
            } else {
                report.told(rate + "longest frame", "%.0f ms".formatted(longest));
                report.told(rate + "write to screen, p99", "%.0f ms".formatted(p99));
                report.told(rate + "processor, writers included", "%.2f cores".formatted(cores));
            }
            report.told(rate + "frames, median work",
                    "%d, %.1f ms".formatted(seen.frames().length, Report.median(seen.frames())));
            long total = sent;
            long begin = System.nanoTime();
            while (session.store().size() < total && System.nanoTime() - begin < CATCHES_UP.toNanos()) {
                Thread.sleep(20);
            }
            report.told(rate + "every line there after", "%.1f s".formatted((System.nanoTime() - begin) / 1e9));
            report.limited(rate + "lines lost or doubled", Math.abs(session.store().size() - total), "", 0);
        }
    }

    private static double percentile(double[] values, double part) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, sorted.length * part)];
    }

    /** Nanoseconds of processor that this process has used. */
    static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
