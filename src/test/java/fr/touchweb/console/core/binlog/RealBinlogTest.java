package fr.touchweb.console.core.binlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.Column;
import fr.touchweb.console.core.binlog.model.Mark;
import fr.touchweb.console.core.binlog.model.Operation;
import fr.touchweb.console.core.binlog.model.RowChange;
import fr.touchweb.console.core.binlog.model.TableName;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.model.TransactionDetail;
import fr.touchweb.console.core.binlog.model.Value;
import fr.touchweb.console.core.binlog.model.ValueHit;
import fr.touchweb.console.core.binlog.model.Verdict;
import fr.touchweb.console.core.binlog.text.BinaryWalk;
import fr.touchweb.console.core.policy.BinlogPolicy;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.ssh.RemoteHost;
import fr.touchweb.console.core.task.OwnControl;
import fr.touchweb.console.support.TestMariaDb;
import fr.touchweb.console.support.TestSshd;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Binary logs of a real MariaDB server, read by the server's own mysqlbinlog in a chroot behind a real OpenSSH server. */
class RealBinlogTest {
    private static BinlogJail jail;
    private static TestMariaDb database;
    private static RemoteHost host;
    private static RemoteBinlogs binlogs;
    private static BinlogPolicy policy;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        policy = new Policies(folder).load("tw").binlog();
        jail = new BinlogJail(folder);
        database = TestMariaDb.start(jail.logs().resolve("mysql-bin"), "--binlog-format=ROW",
                "--binlog-row-metadata=FULL");
        host = jail.host();
        binlogs = new RemoteBinlogs(host, policy);
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

    /** Runs SQL in a log of its own and reads its index. */
    private static Heard index(String sql) throws Exception {
        return index(sql.getBytes(StandardCharsets.UTF_8));
    }

    private static Heard index(byte[] sql) throws Exception {
        Heard heard = new Heard();
        BinlogFile file = log(sql);
        Verdict verdict = binlogs.index(file, 0, heard, new OwnControl());
        assertEquals(Verdict.State.COMPLETE, verdict.state(), () -> verdict.message() + verdict.detail());
        assertEquals(file.size(), verdict.position());
        return heard;
    }

    private static BinlogFile log(String sql) throws Exception {
        return log(sql.getBytes(StandardCharsets.UTF_8));
    }

    private static BinlogFile log(byte[] sql) throws Exception {
        database.flushLog();
        database.sql(sql);
        return binlogs.file("/var/log/mysql/" + database.flushLog());
    }

