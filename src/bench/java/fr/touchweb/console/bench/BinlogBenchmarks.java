package fr.touchweb.console.bench;

import fr.touchweb.console.core.binlog.IndexListener;
import fr.touchweb.console.core.binlog.IndexSummary;
import fr.touchweb.console.core.binlog.RemoteBinlogs;
import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.Operation;
import fr.touchweb.console.core.binlog.model.TableName;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.model.TransactionDetail;
import fr.touchweb.console.core.binlog.model.Verdict;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.BinlogPolicy;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.policy.SshPolicy;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.auth.Authentication;
import fr.touchweb.console.core.ssh.auth.KeyRing;
import fr.touchweb.console.core.ssh.config.SshConfigResolver;
import fr.touchweb.console.core.ssh.transport.SshHosts;
import fr.touchweb.console.core.task.CurrentThreadRunner;
import fr.touchweb.console.core.task.Outcome;
import fr.touchweb.console.core.task.Task;
import fr.touchweb.console.core.task.Work;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.binlog.BinlogScreen;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.TestMariaDb;
import fr.touchweb.console.support.TestSshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A row-format log of about 590 MB that a real MariaDB wrote (1,036,271 events, 1,741,999 rows), read through a loopback
 * sshd, beside mysqlbinlog's own time for the same output: the documented command (G31) as a person types it, with the
 * niceness that ours gives itself, so that other load of the machine weighs on both alike.
 */
final class BinlogBenchmarks implements Benchmark {
    private static final Path LOAD = Path.of("../shared/data/mysql-binlog/made-here/sql/bench-load.sql");
    private static final String CALLS = """
            USE bench; CALL phase_a(120000); CALL phase_b0(); CALL phase_b(350,2000); CALL phase_c0(); CALL phase_c(2000,25);
            """;
    private static final Map<String, Long> ROWS = Map.of("bench.narrow UPDATE", 700_000L, "bench.narrow INSERT",
            700_000L, "bench.posts UPDATE", 50_000L, "bench.posts INSERT", 100_000L, "bench.small DELETE", 11_999L,
            "bench.small UPDATE", 60_000L, "bench.small INSERT", 120_000L);
    private static final String ZONE = "TZ=UTC0 ";
    private static final int REPEATS = 3;
    private static final int FILES = 200;
    private static final int TURNS = 300;

    private Path folder = Path.of("");
    private BinlogPolicy policy;

    @Override
    public String name() {
        return "binlog";
    }

    @Override
    public void run(Report report) throws Exception {
        if (!Files.exists(LOAD) || RealPeer.find("mariadbd").isEmpty() || RealPeer.find("sshd").isEmpty()) {
            report.skipped("everything", "no MariaDB, no OpenSSH, or no " + LOAD);
            return;
        }
        folder = Files.createTempDirectory("binlog-bench");
        policy = new Policies(folder).load("tw").binlog();
        try {
            Path log = made();
            report.told("binary log, row format", (Files.size(log) >> 20) + " MiB");
            try (TestSshd sshd = TestSshd.start(folder.resolve("sshd"));
                    SshHosts hosts = hosts(sshd)) {
                measure(report, hosts.connect(sshd.target("bench")), log);
            }
        } finally {
            BenchFolder.delete(folder);
        }
    }

    private Path made() throws Exception {
        Path logs = Files.createDirectory(folder.resolve("logs"));
        try (TestMariaDb database = TestMariaDb.start(logs.resolve("mysql-bin"), "--binlog-format=ROW",
                "--innodb-buffer-pool-size=2G", "--innodb-log-file-size=512M", "--max-binlog-size=1G")) {
            database.sql(Files.readString(LOAD));
            database.flushLog();
            database.load(CALLS);
            return logs.resolve(database.flushLog());
        }
    }

