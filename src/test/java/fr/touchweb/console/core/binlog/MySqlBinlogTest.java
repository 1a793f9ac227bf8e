package fr.touchweb.console.core.binlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.Mark;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.model.TransactionDetail;
import fr.touchweb.console.core.binlog.model.UndoProposal;
import fr.touchweb.console.core.binlog.model.Verdict;
import fr.touchweb.console.core.binlog.model.Verdict.State;
import fr.touchweb.console.core.binlog.text.BinaryWalk;
import fr.touchweb.console.core.policy.BinlogPolicy;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.task.OwnControl;
import fr.touchweb.console.support.Await;
import fr.touchweb.console.support.RealPeer;
import fr.touchweb.console.support.TestSshd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Binary logs of a real MySQL server, read by its own mysqlbinlog in a chroot behind a real OpenSSH server. Debian has
 * neither: {@code -Dmysql.home} names the folder of an unpacked MySQL 8 (with {@code bin} and {@code lib}), else these
 * tests are skipped.
 */
class MySqlBinlogTest {
    private static final Path HOME = Path.of(System.getProperty("mysql.home", "/opt/mysql"));

    private static BinlogJail jail;
    private static Process server;
    private static Path socket;
    private static String address;
    private static BinlogPolicy policy;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Path mysqld = HOME.resolve("bin/mysqld");
        assumeTrue(Files.isExecutable(mysqld), "no MySQL at " + HOME + " (-Dmysql.home)");
        policy = new Policies(folder).load("tw").binlog();
        jail = new BinlogJail(folder, HOME.resolve("bin/mysqlbinlog"));
        Path data = folder.resolve("data");
        List<String> base = List.of(mysqld.toString(), "--no-defaults", "--basedir=" + HOME, "--datadir=" + data,
                "--user=" + System.getProperty("user.name"));
        TestSshd.run(Stream.concat(base.stream(), Stream.of("--initialize-insecure")).toArray(String[]::new));
        socket = folder.resolve("s");
        int port = TestSshd.freePort();
        address = "127.0.0.1:" + port;
        List<String> line = new ArrayList<>(base);
        line.addAll(List.of("--socket=" + socket, "--pid-file=" + folder.resolve("pid"), "--mysqlx=OFF",
                "--bind-address=127.0.0.1", "--port=" + port, "--server-id=80", "--innodb-buffer-pool-size=64M",
                "--log-bin=" + jail.logs().resolve("mysql-bin"), "--binlog-row-metadata=FULL",
                "--binlog-rows-query-log-events=ON", "--early-plugin-load=keyring_file.so",
                "--plugin-dir=" + HOME.resolve("lib/plugin"), "--keyring-file-data=" + folder.resolve("keyring")));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().put("TZ", "UTC");
        server = builder.start();
        Await.until("mysqld listens or gave up", () -> Files.exists(socket) || !server.isAlive());
        assertTrue(server.isAlive(), () -> read(folder.resolve("log")));
        sql("CREATE USER reader@'%' IDENTIFIED WITH mysql_native_password BY 'pw';"
                + " GRANT REPLICATION SLAVE ON *.* TO reader@'%'");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.destroy();
            server.waitFor(30, TimeUnit.SECONDS);
        }
        if (jail != null) {
            jail.close();
        }
    }

    private static String sql(String text) throws Exception {
        Process client = new ProcessBuilder(RealPeer.require("mariadb").toString(), "--no-defaults", "-uroot", "-S",
                socket.toString(), "--default-character-set=utf8mb4", "--comments", "-N").redirectErrorStream(true)
                .start();
        try (var in = client.getOutputStream()) {
            in.write(text.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, client.waitFor(), said);
        return said.strip();
    }

    private static String current() throws Exception {
        return sql("SHOW MASTER STATUS").split("\t")[0];
    }

    /** Runs SQL in a log of its own. */
    private static BinlogFile log(RemoteBinlogs binlogs, String text) throws Exception {
        sql("FLUSH BINARY LOGS");
        String name = current();
        sql(text);
        sql("FLUSH BINARY LOGS");
        Path file = jail.logs().resolve(name);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        return binlogs.file("/var/log/mysql/" + name);
    }

    private static RemoteBinlogs reader(boolean login) {
        return new RemoteBinlogs(jail.host(), policy,
                () -> login ? new DatabaseLogin("reader", "pw".toCharArray(), address) : null);
    }

    @Test
    void everyTransactionIsWhatWasExecutedAndCanBeUndone() throws Exception {
        RemoteBinlogs binlogs = reader(false);
        sql("""
                CREATE DATABASE shop; USE shop; CREATE TABLE orders (id INT UNSIGNED PRIMARY KEY, customer VARCHAR(64),
                  total DECIMAL(10,2), big BIGINT UNSIGNED, e ENUM('new','it''s'), note TEXT);
                INSERT INTO orders VALUES (1, 'Alice', 19.99, 18446744073709551615, 'it''s', 'a\\\\x0a\\nb'),
                  (2, 'Bob', -5.5, 0, 'new', ''), (3, 'Zoë 😀', NULL, NULL, NULL, NULL);
                """);
        String before = sql("SELECT * FROM shop.orders ORDER BY id");
        BinlogFile file = log(binlogs,
                """
                        USE shop; BEGIN; UPDATE orders SET total = 1, note = 'it''s' WHERE id < 3; DELETE FROM orders WHERE id = 3;
                        INSERT INTO orders (id) VALUES (9); COMMIT; ALTER TABLE orders ADD COLUMN later INT;
                        SET binlog_format = STATEMENT; UPDATE orders SET later = 1 WHERE id = 1 AND '\n# at 4\n' <> '';
                        """);
        Heard heard = new Heard();
        Verdict verdict = binlogs.index(file, 0, heard, new OwnControl());
        assertEquals(State.COMPLETE, verdict.state(), verdict::toString);
        assertEquals(file.size(), verdict.position());
        assertEquals(BinaryWalk.of(jail.logs().resolve(file.name())),
                heard.events.stream().map(event -> event.start() + "-" + event.end()).toList());
        assertTrue(heard.transactions.getLast().has(Mark.IMITATES_TOOL));
        Heard exact = new Heard();
        binlogs.indexWithRows(file, 0, exact, new OwnControl());
        assertEquals(List.of("update shop.orders 2", "delete shop.orders 1", "insert shop.orders 1",
                "alter shop.orders", "update shop.orders -1"), exact.statements());
        Transaction change = exact.transactions.getFirst();
        assertTrue(binlogs.verify(file, change, new OwnControl()));
        TransactionDetail detail = binlogs.detail(file, change, 0, 10, new OwnControl());
        assertEquals("UPDATE orders SET total = 1, note = 'it''s' WHERE id < 3",
                detail.transaction().statements().getFirst().sql().text());
        UndoProposal undo = binlogs.undo(file, change, new ColumnNames(), new OwnControl());
        assertTrue(undo.complete(), undo::toString);
        sql(String.join(";\n", undo.statements()) + "; COMMIT; ALTER TABLE shop.orders DROP COLUMN later");
        assertEquals(before, sql("SELECT * FROM shop.orders ORDER BY id"));
    }

    @Test
    void compressedTransactionsAndPartialJson() throws Exception {
        RemoteBinlogs binlogs = reader(false);
        BinlogFile file = log(binlogs,
                """
                        CREATE DATABASE js; USE js; CREATE TABLE t (id INT PRIMARY KEY, j JSON, v TEXT);
                        INSERT INTO t VALUES (1, '{"a": 1, "b": "%s"}', '');
                        SET binlog_row_value_options = PARTIAL_JSON; UPDATE t SET j = JSON_REPLACE(j, '$.a', 2);
                        SET binlog_transaction_compression = ON; INSERT INTO t VALUES (2, NULL, REPEAT('x', 5000)), (3, NULL, '');
                        """
                        .formatted("y".repeat(300)));
        Heard heard = new Heard();
        assertEquals(State.COMPLETE, binlogs.indexWithRows(file, 0, heard, new OwnControl()).state());
        assertEquals(List.of("insert js.t 1", "update js.t 1", "insert js.t 2"),
                heard.statements().subList(heard.statements().size() - 3, heard.statements().size()));
        assertTrue(heard.transactions.getLast().has(Mark.COMPRESSED));
        TransactionDetail inner = binlogs.detail(file, heard.transactions.getLast(), 0, 10, new OwnControl());
        assertEquals(2, inner.rows().size());
        UndoProposal partial = binlogs.undo(file, heard.transactions.get(heard.transactions.size() - 2),
                new ColumnNames(), new OwnControl());
        // The new value is an expression of the old one, which is logged whole: it can be written back.
        assertTrue(partial.statements().stream().anyMatch(s -> s.contains("\"a\": 1")), partial::toString);
    }

    @Test
    void whatTheServerEncryptsIsReadThroughIt() throws Exception {
        sql("SET GLOBAL binlog_encryption = ON");
        try {
            BinlogFile file = log(reader(false),
                    """
                            CREATE DATABASE enc; USE enc; CREATE TABLE t (id INT PRIMARY KEY, v TEXT);
                            INSERT INTO t VALUES (1, 'a'), (2, 'b'); BEGIN; DELETE FROM t WHERE id = 1; UPDATE t SET v = 'c'; COMMIT;
                            """);
            assertEquals(BinlogFile.Encryption.MYSQL, file.encryption());
            assertEquals(State.ENCRYPTED, reader(false).index(file, 0, new Heard(), new OwnControl()).state());
            RemoteBinlogs binlogs = reader(true);
            Heard heard = new Heard();
            Verdict verdict = binlogs.indexWithRows(file, 0, heard, new OwnControl());
            assertEquals(State.COMPLETE, verdict.state(), verdict::toString);
            assertEquals(List.of("create", "create enc.t", "insert enc.t 2", "delete enc.t 1", "update enc.t 1"),
                    heard.statements());
            TransactionDetail detail = binlogs.detail(file, heard.transactions.getLast(), 0, 10, new OwnControl());
            assertEquals(2, detail.rows().size(), detail.verdict()::toString);
            String before = sql("SELECT * FROM enc.t");
            UndoProposal undo = binlogs.undo(file, heard.transactions.getLast(), new ColumnNames(), new OwnControl());
            assertTrue(undo.complete(), undo::toString);
            sql(String.join(";\n", undo.statements()) + "; COMMIT");
            assertEquals("1\ta\n2\tb", sql("SELECT * FROM enc.t"));
            assertFalse(before.contains("1\ta"));
        } finally {
            sql("SET GLOBAL binlog_encryption = OFF");
        }
    }
}
