package fr.touchweb.console.core.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.logs.search.RemoteSearch;
import fr.touchweb.console.core.logs.search.SearchPattern;
import fr.touchweb.console.core.policy.SshPolicy;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.SecretSource;
import fr.touchweb.console.core.ssh.auth.Authentication;
import fr.touchweb.console.core.ssh.auth.KeyRing;
import fr.touchweb.console.core.ssh.config.SshConfigResolver;
import fr.touchweb.console.core.ssh.transport.SshHosts;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.TestSshd;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searching and fetching logs of a server behind a real sshd, with SFTP and without it. */
class PastLogsOverSshTest {
    private static final SshPolicy FIGURES = new SshPolicy(10_000, 15_000, 30_000, 10_000, 60_000, 120_000, 5_000,
            15_000, 60_000, 300_000, 100, 1_000, 20, 4, 32, 8, 3, 30_000, 3);
    private static final int LINES = 60_000;

    @TempDir
    private Path folder;

    static SshHosts hosts(TestSshd sshd) throws Exception {
        return new SshHosts(new CommandJournal(Clock.systemUTC()), sshd.environment(), SecretSource.NONE, FIGURES,
                new SshConfigResolver(null, Map.of(), InstantSource.system()),
                new Authentication(new KeyRing(Duration.ofMinutes(5), InstantSource.system())));
    }

    private Path log() throws IOException {
        Path log = folder.resolve("shop's access.log");
        Files.writeString(log, IntStream.range(0, LINES)
                .mapToObj(i -> "GET /page-%06d %d\n".formatted(i, i % 1_000 == 7 ? 503 : 200))
                .collect(Collectors.joining()));
        try (OutputStream zip = new GZIPOutputStream(Files.newOutputStream(folder.resolve(log.getFileName()
                + ".2.gz")))) {
            Files.copy(log, zip);
        }
        return log;
    }

    @Test
    void aSearchRunsOnTheServerWhereThatSendsLessAndFindsTheSame() throws Exception {
        Path log = log();
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd")); SshHosts hosts = hosts(sshd)) {
            searches(hosts.connect(sshd.target("web1")), log);
        }
    }

    @Test
    void withoutSftpToo() throws Exception {
        Path log = log();
        try (TestSshd sshd = TestSshd.with().option("Subsystem", "other /bin/false").start(folder.resolve("sshd"));
                SshHosts hosts = hosts(sshd)) {
            RemoteHost host = hosts.connect(sshd.target("web1"));
            assertFalse(host.capabilities().sftp());
            searches(host, log);
            Path to = Files.createDirectory(folder.resolve("here"));
            Download.Result whole = new Download(host).fetch(log.toString(), to, TaskControl.UNATTENDED);
            assertEquals(Download.Proof.HASH, whole.proof());
            assertEquals(-1, Files.mismatch(log, whole.file()));
        }
    }

    private void searches(RemoteHost host, Path log) throws Exception {
        for (long thereFrom : new long[]{0, Long.MAX_VALUE}) {
            List<String> ran = new ArrayList<>();
            List<String> found = new ArrayList<>();
            RemoteSearch search = new RemoteSearch(host, SearchPattern.regex("page-0{3}[0-9]+ 503", false), thereFrom,
                    1 << 20, new RemoteSearch.Listener() {
                        @Override
                        public void ran(String command) {
                            ran.add(command);
                        }

                        @Override
                        public void line(String path, long offset, byte[] b, int start, int length) {
                            found.add(new String(b, start, length, StandardCharsets.UTF_8));
                        }
                    });
            List<String> generations = RemoteSearch.generations(
                    fr.touchweb.console.core.logs.follow.LogFiles.of(host), log.toString());
            assertEquals(List.of(log + ".2.gz", log.toString()), generations);
            for (String generation : generations) {
                assertEquals(1, search.search(generation, true, TaskControl.UNATTENDED).lines());
            }
            assertEquals(List.of("GET /page-000007 503", "GET /page-000007 503"), found);
            assertEquals(thereFrom == 0 ? 2 : 0, ran.size(), ran.toString());
            assertTrue(ran.stream().allMatch(command -> command.contains("nice -n 19")), ran.toString());
        }
    }

    @Test
    void aDownloadGoesOnAfterTheConnectionWasCut() throws Exception {
        Path log = log();
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd")); SshHosts hosts = hosts(sshd)) {
            RemoteHost host = hosts.connect(sshd.target("web1"));
            Path to = Files.createDirectory(folder.resolve("here"));
            host.capabilities();
            Path part = to.resolve(log.getFileName() + ".part");
            Files.write(part, java.util.Arrays.copyOf(Files.readAllBytes(log), 300_000));
            sshd.kill();
            assertThrows(IOException.class,
                    () -> new Download(host).fetch(log.toString(), to, TaskControl.UNATTENDED));
            assertEquals(300_000, Files.size(part), "what came before stays");
            sshd.restart();
            Download.Result result = retried(host, log, to);
            assertEquals(300_000, result.resumedAt());
            assertEquals(Download.Proof.HASH, result.proof());
            assertEquals(-1, Files.mismatch(log, result.file()));
        }
    }

    private static Download.Result retried(RemoteHost host, Path log, Path to) throws Exception {
        AtomicReference<Download.Result> fetched = new AtomicReference<>();
        Await.until("it is fetched", () -> {
            try {
                fetched.set(new Download(host).fetch(log.toString(), to, TaskControl.UNATTENDED));
                return true;
            } catch (RemoteException e) {
                if (!e.kind().retryable()) {
                    throw e;
                }
                return false;
            }
        });
        return fetched.get();
    }
}
