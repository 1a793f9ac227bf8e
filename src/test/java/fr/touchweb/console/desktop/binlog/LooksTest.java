package fr.touchweb.console.desktop.binlog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.touchweb.console.core.binlog.model.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LooksTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE t SET a = 1                        | UPDATE | true
            UPDATE t SET a = 'no where here'          | UPDATE | true
            UPDATE t SET `where` = 1                  | UPDATE | true
            UPDATE t SET a = 1 WHERE id = 2           | UPDATE | false
            update t set a='it''s' where id=2         | UPDATE | false
            DELETE FROM t                             | DELETE | true
            DELETE FROM t LIMIT 5                     | DELETE | false
            INSERT INTO t VALUES (1)                  | INSERT | false
            """)
    void tellsAStatementWithoutWhere(String sql, Operation operation, boolean expected) {
        assertEquals(expected, Looks.withoutWhere(Samples.statement(4, Samples.NOON, operation, "t", 3, sql)));
    }

    @Test
    void textCanDoNothingToTheScreen() {
        assertEquals("\u241B[31mred\u2400 \uFFFDx", Looks.inert("\u001b[31mred\0\t\u202Ex"));
        assertEquals("a b", Looks.firstLine(Samples.statement(4, Samples.NOON, Operation.UPDATE, "t", 1, "\n a\n  b")));
    }

    @ParameterizedTest
    @CsvSource({"10.11.14-MariaDB-log,MariaDB 10.11", "8.0.46,MySQL 8.0", "'',''", "unknown,unknown"})
    void namesAServerShortly(String version, String name) {
        assertEquals(name, FilesPane.shortVersion(version));
    }
}
