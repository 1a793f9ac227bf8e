package fr.touchweb.console.core.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ChangeJournalTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private ChangeJournal at(Instant instant) {
        return new ChangeJournal(folder, Clock.fixed(instant, ZoneOffset.UTC), "jdurand", "poste-7");
    }

    private void fill(int entries) throws IOException {
        for (int i = 0; i < entries; i++) {
            at(START.plus(Duration.ofDays(i))).append("acme-web" + i, "edit-server",
                    "nom « é » \"cité\"\nligne " + i, "done");
        }
    }

    private Verification verify() throws IOException {
        return at(START).verify();
    }

    private Path file() {
        return folder.resolve("changes.jsonl");
    }

    @Test
    void keepsWhoWhenWhereWhatAndResult() throws IOException {
        List<ChangeEntry> heard = new ArrayList<>();
        ChangeJournal journal = at(START);
        journal.onAppend(heard::add);
        ChangeEntry entry = journal.append("acme-web1", "edit-server", "port 22 → 2222", "done");
        assertEquals(new ChangeEntry(1, START, "jdurand", "poste-7", "acme-web1", "edit-server",
                "port 22 → 2222", "done"), entry);
        assertEquals(List.of(entry), heard);
        assertEquals(List.of(entry), journal.newest(10));
        assertEquals(new Verification.Intact(1, 0, 0), verify());
        if (file().getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        }
    }

    @Test
    void anEmptyJournalIsIntact() throws IOException {
        assertEquals(new Verification.Intact(0, 0, 0), verify());
        assertEquals(List.of(), at(START).newest(5));
    }

    @Test
    void namesTheFirstAlteredLine() throws IOException {
        fill(6);
        List<String> lines = Files.readAllLines(file());
        lines.set(2, lines.get(2).replace("\"done\"", "\"cancelled\""));
        Files.write(file(), lines);
        assertEquals(3, assertInstanceOf(Verification.Broken.class, verify()).line());
        at(START).append("x", "y", "z", "done");
        assertEquals(3, assertInstanceOf(Verification.Broken.class, verify()).line());
    }

    @Test
    void everyAlteredByteIsFound() throws IOException {
        fill(5);
        byte[] good = Files.readAllBytes(file());
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            byte[] bad = good.clone();
            int at = random.nextInt(bad.length);
            bad[at] ^= (byte) (1 + random.nextInt(255));
            Files.write(file(), bad);
            assertInstanceOf(Verification.Broken.class, verify(), "seed " + seed + " byte " + at);
        }
        for (int line = 0; line < 5; line++) {
            List<String> lines = new ArrayList<>(new String(good, StandardCharsets.UTF_8).lines().toList());
            lines.remove(line);
            Files.write(file(), lines);
            assertEquals(Math.min(line + 1, 5), assertInstanceOf(Verification.Broken.class, verify()).line());
        }
        Files.write(file(), good);
        assertEquals(new Verification.Intact(5, 0, 0), verify());
    }

    @Test
    void aCutEndIsFoundAlsoAfterAnotherEntry() throws IOException {
        fill(4);
        List<String> lines = Files.readAllLines(file());
        Files.write(file(), lines.subList(0, 3));
        assertEquals(4, assertInstanceOf(Verification.Broken.class, verify()).line());
        at(START).append("x", "y", "z", "done");
        assertEquals(4, assertInstanceOf(Verification.Broken.class, verify()).line());
    }

    @Test
    void aLineTornByACrashLosesNothing() throws IOException {
        fill(3);
        byte[] good = Files.readAllBytes(file());
        byte[] next = ChangeLine.write(ChangeLine.CHANGE,
                new ChangeEntry(4, START, "jdurand", "poste-7", "t", "a", "d", "done"),
                ChangeLine.read(Files.readAllLines(file()).get(2).getBytes(StandardCharsets.UTF_8)).hash());
        for (int cut = 1; cut < next.length; cut += 7) {
            byte[] torn = Arrays.copyOf(good, good.length + cut);
            System.arraycopy(next, 0, torn, good.length, cut);
            Files.write(file(), torn);
            Files.deleteIfExists(folder.resolve("changes.head"));
            ChangeEntry entry = at(START).append("after", "y", "z", "done");
            assertEquals(5, entry.sequence(), "cut " + cut);
            assertEquals(new Verification.Intact(5, 0, 1), verify(), "cut " + cut);
            byte[] now = Files.readAllBytes(file());
            assertTrue(Arrays.equals(torn, Arrays.copyOf(now, torn.length)), "the torn bytes stay");
            assertEquals(4, at(START).newest(9).size());
        }
    }

    @Test
    void aWholeLineWithoutItsEndCounts() throws IOException {
        fill(3);
        byte[] good = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(good, good.length - 1));
        at(START).append("after", "y", "z", "done");
        assertEquals(new Verification.Intact(4, 0, 0), verify());
    }

    @Test
    void purgeKeepsTheRestByteForByteAndIsItselfAnEntry() throws IOException {
        fill(10);
        List<String> before = Files.readAllLines(file());
        assertEquals(4, at(START.plus(Duration.ofDays(20))).purge(START.plus(Duration.ofDays(4))));
        assertEquals(new Verification.Intact(7, 4, 0), verify());
        List<String> after = Files.readAllLines(file());
        assertEquals(before.subList(4, 10), after.subList(1, 7));
        assertEquals("purge-journal", at(START).newest(1).get(0).action());
        at(START.plus(Duration.ofDays(21))).append("x", "y", "z", "done");
        assertEquals(new Verification.Intact(8, 4, 0), verify());
        assertEquals(0, at(START).purge(START.plus(Duration.ofDays(4))));
        assertEquals(8, at(START.plus(Duration.ofDays(30))).purge(START.plus(Duration.ofDays(22))));
        assertEquals(new Verification.Intact(1, 12, 0), verify());
        try (var files = Files.list(folder)) {
            assertEquals(List.of("changes.head", "changes.jsonl", "changes.jsonl.lock"),
                    files.map(f -> f.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void aClockThatWasPutBackChangesNoOrder() throws IOException {
        at(START).append("first", "a", "", "done");
        at(START.minus(Duration.ofDays(3))).append("second", "a", "", "done");
        at(START.plus(Duration.ofDays(1))).append("third", "a", "", "done");
        List<String> order = List.of("first", "second", "third");
        assertEquals(order, at(START).newest(9).stream().map(ChangeEntry::target).toList());
        assertEquals(order, at(START).newest(new JournalWords("done"), 9).stream().map(ChangeEntry::target).toList());
        assertEquals(new Verification.Intact(3, 0, 0), verify());
        assertEquals(0, at(START).purge(START.minus(Duration.ofDays(1))), "what came after a kept entry is kept");
        assertEquals(2, at(START).purge(START.plus(Duration.ofHours(1))));
        assertEquals(new Verification.Intact(2, 2, 0), verify());
    }

    @Test
    void aTornLineOutlivesAPurgeOfWhatStandsBeforeIt() throws IOException {
        fill(2);
        Files.writeString(file(), Files.readString(file()) + "{\"torn");
        at(START.plus(Duration.ofDays(9))).append("after", "y", "z", "done");
        assertEquals(new Verification.Intact(4, 0, 1), verify());
        assertEquals(2, at(START.plus(Duration.ofDays(9))).purge(START.plus(Duration.ofDays(5))));
        assertEquals(List.of("after", "console"),
                at(START).newest(9).stream().map(ChangeEntry::target).toList());
        assertInstanceOf(Verification.Intact.class, verify());
        at(START.plus(Duration.ofDays(10))).append("more", "y", "z", "done");
        assertInstanceOf(Verification.Intact.class, verify());
    }

    @Test
    void aForgedStartIsFoundAndABrokenJournalIsNotPurged() throws IOException {
        fill(6);
        List<String> lines = Files.readAllLines(file());
        ChangeLine second = ChangeLine.read(lines.get(1).getBytes(StandardCharsets.UTF_8));
        byte[] anchor = ChangeLine.write(ChangeLine.ANCHOR, second.entry(), second.hash());
        List<String> forged = new ArrayList<>(lines.subList(2, 6));
        forged.addFirst(new String(anchor, StandardCharsets.UTF_8));
        Files.write(file(), forged);
        assertEquals(1, assertInstanceOf(Verification.Broken.class, verify()).line());
        assertEquals(0, at(START).purge(START.plus(Duration.ofDays(400))));
        assertEquals(forged, Files.readAllLines(file()));
    }

    /** Main of a second process: appends as many entries as it is told to. */
    public static final class Writer {
        public static void main(String[] arguments) throws IOException {
            ChangeJournal journal = new ChangeJournal(Path.of(arguments[0]), Clock.systemUTC(), arguments[1], "m");
            for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
                journal.append("t", "a", "entry " + i, "done");
            }
        }
    }

    @Test
    void severalProcessesShareOneChain() throws Exception {
        List<Process> others = new ArrayList<>();
        for (String name : List.of("one", "two")) {
            others.add(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                    System.getProperty("java.class.path"), Writer.class.getName(), folder.toString(), name, "40")
                    .inheritIO().start());
        }
        IntStream.range(0, 4).parallel().forEach(thread -> {
            try {
                Writer.main(new String[]{folder.toString(), "thread" + thread, "20"});
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        for (Process other : others) {
            assertTrue(other.waitFor(90, TimeUnit.SECONDS));
            assertEquals(0, other.exitValue());
        }
        assertEquals(new Verification.Intact(160, 0, 0), verify());
    }

    /** Against reading everything and looking at each entry. */
    @Test
    void wordsAreFoundWhateverTheirCaseAndHoweverTheyAreWritten() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ChangeJournal journal = at(START);
        List<String> some = List.of("Édition", "kiki", "\u212Aelvin", "İstanbul", "\"cité\"", "a\\b", "ACME-web1",
                "80%",
                "line\nfeed", "straße", "x=1");
        List<ChangeEntry> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            all.add(journal.append(some.get(random.nextInt(some.size())), "edit-server",
                    some.get(random.nextInt(some.size())) + " " + some.get(random.nextInt(some.size())), "done"));
        }
        assertEquals(all, journal.newest(100));
        assertEquals(all.subList(53, 60), journal.newest(7));
        for (String text : some) {
            for (String asked : List.of(text, text.toUpperCase(java.util.Locale.ROOT), text.substring(0, 2),
                    "acme " + text)) {
                JournalWords words = new JournalWords(asked);
                List<ChangeEntry> expected = all.stream().filter(words::stand).toList();
                assertEquals(expected, journal.newest(words, 100), "seed " + seed + " " + asked);
            }
        }
        assertEquals(List.of(), journal.newest(new JournalWords("nowhere"), 100));
    }

    @Test
    void theLastEntriesAreReadOverTheEdgesOfBlocks() throws IOException {
        ChangeJournal journal = at(START);
        List<ChangeEntry> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(journal.append("acme-web1", "edit-server", String.valueOf(i).repeat(60_000), "done"));
        }
        assertTrue(Files.size(file()) > 3 << 20);
        assertEquals(all, journal.newest(1000));
        assertEquals(all.subList(10, 40), journal.newest(30));
        Files.write(file(), "{\"torn".getBytes(StandardCharsets.UTF_8), java.nio.file.StandardOpenOption.APPEND);
        assertEquals(all.subList(10, 40), journal.newest(30));
    }

    @Test
    void exportsAreTablesThatNoSpreadsheetRunsOrLinesOfJson() throws IOException {
        ChangeJournal journal = at(START);
        journal.clockOffsets(server -> server.equals("acme-web2") ? Long.valueOf(-2500) : null);
        journal.append("acme-web1", "edit-server", "=cmd|'/c calc'!A1", "done");
        journal.append("acme-web2", "edit-server", "a \"b\", c\nd", "failed: disk");
        Path csv = folder.resolve("out.csv");
        assertEquals(2, journal.export(JournalWords.ALL, JournalExport.CSV, csv));
        assertEquals("sequence,time,person,machine,target,action,detail,result,clockOffsetMillis\r\n"
                + "1,2026-01-01T00:00:00Z,jdurand,poste-7,acme-web1,edit-server,'=cmd|'/c calc'!A1,done,\r\n"
                + "2,2026-01-01T00:00:00Z,jdurand,poste-7,acme-web2,edit-server,\"a \"\"b\"\", c\nd\",failed: disk,-2500\r\n",
                Files.readString(csv));
        Path lines = folder.resolve("out.jsonl");
        assertEquals(1, journal.export(new JournalWords("WEB2 failed"), JournalExport.JSON_LINES, lines));
        assertEquals("{\"sequence\":2,\"time\":\"2026-01-01T00:00:00Z\",\"person\":\"jdurand\",\"machine\":\"poste-7\","
                + "\"target\":\"acme-web2\",\"action\":\"edit-server\",\"detail\":\"a \\\"b\\\", c\\nd\","
                + "\"result\":\"failed: disk\",\"clockOffsetMillis\":-2500}\n", Files.readString(lines));
        assertEquals(-2500, journal.newest(1).getFirst().clockOffsetMillis());
        assertInstanceOf(Verification.Intact.class, verify());
    }
}
