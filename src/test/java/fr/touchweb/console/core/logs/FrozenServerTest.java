package fr.touchweb.console.core.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.logs.follow.Bookmarks;
import fr.touchweb.console.core.logs.follow.FollowTimes;
import fr.touchweb.console.core.logs.follow.SourceHealth.Condition;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.logs.follow.Start;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.ssh.transport.SshHosts;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.TestSshd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that stops answering for a moment: nobody takes its logs for live, and nothing is lost. */
class FrozenServerTest {
    private static final FollowTimes TIMES = new FollowTimes(Duration.ofMillis(50), Duration.ofMillis(50),
            Duration.ofSeconds(5), Duration.ofMillis(400), Duration.ofSeconds(60), Duration.ofMillis(50),
            Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofSeconds(30), 0, 256 << 10, 1 << 20);

    @TempDir
    private Path folder;

    @Test
    void itsLogsAreSilentUntilItAnswers() throws Exception {
        Path log = folder.resolve("a.log");
        Files.writeString(log, "one\n");
        SourceKey source = new SourceKey("web1", log.toString());
        try (TestSshd sshd = TestSshd.start(folder.resolve("sshd"));
                SshHosts hosts = PastLogsOverSshTest.hosts(sshd)) {
            RemoteHost host = hosts.connect(sshd.target("web1"));
            try (LogSession session = new LogSession(server -> host, TIMES, InstantSource.system(), ZoneId.of("UTC"),
                    FormatCatalog.plain(), folder.resolve("spool"), 1 << 28, Bookmarks.NONE,
                    Thread.ofVirtual().factory(), error -> {
                        throw new AssertionError(error);
                    })) {
                session.start();
                session.follow(List.of(new LogSource("web1", "a", log.toString(), null, true)), new Start.Beginning());
                Await.until("it is live",
                        () -> session.view().size() == 1 && condition(session, source) == Condition.LIVE);
                sshd.signal("STOP");
                try {
                    Files.writeString(log, "two\n", StandardOpenOption.APPEND);
                    Await.until("it is silent", () -> condition(session, source) == Condition.SILENT);
                    assertEquals(-1, session.health().get(source).lagBytes(), "nobody knows");
                } finally {
                    sshd.signal("CONT");
                }
                Await.until("it goes on",
                        () -> session.view().size() == 2 && condition(session, source) == Condition.LIVE);
                StoredLine last = session.view().row(1, 100);
                assertNotNull(last);
                assertEquals("two", last.text(), "without a row that says that anything happened");
            }
        }
    }

    private static Condition condition(LogSession session, SourceKey source) {
        return session.health().containsKey(source) ? session.health().get(source).condition() : Condition.STARTING;
    }
}
