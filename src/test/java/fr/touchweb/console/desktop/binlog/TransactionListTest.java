package fr.touchweb.console.desktop.binlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.binlog.model.Operation;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.desktop.binlog.TransactionList.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class TransactionListTest {
    private static TransactionList filled(int count, int limit) {
        TransactionList list = new TransactionList(limit);
        for (int i = 0; i < count; i++) {
            list.add(Samples.transaction(i, 1 + i % 3, Operation.UPDATE, i % 2 == 0 ? "even" : "odd"));
        }
        return list;
    }

    @Test
    void unfoldedTransactionsTakeARowForEachStatement() {
        TransactionList list = filled(6, 100);
        list.unfold(1, true);
        list.unfold(5, true);
        assertEquals(6 + 2 + 3, list.rows());
        assertEquals(new Row(1, -1), list.row(1));
        assertEquals(new Row(1, 0), list.row(2));
        assertEquals(new Row(1, 1), list.row(3));
        assertEquals(new Row(2, -1), list.row(4));
        assertEquals(new Row(5, 2), list.row(10));
        assertNull(list.row(11));
        assertNull(list.row(-1));
        assertEquals(7, list.rowOf(5));
        list.unfold(1, false);
        assertEquals(5, list.rowOf(5));
    }

    @Test
    void rowsAreThoseOfAPlainListWhateverIsUnfoldedAndFiltered() {
        long seed = 20_261_125;
        Random random = new Random(seed);
        TransactionList list = filled(200, 1_000);
        for (int round = 0; round < 60; round++) {
            list.unfold(random.nextInt(200), random.nextBoolean());
            int modulo = 1 + random.nextInt(4);
            Predicate<Transaction> filter = t -> t.start() / 1_000 % modulo == 0;
            list.show(filter, true, TransactionList.matching(list.copy(), filter), list.size());
            List<Row> plain = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                if (filter.test(list.get(i))) {
                    plain.add(new Row(i, -1));
                    for (int s = 0; list.isUnfolded(i) && s < list.get(i).statements().size(); s++) {
                        plain.add(new Row(i, s));
                    }
                }
            }
            assertEquals(plain.size(), list.rows(), "seed " + seed);
            for (int row = 0; row < plain.size(); row++) {
                assertEquals(plain.get(row), list.row(row), "seed " + seed);
                if (plain.get(row).statement() < 0) {
                    assertEquals(row, list.rowOf(plain.get(row).number()), "seed " + seed);
                }
            }
        }
    }

    @Test
    void whatComesWhileAFilterIsWorkedOutIsNotLost() {
        TransactionList list = filled(10, 100);
        Predicate<Transaction> odd = t -> t.tables().first().table().equals("odd");
        Numbers found = TransactionList.matching(list.copy(), odd);
        list.add(Samples.transaction(11, 1, Operation.INSERT, "odd"));
        list.show(odd, true, found, 10);
        assertEquals(6, list.visibleCount());
        list.add(Samples.transaction(12, 1, Operation.INSERT, "odd"));
        list.add(Samples.transaction(14, 1, Operation.INSERT, "even"));
        assertEquals(7, list.visibleCount());
        assertEquals(-1, list.rowOf(0));
    }

    @Test
    void pastTheLimitTransactionsAreCountedOnly() {
        TransactionList list = filled(12, 10);
        assertEquals(10, list.size());
        assertEquals(2, list.notListed());
    }

    @Test
    void pastTheLimitWhatIsLookedForIsStillListed() {
        TransactionList list = filled(10, 10);
        Predicate<Transaction> odd = t -> t.tables().first().table().equals("odd");
        list.show(odd, true, TransactionList.matching(list.copy(), odd), 10);
        for (int i = 10; i < 40; i++) {
            list.add(Samples.transaction(i, 1, Operation.UPDATE, i % 2 == 0 ? "even" : "odd"));
        }
        assertEquals(20, list.size(), "as many again");
        assertEquals(15, list.visibleCount());
        assertEquals(20, list.notListed());
    }

    @Test
    void aSecondLeadsToTheFirstTransactionNotBeforeIt() {
        TransactionList list = filled(10, 100);
        assertEquals(4, list.from(Samples.NOON.getEpochSecond() + 5), "its commit is at that second");
        assertEquals(-1, list.from(Samples.NOON.getEpochSecond() + 50));
    }

    @Test
    void columnsOfTheHistogramHoldEveryRowOnce() {
        OperationTimes times = new OperationTimes();
        for (int i = 0; i < 500; i++) {
            times.add(Samples.transaction(i, 2, i % 2 == 0 ? Operation.DELETE : Operation.INSERT, "t"), i);
        }
        times.add(Samples.transaction(77, 1, Operation.ALTER, "t"), 500);
        for (int most : new int[]{1, 7, 100, 1_000}) {
            OperationTimes.Columns columns = times.columns(times.first(), times.last(), most);
            assertTrue(columns.sums().length <= most);
            long inserts = 0;
            long deletes = 0;
            for (long[] column : columns.sums()) {
                inserts += column[OperationTimes.INSERT];
                deletes += column[OperationTimes.DELETE];
            }
            assertEquals(500, inserts);
            assertEquals(500, deletes);
        }
        assertEquals(1, times.ddl().size());
        assertEquals(500, times.ddl().getFirst().number());
    }
}
