package fr.touchweb.console.bench;

import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.logs.bytes.Excerpt;
import fr.touchweb.console.core.logs.bytes.FileIndex;
import fr.touchweb.console.core.logs.bytes.FileIndexer;
import fr.touchweb.console.core.logs.bytes.GzipBytes;
import fr.touchweb.console.core.logs.bytes.IndexStore;
import fr.touchweb.console.core.logs.bytes.LineTime;
import fr.touchweb.console.core.logs.bytes.RandomBytes;
import fr.touchweb.console.core.logs.merge.LineMerge;
import fr.touchweb.console.core.logs.search.FileSearch;
import fr.touchweb.console.core.logs.search.SearchPattern;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.support.RealPeer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Large files of the past beside lnav and ripgrep: index, search, compressed files, merge (reference logs 7). */
final class LogFileBenchmarks implements Benchmark {
    private static final int LINES = 5_000_000;
    private static final int FILES = 8;
    private static final int REPEATS = 3;
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final int LINE_LIMIT = 1 << 20;
    private static final Path GENERATOR = Path.of("../shared/lab/gen.py");

    private Path folder = Path.of("");
    private Optional<Path> installed = Optional.empty();

    @Override
    public String name() {
        return "logs, files";
    }

    @Override
    public void run(Report report) throws Exception {
        if (RealPeer.find("lnav").isEmpty() || RealPeer.find("rg").isEmpty() || !Files.exists(GENERATOR)) {
            report.skipped("everything", "lnav, ripgrep or the generator of the data is not here");
            return;
        }
        installed = Packaged.image();
        folder = Files.createTempDirectory("log-files");
        try {
            Path log = generate("vhost", LINES, "vhost.log", 1);
            index(report, log);
            search(report, log);
            zipped(report, log);
            Files.delete(log);
            merge(report);
        } finally {
            BenchFolder.delete(folder);
        }
    }

    private Path generate(String kind, int lines, String name, int seed) throws Exception {
        Path file = folder.resolve(name);
        peer("python3", GENERATOR.toAbsolutePath().toString(), kind, String.valueOf(lines), file.toString(),
                String.valueOf(seed), "200");
        return file;
    }

    private static Supplier<LineTime> times(Path file) {
        return () -> LineTime.of(() -> new LineParser(file.toString(), null,
                new LocalTimes(ZoneOffset.UTC, InstantSource.system())));
    }

    private void index(Report report, Path log) throws Exception {
        double[] ours = new double[REPEATS + 2];
        double bytesALine = 0;
        for (int i = 0; i < ours.length; i++) {
            try (RandomBytes bytes = RandomBytes.of(log)) {
                long begin = System.nanoTime();
                FileIndex index = new FileIndexer(times(log), CORES).index(bytes, null, TaskControl.UNATTENDED);
                index.offsetOfLine(LINES / 2, bytes);
                index.offsetOfTime((index.firstTime() + index.lastTime()) / 2, bytes, times(log).get());
                ours[i] = since(begin);
                bytesALine = index.memory() / (double) index.lines();
            }
        }
        double first = ours[0];
        double lnav = fastest(() -> peer("lnav", "-n", "-N", "-c", ";SELECT 1", log.toString()));
        report.compared("open and index 1.25 GB", fastestOf(ours), lnav, "s", false, 0.35);
        report.ratio("  the first one in the program", first, lnav, "s");
        report.limited("  memory", bytesALine, "B/line", 16);
        IndexStore kept = new IndexStore(folder.resolve("indexes"), 1 << 28);
        double[] opened = new double[2];
        for (int i = 0; i < opened.length; i++) {
            long begin = System.nanoTime();
            try (Excerpt part = Excerpt.of(kept.open(log.toString(), RandomBytes.of(log),
                    new FileIndexer(times(log), CORES), TaskControl.UNATTENDED), 0L, null, times(log))) {
                part.read(0, new byte[1 << 16], 0, 1 << 16);
                opened[i] = since(begin);
            }
        }
        report.ratio("  opened again, beside the first opening", opened[1], opened[0], "s");
    }

    private void search(Report report, Path log) throws Exception {
        compare(report, log, "\" 50[0-9] ", 1.0);
        compare(report, log, "(?i)iphone.*safari", 1.5);
    }

