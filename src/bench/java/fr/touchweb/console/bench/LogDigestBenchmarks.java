package fr.touchweb.console.bench;

import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.logs.digest.Dimension;
import fr.touchweb.console.core.logs.digest.FileDigest;
import fr.touchweb.console.core.logs.digest.LogDigest;
import fr.touchweb.console.core.logs.digest.LogSummary;
import fr.touchweb.console.core.logs.digest.SlowQueries;
import fr.touchweb.console.core.logs.digest.SlowQueryDigest;
import fr.touchweb.console.core.policy.DigestPolicy;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.support.RealPeer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers about whole logs beside the programs that give the same ones: halog for HAProxy, pt-query-digest for slow
 * statements. Ours reads with a warm compiler, as the running console does, and with a cold one, as a verb does.
 */
final class LogDigestBenchmarks implements Benchmark {
    private static final Path GENERATORS = Path.of("../shared/lab");
    private static final int LINES = Integer.getInteger("bench.haproxyLines", 5_000_000);
    private static final int EVENTS = 400_000;
    private static final int REPEATS = 3;
    /** {@code 1 29.9 5.1e+05 ... 0x67A347A2812914DF 80141 SELECT ps_cart} of the profile of the report. */
    private static final Pattern RANK = Pattern.compile("(?m)^# *(\\d+) 0x([0-9A-F]+) ");

    private Path folder = Path.of("");

    @Override
    public String name() {
        return "logs, digests";
    }

    @Override
    public void run(Report report) throws Exception {
        if (RealPeer.find("python3").isEmpty() || !Files.isDirectory(GENERATORS)) {
            report.skipped("everything", "no generators in " + GENERATORS);
            return;
        }
        folder = Files.createTempDirectory("digest-bench");
        try {
            DigestPolicy policy = new Policies(folder).load("tw").digest();
            haproxy(report, policy);
            slow(report, policy);
        } finally {
            for (String name : List.of("haproxy.log", "slow.log")) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.delete(folder);
        }
    }

    private void haproxy(Report report, DigestPolicy policy) throws Exception {
        if (RealPeer.find("halog").isEmpty()) {
            report.skipped("HAProxy statistics", "no halog on this machine");
            return;
        }
        Path log = folder.resolve("haproxy.log");
        generate("gen.py", "haproxy", String.valueOf(LINES), log.toString(), "2", "200");
        String what = String.format("%,d lines of HAProxy", LINES);
        double[] servers = new double[REPEATS];
        double[] three = new double[REPEATS];
        double[] ours = new double[REPEATS];
        double[] backends = new double[REPEATS];
        Set<Dimension> everything = EnumSet.allOf(Dimension.class);
        long first = System.nanoTime();
        LogSummary summary = stats(log, policy, everything);
        double cold = (System.nanoTime() - first) / 1e9;
        LogSummary one = summary;
        for (int i = 0; i < REPEATS; i++) {
            servers[i] = seconds(() -> halog(log, "-srv"));
            three[i] = servers[i] + seconds(() -> halog(log, "-pct")) + seconds(() -> halog(log, "-u"));
            long start = System.nanoTime();
            summary = stats(log, policy, everything);
            ours[i] = (System.nanoTime() - start) / 1e9;
            long begin = System.nanoTime();
            one = stats(log, policy, EnumSet.of(Dimension.BACKENDS));
            backends[i] = (System.nanoTime() - begin) / 1e9;
        }
        if (summary.records() != LINES || !sameServers(log, summary) || !sameServers(log, one)) {
            throw new IllegalStateException("the statistics differ from those of halog");
        }
        report.compared(what + ": halog -srv, -pct and -u", Report.median(ours), Report.median(three), "s", false, 2);
        report.compared("  --of backends: halog -srv", Report.median(backends), Report.median(servers), "s", false, 2);
        report.ratio("  all of ours beside halog -srv alone", Report.median(ours), Report.median(servers), "s");
        report.told("  ours with a cold compiler", String.format("%.2f s", cold));
    }