    @Test
    void everyTransactionIsWhatWasExecuted() throws Exception {
        Heard heard = index(
                """
                        CREATE DATABASE shop; USE shop;
                        CREATE TABLE orders (id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, customer VARCHAR(64), total DECIMAL(10,2));
                        CREATE TABLE items (id INT PRIMARY KEY, order_id INT);
                        INSERT INTO orders (customer, total) VALUES ('Alice', 19.99), ('Bob', -5.50), (NULL, NULL);
                        UPDATE orders SET total = total * 2 WHERE customer = 'Bob';
                        BEGIN; INSERT INTO items VALUES (1, 1), (2, 1); UPDATE orders SET customer = 'Carol' WHERE id = 3;
                        DELETE FROM items WHERE id = 2; COMMIT;
                        REPLACE INTO items VALUES (1, 9);
                        UPDATE orders o, items i SET o.total = 0, i.order_id = 7 WHERE o.id = 1 AND i.id = 1;
                        USE mysql; ALTER TABLE shop.orders ADD COLUMN note TEXT; USE shop;
                        CREATE USER 'u'@'localhost' IDENTIFIED BY 'secret-pw';
                        TRUNCATE TABLE items;
                        BEGIN; INSERT INTO items VALUES (5, 5); ROLLBACK;
                        RENAME TABLE items TO parts; DROP TABLE parts;
                        """);
        assertEquals(List.of("create", "create shop.orders", "create shop.items", "insert shop.orders 3",
                "update shop.orders 1", "insert shop.items 2", "update shop.orders 1", "delete shop.items 1",
                "update shop.items 1", "update shop.orders shop.items 2", "alter shop.orders", "grant",
                "truncate shop.items", "rename shop.items shop.parts", "drop shop.parts"), heard.statements());
        List<Transaction> all = heard.transactions;
        assertEquals(Map.of(Operation.INSERT, 2L, Operation.UPDATE, 1L, Operation.DELETE, 1L),
                all.get(5).operations());
        assertEquals("UPDATE orders SET total = total * 2 WHERE customer = 'Bob'",
                all.get(4).statements().getFirst().sql().text());
        assertTrue(all.get(7).has(Mark.ROWS_NOT_SPLIT));
        String user = all.get(9).statements().getFirst().sql().text();
        assertFalse(user.contains("secret-pw"), user);
        assertTrue(all.stream().allMatch(t -> t.gtid() != null && t.gtid().startsWith("0-11-")));
        assertTrue(heard.commands.getFirst().matches(
                "TZ=UTC0 LC_ALL=C nice -n 10 \\S*mysqlbinlog --no-defaults /var/log/mysql/mysql-bin\\.\\d{6} "
                        + "--base64-output=DECODE-ROWS \\| nice -n 19 zstd -1 -c"),
                heard.commands.getFirst());
        assertTrue(heard.progress.wireBytes() < heard.progress.textBytes(), heard.progress.toString());
        assertEquals(1.0, heard.progress.fraction());
        assertNothingLeft();
    }

    /** The private folders of all runs are gone. */
    private static void assertNothingLeft() throws Exception {
        jail.leavesNothing();
    }

    @Test
    void rowsWithNamesAndTypes() throws Exception {
        BinlogFile file = log(
                """
                        CREATE DATABASE IF NOT EXISTS typ; USE typ;
                        CREATE TABLE t (id BIGINT UNSIGNED PRIMARY KEY, e ENUM('new','paid','it''s'), s SET('a','b','c'),
                          d DATE, ts TIMESTAMP(3) NULL, dec1 DECIMAL(8,3), f FLOAT, db DOUBLE, l VARCHAR(20) CHARACTER SET latin1,
                          u VARCHAR(50), b VARBINARY(10), bits BIT(4), y YEAR, tm TIME(2), j JSON, n INT, txt TEXT);
                        SET time_zone = '+00:00';
                        INSERT INTO t VALUES (18446744073709551615, 'it''s', 'a,c', '2026-01-02', '2026-01-02 03:04:05.678', -1.5, 1.5,
                          0.1, 'Zoë', 'emoji 😀', X'00ff27', b'1010', 2026, '-12:34:56.78', '{"k": [1, 2]}', NULL, 'NULL');
                        UPDATE t SET e = 'paid', n = -7, txt = '' WHERE id = 18446744073709551615;
                        """);
        Heard heard = new Heard();
        binlogs.index(file, 0, heard, new OwnControl());
        Transaction insert = heard.transactions.get(heard.transactions.size() - 2);
        TransactionDetail detail = binlogs.detail(file, insert, 0, 10, new OwnControl());
        assertEquals(Verdict.State.PARTIAL, detail.verdict().state());
        RowChange row = detail.rows().getFirst();
        TableName table = new TableName("typ", "t");
        Map<String, String> texts = new HashMap<>();
        for (Column column : detail.columns().get(table).columns()) {
            texts.put(column.name(), ValueText.of(row.after().value(column.number()), column));
        }
        Map<String, String> expected = new HashMap<>();
        expected.putAll(Map.of("id", "18446744073709551615", "e", "it's", "s", "a,c", "d", "2026-01-02", "ts",
                "2026-01-02 03:04:05.678 UTC", "dec1", "-1.500", "l", "Zoë", "u", "emoji 😀"));
        expected.putAll(Map.of("b", "0x00ff27", "bits", "b'1010'", "y", "2026", "tm", "-12:34:56.78", "j",
                "{\"k\": [1, 2]}", "n", "NULL", "txt", "NULL", "db", "0.10000000000000000555"));
        expected.put("f", texts.get("f"));
        assertEquals(expected, texts);
        assertEquals(Value.NULL, row.after().value(16));
        assertEquals(new Value.Bytes("NULL".getBytes(StandardCharsets.UTF_8), false), row.after().value(17));
        TransactionDetail update = binlogs.detail(file, heard.transactions.getLast(), 0, 10, new OwnControl());
        assertEquals(List.of(2, 16, 17), update.rows().getFirst().changedColumns());
        assertTrue(detail.columns().get(table).columns().getFirst().key());
    }

