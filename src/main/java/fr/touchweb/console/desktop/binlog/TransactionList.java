package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.core.binlog.model.Transaction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What was read, in the order of the log, the part of it that the filters let through, and the rows that this makes on the
 * screen: a row for each transaction and, where it is unfolded, one for each of its statements. JavaFX thread only.
 */
final class TransactionList {
    private final int limit;
    private final List<Transaction> all = new ArrayList<>();
    private final BitSet unfolded = new BitSet();
    private Numbers visible = new Numbers();
    private NavigableMap<Integer, Integer> rowsBefore = new TreeMap<>();
    private Predicate<Transaction> filter = transaction -> true;
    private boolean narrow;
    private long notListed;

    /**
     * A row.
     *
     * @param number of the transaction in the list
     * @param statement index of the statement, -1 for the transaction itself
     */
    record Row(int number, int statement) {}

    TransactionList(int limit) {
        this.limit = limit;
    }

    void clear() {
        all.clear();
        unfolded.clear();
        visible = new Numbers();
        rowsBefore.clear();
        notListed = 0;
    }

    /**
     * Takes a transaction. Past the limit only those that the filters let through are listed, as many again, so that what
     * is looked for is found in the largest file too; the others are only counted.
     *
     * @return whether it is listed
     */
    boolean add(Transaction transaction) {
        boolean wanted = filter.test(transaction);
        if (all.size() >= limit && !(narrow && wanted && all.size() < 2 * limit)) {
            notListed++;
            return false;
        }
        all.add(transaction);
        if (wanted) {
            visible.add(all.size() - 1);
        }
        return true;
    }

    /** Transactions that were read and are not in the list. */
    long notListed() {
        return notListed;
    }

    int size() {
        return all.size();
    }

    Transaction get(int number) {
        return all.get(number);
    }

    List<Transaction> copy() {
        return List.copyOf(all);
    }

    /** Transactions that the filters let through. */
    int visibleCount() {
        return visible.size();
    }

    Transaction visible(int index) {
        return all.get(visible.get(index));
    }

    /**
     * Takes what a filter lets through.
     *
     * @param narrows whether it leaves anything out at all
     * @param found numbers among the first {@code looked} transactions, ascending
     */
    void show(Predicate<Transaction> next, boolean narrows, Numbers found, int looked) {
        filter = next;
        narrow = narrows;
        visible = found;
        for (int i = looked; i < all.size(); i++) {
            if (next.test(all.get(i))) {
                visible.add(i);
            }
        }
        countRows();
    }

    /** Numbers of the transactions that pass; safe on any thread. */
    static Numbers matching(List<Transaction> transactions, Predicate<Transaction> filter) {
        Numbers found = new Numbers();
        for (int i = 0; i < transactions.size(); i++) {
            if (filter.test(transactions.get(i))) {
                found.add(i);
            }
        }
        return found;
    }

    boolean isUnfolded(int number) {
        return unfolded.get(number);
    }

    void unfold(int number, boolean open) {
        unfolded.set(number, open);
        countRows();
    }

    /** Rows that statements of unfolded transactions add, summed up to each of them by index. */
    private void countRows() {
        rowsBefore = new TreeMap<>();
        int sum = 0;
        for (int number = unfolded.nextSetBit(0); number >= 0; number = unfolded.nextSetBit(number + 1)) {
            int index = visible.find(number);
            if (index >= 0) {
                sum += all.get(number).statements().size();
                rowsBefore.put(index, sum);
            }
        }
    }

    long rows() {
        return visible.size() + (rowsBefore.isEmpty() ? 0 : rowsBefore.lastEntry().getValue());
    }

    @Nullable
    Row row(long row) {
        if (row < 0 || row >= rows()) {
            return null;
        }
        int before = 0;
        for (Map.Entry<Integer, Integer> entry : rowsBefore.entrySet()) {
            int index = entry.getKey();
            int own = entry.getValue() - before;
            if (row <= index + before) {
                break;
            }
            if (row <= index + before + own) {
                return new Row(visible.get(index), (int) (row - index - before - 1));
            }
            before = entry.getValue();
        }
        return new Row(visible.get((int) (row - before)), -1);
    }

    /** Row of a transaction, -1 when the filters leave it out. */
    long rowOf(int number) {
        int index = visible.find(number);
        if (index < 0) {
            return -1;
        }
        Map.Entry<Integer, Integer> before = rowsBefore.lowerEntry(index);
        return index + (before == null ? 0L : before.getValue());
    }

    /** The first visible transaction whose statement or commit is not before a second, -1 when there is none. */
    int from(long second) {
        for (int i = 0; i < visible.size(); i++) {
            Transaction one = visible(i);
            if (one.time() != null && one.time().getEpochSecond() >= second
                    || one.commitTime() != null && one.commitTime().getEpochSecond() >= second) {
                return visible.get(i);
            }
        }
        return -1;
    }
}