    private SshHosts hosts(TestSshd sshd) throws IOException {
        SshPolicy figures = new Policies(folder).load("tw").ssh();
        return new SshHosts(new CommandJournal(Clock.systemUTC()), sshd.environment(), SecretSource.NONE, figures,
                new SshConfigResolver(null, Map.of(), InstantSource.system()),
                new Authentication(new KeyRing(Duration.ofMinutes(5), InstantSource.system())));
    }

    private void measure(Report report, RemoteHost host, Path log) throws Exception {
        RemoteBinlogs binlogs = new RemoteBinlogs(host, policy);
        BinlogFile file = binlogs.file(log.toString());
        binlogs.tool();
        double[] peer = new double[REPEATS];
        double[] zoned = new double[REPEATS];
        double[] ours = new double[REPEATS];
        IndexSummary summary = new IndexSummary(10);
        AtomicReference<Transaction> middle = new AtomicReference<>();
        for (int i = 0; i < REPEATS; i++) {
            peer[i] = seconds(() -> tool("", log, "> /dev/null"));
            zoned[i] = seconds(() -> tool(ZONE, log, "> /dev/null"));
            IndexSummary fresh = new IndexSummary(10);
            summary = fresh;
            ours[i] = seconds(() -> {
                Verdict verdict = task(control -> binlogs.index(file, 0, transaction -> {
                    fresh.add(transaction);
                    if (fresh.transactions() == 60_000) {
                        middle.set(transaction);
                    }
                }, control));
                require(verdict.state() == Verdict.State.COMPLETE, verdict.toString());
            });
        }
        report.compared("index of the whole file through sshd", Report.median(ours), Report.median(peer), "s", false,
                1.10);
        // Without TZ the tool looks at /etc/localtime for every header; ours spares it that.
        report.ratio("  peer with TZ=UTC0", Report.median(ours), Report.median(zoned), "s");
        report.told("  rows by table and operation",
                totals(summary).equals(ROWS) ? "exact" : totals(summary).toString());
        scan(report, log);
        first(report, binlogs, file);
        double[] detail = new double[15];
        for (int i = 0; i < detail.length; i++) {
            detail[i] = seconds(() -> {
                TransactionDetail one = task(control -> binlogs.detail(file, middle.get(), 0, 100, control));
                require(one.rows().size() == 1, one.toString());
            });
        }
        report.limited("rows of one transaction by position, median", Report.median(detail), "s", 0.3);
        list(report, binlogs, log);
        memory(report, log);
        page(report, binlogs, file);
    }

    /** The page while it reads the whole file, and with all of its transactions in the list. */
    private void page(Report report, RemoteBinlogs binlogs, BinlogFile file) throws Exception {
        try (BinlogScreen screen = BinlogScreen.open(binlogs, policy, file.path(), folder.resolve("settings"))) {
            List<Double> first = new ArrayList<>();
            for (int i = 0; i < REPEATS; i++) {
                BinlogScreen.Measured read = screen.read(file);
                first.add(read.first());
                if (i == REPEATS - 1) {
                    frames(report, "page, while it reads", read.frames());
                }
            }
            report.limited("page: first 100 transactions on screen", Report.median(
                    first.stream().mapToDouble(d -> d).toArray()), "s", 0.5);
            frames(report, "page, turned over " + screen.listed() + " transactions", screen.scroll(TURNS));
            frames(report, "page, filtered and unfiltered", screen.filter("table:bench.posts"));
        }
    }

    private static void frames(Report report, String what, double[] frames) {
        if (frames.length == 0) {
            report.skipped(what, "over before the second frame");
            return;
        }
        double[] sorted = frames.clone();
        Arrays.sort(sorted);
        report.told(what, "median %.1f ms, p99 %.1f ms, longest %.0f ms, %d frames".formatted(Report.median(frames),
                sorted[(int) (sorted.length * 0.99)], sorted[sorted.length - 1], sorted.length));
    }

