package fr.touchweb.console.bench;

import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.logs.KeptLogs;
import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.LogSource;
import fr.touchweb.console.core.logs.StoredLine;
import fr.touchweb.console.core.logs.follow.Bookmarks;
import fr.touchweb.console.core.logs.follow.FollowTimes;
import fr.touchweb.console.core.logs.follow.Start;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.auth.Authentication;
import fr.touchweb.console.core.ssh.auth.KeyRing;
import fr.touchweb.console.core.ssh.config.SshConfigResolver;
import fr.touchweb.console.core.ssh.transport.SshHosts;
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
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** From the click to the last lines, over real SSH servers, and memory while many lines are followed (reference logs 7). */
final class LogFollowBenchmarks implements Benchmark {
    private static final int LINES = Integer.getInteger("bench.remoteLines", 5_000_000);
    private static final int FOLLOWED = Integer.getInteger("bench.followedLines", 20_000_000);
    private static final int SERVERS = 6;
    private static final int LOGS = 4;
    private static final int LINES_A_LOG = 50_000;
    private static final int SCREEN = 40;
    private static final int REPEATS = 5;
    private static final int BACKFILL = 64 << 10;
    /** The window is there before anybody chooses a client, and one client is chosen after the other. */
    private static final Duration BEFORE_A_CLICK = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Path GENERATOR = Path.of("../shared/lab/gen.py");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss '+0000'",
            Locale.ROOT).withZone(ZoneOffset.UTC);

    private Path folder = Path.of("");
    private final Policy policy;

    LogFollowBenchmarks() throws IOException {
        policy = new Policies(folder).load("tw");
    }

    @Override
    public String name() {
        return "logs, followed";
    }

    @Override
    public void run(Report report) throws Exception {
        folder = Files.createTempDirectory("log-follow");
        try {
            if (RealPeer.find("sshd").isEmpty()) {
                report.skipped("over SSH", "no OpenSSH on this machine");
            } else {
                sixServers(report);
                firstScreen(report);
            }
            followed(report);
        } finally {
            BenchFolder.delete(folder);
        }
    }

    private LogSession session(Function<String, RemoteHost> hosts) throws IOException {
        return session(hosts, Bookmarks.NONE, KeptLogs.NONE);
    }

    private LogSession session(Function<String, RemoteHost> hosts, Bookmarks marks, KeptLogs kept)
            throws IOException {
        LogSession session = new LogSession(hosts, FollowTimes.of(policy.follow(), policy.ssh()),
                InstantSource.system(), ZoneId.of("UTC"), FormatCatalog.shipped(policy.formats()),
                Files.createTempDirectory(folder, "spool").resolve("x"), policy.follow().spoolBytes(),
                marks, kept, Thread.ofVirtual().factory(), Throwable::printStackTrace);
        session.start();
        return session;
    }

    private SshHosts hosts(TestSshd sshd) throws Exception {
        return new SshHosts(new CommandJournal(Clock.systemUTC()), sshd.environment(), SecretSource.NONE, policy.ssh(),
                new SshConfigResolver(null, Map.of(), InstantSource.system()),
                new Authentication(new KeyRing(Duration.ofMinutes(5), InstantSource.system())));
    }

    /** From nothing to the last line of each of 24 logs in one timeline. */
    private void sixServers(Report report) throws Exception {
        List<TestSshd> servers = new ArrayList<>();
        List<LogSource> sources = new ArrayList<>();
        Set<String> last = new HashSet<>();
        try {
            for (int i = 0; i < SERVERS; i++) {
                servers.add(TestSshd.start(folder.resolve("sshd-" + i)));
                for (int k = 0; k < LOGS; k++) {
                    Path log = folder.resolve("web" + i + "-" + k + ".log");
                    last.add(write(log, LINES_A_LOG, i + "-" + k));
                    sources.add(new LogSource("web" + i, "log" + k, log.toString(), null, true));
                }
            }
            double[] ours = new double[REPEATS];
            double[] peer = new double[REPEATS];
            SshHosts.prepare();
            for (int i = 0; i < REPEATS; i++) {
                Thread.sleep(BEFORE_A_CLICK);
                ours[i] = lastLines(servers, sources, last);
                peer[i] = tails(servers, sources);
            }
            double first = ours[0];
            double median = Report.median(ours);
            report.compared("24 logs on 6 servers, from the click", median, Report.median(peer), "s", false, 1.5);
            report.limited("  at most", median, "s", 2);
            report.limited("  the first time in a program", first, "s", 2);
        } finally {
            for (TestSshd server : servers) {
                server.close();
            }
        }
    }

    private double lastLines(List<TestSshd> servers, List<LogSource> sources, Set<String> last) throws Exception {
        List<SshHosts> all = new ArrayList<>();
        Map<String, RemoteHost> machines = new HashMap<>();
        for (int i = 0; i < servers.size(); i++) {
            SshHosts hosts = hosts(servers.get(i));
            all.add(hosts);
            machines.put("web" + i, hosts.connect(servers.get(i).target("web" + i)));
        }
        try (LogSession session = session(machines::get)) {
            long begin = System.nanoTime();
            session.follow(sources, new Start.End(BACKFILL));
            Set<String> missing = new HashSet<>(last);
            long seen = 0;
            while (!missing.isEmpty()) {
                for (; seen < session.store().size(); seen++) {
                    StoredLine line = session.store().get(seen, 1_000);
                    if (line != null) {
                        missing.remove(line.text());
                    }
                }
                patient(begin);
            }
            return since(begin);
        } finally {
            all.forEach(SshHosts::close);
        }
    }

    private static double tails(List<TestSshd> servers, List<LogSource> sources) throws Exception {
        long begin = System.nanoTime();
        List<Process> running = new ArrayList<>();
        for (int i = 0; i < servers.size(); i++) {
            List<String> command = ssh(servers.get(i));
            command.addAll(List.of("tail", "-n", "300"));
            for (LogSource source : sources) {
                if (source.server().equals("web" + i)) {
                    command.add(source.pattern());
                }
            }
            running.add(new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start());
        }
        for (Process process : running) {
            if (process.waitFor() != 0) {
                throw new IOException("ssh ended with " + process.exitValue());
            }
        }
        return since(begin);
    }

    private static List<String> ssh(TestSshd server) {
        return new ArrayList<>(List.of("ssh", "-F", "none", "-p", Integer.toString(server.port()), "-i",
                server.clientKey().toString(), "-o", "UserKnownHostsFile=" + server.knownHosts(), "-o",
                "BatchMode=yes", "-o", "LogLevel=ERROR", server.user() + "@127.0.0.1"));
    }

    /** The end of a large file, and what travels for it. */
    private void firstScreen(Report report) throws Exception {
        if (!Files.exists(GENERATOR) || RealPeer.find("lnav").isEmpty()) {
            report.skipped("first screen of a large file", "lnav or the generator of the data is not here");
            return;
        }
        Path log = folder.resolve("vhost.log");
        run("python3", GENERATOR.toAbsolutePath().toString(), "vhost", Integer.toString(LINES), log.toString(), "1",
                "200");
        try (TestSshd server = TestSshd.start(folder.resolve("sshd"))) {
            double[] ours = new double[REPEATS];
            double[] bytes = new double[REPEATS];
            for (int i = 0; i < REPEATS; i++) {
                try (SshHosts hosts = hosts(server)) {
                    RemoteHost host = hosts.connect(server.target("web1"));
                    try (LogSession session = session(id -> host)) {
                        long begin = System.nanoTime();
                        session.follow(List.of(new LogSource("web1", "access", log.toString(), null, true)),
                                new Start.End(BACKFILL));
                        while (session.view().size() < SCREEN) {
                            patient(begin);
                        }
                        ours[i] = since(begin);
                        bytes[i] = hosts.connections().getFirst().bytesReceived();
                    }
                }
            }
            new OpenedAgain(folder.resolve("again"), LINES).run(report, log, this::session);
            double peer = lnav(server, log);
            report.compared("first screen of " + (Files.size(log) >> 20) + " MB over SSH", Report.median(ours), peer,
                    "s", false, 0.02);
            report.limited("  transferred", Report.median(bytes) / 1_000, "kB", 1_000);
        }
    }

    /** lnav takes the program named ssh; ours hands it this server. */
    private double lnav(TestSshd server, Path log) throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path config = folder.resolve("ssh_config");
        Files.writeString(config, """
                Host big
                  HostName 127.0.0.1
                  Port %d
                  User %s
                  IdentityFile %s
                  UserKnownHostsFile %s
                """.formatted(server.port(), server.user(), server.clientKey(), server.knownHosts()));
        Path ssh = bin.resolve("ssh");
        Files.writeString(ssh, "#!/bin/sh\nexec " + RealPeer.require("ssh") + " -F " + config + " \"$@\"\n");
        if (!ssh.toFile().setExecutable(true)) {
            throw new IOException(ssh + " cannot be made a program");
        }
        ProcessBuilder builder = new ProcessBuilder("lnav", "-n", "-N", "-c", ";SELECT 1", "big:" + log)
                .redirectErrorStream(true);
        builder.environment().put("TERM", "xterm");
        builder.environment().put("PATH", bin + ":" + builder.environment().get("PATH"));
        builder.environment().put("HOME", Files.createDirectories(folder.resolve("home")).toString());
        builder.environment().put("TMPDIR", folder.toString());
        long begin = System.nanoTime();
        Process process = builder.start();
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
        if (!process.waitFor(PATIENCE.toMinutes(), TimeUnit.MINUTES) || process.exitValue() > 1) {
            throw new IOException("lnav ended with " + process.exitValue());
        }
        return since(begin);
    }

    /** Lines written as fast as they are followed; the heap after a collection, on the way. */
    private void followed(Report report) throws Exception {
        List<LogSource> sources = new ArrayList<>();
        List<OutputStream> outs = new ArrayList<>();
        for (int i = 0; i < LOGS; i++) {
            Path log = Files.createFile(folder.resolve("followed-" + i + ".log"));
            sources.add(new LogSource("local", "log" + i, log.toString(), null, true));
            outs.add(Files.newOutputStream(log));
        }
        RemoteHost local = new LocalHost("local", new CommandJournal(Clock.systemUTC()));
        try (LogSession session = session(id -> local)) {
            session.follow(sources, new Start.Beginning());
            double before = heap();
            double most = 0;
            double half = 0;
            long begin = System.nanoTime();
            int step = FOLLOWED / 20;
            Instant time = Instant.parse("2026-01-01T00:00:00Z");
            for (int done = 0; done < FOLLOWED; done += step) {
                for (int from = done; from < done + step; from += 1_000) {
                    time = time.plusMillis(200);
                    outs.get(from / 1_000 % LOGS).write(lines(from, 1_000, time, ""));
                }
                long written = System.nanoTime();
                while (session.store().size() < done + step) {
                    patient(written);
                }
                double now = heap();
                most = Math.max(most, now);
                half = done + step == FOLLOWED / 2 ? now : half;
            }
            double wall = since(begin);
            String what = "%,d lines followed: ".formatted(FOLLOWED);
            report.limited(what + "heap, most", most, "MB", 512);
            report.told("  at the start, half way, at the end",
                    String.format(Locale.ROOT, "%.0f, %.0f, %.0f MB", before, half, heap()));
            report.told("  lines a second", String.format(Locale.ROOT, "%,.0f", FOLLOWED / wall));
            report.limited("  lost or doubled", Math.abs(session.store().size() - FOLLOWED), "", 0);
        } finally {
            for (OutputStream out : outs) {
                out.close();
            }
        }
    }

    private static String write(Path log, int lines, String mark) throws IOException {
        Instant time = Instant.now().minusSeconds(60);
        Files.write(log, lines(0, lines, time, mark));
        byte[] end = lines(lines - 1, 1, time, mark);
        return new String(end, 0, end.length - 1, StandardCharsets.US_ASCII);
    }

    private static byte[] lines(int from, int count, Instant time, String mark) {
        StringBuilder text = new StringBuilder(count * 128);
        String stamp = TIME.format(time);
        for (int i = from; i < from + count; i++) {
            text.append("198.51.100.").append(i % 250).append(" - - [").append(stamp).append("] \"GET /fr/page-")
                    .append(mark).append(i).append(" HTTP/1.1\" ").append(i % 50 == 0 ? 503 : 200)
                    .append(" 5120 \"-\" \"Mozilla/5.0 (X11; Linux)\"\n");
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Used megabytes after a full collection. */
    private static double heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
    }

    private static void patient(long begin) throws InterruptedException {
        if (since(begin) > PATIENCE.toSeconds()) {
            throw new IllegalStateException("not within " + PATIENCE);
        }
        Thread.sleep(1);
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        if (new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start().waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
    }
}
