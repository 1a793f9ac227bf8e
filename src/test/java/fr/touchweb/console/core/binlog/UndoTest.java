package fr.touchweb.console.core.binlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.TableName;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.model.UndoProposal;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.BinlogPolicy;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.task.OwnControl;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.support.TestMariaDb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the undo proposes is executed here, by the test, on the real server: afterwards the tables are what they were. */
class UndoTest {
    private static final String ALL = "SELECT * FROM und.%s ORDER BY 1, 2";

    private static Path logs;
    private static TestMariaDb database;
    private static RemoteBinlogs binlogs;
    private static LocalHost host;
    private static BinlogPolicy policy;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        policy = new Policies(folder).load("tw").binlog();
        logs = Files.createDirectory(folder.resolve("logs"));
        host = new LocalHost("here", new CommandJournal(Clock.systemUTC()));
        binlogs = new RemoteBinlogs(host, policy);
        database = TestMariaDb.start(logs.resolve("mysql-bin"), "--binlog-format=ROW", "--binlog-row-metadata=FULL");
        database.sql(
                """
                        CREATE DATABASE und; USE und; SET time_zone = '+00:00';
                        CREATE TABLE orders (id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, status ENUM('new','paid','it''s') NOT NULL,
                          flags SET('a','b','c'), total DECIMAL(12,4), score DOUBLE, d DATE, dt DATETIME(6), ts TIMESTAMP(3) NULL,
                          tm TIME(2), y YEAR, big BIGINT UNSIGNED, tiny TINYINT, bits BIT(10), name VARCHAR(80),
                          old VARCHAR(40) CHARACTER SET latin1, bin VARBINARY(40), note TEXT, j JSON, fix CHAR(8), u UUID,
                          doubled INT AS (tiny * 2) STORED);
                        CREATE TABLE nokey (a INT, b VARCHAR(20));
                        INSERT INTO orders (status, flags, total, score, d, dt, ts, tm, y, big, tiny, bits, name, old, bin, note, j,
                          fix, u) VALUES
                         ('new', 'a,c', -1.5, 0.1, '2026-01-02', '2026-01-02 03:04:05.000678', '2026-06-02 01:02:03.4', '-01:02:03.5',
                          2026, 18446744073709551615, -128, b'1000000001', 'O''Brien 😀', 'Zoë', X'00ff275c', 'two\nlines \\\\ back',
                          '{"a": "x"}', 'x  ', '123e4567-e89b-12d3-a456-426655440000'),
                         ('paid', '', 0, -1e300, NULL, NULL, NULL, NULL, NULL, 0, 127, b'0', '', '', '', '', NULL, '', NULL),
                         ('it''s', NULL, NULL, NULL, '0001-01-01', '9999-12-31 23:59:59.999999', '2038-01-19 03:14:07', '838:59:59',
                          1901, 1, 0, NULL, 'NULL', NULL, NULL, NULL, '[]', NULL, NULL);
                        INSERT INTO nokey VALUES (1, 'x'), (1, 'x'), (2, NULL);
                        """);
    }

    @AfterAll
    static void stop() throws Exception {
        if (database != null) {
            database.close();
        }
    }

    private static String state() throws Exception {
        // Bytes and not characters decide whether a table is the same.
        return database
                .sql("SET time_zone = '+00:00'; SELECT id, status, flags, total, score, d, dt, ts, tm, y, big, tiny,"
                        + " HEX(bits), HEX(name), HEX(old), HEX(bin), HEX(note), j, HEX(fix), u, doubled FROM und.orders ORDER BY id;"
                        + ALL.formatted("nokey"));
    }

    private static BinlogFile executed(String sql) throws Exception {
        database.flushLog();
        database.sql("USE und; SET time_zone = '+00:00'; " + sql);
        return binlogs.file(logs.resolve(database.flushLog()).toString());
    }

    private static List<Transaction> transactions(BinlogFile file) throws Exception {
        Heard heard = new Heard();
        binlogs.index(file, 0, heard, new OwnControl());
        return heard.transactions;
    }

    private static UndoProposal undone(String sql, ColumnNames names) throws Exception {
        String before = state();
        BinlogFile file = executed(sql);
        assertNotEquals(before, state(), "the statement changes something");
        List<Transaction> all = transactions(file);
        UndoProposal last = null;
        for (int i = all.size() - 1; i >= 0; i--) {
            last = binlogs.undo(file, all.get(i), names, new OwnControl());
            assertTrue(last.complete(), last::toString);
            database.sql(String.join(";\n", last.statements()) + "; COMMIT;");
        }
        assertEquals(before, state(), String.valueOf(last));
        return last;
    }

    private static ColumnNames today() throws Exception {
        ColumnNames names = new ColumnNames();
        names.today(new SchemaReader(host, policy).read(
                new DatabaseLogin("root", new char[0], database.socket().toString()),
                List.of(new TableName("und", "orders"), new TableName("und", "nokey"))));
        return names;
    }

    private static List<String> keys(UndoProposal proposal) {
        return proposal.reasons().stream().map(Message::key).toList();
    }

    @Test
    void everyTypeIsWrittenBack() throws Exception {
        undone("DELETE FROM orders;", today());
        undone("UPDATE orders SET status = 'paid', flags = 'b', total = total + 1, score = score / 3, d = '2020-02-29',"
                + " dt = NOW(6), ts = NOW(3), tm = '00:00:01', y = 2000, big = 5, tiny = 5, bits = b'11', name = 'q\"',"
                + " old = 'é', bin = X'0a0d', note = 'x\ty', j = '{}', fix = 'y', u = UUID();", today());
        undone("INSERT INTO orders (status, name, note) SELECT status, name, note FROM orders;", today());
        undone("BEGIN; UPDATE orders SET tiny = 1; DELETE FROM orders WHERE id = 2; INSERT INTO orders (id, status)"
                + " VALUES (2, 'new'); UPDATE orders SET id = 77 WHERE id = 2; COMMIT;", today());
        undone("REPLACE INTO orders (id, status) VALUES (1, 'paid');", today());
    }

    @Test
    void rowsWithoutKeyAreFoundByAllTheirValues() throws Exception {
        UndoProposal proposal = undone("DELETE FROM nokey WHERE a = 1 LIMIT 1; UPDATE nokey SET b = 'y' WHERE a = 2;",
                today());
        assertTrue(keys(proposal).contains("binlog.undo.noKey")
                || proposal.statements().stream().anyMatch(s -> s.startsWith("INSERT")), proposal::toString);
    }

    /** Seeded: any mixture of changes in one transaction, undone as a whole. */
    @Test
    void anyTransactionIsUndone() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 6; round++) {
            List<String> statements = new ArrayList<>(List.of("BEGIN"));
            for (int i = 0; i < 8; i++) {
                int id = 1 + random.nextInt(5);
                String text = "CONCAT(CONVERT(CHAR(" + random.nextInt(256)
                        + " USING latin1) USING utf8mb4), '\\\\x0a', "
                        + "CHAR(10), '" + random.nextInt(9) + "')";
                statements.add(switch (random.nextInt(4)) {
                    case 0 -> "DELETE FROM orders WHERE id = " + id;
                    case 1 -> "INSERT IGNORE INTO orders (id, status, note) VALUES (" + id + ", 'new', 'a\\\\nb')";
                    case 2 -> "UPDATE orders SET name = " + text + " WHERE id = " + id;
                    default ->
                        "UPDATE orders SET total = " + random.nextInt(1000) + ".25, tiny = -" + random.nextInt(60)
                                + " WHERE id >= " + id;
                });
            }
            statements.add("INSERT INTO orders (id, status) VALUES (" + (100 + round) + ", 'new')");
            statements.add("COMMIT");
            try {
                undone(String.join("; ", statements) + ";", today());
            } catch (AssertionError | Exception e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    @Test
    void aLaterChangeIsNotOverwritten() throws Exception {
        BinlogFile file = executed(
                "INSERT INTO nokey VALUES (50, 'before'); UPDATE nokey SET b = 'after' WHERE a = 50;");
        UndoProposal proposal = binlogs.undo(file, transactions(file).getLast(), new ColumnNames(), new OwnControl());
        database.sql("UPDATE und.nokey SET b = 'later' WHERE a = 50");
        database.sql(String.join(";\n", proposal.statements()) + "; COMMIT;");
        assertEquals("later", database.sql("SELECT b FROM und.nokey WHERE a = 50"));
        assertTrue(keys(proposal).contains("binlog.undo.later"));
        database.sql("DELETE FROM und.nokey WHERE a = 50");
    }

    @Test
    void whatCannotBeUndoneIsSaid() throws Exception {
        BinlogFile file = executed("""
                CREATE TABLE fl (id INT PRIMARY KEY, f FLOAT); INSERT INTO fl VALUES (1, 1.23456789);
                DELETE FROM fl; ALTER TABLE fl ADD COLUMN x INT;
                CREATE TABLE p (id INT PRIMARY KEY); CREATE TABLE c (id INT PRIMARY KEY, pid INT,
                  FOREIGN KEY (pid) REFERENCES p (id) ON DELETE CASCADE);
                INSERT INTO p VALUES (1); INSERT INTO c VALUES (1, 1); DELETE FROM p;
                SET binlog_format = STATEMENT; INSERT INTO fl VALUES (2, 2, 2);
                SET binlog_format = ROW; SET binlog_row_image = MINIMAL; UPDATE fl SET x = 3;
                """);
        List<Transaction> all = transactions(file);
        List<List<String>> reasons = new ArrayList<>();
        for (Transaction transaction : all) {
            UndoProposal proposal = binlogs.undo(file, transaction, new ColumnNames(), new OwnControl());
            reasons.add(keys(proposal));
            if (keys(proposal).stream().anyMatch(k -> !List.of("binlog.undo.later", "binlog.undo.cascade",
                    "binlog.undo.generated").contains(k))) {
                assertFalse(proposal.complete(), proposal::toString);
            }
        }
        assertTrue(reasons.get(2).contains("binlog.undo.float"), reasons.toString());
        assertTrue(reasons.get(3).contains("binlog.undo.ddl"), reasons.toString());
        assertTrue(reasons.get(8).contains("binlog.undo.cascade"), reasons.toString());
        assertTrue(reasons.get(9).contains("binlog.undo.statement"), reasons.toString());
        assertTrue(reasons.get(10).contains("binlog.undo.image"), reasons.toString());
    }

    @Test
    void namesOfTodayServeWhereTheLogHasNone() throws Exception {
        database.sql("SET GLOBAL binlog_row_metadata = NO_LOG");
        try {
            BinlogFile file = executed(
                    "INSERT INTO orders (id, status, big) VALUES (900, 'new', 18446744073709551615); UPDATE orders SET big = big - 1 WHERE id = 900;");
            Transaction update = transactions(file).getLast();
            assertTrue(
                    keys(binlogs.undo(file, update, new ColumnNames(), new OwnControl()))
                            .contains("binlog.undo.names"));
            ColumnNames names = new ColumnNames();
            names.today(new SchemaReader(host, policy).read(
                    new DatabaseLogin("root", new char[0], database.socket().toString()), update.tables()));
            UndoProposal proposal = binlogs.undo(file, update, names, new OwnControl());
            assertTrue(proposal.complete(), proposal::toString);
            assertTrue(keys(proposal).contains("binlog.undo.today"));
            database.sql(String.join(";\n", proposal.statements()) + "; COMMIT");
            assertEquals("18446744073709551615", database.sql("SELECT big FROM und.orders WHERE id = 900"));
            database.sql("ALTER TABLE und.orders ADD COLUMN later INT");
            BinlogFile next = executed("DO 1;");
            for (Transaction ddl : transactions(binlogs.file(file.path().replaceFirst("\\d{6}$",
                    "%06d".formatted(file.number() + 1))))) {
                names.note(ddl);
            }
            assertTrue(next.size() > 0);
            assertTrue(keys(binlogs.undo(file, update, names, new OwnControl())).contains("binlog.undo.laterDdl"));
            database.sql("ALTER TABLE und.orders DROP COLUMN later; DELETE FROM und.orders WHERE id = 900");
        } finally {
            database.sql("SET GLOBAL binlog_row_metadata = FULL");
        }
    }
}