    private static Map<String, Long> totals(IndexSummary summary) {
        Map<String, Long> rows = new HashMap<>();
        for (Map.Entry<TableName, Map<Operation, IndexSummary.Total>> table : summary.tables().entrySet()) {
            table.getValue().forEach((operation, total) -> rows.put(table.getKey() + " " + operation, total.rows()));
        }
        return rows;
    }

    private void scan(Report report, Path log) throws Exception {
        Path text = folder.resolve("text");
        double[] peer = new double[REPEATS];
        double[] ours = new double[REPEATS];
        tool("", log, "--verbose > '" + text + "'");
        BinlogMemory.scan(text, policy);
        for (int i = 0; i < REPEATS; i++) {
            peer[i] = seconds(() -> tool("", log, "--verbose > /dev/null"));
            ours[i] = seconds(() -> BinlogMemory.scan(text, policy));
        }
        report.compared("scan of saved -v text, one thread", Report.median(ours), Report.median(peer), "s", false, 0.6);
        report.told("  text", "%.0f MB/s".formatted(Files.size(text) / 1e6 / Report.median(ours)));
    }

    private void first(Report report, RemoteBinlogs binlogs, BinlogFile file) throws Exception {
        double[] times = new double[REPEATS];
        for (int i = 0; i < REPEATS; i++) {
            long start = System.nanoTime();
            long[] reached = new long[1];
            int[] seen = new int[1];
            try {
                task(control -> binlogs.index(file, 0, transaction -> {
                    if (++seen[0] == 100) {
                        reached[0] = System.nanoTime();
                        throw new Enough();
                    }
                }, control));
            } catch (Enough _) {
                // A hundred transactions are there.
            }
            times[i] = (reached[0] - start) / 1e9;
        }
        report.limited("first 100 transactions after the click", Report.median(times), "s", 0.5);
    }

    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private void list(Report report, RemoteBinlogs binlogs, Path log) throws Exception {
        Path many = Files.createDirectory(folder.resolve("many"));
        byte[] head = Files.newInputStream(log).readNBytes(64 << 10);
        for (int i = 1; i <= FILES; i++) {
            Files.write(many.resolve("mysql-bin.%06d".formatted(i)), head);
        }
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            times.add(seconds(() -> require(
                    binlogs.list(many + "/mysql-bin*").files().stream().allMatch(f -> f.first() != null), "spans")));
        }
        report.limited("list of 200 files with spans", Report.median(times.stream().mapToDouble(d -> d).toArray()), "s",
                1);
    }

    private void memory(Report report, Path log) throws Exception {
        String java = ProcessHandle.current().info().command().orElse("java");
        for (String what : List.of("text", "statement")) {
            Process process = new ProcessBuilder(java, "-Xmx256m", "-cp", System.getProperty("java.class.path"),
                    BinlogMemory.class.getName(), what, folder.resolve("text").toString()).redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes()).strip();
            int code = process.waitFor();
            report.told(what.equals("text")
                    ? "heap of 256 MB, text of " + (Files.size(log) >> 20) + " MiB"
                    : "heap of 256 MB, one statement of 100 MB", code == 0 ? said : "FAILED " + said);
        }
    }

    private void tool(String environment, Path log, String rest) throws Exception {
        TestSshd.run("sh", "-c", environment + "nice -n " + policy.niceness() + " mysqlbinlog --no-defaults '" + log
                + "' --base64-output=DECODE-ROWS " + rest);
    }

    private static <T> T task(Work<T> work) throws Exception {
        AtomicReference<Outcome<T>> outcome = new AtomicReference<>();
        new CurrentThreadRunner().start(Task.of(Message.of("binlog.none", ""), work), outcome::set);
        return switch (outcome.get()) {
            case Outcome.Success<T>(T value) -> value;
            case Outcome.Failure<T>(Throwable cause) when cause instanceof Exception e -> throw e;
            default -> throw new IllegalStateException(outcome.get().toString());
        };
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }

    private interface Work0 {
        void run() throws Exception;
    }

    private static double seconds(Work0 work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