    private void compare(Report report, Path log, String expression, double goal) throws Exception {
        double ours = fastest(() -> count(log, expression));
        double rg = fastest(() -> peer("rg", "-c", expression, log.toString()));
        report.compared("count " + expression, ours, rg, "s", false, goal);
        double verb = fastest(() -> verb("logs", "search", "--count", expression, log.toString()));
        report.compared("  from the command line, start included" + (installed.isPresent() ? "" : ", not packaged"),
                verb, rg, "s",
                false, 2);
    }

    /** The program as people install it where it was built, else its classes as they are here. */
    private double verb(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                installed.map(image -> List.of(image.resolve("bin/tw-console").toString()))
                        .orElseGet(() -> List.of(ProcessHandle.current().info().command().orElse("java"),
                                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                                "fr.touchweb.console.Console")));
        command.addAll(List.of(arguments));
        return peer(command.toArray(String[]::new));
    }

    private static double count(Path log, String expression) throws Exception {
        long begin = System.nanoTime();
        try (RandomBytes bytes = GzipBytes.inflated(RandomBytes.of(log))) {
            new FileSearch(SearchPattern.regex(expression, false), CORES, LINE_LIMIT).search(bytes, 0, null,
                    TaskControl.UNATTENDED);
        }
        return since(begin);
    }

    private void zipped(Report report, Path log) throws Exception {
        peer("gzip", "-k", log.toString());
        Path zipped = log.resolveSibling(log.getFileName() + ".gz");
        double ours = fastest(() -> count(zipped, " 503 "));
        double rg = peer("rg", "-z", "-c", " 503 ", zipped.toString());
        report.compared("first search of the .gz", ours, rg, "s", false, 0.3);
        try (RandomBytes bytes = GzipBytes.inflated(RandomBytes.of(zipped))) {
            long size = bytes.size();
            double slowest = 0;
            for (int i = 1; i < 20; i++) {
                long begin = System.nanoTime();
                bytes.read(size * (i * 7 % 20) / 20, new byte[1 << 16], 0, 1 << 16);
                slowest = Math.max(slowest, since(begin));
            }
            report.limited("  slowest of 19 jumps after it", slowest * 1000, "ms", 200);
        }
        Files.delete(zipped);
    }

    private void merge(Report report) throws Exception {
        List<Path> logs = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            logs.add(generate("haproxy", LINES / FILES, "haproxy-" + i + ".log", i));
        }
        Path merged = folder.resolve("merged.log");
        double ours = fastest(() -> mergeTo(logs, merged));
        List<String> command = new ArrayList<>(List.of("lnav", "-n", "-N", "-c", ";SELECT 1"));
        logs.forEach(log -> command.add(log.toString()));
        double lnav = fastest(() -> peer(command.toArray(String[]::new)));
        report.compared("merge of 8 files to a file, lnav only indexes", ours, lnav, "s", false, 0.35);
    }

    private static double mergeTo(List<Path> logs, Path merged) throws Exception {
        Files.deleteIfExists(merged);
        long begin = System.nanoTime();
        List<LineMerge.Input> inputs = new ArrayList<>();
        try (OutputStream out = Files.newOutputStream(merged)) {
            for (Path log : logs) {
                inputs.add(new LineMerge.Input(RandomBytes.of(log), times(log).get()));
            }
            long lines = new LineMerge(CORES, LINE_LIMIT).mergeTo(out, inputs, TaskControl.UNATTENDED);
            if (lines != LINES) {
                throw new IllegalStateException(lines + " lines merged");
            }
        } finally {
            for (LineMerge.Input input : inputs) {
                input.bytes().close();
            }
        }
        return since(begin);
    }

    private interface Timed {
        double run() throws Exception;
    }

    private static double fastest(Timed work) throws Exception {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < REPEATS; i++) {
            best = Math.min(best, work.run());
        }
        return best;
    }

    private static double fastestOf(double... seconds) {
        return java.util.Arrays.stream(seconds).min().orElseThrow();
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static double peer(String... command) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("TERM", "xterm");
        Process process = builder.redirectErrorStream(true).start();
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
        if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() > 1) {
            throw new IOException(String.join(" ", command) + " failed");
        }
        return since(begin);
    }
}
