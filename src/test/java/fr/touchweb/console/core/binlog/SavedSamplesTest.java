package fr.touchweb.console.core.binlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.Cell;
import fr.touchweb.console.core.binlog.model.Mark;
import fr.touchweb.console.core.binlog.model.RowChange;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.model.Value;
import fr.touchweb.console.core.binlog.model.Verdict;
import fr.touchweb.console.core.binlog.model.Verdict.State;
import fr.touchweb.console.core.binlog.text.RowListener;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.BinlogPolicy;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.task.OwnControl;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.support.RealPeer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Files and texts of four servers that were saved with everything that went wrong with them. */
class SavedSamplesTest {
    private static final Path SAMPLES = Path.of("../shared/data/mysql-binlog/made-here");

    @TempDir
    private Path folder;
    private BinlogPolicy policy;

    @BeforeEach
    void samplesAreThere() throws IOException {
        assumeTrue(Files.isDirectory(SAMPLES), "no " + SAMPLES + " here");
        policy = new Policies(folder).load("tw").binlog();
    }

    private static final class Rows implements RowListener {
        final List<RowChange> rows = new ArrayList<>();

        @Override
        public void row(RowChange row) {
            rows.add(row);
        }
    }

    private Verdict read(String text, Heard heard, Rows rows, ZoneId zone) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return new SavedText(policy, zone).read(new ByteArrayInputStream(bytes), "-", bytes.length, heard, rows,
                new OwnControl());
    }

    private static String text(String name) throws IOException {
        return Files.readString(SAMPLES.resolve(name), StandardCharsets.ISO_8859_1);
    }

    @TestFactory
    Stream<DynamicTest> everyFailureHasItsVerdict() throws IOException {
        RealPeer.require("mysqlbinlog");
        Map<String, State> expected = new TreeMap<>();
        expected.putAll(Map.of("failures/trunc-mid-event", State.CUT, "failures/trunc-in-header", State.CUT,
                "failures/trunc-on-boundary", State.UNCLOSED, "failures/zeros", State.DAMAGED, "failures/bad-length",
                State.CUT, "failures/bad-length-small", State.DAMAGED, "failures/bad-type", State.DAMAGED,
                "failures/bitflip-body", State.COMPLETE, "failures/bad-magic", State.FOREIGN, "failures/maria-inuse",
                State.LIVE));
        expected.putAll(Map.of("failures/crafted-m-incident", State.COMPLETE, "failures/crafted-m-ignorable",
                State.COMPLETE, "failures/crafted-m-unknown", State.DAMAGED, "failures/crafted-m-heartbeat",
                State.DAMAGED, "failures/my80-trunc", State.WRONG_TOOL, "my97/01-basic-row", State.WRONG_TOOL,
                "m1011/22-encrypted", State.ENCRYPTED, "my80/22-encrypted", State.ENCRYPTED, "failures/empty",
                State.FOREIGN));
        Map<String, Long> positions = Map.of("failures/trunc-mid-event", 1480L, "failures/zeros", 1295L,
                "failures/bad-type", 1295L, "failures/crafted-m-unknown", 4405L);
        RemoteBinlogs binlogs = new RemoteBinlogs(new LocalHost("here", new CommandJournal(Clock.systemUTC())), policy);
        return expected.entrySet().stream().map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
            Path path = SAMPLES.resolve(entry.getKey() + ".bin").toAbsolutePath().normalize();
            BinlogFile file = binlogs.file(path.toString());
            Heard heard = new Heard();
            Verdict verdict = binlogs.index(file, 0, heard, new OwnControl());
            assertEquals(entry.getValue(), verdict.state(), () -> file + " " + verdict);
            assertEquals(positions.getOrDefault(entry.getKey(), verdict.position()), verdict.position());
            assertEquals(entry.getKey().endsWith("incident"),
                    heard.notes.contains(Message.of("binlog.note.lost", 4405L)));
        }));
    }

    @TestFactory
    Stream<DynamicTest> stringsAreTheSameInEveryDialect() throws IOException {
        List<String> mariaDb = strings("m1011");
        assertTrue(mariaDb.size() >= 10, mariaDb.toString());
        return Stream.of("my57", "my80", "my97").map(server -> DynamicTest.dynamicTest(server,
                () -> assertEquals(mariaDb, strings(server))));
    }

    /** All strings of the case whose texts imitate the tool, as bytes. */
    private List<String> strings(String server) throws IOException {
        Rows rows = new Rows();
        read(text(server + "/03-strings-injection.vv.txt"), new Heard(), rows, ZoneId.of("UTC"));
        List<String> strings = new ArrayList<>();
        for (RowChange row : rows.rows) {
            for (Cell cell : row.after() == null ? row.before().cells() : row.after().cells()) {
                if (cell.value() instanceof Value.Bytes(byte[] bytes, boolean ambiguous)) {
                    strings.add(row.table() + " " + HexFormat.of().formatHex(bytes));
                    assertFalse(ambiguous && !server.equals("m1011"));
                }
            }
        }
        return strings;
    }

    @Test
    void positionsThatTheServerLeavesOut() throws IOException {
        // MariaDB 11 prints end_log_pos 0 inside of transactions; this is its text made from that of 10.11.
        String printed = text("m1011/01-basic-row.v.txt");
        String legacy = printed.replaceAll("end_log_pos \\d+ (CRC32 \\S+ \\t(?:Annotate_rows|Table_map|\\w+_rows):)",
                "end_log_pos 0 $1");
        assertFalse(legacy.equals(printed));
        Heard with = new Heard();
        Heard without = new Heard();
        read(printed, with, new Rows(), null);
        assertEquals(State.COMPLETE, read(legacy, without, new Rows(), null).state());
        assertEquals(with.events, without.events);
        assertEquals(with.transactions, without.transactions);
    }

    @Test
    void timesOfTextFromAnotherZone() throws IOException {
        String printed = text("m1011/01-basic-row.v.txt");
        Heard utc = new Heard();
        read(printed, utc, new Rows(), null);
        Heard tokyo = new Heard();
        read(printed.replaceAll("#261121 20:", "#261122  5:"), tokyo, new Rows(), null);
        assertEquals(utc.transactions, tokyo.transactions);
        assertEquals(utc.events, tokyo.events);
        assertEquals(Instant.parse("2026-11-21T20:40:32Z"), utc.transactions.getFirst().time());
    }

    @Test
    void rowsOfPartialImagesAndValuesThatCannotBePrinted() throws IOException {
        Rows rows = new Rows();
        read(text("my80/09-json-partial.mysql8.vv.txt"), new Heard(), rows, null);
        assertTrue(rows.rows.stream().flatMap(r -> r.after() == null ? Stream.empty() : r.after().cells().stream())
                .anyMatch(
                        c -> c.value() instanceof Value.Expression(String text) && text.startsWith("JSON_REPLACE(@2")));
        Rows types = new Rows();
        Heard heard = new Heard();
        read(text("my57/02-types.vv.txt"), heard, types, null);
        assertTrue(types.rows.stream().flatMap(r -> r.after() == null ? Stream.empty() : r.after().cells().stream())
                .anyMatch(c -> c.value() instanceof Value.Unreadable));
        assertTrue(heard.transactions.stream().noneMatch(t -> t.has(Mark.INCOMPLETE)));
    }

    @Test
    void countsOfEveryFamilyAgree() throws IOException {
        List<String> mariaDb = operations("m1011/01-basic-row.v.txt");
        for (String server : List.of("my57", "my80", "my97")) {
            assertEquals(mariaDb, operations(server + "/01-basic-row.v.txt"), server);
        }
    }

    private List<String> operations(String name) throws IOException {
        Heard heard = new Heard();
        read(text(name), heard, new Rows(), null);
        return heard.transactions.stream().map(Transaction::operations).map(Object::toString).toList();
    }
}
