package fr.touchweb.console.core.binlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.model.TransactionDetail;
import fr.touchweb.console.core.binlog.model.UndoProposal;
import fr.touchweb.console.core.binlog.model.Value;
import fr.touchweb.console.core.binlog.model.ValueHit;
import fr.touchweb.console.core.binlog.model.Verdict;
import fr.touchweb.console.core.binlog.model.Verdict.State;
import fr.touchweb.console.core.policy.BinlogPolicy;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.task.OwnControl;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.TestMariaDb;
import fr.touchweb.console.support.TestSshd;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Logs that the server encrypts are read through the server, with a login of its own, from a jail that has neither its
 * socket nor {@code /dev/stdin}.
 */
class EncryptedBinlogTest {
    private static final String PASSWORD = "p\"w\\ #1'é";

    private static BinlogJail jail;
    private static TestMariaDb database;
    private static BinlogPolicy policy;
    private static RemoteHost host;
    private static String address;
    private static BinlogFile file;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        policy = new Policies(folder).load("tw").binlog();
        jail = new BinlogJail(folder);
        host = jail.host();
        Path keys = Files.writeString(folder.resolve("keys"), "1;" + "0123456789abcdef".repeat(4) + "\n");
        int port = TestSshd.freePort();
        address = "127.0.0.1:" + port;
        database = TestMariaDb.start(jail.logs().resolve("enc-bin"), "--plugin-load-add=file_key_management",
                "--file-key-management-filename=" + keys, "--encrypt-binlog=ON", "--binlog-format=ROW",
                "--binlog-row-metadata=FULL", "--skip-networking=0", "--bind-address=127.0.0.1", "--port=" + port);
        database.sql("CREATE DATABASE e; CREATE USER reader@'%%' IDENTIFIED BY %1$s, mere@'%%' IDENTIFIED BY %1$s;"
                .formatted("'p\"w\\\\ #1''é'") + "GRANT REPLICATION SLAVE ON *.* TO reader@'%'");
        database.flushLog();
        database.sql("""
                USE e; CREATE TABLE t (id INT PRIMARY KEY, status ENUM('paid','cancelled'), note VARCHAR(90));
                INSERT INTO t VALUES (1, 'paid', 'x'), (2, 'paid', '\\n# at 4\\n');
                BEGIN; UPDATE t SET status = 'cancelled' WHERE id = 2; DELETE FROM t WHERE id = 1; COMMIT;
                INSERT INTO t VALUES (3, 'paid', '\\n'); DELETE FROM t WHERE id = 3;
                ALTER TABLE t ADD COLUMN more INT;
                """);
        file = reader(null, "").file("/var/log/mysql/" + database.flushLog());
    }

    @AfterAll
    static void stop() throws Exception {
        if (database != null) {
            database.close();
        }
        if (jail != null) {
            jail.close();
        }
    }

    @AfterEach
    void nothingIsLeftOnTheServer() throws Exception {
        jail.leavesNothing();
        assertTrue(jail.journal.entries().stream().noneMatch(entry -> entry.toString().contains("p\"w")));
    }

    private static RemoteBinlogs reader(String user, String password) {
        return new RemoteBinlogs(host, policy,
                () -> user == null ? null : new DatabaseLogin(user, password.toCharArray(), address));
    }

    private static Verdict verdict(RemoteBinlogs binlogs) throws Exception {
        return binlogs.index(file, 0, new Heard(), new OwnControl());
    }

    @Test
    void withoutALoginItSaysSo() throws Exception {
        assertEquals(BinlogFile.Encryption.MARIADB, file.encryption());
        assertEquals(BinlogFile.State.CLOSED, file.state());
        assertEquals(State.ENCRYPTED, verdict(reader(null, "")).state());
    }

    @Test
    void aRefusedLoginIsToldInTheWordsOfTheServer() throws Exception {
        Verdict wrong = verdict(reader("reader", "wrong"));
        assertEquals(State.NO_RIGHT, wrong.state(), wrong::toString);
        assertTrue(wrong.message().arguments().getFirst().toString().contains("Access denied"), wrong::toString);
        Verdict mere = verdict(reader("mere", PASSWORD));
        assertEquals(State.NO_RIGHT, mere.state(), mere::toString);
        assertTrue(mere.message().arguments().getFirst().toString().contains("REPLICATION SLAVE"), mere::toString);
    }

    @Test
    void everyTransactionIsWhatWasExecuted() throws Exception {
        RemoteBinlogs binlogs = reader("reader", PASSWORD);
        Heard heard = new Heard();
        Verdict verdict = binlogs.index(file, 0, heard, new OwnControl());
        assertEquals(State.COMPLETE, verdict.state(), verdict::toString);
        assertEquals(file.size(), verdict.position());
        assertEquals(List.of("create e.t", "insert e.t 2", "update e.t 1", "delete e.t 1", "insert e.t 1",
                "delete e.t 1", "alter e.t"),
                heard.statements());
        assertEquals(List.of(), heard.notes);
        String command = heard.commands.getFirst();
        assertTrue(command.contains("--no-defaults --user=reader --password --host=127.0.0.1")
                && command.contains("--read-from-remote-server " + file.name()), command);
        // The server itself tells where its events stand.
        List<String> told = database.sql("SHOW BINLOG EVENTS IN '" + file.name() + "'").lines()
                .filter(line -> line.split("\t").length >= 5).map(line -> line.split("\t"))
                .map(event -> event[1] + "-" + event[4]).toList();
        assertEquals(told, heard.events.stream().filter(event -> event.end() > 0)
                .map(event -> event.start() + "-" + event.end()).toList());
    }

    @Test
    void rowsValuesAndUndo() throws Exception {
        RemoteBinlogs binlogs = reader("reader", PASSWORD);
        Heard heard = new Heard();
        binlogs.index(file, 0, heard, new OwnControl());
        Transaction change = heard.transactions.get(2);
        TransactionDetail detail = binlogs.detail(file, change, 0, 10, new OwnControl());
        assertEquals(2, detail.rows().size(), detail.verdict()::toString);
        assertEquals(new Value.Whole(BigInteger.ONE, null), detail.rows().getFirst().before().value(2));
        assertEquals(change.start(),
                binlogs.transactionAt(file, change.start(), new OwnControl()).orElseThrow().start());
        List<ValueHit> hits = new ArrayList<>();
        binlogs.search(file, ValueQueries.parse("t.status: 'paid' → 'cancelled'").orElseThrow(), new ColumnNames(), 9,
                hits::add, new OwnControl());
        assertEquals(1, hits.size());
        String before = database.sql("SELECT * FROM e.t ORDER BY id");
        UndoProposal undo = binlogs.undo(file, change, new ColumnNames(), new OwnControl());
        assertEquals(5, undo.statements().size(), undo::toString);
        assertTrue(undo.complete(), undo::toString);
        // Whether the line feed is one or text stands in bytes that nobody but the server can read.
        assertFalse(binlogs.undo(file, heard.transactions.get(4), new ColumnNames(), new OwnControl()).complete());
        database.sql(String.join(";\n", undo.statements()) + "; COMMIT");
        assertEquals("1\tpaid\tx", database.sql("SELECT id, status, note FROM e.t WHERE id = 1"));
        database.sql("USE e; UPDATE t SET status = 'cancelled' WHERE id = 2; DELETE FROM t WHERE id = 1");
        assertEquals(before, database.sql("SELECT * FROM e.t ORDER BY id"));
        assertThrows(RemoteException.class, () -> binlogs.verify(file, change, new OwnControl()));
    }

    @Test
    void followingGoesOnThroughTheServer() throws Exception {
        RemoteBinlogs binlogs = reader("reader", PASSWORD);
        BinlogFile open = binlogs.file("/var/log/mysql/" + database.currentLog());
        Heard heard = new Heard();
        OwnControl control = new OwnControl();
        CompletableFuture<Verdict> following = CompletableFuture.supplyAsync(() -> {
            try {
                return binlogs.follow(open, open.size(), heard, control);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        database.sql("CREATE TABLE e.followed (id INT)");
        Await.until("the new transaction", () -> heard.transactions.size() == 1);
        assertEquals(List.of("create e.followed"), heard.statements());
        control.cancel();
        assertEquals(State.CANCELLED, following.get(20, TimeUnit.SECONDS).state());
    }
}