    @Test
    void aValueIsFoundInTheRows() throws Exception {
        BinlogFile file = log("""
                CREATE DATABASE IF NOT EXISTS find; USE find;
                CREATE TABLE orders (id INT PRIMARY KEY, status ENUM('new','paid','cancelled'), note VARCHAR(50));
                INSERT INTO orders VALUES (1, 'paid', 'x'), (2, 'paid', 'y'), (3, 'new', 'paid');
                UPDATE orders SET status = 'cancelled' WHERE id = 2;
                UPDATE orders SET note = NULL WHERE id = 3;
                """);
        assertEquals(List.of("update find.orders 2 0"), search(file, "orders.status: 'paid' → 'cancelled'"));
        assertEquals(List.of("insert find.orders 2 0", "insert find.orders 2 1", "insert find.orders 3 2",
                "update find.orders 2 0", "update find.orders 3 0"), search(file, "'paid'"));
        assertEquals(List.of("update find.orders 3 0"), search(file, "note: * → NULL"));
        List<ValueHit> one = new ArrayList<>();
        Verdict verdict = binlogs.search(file, ValueQueries.parse("'paid'").orElseThrow(), new ColumnNames(), 1,
                one::add,
                new OwnControl());
        assertEquals(1, one.size());
        assertEquals(Verdict.State.PARTIAL, verdict.state());
    }

    private static List<String> search(BinlogFile file, String query) throws Exception {
        List<ValueHit> hits = new ArrayList<>();
        binlogs.search(file, ValueQueries.parse(query).orElseThrow(), new ColumnNames(), 100, hits::add,
                new OwnControl());
        return hits.stream().map(h -> h.operation().id() + " " + h.table() + " " + h.column() + " " + h.row()).toList();
    }

    @Test
    void statementFormatKeepsItsSql() throws Exception {
        Heard heard = index(
                """
                        CREATE DATABASE IF NOT EXISTS stm; USE stm; CREATE TABLE a (id INT AUTO_INCREMENT PRIMARY KEY, v VARCHAR(99));
                        SET binlog_format = STATEMENT; SET @u = 'x';
                        INSERT INTO a (v) VALUES ('one'), (@u);
                        UPDATE stm.a SET v = CONCAT(v, LAST_INSERT_ID());
                        SET binlog_format = MIXED;
                        INSERT INTO a (v) VALUES (UUID());
                        DELETE FROM a WHERE id = 1;
                        """);
        assertEquals(List.of("insert stm.a -1", "update stm.a -1", "insert stm.a 1", "delete stm.a -1"),
                heard.statements().subList(heard.statements().size() - 4, heard.statements().size()));
        Transaction update = heard.transactions.get(heard.transactions.size() - 3);
        assertTrue(update.statements().getFirst().has(Mark.STATEMENT_FORMAT));
        assertNotNull(update.thread());
    }

