package fr.touchweb.console.core.binlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.BinlogListing;
import fr.touchweb.console.core.binlog.model.Family;
import fr.touchweb.console.core.binlog.model.Operation;
import fr.touchweb.console.core.binlog.model.SqlText;
import fr.touchweb.console.core.binlog.model.Statement;
import fr.touchweb.console.core.binlog.model.TableChange;
import fr.touchweb.console.core.binlog.model.TableName;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.model.Transaction.Ending;
import fr.touchweb.console.core.binlog.model.ValueQuery;
import fr.touchweb.console.core.binlog.text.PersonalValues;
import fr.touchweb.console.core.binlog.text.Secrets;
import fr.touchweb.console.core.policy.BinlogPolicy;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.text.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueriesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final TableName ORDERS = new TableName("shop", "orders");

    private static Transaction transaction(long start, Operation operation, long rows, Instant time, Instant commit) {
        Statement statement = new Statement(start + 10, start + 90, time, operation,
                List.of(new TableChange(ORDERS, operation, rows)), rows,
                new SqlText("UPDATE orders SET total = 1", 27, 27, "UTF-8"), Set.of());
        return new Transaction("mysql-bin.000001", start, start + 100 + rows, "0-1-1", time, commit, 7L, 1,
                Ending.COMMIT, List.of(statement), Set.of());
    }

    @Test
    void eitherClockChooses() {
        Transaction slow = transaction(4, Operation.UPDATE, 3, NOON, NOON.plusSeconds(60));
        assertTrue(range(NOON.plusSeconds(30), NOON.plusSeconds(40)).accepts(slow), "it ran and had not committed");
        assertTrue(range(null, NOON).accepts(slow));
        assertTrue(range(NOON.plusSeconds(60), null).accepts(slow));
        assertFalse(range(NOON.plusSeconds(61), null).accepts(slow));
        assertFalse(range(null, NOON.minusSeconds(1)).accepts(slow));
    }

    private static TransactionFilter range(Instant from, Instant to) {
        return new TransactionFilter(Set.of(), Set.of(), null, null, 0, 0, from, to);
    }

    @Test
    void tablesOperationsTextThreadAndSize() {
        Transaction update = transaction(4, Operation.UPDATE, 3, NOON, NOON);
        assertTrue(
                new TransactionFilter(Set.of("orders"), Set.of(Operation.UPDATE), "SET TOTAL", 7L, 3, 100, null, null)
                        .accepts(update));
        assertTrue(
                new TransactionFilter(Set.of("shop.orders"), Set.of(), null, null, 0, 0, null, null).accepts(update));
        assertFalse(
                new TransactionFilter(Set.of("other.orders"), Set.of(), null, null, 0, 0, null, null).accepts(update));
        assertFalse(new TransactionFilter(Set.of(), Set.of(Operation.DELETE), null, null, 0, 0, null, null)
                .accepts(update));
        assertFalse(new TransactionFilter(Set.of(), Set.of(), null, 8L, 0, 0, null, null).accepts(update));
        assertFalse(new TransactionFilter(Set.of(), Set.of(), null, null, 4, 0, null, null).accepts(update));
        assertTrue(new TransactionFilter(Set.of(), Set.of(), null, null, 4, 0, null, null)
                .accepts(transaction(4, Operation.UPDATE, -1, NOON, NOON)), "unknown rows pass");
    }

    @Test
    void totalsBiggestAndBusiest() {
        IndexSummary summary = new IndexSummary(2);
        for (int i = 1; i <= 5; i++) {
            summary.add(transaction(i * 1000L, i % 2 == 0 ? Operation.INSERT : Operation.UPDATE, i,
                    NOON.plusSeconds(60L * i), NOON));
        }
        summary.add(transaction(9000, Operation.UPDATE, -1, NOON, NOON));
        assertEquals(new IndexSummary.Total(9, 4, 1), summary.tables().get(ORDERS).get(Operation.UPDATE));
        assertEquals(List.of(5000L, 4000L), summary.biggest().stream().map(Transaction::start).toList());
        assertEquals(NOON.plusSeconds(300), summary.busiestMinutes(1).getFirst().start());
        assertEquals(6, summary.minutes().size());
    }

    @Test
    void valueQueriesAsPeopleTypeThem() {
        assertEquals(new ValueQuery(null, "orders", "status", null, "paid", "cancelled", null),
                ValueQueries.parse("orders.status: 'paid' → 'cancelled'").orElseThrow());
        assertEquals(new ValueQuery("shop", "orders", "@3", null, null, ValueQuery.NULL, null),
                ValueQueries.parse("shop.orders.@3: * -> NULL").orElseThrow());
        assertEquals(new ValueQuery(null, null, null, null, null, null, "it's → here"),
                ValueQueries.parse("'it''s → here'").orElseThrow());
        assertEquals(Optional.empty(), ValueQueries.parse("*"));
        assertEquals(Optional.empty(), ValueQueries.parse("  "));
    }

    @Test
    void aTimeRangeTakesOneMoreFileOnEachSide() {
        List<BinlogFile> files = List.of(file(1, 0), file(2, 10), file(3, 20), file(4, 30), file(5, 40));
        BinlogListing listing = new BinlogListing(files, List.of(), null);
        assertEquals(List.of(2L, 3L, 4L), listing.covering(NOON.plusSeconds(23), NOON.plusSeconds(24)).stream()
                .map(BinlogFile::number).toList());
        assertEquals(List.of(), listing.covering(NOON.plusSeconds(500), NOON.plusSeconds(600)));
    }

    private static BinlogFile file(long number, int second) {
        return new BinlogFile("mysql-bin." + number, "/mysql-bin." + number, number, 100, NOON.plusSeconds(second),
                NOON.plusSeconds(second + 9), BinlogFile.State.CLOSED, "10.11-MariaDB", Family.MARIADB,
                BinlogFile.Checksum.CRC32, BinlogFile.Encryption.NONE, null);
    }

    @Test
    void aShortLookBackIsTold(@TempDir Path folder) throws IOException {
        BinlogPolicy policy = new Policies(folder).load("tw").binlog();
        BinlogListing listing = new BinlogListing(List.of(file(1, 0)), List.of(), null);
        assertEquals(Optional.of(Message.of("binlog.lookBack", 3L, 14)),
                LookBack.shortfall(listing, NOON.plusSeconds(3 * 86_400 + 5), policy));
        assertEquals(Optional.empty(), LookBack.shortfall(listing, NOON.plusSeconds(15 * 86_400), policy));
    }

    @Test
    void passwordsAreMaskedHoweverTheyAreWritten() {
        for (String sql : List.of("CREATE USER u IDENTIFIED BY 'hidden'", "create user u identified\n by\t\"hidden\"",
                "ALTER USER u IDENTIFIED WITH mysql_native_password AS 'hidden'",
                "ALTER USER u IDENTIFIED VIA mysql_native_password USING PASSWORD('hidden')",
                "GRANT ALL ON *.* TO u IDENTIFIED BY PASSWORD 'hidden' WITH GRANT OPTION",
                "SET PASSWORD FOR u = PASSWORD('hidden')", "SET PASSWORD = 'hidden'",
                "CHANGE MASTER TO MASTER_USER='r', MASTER_PASSWORD='hidden'",
                "CREATE USER u IDENTIFIED /* x */ BY 'hidden",
                "ALTER USER u IDENTIFIED BY 'new' REPLACE 'hidden'", "CREATE USER u IDENTIFIED BY 'it''s hidden'")) {
            String masked = Secrets.masked(sql);
            assertFalse(masked.contains("hidden"), masked);
            assertTrue(masked.contains(Secrets.MASK), masked);
        }
        String plain = "UPDATE t SET name = 'identified by nobody'";
        assertEquals(plain, Secrets.masked(plain));
        assertEquals("UPDATE `t1` SET a = '***', b = 0.0, c = '***' WHERE id = 0",
                PersonalValues.masked("UPDATE `t1` SET a = 'x''y', b = 12.5, c = 0xff WHERE id = 7"));
    }
}
