package fr.touchweb.console.desktop.binlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.binlog.TransactionFilter;
import fr.touchweb.console.core.binlog.model.Operation;
import fr.touchweb.console.core.binlog.model.ValueQuery;
import fr.touchweb.console.desktop.binlog.FilterText.BadFilterException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTextTest {
    private static RowFilter parse(String text) throws BadFilterException {
        return FilterText.parse(text, ZoneId.of("Europe/Paris"), LocalDate.of(2026, 11, 25));
    }

    private static TransactionFilter inList(String text) throws BadFilterException {
        return assertInstanceOf(RowFilter.InList.class, parse(text)).what();
    }

    private static ValueQuery inRows(String text) throws BadFilterException {
        return assertInstanceOf(RowFilter.InRows.class, parse(text)).what();
    }

    @Test
    void readsWhatTheListCanAnswer() throws BadFilterException {
        assertEquals(Set.of("shop.ps_orders", "ps_cart"), inList("table: `shop`.`ps_orders`, ps_cart").tables());
        assertEquals(Set.of(Operation.UPDATE, Operation.DELETE), inList("op:update,DELETE").operations());
        assertTrue(inList("op:ddl").operations().containsAll(Set.of(Operation.ALTER, Operation.DROP)));
        assertEquals(42L, inList("connexion:42").thread());
        assertEquals(100, inList("lignes >= 100").minimumRows());
        assertEquals(2L << 20, inList("size>=2M").minimumBytes());
        assertEquals("2026-11-25T13:05:00Z", String.valueOf(inList("time:14:05..14:10").from()));
        assertEquals("price * 0.1", inList("price * 0.1").text());
        assertEquals("a: b", inList("sql:\"a: b\"").text());
    }

    @Test
    void aDashExcludes() throws BadFilterException {
        RowFilter.InList filter = assertInstanceOf(RowFilter.InList.class, parse("-table:ps_connections"));
        assertTrue(filter.exclude());
        assertFalse(assertInstanceOf(RowFilter.InList.class, parse("-")).exclude());
    }

    @Test
    void readsValuesOfRows() throws BadFilterException {
        assertEquals(new ValueQuery(null, "orders", "status", Operation.UPDATE, "paid", "cancelled", null),
                inRows("orders.status: 'paid' → 'cancelled'"));
        assertEquals(new ValueQuery("shop", "orders", "note", Operation.UPDATE, ValueQuery.NULL, " x ", null),
                inRows("shop.orders.note: NULL -> ' x '"));
        assertEquals(new ValueQuery(null, null, "@3", null, null, null, "NULL"), inRows("@3: 'NULL'"));
        assertEquals(new ValueQuery(null, "orders", "id_order", null, null, null, "48120"),
                inRows("orders.id_order: 48120"));
        assertEquals(new ValueQuery(null, "orders", "status", Operation.UPDATE, null, "cancelled", null),
                inRows("orders.status: → cancelled"));
        assertEquals(new ValueQuery(null, null, null, null, null, null, "é@example.test"),
                inRows("valeur:é@example.test"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"table:", "op:upsert", "thread:x", "time:noon", "rows>=99999999999999999999",
            "size>=9999999999999G", "orders.status:"})
    void saysWhatItCannotRead(String text) {
        assertThrows(BadFilterException.class, () -> parse(text));
    }

    @Test
    void completesKeysTablesAndOperations() {
        List<String> tables = List.of("shop.ps_orders", "shop.ps_cart");
        assertEquals(List.of("table:"), FilterText.completions("ta", tables));
        assertEquals(List.of("table:shop.ps_cart"), FilterText.completions("table:shop.ps_c", tables));
        assertEquals(List.of("-op:delete"), FilterText.completions("-op:del", tables));
        assertEquals(List.of("ps_orders.", "ps_cart."), FilterText.completions("ps_", tables));
        assertEquals(List.of(), FilterText.completions("op:delete", tables));
    }
}