    @Test
    void minimalImagesSayWhatIsNotLogged() throws Exception {
        BinlogFile file = log("""
                CREATE DATABASE IF NOT EXISTS img; USE img; CREATE TABLE t (id INT PRIMARY KEY, a INT, b VARCHAR(10));
                INSERT INTO t VALUES (1, 1, 'x'); SET binlog_row_image = MINIMAL;
                UPDATE t SET a = NULL WHERE id = 1;
                """);
        Heard heard = new Heard();
        binlogs.index(file, 0, heard, new OwnControl());
        Transaction update = heard.transactions.getLast();
        RowChange row = binlogs.detail(file, update, 0, 5, new OwnControl()).rows().getFirst();
        assertEquals(Value.NOT_LOGGED, row.before().value(2));
        assertEquals(Value.NULL, row.after().value(2));
        assertEquals(Value.NOT_LOGGED, row.after().value(3));
        assertEquals(List.of(2), row.changedColumns());
        assertFalse(binlogs.undo(file, update, new ColumnNames(), new OwnControl()).complete());
    }

    @Test
    void compressedEventsAreRead() throws Exception {
        database.sql("SET GLOBAL log_bin_compress = ON");
        try {
            Heard heard = index("""
                    CREATE DATABASE IF NOT EXISTS cmp; USE cmp; CREATE TABLE t (id INT PRIMARY KEY, v TEXT);
                    INSERT INTO t VALUES (1, REPEAT('a', 5000)), (2, REPEAT('b', 5000));
                    SET binlog_format = STATEMENT;
                    INSERT INTO t VALUES (3, '%s');
                    """.formatted("c".repeat(3000)));
            assertEquals(List.of("insert cmp.t 2", "insert cmp.t -1"),
                    heard.statements().subList(heard.statements().size() - 2, heard.statements().size()));
            assertTrue(heard.events.stream().anyMatch(e -> e.type().equals("Write_compressed_rows")));
        } finally {
            database.sql("SET GLOBAL log_bin_compress = OFF");
        }
    }

    @Test
    void forgedLinesAreData() throws Exception {
        database.flushLog();
        String log = database.currentLog();
        database.sql("CREATE DATABASE IF NOT EXISTS inj; CREATE TABLE inj.t (id INT PRIMARY KEY, v TEXT);"
                + " INSERT INTO inj.t VALUES (1, NULL)");
        database.sql("CREATE TABLE inj.`we``ird\n# at 4\n.tbl` (id INT PRIMARY KEY)");
        database.sql("INSERT INTO inj.`we``ird\n# at 4\n.tbl` VALUES (1)");
        // What an attacker can measure: how many bytes of status variables a statement of this session has.
        String plain = "UPDATE t SET v='x' WHERE id=1";
        String session = "USE inj; SET binlog_format = STATEMENT; ";
        long before = position();
        database.sql(session + plain);
        long fixed = position() - before - plain.length() - XID;
        List<String> forged = new ArrayList<>();
        for (int filler = 0; filler < 200; filler += 20) {
            long start = position();
            long end = 0;
            String text = "";
            for (int round = 0; round < 4; round++) {
                text = "UPDATE t SET v='\n/*!*/;\n# at " + end + "\n#260101 12:00:00 server id 11  end_log_pos "
                        + (end + 300) + " CRC32 0xdeadbeef \tXid = 5\nCOMMIT/*!*/;\n# at " + (end + 300) + "\n"
                        + "x".repeat(filler) + "' WHERE id=1";
                end = start + fixed + text.length();
            }
            database.sql(session + text);
            forged.add(Long.toString(end));
        }
        database.flushLog();
        BinlogFile file = binlogs.file("/var/log/mysql/" + log);
        Heard heard = new Heard();
        Verdict verdict = binlogs.index(file, 0, heard, new OwnControl());
        assertEquals(Verdict.State.COMPLETE, verdict.state(), verdict::detail);
        List<String> events = heard.events.stream().map(e -> e.start() + "-" + e.end()).toList();
        assertEquals(BinaryWalk.of(jail.logs().resolve(log)), events);
        // The forged positions are exact: each is the true end of its own statement.
        assertTrue(forged.stream().allMatch(end -> events.stream().anyMatch(event -> event.endsWith("-" + end))));
        // One more: the table whose name holds a line of the tool.
        assertEquals(forged.size() + 1, heard.transactions.stream().filter(t -> t.has(Mark.IMITATES_TOOL)).count());
        for (Transaction transaction : heard.transactions) {
            assertTrue(binlogs.verify(file, transaction, new OwnControl()));
        }
    }

