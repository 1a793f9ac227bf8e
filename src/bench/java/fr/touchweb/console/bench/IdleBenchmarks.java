package fr.touchweb.console.bench;

import java.time.Duration;

/** What a window that is left open costs: 20 silent sources, and hours of a thousand lines a second. */
final class IdleBenchmarks implements Benchmark {
    private static final int SOURCES = 20;
    private static final Duration SILENT = Duration.ofSeconds(60);
    /** Until silent sources rest, and the program has compiled what it does then. */
    private static final Duration SETTLES = Duration.ofSeconds(180);
    private static final int LINES_A_SECOND = 1_000;
    private static final Duration FED = Duration.ofMinutes(Integer.getInteger("bench.heapMinutes", 3));

    @Override
    public String name() {
        return "idle window";
    }

    @Override
    public void run(Report report) throws Exception {
        try (FollowedPage page = FollowedPage.open(report, SOURCES)) {
            Thread.sleep(SETTLES);
            long cpu = LogsPageBenchmarks.cpu();
            Thread.sleep(SILENT);
            double share = 100.0 * (LogsPageBenchmarks.cpu() - cpu) / SILENT.toNanos();
            // “0 %” as a process list shows it
            report.limited("processor, 20 sources connected and silent, 60 s", share, "%", 0.5);
            long[] written = new long[1 << 20];
            long sent = page.write(FED.dividedBy(3), LINES_A_SECOND, 0, written);
            double early = heap();
            sent = page.write(FED.multipliedBy(2).dividedBy(3), LINES_A_SECOND, sent, written);
            double late = heap();
            report.told("heap after a third of " + FED.toMinutes() + " min at 1,000 lines/s",
                    "%.1f MiB".formatted(early));
            report.limited("the same at the end, beside it", late / early, "", 1.05);
            report.told("lines read", "%,d of %,d".formatted(page.session().store().size(), sent));
        }
    }

    /** What is alive, in MiB. */
    private static double heap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(200);
        }
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / (double) (1 << 20);
    }
}
