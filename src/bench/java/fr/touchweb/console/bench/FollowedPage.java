package fr.touchweb.console.bench;

import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.LogSource;
import fr.touchweb.console.core.logs.ServerLogs;
import fr.touchweb.console.core.logs.follow.Bookmarks;
import fr.touchweb.console.core.logs.follow.FollowTimes;
import fr.touchweb.console.core.logs.follow.SourceHealth;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.ssh.LocalHost;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The page of logs on the screen, following files behind a real sshd where there is one. */
final class FollowedPage implements AutoCloseable {
    private static final Duration STEP = Duration.ofMillis(20);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss '+0000'",
            Locale.ROOT);

    private final Path folder;
    private final @Nullable TestSshd sshd;
    private final @Nullable SshHosts hosts;
    private final List<OutputStream> outs = new ArrayList<>();
    private final LogSession session;
    private final LogsScreen screen;

    private FollowedPage(Path folder, int files, @Nullable TestSshd sshd, @Nullable SshHosts hosts) throws Exception {
        this.folder = folder;
        this.sshd = sshd;
        this.hosts = hosts;
        Policy policy = new Policies(folder).load("tw");
        CommandJournal journal = new CommandJournal(Clock.systemUTC());
        List<LogSource> sources = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            Path file = Files.createFile(folder.resolve("access-" + i + ".log"));
            sources.add(new LogSource("web" + i, "access", file.toString(), null, true));
            outs.add(Files.newOutputStream(file));
        }
        session = new LogSession(
                server -> hosts == null || sshd == null
                        ? new LocalHost(server, journal)
                        : hosts.connect(sshd.target(server)),
                FollowTimes.of(policy.follow(), policy.ssh()), InstantSource.system(), ZoneId.of("UTC"),
                FormatCatalog.shipped(policy.formats()), folder.resolve("spool"), 4L << 30,
                Bookmarks.NONE, Thread.ofVirtual().factory(), Throwable::printStackTrace);
        session.start();
        screen = LogsScreen.open(session, sources.stream()
                .map(s -> new ServerLogs(s.server(), "acme", true, List.of(s))).toList(), policy,
                folder.resolve("settings"));
        // Following begins near the end of a file: what is written before a log is open is not waited for.
        while (session.health().size() < files || session.health().values().stream()
                .anyMatch(health -> health.condition() != SourceHealth.Condition.LIVE)) {
            Thread.sleep(20);
        }
    }

    static FollowedPage open(Report report, int files) throws Exception {
        Path folder = Files.createTempDirectory("logs-bench");
        if (RealPeer.find("sshd").isEmpty()) {
            report.skipped("over SSH", "no OpenSSH on this machine: files are read directly");
            return new FollowedPage(folder, files, null, null);
        }
        TestSshd sshd = TestSshd.start(folder.resolve("sshd"));
        SshHosts hosts = new SshHosts(new CommandJournal(Clock.systemUTC()), sshd.environment(), SecretSource.NONE,
                new Policies(folder).load("tw").ssh(),
                new SshConfigResolver(null, Map.of(), InstantSource.system()),
                new Authentication(new KeyRing(Duration.ofMinutes(5), InstantSource.system())));
        return new FollowedPage(folder, files, sshd, hosts);
    }

    LogSession session() {
        return session;
    }

    LogsScreen screen() {
        return screen;
    }

    /** Writes numbered lines at a steady rate, late or not; notes when each was written. */
    long write(Duration lasts, int linesASecond, long first, long[] written)
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

    @Override
    public void close() throws Exception {
        screen.close();
        for (OutputStream out : outs) {
            out.close();
        }
        session.close();
        if (hosts != null) {
            hosts.close();
        }
        if (sshd != null) {
            sshd.close();
        }
        BenchFolder.delete(folder);
    }
}