    private static final int XID = 31;

    private static long position() throws Exception {
        return Long.parseLong(database.sql("SHOW MASTER STATUS").split("\t")[1]);
    }

    @Test
    void bytesOfAnyKindAndLongTexts() throws Exception {
        byte[] every = new byte[256];
        for (int i = 0; i < 256; i++) {
            every[i] = (byte) i;
        }
        String hex = HexFormat.of().formatHex(every);
        BinlogFile file = log("CREATE DATABASE IF NOT EXISTS bin; USE bin; CREATE TABLE t (id INT PRIMARY KEY, "
                + "b LONGBLOB, u TEXT); INSERT INTO t VALUES (1, X'" + hex + "', '😀 \\\\x0a \n'); "
                + "INSERT INTO t VALUES (2, REPEAT('z', 3000000), 'end');");
        Heard heard = new Heard();
        assertEquals(Verdict.State.COMPLETE, binlogs.index(file, 0, heard, new OwnControl()).state());
        Transaction first = heard.transactions.get(heard.transactions.size() - 2);
        TransactionDetail detail = binlogs.detail(file, first, 0, 5, new OwnControl());
        Value.Bytes value = (Value.Bytes) detail.rows().getFirst().after().value(2);
        assertEquals(hex, HexFormat.of().formatHex(value.bytes()));
    }

    @Test
    void namesOfTodayComeFromTheDatabase() throws Exception {
        database.sql("CREATE DATABASE IF NOT EXISTS nam; CREATE TABLE nam.t (id INT UNSIGNED PRIMARY KEY, "
                + "`odd ``name` ENUM('a','b''c') , v INT AS (id * 2) VIRTUAL);"
                + "CREATE USER IF NOT EXISTS 'reader'@'localhost' IDENTIFIED BY 'p\"w\\\\ #1';"
                + "GRANT SELECT ON nam.* TO 'reader'@'localhost'");
        RemoteHost here = new LocalHost("here", jail.journal);
        SchemaReader schema = new SchemaReader(here, policy);
        TableName table = new TableName("nam", "t");
        TableName none = new TableName("nam", "none");
        Map<TableName, List<Column>> columns = schema.read(
                new DatabaseLogin("reader", "p\"w\\ #1".toCharArray(), database.socket().toString()),
                List.of(table, none));
        assertEquals(List.of("id", "odd `name", "v"), columns.get(table).stream().map(Column::name).toList());
        assertEquals(List.of("a", "b'c"), columns.get(table).get(1).members());
        assertTrue(columns.get(table).getFirst().key());
        assertTrue(columns.get(table).get(2).type().endsWith(" generated"));
        assertEquals(List.of(), columns.get(none));
        assertTrue(jail.journal.entries().stream().noneMatch(e -> e.toString().contains("p\"w")));
    }

    @Test
    void theListNeedsNoTool() throws Exception {
        database.flushLog();
        var listing = binlogs.list("/var/log/mysql/*bin*");
        assertNull(listing.none());
        List<BinlogFile> files = listing.files();
        assertEquals(BinlogFile.State.OPEN, files.getLast().state());
        assertTrue(files.subList(0, files.size() - 1).stream().allMatch(f -> f.state() == BinlogFile.State.CLOSED));
        assertTrue(files.stream().allMatch(f -> f.server().contains("MariaDB")
                && f.checksum() == BinlogFile.Checksum.CRC32 && f.first() != null && f.last() != null));
        assertNotNull(binlogs.list("/nowhere/*bin*").none());
        assertTrue(TestSshd.isRoot());
    }
}
