package fr.touchweb.console.core.binlog.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.touchweb.console.core.binlog.export.TransactionExport.Kind;
import fr.touchweb.console.core.binlog.model.Operation;
import fr.touchweb.console.core.binlog.model.SqlText;
import fr.touchweb.console.core.binlog.model.Statement;
import fr.touchweb.console.core.binlog.model.TableChange;
import fr.touchweb.console.core.binlog.model.TableName;
import fr.touchweb.console.core.binlog.model.Transaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransactionExportTest {
    private static final Instant TIME = Instant.parse("2026-11-25T13:05:31Z");

    private static Transaction transaction(String sql, long rows) {
        TableName table = new TableName("shop", "ps_customer");
        return new Transaction("mysql-bin.000412", 1_097, 2_586, "0-11-1484", TIME, TIME.plusSeconds(7), null, 11,
                Transaction.Ending.COMMIT, List.of(new Statement(1_139, 1_557, TIME, Operation.UPDATE,
                        List.of(new TableChange(table, Operation.UPDATE, rows)), rows,
                        new SqlText(sql, sql.length(), sql.length(), "UTF-8"), Set.of())),
                Set.of());
    }

    private static String written(Kind kind, boolean mask, Transaction... all) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(all.length, TransactionExport.write(List.of(all), kind, mask, out, () -> false));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void jsonHasTheNamesOfTheCommandLine() throws IOException {
        JsonNode json = new JsonMapper().readTree(
                written(Kind.JSON_LINES, false, transaction("UPDATE ps_customer SET a='é' WHERE id=2", 1)));
        assertEquals(1_097, json.get("start").asLong());
        assertEquals("2026-11-25T13:05:31Z", json.get("time").asText());
        assertEquals("2026-11-25T13:05:38Z", json.get("commitTime").asText());
        assertTrue(json.get("thread").isNull());
        assertEquals("shop.ps_customer", json.get("tables").get(0).asText());
        assertEquals(1, json.get("ops").get("update").asInt());
        assertEquals("UPDATE ps_customer SET a='é' WHERE id=2", json.get("statements").get(0).get("sql").asText());
        assertTrue(new JsonMapper().readTree(written(Kind.JSON_LINES, false, transaction("UPDATE t", -1))).get("rows")
                .isNull());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            UPDATE t SET mail='a@b.test', n=42 WHERE id=7        | UPDATE t SET mail=?, n=? WHERE id=?
            INSERT INTO t1 VALUES (-3,1.5e3,0xAB,NULL)           | INSERT INTO t1 VALUES (?,?,?,NULL)
            UPDATE t SET a='it''s \\' b', c="x'y"                | UPDATE t SET a=?, c=?
            UPDATE t SET a='cut in the mid                       | UPDATE t SET a=?
            UPDATE `t2` SET c3=c3+1                              | UPDATE `t2` SET c3=c3+?
            """)
    void maskingLeavesNoValue(String sql, String masked) {
        assertEquals(masked, TransactionExport.masked(sql));
    }

    @Test
    void csvIsQuotedAndCannotBecomeAFormula() throws IOException {
        String csv = written(Kind.CSV, false, transaction("=cmd \"x\",\n1", 3));
        assertTrue(csv.endsWith("update,shop.ps_customer,3,\"'=cmd \"\"x\"\",\n1\"\r\n"), csv);
        assertFalse(written(Kind.CSV, true, transaction("UPDATE t SET a='Martin'", 3)).contains("Martin"));
    }
}
