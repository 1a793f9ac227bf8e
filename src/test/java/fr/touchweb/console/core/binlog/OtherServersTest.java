package fr.touchweb.console.core.binlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.Mark;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.model.TransactionDetail;
import fr.touchweb.console.core.binlog.model.Verdict;
import fr.touchweb.console.core.binlog.model.Verdict.State;
import fr.touchweb.console.core.binlog.text.BinaryWalk;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.BinlogPolicy;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.task.OwnControl;
import fr.touchweb.console.support.RealPeer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Binary logs of servers that Debian does not have. MariaDB 11.4.5 wrote them with its defaults: events inside of
 * transactions have no end position ({@code binlog_legacy_event_pos=OFF}). The tool of this machine reads them.
 */
class OtherServersTest {
    private static final Path SAMPLES = Path.of("src/test/resources/binlog/mariadb-11.4");
    private static final Path SAME_SQL = Path.of("../shared/data/mysql-binlog/made-here/m1011");

    @TempDir
    private Path folder;
    private BinlogPolicy policy;
    private RemoteBinlogs binlogs;

    @BeforeEach
    void open() throws IOException {
        RealPeer.require("mysqlbinlog");
        policy = new Policies(folder).load("tw").binlog();
        binlogs = new RemoteBinlogs(new LocalHost("here", new CommandJournal(Clock.systemUTC())), policy);
    }

    private static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.sorted().toList();
        }
    }

    private Heard index(Path sample) throws Exception {
        Heard heard = new Heard();
        BinlogFile file = binlogs.file(sample.toAbsolutePath().toString());
        Verdict verdict = binlogs.index(file, 0, heard, new OwnControl());
        assertEquals(State.COMPLETE, verdict.state(), verdict::toString);
        return heard;
    }

    @TestFactory
    Stream<DynamicTest> everyEventStandsWhereTheFileHasIt() throws IOException {
        return samples().stream().map(sample -> DynamicTest.dynamicTest(sample.getFileName().toString(), () -> {
            Heard heard = index(sample);
            assertEquals(BinaryWalk.of(sample),
                    heard.events.stream().map(event -> event.start() + "-" + event.end()).toList());
            assertEquals(List.of(), heard.notes);
        }));
    }

    @TestFactory
    Stream<DynamicTest> everyTransactionIsFetchedByItsPosition() throws IOException {
        return samples().stream().map(sample -> DynamicTest.dynamicTest(sample.getFileName().toString(), () -> {
            BinlogFile file = binlogs.file(sample.toAbsolutePath().toString());
            Heard heard = new Heard();
            binlogs.indexWithRows(file, 0, heard, new OwnControl());
            List<Transaction> all = heard.transactions;
            assertFalse(all.isEmpty());
            for (Transaction transaction : all) {
                assertTrue(binlogs.verify(file, transaction, new OwnControl()), transaction::toString);
                TransactionDetail detail = binlogs.detail(file, transaction, 0, 10_000, new OwnControl());
                assertEquals(transaction.start() + "-" + transaction.end(),
                        detail.transaction().start() + "-" + detail.transaction().end());
                long rows = transaction.statements().stream().mapToLong(s -> Math.max(0, s.rows())).sum();
                assertEquals(rows, detail.rows().size(), transaction::toString);
            }
        }));
    }

    /** What the tool of MySQL 8.0.33 printed for compressed transactions; later ones end two lines in another way. */
    @Test
    void compressedTransactionsOfMySql8033() throws Exception {
        Path samples = SAMPLES.resolveSibling("mysql-8.0.33");
        Heard heard = new Heard();
        try (InputStream text = Files.newInputStream(samples.resolve("compressed.txt"))) {
            Verdict verdict = new SavedText(policy, null).read(text, "-", -1, heard, null, new OwnControl());
            assertEquals(State.COMPLETE, verdict.state(), verdict::toString);
        }
        assertEquals(BinaryWalk.of(samples.resolve("compressed.bin")),
                heard.events.stream().filter(event -> !event.inner())
                        .map(event -> event.start() + "-" + event.end()).toList());
        assertEquals(3, heard.transactions.stream().filter(t -> t.has(Mark.COMPRESSED)).count());
    }

    @Test
    void theSameStatementsGiveTheSameTransactions() throws Exception {
        assumeTrue(Files.isDirectory(SAME_SQL), "no " + SAME_SQL + " here");
        for (String name : List.of("01-basic-row.bin", "05-ddl.bin", "06-txn-xa.bin", "07-rowimage.bin")) {
            assertEquals(index(SAME_SQL.resolve(name)).statements(), index(SAMPLES.resolve(name)).statements(), name);
        }
    }
}