    /** Requests a server, as both tell them. */
    private static boolean sameServers(Path log, LogSummary summary) throws IOException, InterruptedException {
        Map<String, Long> theirs = new TreeMap<>();
        for (String line : halog(log, "-srv").lines().toList()) {
            String[] words = line.trim().split("\\s+");
            if (words.length > 8 && words[0].contains("/")) {
                theirs.put(words[0], Long.parseLong(words[7]));
            }
        }
        Map<String, Long> ours = new TreeMap<>();
        summary.tops().get(Dimension.BACKENDS).entries().forEach(entry -> ours.put(entry.key(), entry.count()));
        return !theirs.isEmpty() && theirs.equals(ours);
    }

    private static LogSummary stats(Path log, DigestPolicy policy, Set<Dimension> lists)
            throws IOException, InterruptedException {
        List<LogDigest> parts = new ArrayList<>();
        FileDigest.read(log, parsers(log), () -> {
            LogDigest part = new LogDigest(policy, lists);
            parts.add(part);
            return part::accept;
        }, Runtime.getRuntime().availableProcessors(), () -> false);
        LogDigest all = new LogDigest(policy, lists);
        parts.forEach(all::merge);
        return all.summary(1_000);
    }

    private void slow(Report report, DigestPolicy policy) throws Exception {
        if (RealPeer.find("pt-query-digest").isEmpty()) {
            report.skipped("slow-log digest", "no pt-query-digest on this machine");
            return;
        }
        Path log = folder.resolve("slow.log");
        generate("genslow.py", String.valueOf(EVENTS), log.toString());
        List<String> theirs = new ArrayList<>();
        double peer = seconds(() -> theirs.addAll(ranks(
                output("pt-query-digest", "--no-version-check", "--limit", "10", log.toString()))));
        double[] ours = new double[REPEATS];
        SlowQueries all = queries(log, policy);
        for (int i = 0; i < REPEATS; i++) {
            ours[i] = seconds(() -> queries(log, policy));
        }
        List<String> ids = all.queries().stream().map(SlowQueries.Query::id).toList();
        if (!ids.equals(theirs)) {
            throw new IllegalStateException("top ten of pt-query-digest: " + theirs + ", ours: " + ids);
        }
        report.compared("slow log of 400,000 events, same top ten", Report.median(ours), peer, "s", false, 0.1);
    }

    private static List<String> ranks(String text) {
        List<String> ids = new ArrayList<>();
        for (Matcher matcher = RANK.matcher(text); matcher.find();) {
            ids.add(matcher.group(2));
        }
        return ids;
    }

    private static SlowQueries queries(Path log, DigestPolicy policy) throws IOException, InterruptedException {
        List<SlowQueryDigest> parts = new ArrayList<>();
        FileDigest.read(log, parsers(log), () -> {
            SlowQueryDigest part = new SlowQueryDigest(policy);
            parts.add(part);
            return part::accept;
        }, Runtime.getRuntime().availableProcessors(), () -> false);
        SlowQueryDigest all = new SlowQueryDigest(policy);
        parts.forEach(all::merge);
        return all.summary(10);
    }

    private static Supplier<LineParser> parsers(Path log) {
        Instant now = Instant.now();
        return () -> FormatCatalog.plain().parser(log.toString(), null, new LocalTimes(ZoneOffset.UTC, () -> now));
    }

    private static String halog(Path log, String option) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(RealPeer.find("halog").orElseThrow().toString(), option, "-q")
                .redirectInput(log.toFile()).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }

    private static void generate(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3", GENERATORS.resolve(program).toString()));
        command.addAll(List.of(arguments));
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException(program + " failed");
        }
    }

    private static double seconds(Callable<?> work) throws Exception {
        long start = System.nanoTime();
        work.call();
        return (System.nanoTime() - start) / 1e9;
    }
}
