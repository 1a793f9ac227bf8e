package fr.touchweb.console.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs every benchmark, or those whose names contain an argument. */
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] args) throws Exception {
        System.out.printf("%d cores, load %s, Java %s%n", Runtime.getRuntime().availableProcessors(), load(),
                Runtime.version());
        Report report = new Report();
        for (Benchmark benchmark : List.<Benchmark>of(new SshBenchmarks(), new FleetBenchmarks(),
                new LogDigestBenchmarks(), new BinlogBenchmarks(), new RedirectBenchmarks(), new LogsPageBenchmarks(),
                new LogFileBenchmarks(), new LogFollowBenchmarks(), new WhitelistBenchmarks(),
                new JournalBenchmarks(), new StartBenchmarks(),
                new IdleBenchmarks())) {
            if (args.length == 0 || List.of(args).stream().anyMatch(benchmark.name()::contains)) {
                report.heading(benchmark.name());
                benchmark.run(report);
            }
        }
        // Connections of the library keep platform threads for a while.
        System.exit(0);
    }

    /** Ratios on a loaded machine say little: the reader should know. */
    private static String load() throws Exception {
        Path file = Path.of("/proc/loadavg");
        return Files.exists(file) ? Files.readString(file).split(" ")[0] : "?";
    }
}
