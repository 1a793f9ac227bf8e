package fr.touchweb.console.core.logs.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.format.LineParser;
import fr.touchweb.console.core.format.LocalTimes;
import fr.touchweb.console.core.format.ParsedLine;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.logs.JournalMatches;
import fr.touchweb.console.core.logs.LineFilter;
import fr.touchweb.console.core.logs.follow.JournalSource;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.task.TaskControl;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.TestJournald;
import fr.touchweb.console.support.TestSshd;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Searching what a real journald keeps, through journalctl. */
class JournalSearchTest {
    private final List<String> found = new ArrayList<>();
    private final List<Long> numbers = new ArrayList<>();
    private final List<String> ran = new ArrayList<>();

    private FileSearch.Result search(TestJournald journald, SearchPattern pattern, @Nullable Instant since,
            @Nullable Instant until) throws Exception {
        return search(journald, pattern, new JournalSearch.Part(since, until, List.of()));
    }

    private FileSearch.Result search(TestJournald journald, SearchPattern pattern, JournalSearch.Part part)
            throws Exception {
        found.clear();
        numbers.clear();
        ran.clear();
        LineParser parser = FormatCatalog.plain().parser("journal", null,
                new LocalTimes(ZoneOffset.UTC, InstantSource.system()));
        return new JournalSearch(new LocalHost("web1", new CommandJournal(Clock.systemUTC())),
                JournalSource.of("journal,directory=" + journald.files()).orElseThrow(), pattern, 32 << 10,
                LineFilter.STEPS, new JournalSearch.Listener() {
                    @Override
                    public void ran(String command) {
                        ran.add(command);
                    }

                    @Override
                    public void ownEntries() {
                        throw new AssertionError("the files are ours");
                    }

                    @Override
                    public void entry(long number, byte[] entry, ParsedLine parsed) {
                        found.add(parsed.message());
                        numbers.add(number);
                    }
                }).search(part, parser, TaskControl.UNATTENDED);
    }

    @Test
    void messagesAreFoundByWordsExpressionsAndTime() throws Exception {
        try (TestJournald journald = TestJournald.start()) {
            journald.send(entries(0, 200) + "\n\nMESSAGE=Échec [a.b] \"50%\" C:\\\\dir | x\nPRIORITY=3");
            standsThere(journald, "entry 199");
            Instant middle = Instant.now();
            journald.send(entries(200, 300));
            journald.send("MESSAGE=" + "y".repeat(40_000) + "\nPRIORITY=6");
            journald.send("MESSAGE=last");
            standsThere(journald, "last");
            FileSearch.Result one = search(journald, SearchPattern.regex("entry 1?7[0-9]$|ENTRY 299", true), middle,
                    null);
            assertEquals(1, one.lines(), ran + " " + found + one);
            assertEquals(2, search(journald, SearchPattern.regex("entry 17[89]$", false), null, middle).lines());
            assertEquals(List.of("entry 178", "entry 179"), found);
            assertEquals(numbers.stream().sorted().distinct().toList(), numbers);
            assertTrue(numbers.getFirst() > 0, numbers.toString());
            assertEquals(1, ran.size());
            assertTrue(ran.getFirst().contains("--grep=") && ran.getFirst().startsWith("nice -n 19 journalctl"),
                    ran.getFirst());
            for (String hard : List.of("Échec [a.b]", "\"50%\"", "[A.B]", "\\dir | x")) {
                assertEquals(1, search(journald, SearchPattern.literal(hard, hard.equals("[A.B]")), null, null).lines(),
                        hard);
            }
            assertEquals(0, search(journald, SearchPattern.literal("ENTRY", false), null, null).lines());
            // Nothing that a match cannot do without: every entry travels.
            FileSearch.Result all = search(journald, SearchPattern.regex("^.{7,9}$", false), middle, null);
            assertEquals(100, all.lines());
            assertEquals(1, all.cut(), "the long one is not searched, and counted");
            assertFalse(ran.getFirst().contains("--grep"), ran.getFirst());
        }
    }

    @Test
    void whatAFilterAsksOfFieldsIsLookedForByJournalctl() throws Exception {
        try (TestJournald journald = TestJournald.start()) {
            journald.send(
                    "MESSAGE=one\nPRIORITY=3\nSYSLOG_PID=711\n\nMESSAGE=two\nPRIORITY=4\n\nMESSAGE=three\nPRIORITY=1"
                            + "\n\nMESSAGE=end");
            standsThere(journald, "end");
            JournalSource all = JournalSource.of("journal").orElseThrow();
            for (Map.Entry<String, List<String>> asked : Map.of("priority<=3", List.of("one", "three"),
                    "priority:3", List.of("one"), "priority<=notice priority>=warning", List.of("two"),
                    "unit:no-such-unit.service", List.<String>of()).entrySet()) {
                search(journald, SearchPattern.ANY, new JournalSearch.Part(null, null,
                        JournalMatches.of(LineFilter.of(asked.getKey()), all)));
                found.retainAll(List.of("one", "two", "three", "end"));
                assertEquals(asked.getValue(), found, asked.getKey() + " " + ran);
            }
            search(journald, SearchPattern.ANY, new JournalSearch.Part(null, null,
                    JournalMatches.of(LineFilter.of("pid:711 priority<=3"), all)));
            assertEquals(List.of("one"), found, ran.toString());
        }
    }

    @Test
    void aJournalThatIsNoneSaysWhy() {
        RemoteException e = assertThrows(RemoteException.class,
                () -> new JournalSearch(new LocalHost("web1", new CommandJournal(Clock.systemUTC())),
                        JournalSource.of("journal,directory=/var/empty/none").orElseThrow(), SearchPattern.ANY, 1 << 20,
                        LineFilter.STEPS, new JournalSearch.Listener() {
                            @Override
                            public void ran(String command) {
                                throw new AssertionError(command);
                            }

                            @Override
                            public void ownEntries() {
                                throw new AssertionError("nothing is there");
                            }

                            @Override
                            public void entry(long number, byte[] entry, ParsedLine parsed) {
                                throw new AssertionError(parsed.message());
                            }
                        }).search(new JournalSearch.Part(null, null, List.of()),
                                FormatCatalog.plain().parser("journal", null,
                                        new LocalTimes(ZoneOffset.UTC, InstantSource.system())),
                                TaskControl.UNATTENDED));
        assertFalse(e.text().key().isEmpty());
    }

    private static void standsThere(TestJournald journald, String text) throws Exception {
        Await.until("it stands in the journal", () -> !TestSshd.run("journalctl", "-q", "-D",
                journald.files().toString(), "MESSAGE=" + text).isEmpty());
    }

    private static String entries(int from, int to) {
        return String.join("\n\n", IntStream.range(from, to).mapToObj(i -> "MESSAGE=entry " + i + "\nPRIORITY=6")
                .toList());
    }
}
