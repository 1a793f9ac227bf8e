package fr.touchweb.console.bench;

import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.policy.SshPolicy;
import fr.touchweb.console.core.ssh.Command;
import fr.touchweb.console.core.ssh.RemoteProcess;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.SshTarget;
import fr.touchweb.console.core.ssh.auth.Authentication;
import fr.touchweb.console.core.ssh.auth.KeyRing;
import fr.touchweb.console.core.ssh.config.SshConfigResolver;
import fr.touchweb.console.core.ssh.transport.SeparateLogins;
import fr.touchweb.console.core.ssh.transport.SshHost;
import fr.touchweb.console.core.ssh.transport.SshHosts;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.TestSshd;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Our SSH beside the OpenSSH client, on one loopback sshd, aes128-gcm on both sides. */
final class SshBenchmarks implements Benchmark {
    private static final long BULK_BYTES = 512L << 20;
    private static final int REPEATS = 5;
    /** sshd listens on at most 16 addresses. */
    private static final int ADDRESSES = 14;

    private Path folder = Path.of("");

    @Override
    public String name() {
        return "ssh";
    }

    @Override
    public void run(Report report) throws Exception {
        if (RealPeer.find("sshd").isEmpty() || RealPeer.find("ssh").isEmpty()) {
            report.skipped("everything", "no OpenSSH on this machine");
            return;
        }
        Path memory = Path.of("/dev/shm");
        folder = Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "tw-bench")
                : Files.createTempDirectory("tw-bench");
        try {
            throughputAndLatency(report);
            logins(report);
            manyHosts(report);
            idle(report);
        } finally {
            BenchFolder.delete(folder);
        }
    }

    private void throughputAndLatency(Report report) throws Exception {
        Path large = folder.resolve("large");
        TestSshd.run("sh", "-c", "head -c " + BULK_BYTES + " /dev/zero > '" + large + "'");
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd"));
                SshHosts hosts = hosts(sshd, new CommandJournal(Clock.systemUTC()))) {
            SshHost host = hosts.connect(sshd.target("bench"));
            host.run(Command.of("true"));
            double[] ours = new double[REPEATS];
            double[] peer = new double[REPEATS];
            double[] oursSftp = new double[REPEATS];
            double[] peerSftp = new double[REPEATS];
            for (int warm = 0; warm < 2; warm++) {
                exec(host, large);
                sftp(host, large);
            }
            ssh(sshd, "true");
            double start = seconds(() -> ssh(sshd, "true"));
            for (int i = 0; i < REPEATS; i++) {
                ours[i] = speed(seconds(() -> exec(host, large)));
                peer[i] = seconds(() -> ssh(sshd, "cat " + large));
                oursSftp[i] = speed(seconds(() -> sftp(host, large)));
                peerSftp[i] = seconds(() -> sftpProgram(sshd, large));
            }
            double exec = Report.median(ours);
            double sftp = Report.median(oursSftp);
            report.compared("exec cat, 512 MiB", exec, speed(Report.median(peer)), "MiB/s", true, 1.0);
            report.ratio("  the client's start and log-in not counted", exec,
                    speed(Report.median(peer) - start), "MiB/s");
            report.compared("SFTP read, 512 MiB", sftp, speed(Report.median(peerSftp)), "MiB/s", true, 1.0);
            report.ratio("  the client's start and log-in not counted", sftp,
                    speed(Report.median(peerSftp) - start), "MiB/s");

            double[] shortRuns = new double[200];
            double[] stats = new double[200];
            for (int i = 0; i < shortRuns.length; i++) {
                shortRuns[i] = 1000 * seconds(() -> host.run(Command.of("true")));
                stats[i] = 1000 * seconds(() -> host.files().stat(large.toString()));
            }
            report.limited("short command on an open connection", Report.median(shortRuns), "ms", 8);
            report.told("SFTP stat on an open connection",
                    String.format(Locale.ROOT, "%.2f ms", Report.median(stats)));

            double[] connects = new double[15];
            double[] peerConnects = new double[15];
            for (int i = 0; i < connects.length; i++) {
                hosts.disconnect("bench");
                connects[i] = 1000 * seconds(() -> host.run(Command.of("true")));
                peerConnects[i] = 1000 * seconds(() -> ssh(sshd, "true"));
            }
            report.compared("new connection and one command", Report.median(connects),
                    Report.median(peerConnects), "ms", false, 1.5);
        }
    }

    private void logins(Report report) throws Exception {
        try (TestSshd sshd = TestSshd.start(folder.resolve("logins"));
                SshHosts hosts = hosts(sshd, new CommandJournal(Clock.systemUTC()))) {
            long begun = System.nanoTime();
            int good = SeparateLogins.count(hosts, sshd.target("logins"), 100);
            report.told("100 log-ins to one sshd, default MaxStartups",
                    good + " in " + (System.nanoTime() - begun) / 1_000_000 + " ms");
        }
    }

    private void manyHosts(Report report) throws Exception {
        List<TestSshd> servers = servers(200);
        try (SshHosts hosts = hosts(servers.getFirst(), new CommandJournal(Clock.systemUTC()))) {
            long heapBefore = heap();
            int threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();
            long begun = System.nanoTime();
            List<Callable<Object>> probes = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                SshHost host = hosts.connect(target(servers, i));
                probes.add(host::capabilities);
            }
            int good = all(probes);
            double wall = (System.nanoTime() - begun) / 1e9;
            report.told("200 hosts connected and probed", good + " of 200");
            report.told("  wall", String.format(Locale.ROOT, "%.1f s", wall));
            report.told("  platform threads", ManagementFactory.getThreadMXBean().getThreadCount() - threadsBefore
                    + " more");
            report.told("  heap", (heap() - heapBefore) / 200 / 1024 + " KiB a host");
        } finally {
            close(servers);
        }
    }

    private void idle(Report report) throws Exception {
        List<TestSshd> servers = servers(500);
        try (SshHosts hosts = hosts(servers.getFirst(), new CommandJournal(Clock.systemUTC()))) {
            long heapBefore = heap();
            int threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();
            List<Callable<Object>> calls = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                SshHost host = hosts.connect(target(servers, i));
                calls.add(() -> host.run(Command.of("true")));
            }
            int good = all(calls);
            var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            long heapAfter = heap();
            long cpu = system.getProcessCpuTime();
            Thread.sleep(10_000);
            cpu = system.getProcessCpuTime() - cpu;
            report.told("500 idle connections", good + " of 500");
            report.told("  platform threads", ManagementFactory.getThreadMXBean().getThreadCount() - threadsBefore
                    + " more");
            report.told("  heap", (heapAfter - heapBefore) / 500 / 1024 + " KiB each");
            report.told("  CPU over 10 s", cpu / 1_000_000 + " ms");
        } finally {
            close(servers);
        }
    }

    /** Servers that together look like so many hosts, each by several loopback addresses; one key opens them all. */
    private List<TestSshd> servers(int hosts) throws Exception {
        List<TestSshd> servers = new ArrayList<>();
        for (int i = 0; i * ADDRESSES < hosts; i++) {
            TestSshd.Builder builder = TestSshd.with();
            for (int address = 2; address <= ADDRESSES; address++) {
                builder.option("ListenAddress", "127.0.0." + address);
            }
            TestSshd server = builder.start(folder.resolve("many" + hosts + "-" + i));
            servers.add(server);
            TestSshd first = servers.getFirst();
            Files.copy(first.authorizedKeys(), server.authorizedKeys(), StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(first.knownHosts(), "[127.0.0.*]:" + server.port() + " "
                    + TestSshd.publicKey(server.hostKey()) + "\n", StandardOpenOption.APPEND);
        }
        return servers;
    }

    private static SshTarget target(List<TestSshd> servers, int index) {
        TestSshd server = servers.get(index / ADDRESSES);
        return new SshTarget("host" + index, "127.0.0." + (index % ADDRESSES + 1), server.port(), server.user(),
                List.of());
    }

    private static void close(List<TestSshd> servers) throws InterruptedException {
        for (TestSshd server : servers) {
            server.close();
        }
    }

    private SshHosts hosts(TestSshd sshd, CommandJournal journal) throws IOException {
        SshPolicy figures = new Policies(folder).load("tw").ssh();
        return new SshHosts(journal, sshd.environment(), SecretSource.NONE, figures,
                new SshConfigResolver(null, Map.of(), InstantSource.system()),
                new Authentication(new KeyRing(Duration.ofMinutes(5), InstantSource.system())));
    }

    private static void exec(SshHost host, Path file) throws Exception {
        RemoteProcess process = host.start(Command.of("cat", file.toString()));
        drain(process.stdout());
        process.await();
    }

    private static void sftp(SshHost host, Path file) throws Exception {
        try (InputStream in = host.files().read(file.toString(), 0)) {
            drain(in);
        }
    }

    private static void drain(InputStream in) throws IOException {
        byte[] buffer = new byte[256 << 10];
        long total = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            total += n;
        }
        if (total != BULK_BYTES) {
            throw new IOException(total + " bytes");
        }
    }

    private void ssh(TestSshd sshd, String command) throws Exception {
        List<String> argv = new ArrayList<>(List.of("ssh"));
        argv.addAll(options(sshd));
        argv.addAll(List.of("-p", Integer.toString(sshd.port()), sshd.user() + "@127.0.0.1", command));
        toNothing(argv);
    }

    private void sftpProgram(TestSshd sshd, Path file) throws Exception {
        List<String> argv = new ArrayList<>(List.of("sftp", "-q"));
        argv.addAll(options(sshd));
        Path copy = folder.resolve("copy");
        argv.addAll(List.of("-P", Integer.toString(sshd.port()), sshd.user() + "@127.0.0.1:" + file, copy.toString()));
        toNothing(argv);
        Files.delete(copy);
    }

    private static List<String> options(TestSshd sshd) {
        return List.of("-F", "none", "-c", "aes128-gcm@openssh.com", "-i", sshd.clientKey().toString(), "-o",
                "UserKnownHostsFile=" + sshd.knownHosts(), "-o", "BatchMode=yes", "-o", "LogLevel=ERROR");
    }

    private static void toNothing(List<String> argv) throws Exception {
        int exit = new ProcessBuilder(argv).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start().waitFor();
        if (exit != 0) {
            throw new IOException(argv + " ended with " + exit);
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    private static double seconds(Step step) throws Exception {
        long start = System.nanoTime();
        step.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static double speed(double seconds) {
        return BULK_BYTES / seconds / (1 << 20);
    }

    private static int all(List<Callable<Object>> calls) throws InterruptedException {
        int good = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Object> future : threads.invokeAll(calls)) {
                if (future.state() == Future.State.SUCCESS) {
                    good++;
                } else {
                    System.out.println("  " + future.exceptionNow());
                }
            }
        }
        return good;
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
