package fr.touchweb.console.core.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.logs.follow.LogEvent.Gap;
import fr.touchweb.console.core.logs.follow.SourceHealth.Condition;
import fr.touchweb.console.core.logs.follow.Start;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.TestJournald;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries of a real journal from one run to the next, also from one that was killed. */
class KeptJournalTest {
    /** What the page shows at once, which is less than what was written meanwhile. */
    private static final Start SCREEN = new Start.Last(64 << 10, 1 << 30);

    @TempDir
    private Path folder;

    private static List<String> entries(int to) {
        return IntStream.range(0, to).mapToObj(i -> "entry " + i).toList();
    }

    private LogSession run(String journal, String spool) {
        LogSession session = LocalSession.in(folder.resolve(spool), KeptRun.marks(folder), KeptRun.kept(folder));
        session.start();
        session.follow(List.of(new LogSource("web1", "journal", journal, null, true)), SCREEN);
        return session;
    }

    private static List<Gap> gaps(LogSession session) {
        return IntStream.range(0, (int) session.view().size()).mapToObj(row -> session.view().row(row, 100))
                .filter(row -> row != null && row.kind() == StoredLine.Kind.GAP)
                .map(row -> (Gap) session.store().marker(row)).toList();
    }

    @Test
    void aKilledConsoleLosesAndDoublesNoEntry() throws Exception {
        try (TestJournald journald = TestJournald.start()) {
            String journal = "journal,directory=" + journald.files();
            journald.send("MESSAGE=before\nPRIORITY=6");
            Process killed = KeptRun.start(folder, journal);
            try {
                Await.until("it is followed", () -> {
                    assertTrue(killed.isAlive());
                    journald.send("MESSAGE=probe\nPRIORITY=6");
                    return KeptPages.isKept(folder, "probe");
                });
                journald.send(JournalTimelineTest.entries(0, 200));
                Await.until("they are kept", () -> KeptPages.isKept(folder, "entry 199"));
            } finally {
                killed.destroyForcibly().waitFor();
            }
            journald.send(JournalTimelineTest.entries(200, 250));
            journald.rotate();
            journald.send(JournalTimelineTest.entries(250, 300));
            try (LogSession session = run(journal, "second")) {
                Await.until("all of them", () -> JournalTimelineTest.messages(session).size() >= 300);
                assertEquals(entries(300), JournalTimelineTest.messages(session));
                assertEquals(List.of(), gaps(session));
                journald.send(JournalTimelineTest.entries(300, 310));
                Await.until("followed on", () -> JournalTimelineTest.messages(session).size() >= 310);
                assertEquals(entries(310), JournalTimelineTest.messages(session));
            }
            try (LogSession session = run("journal,directory=" + journald.files(), "third")) {
                Await.until("it is live", () -> session.health().values().stream()
                        .anyMatch(health -> health.condition() == Condition.LIVE));
                journald.send(JournalTimelineTest.entries(310, 311));
                Await.until("after a good end too", () -> JournalTimelineTest.messages(session).size() >= 311);
                assertEquals(entries(311), JournalTimelineTest.messages(session));
            }
        }
    }
}
