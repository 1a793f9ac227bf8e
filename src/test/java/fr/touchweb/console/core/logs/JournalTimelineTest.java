package fr.touchweb.console.core.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.format.Level;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.logs.follow.Bookmarks;
import fr.touchweb.console.core.logs.follow.FollowTimes;
import fr.touchweb.console.core.logs.follow.SourceHealth.Condition;
import fr.touchweb.console.core.logs.follow.SourceKey;
import fr.touchweb.console.core.logs.follow.Start;
import fr.touchweb.console.core.logs.past.PastReading;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.TestJournald;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real journal in the timeline, beside files, and back into its past. */
class JournalTimelineTest {
    private static final FollowTimes TIMES = new FollowTimes(Duration.ofMillis(100), Duration.ofMillis(200),
            Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(5),
            Duration.ofSeconds(60), Duration.ofMillis(200),
            Duration.ofSeconds(2), 0, 64 << 10, 1 << 20);

    @TempDir
    private Path folder;

    static List<String> messages(LogSession session) {
        List<String> all = new ArrayList<>();
        for (long row = 0; row < session.view().size(); row++) {
            StoredLine line = session.view().row(row, 1 << 20);
            if (line != null && line.kind() == StoredLine.Kind.LINE) {
                String message = session.reader(line.source()).parse(line.bytes(), 0, line.length()).message();
                if (message.startsWith("entry")) {
                    all.add(message);
                }
            }
        }
        return all;
    }

    static String entries(int from, int to) {
        return String.join("\n\n", IntStream.range(from, to).mapToObj(i -> "MESSAGE=entry " + i + "\nPRIORITY=4")
                .toList());
    }

    @Test
    void itsPastIsReadUpToWhereFollowingBegan() throws Exception {
        try (TestJournald journald = TestJournald.start();
                LogSession session = new LogSession(
                        server -> new LocalHost(server, new CommandJournal(Clock.systemUTC())), TIMES,
                        InstantSource.system(), ZoneId.of("America/New_York"), FormatCatalog.plain(),
                        folder.resolve("spool"), 1 << 28, Bookmarks.NONE, Thread.ofVirtual().factory(),
                        Throwable::printStackTrace)) {
            Instant begin = Instant.now();
            journald.send(entries(0, 200));
            String name = "journal,directory=" + journald.files();
            SourceKey key = new SourceKey("web1", name);
            session.start();
            session.follow(List.of(new LogSource("web1", "journal", name, null, true)), new Start.End(0));
            Await.until("it is followed", () -> session.health().containsKey(key)
                    && session.health().get(key).condition() == Condition.LIVE);
            journald.send(entries(200, 210));
            Await.until("it is in the timeline", () -> messages(session).size() >= 10);
            List<String> followed = messages(session);
            assertEquals("entry 209", followed.getLast());
            PastReading.Result past = session.past().read(key, begin.minusSeconds(60), 1 << 24,
                    TaskControl.UNATTENDED);
            assertNotNull(past);
            assertTrue(past.reached(), past.toString());
            session.settle();
            assertEquals(IntStream.range(0, 210).mapToObj(i -> "entry " + i).toList(), messages(session));
            StoredLine line = session.view().row(session.view().size() - 1, 1 << 20);
            assertNotNull(line);
            assertEquals(Level.WARNING, line.level());
            // Null where journald's own first entry is older than this moment, nothing read where it is not.
            PastReading.Result again = session.past().read(key, begin, 1 << 24, TaskControl.UNATTENDED);
            assertTrue(again == null || again.bytes() == 0, String.valueOf(again));
            session.settle();
            assertEquals(IntStream.range(0, 210).mapToObj(i -> "entry " + i).toList(), messages(session));
        }
    }
}
