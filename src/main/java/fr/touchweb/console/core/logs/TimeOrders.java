package fr.touchweb.console.core.logs;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;

/**
 * The orders of a timeline: that of all rows, and those of some, as long as somebody looks at them. Safe on any thread.
 */
final class TimeOrders {
    private final OrderPages pages;
    private final LongUnaryOperator timeOf;
    private final LongPredicate gone;
    private final List<Watched> orders = new CopyOnWriteArrayList<>();
    private final TimeOrder all;

    /** An order as long as somebody looks at it, and the pages that it leaves behind. */
    private record Watched(WeakReference<TimeOrder> order, OrderPages.Share pages) {}

    /** What is done with an order. */
    interface Each {
        void order(TimeOrder order) throws IOException;
    }

    /**
     * @param timeOf time of a row by its number
     * @param gone whether a row was let go
     */
    TimeOrders(Path folder, int fileBytes, LongUnaryOperator timeOf, LongPredicate gone) {
        this.pages = new OrderPages(folder, fileBytes);
        this.timeOf = timeOf;
        this.gone = gone;
        this.all = some();
    }

    /** That of all rows. */
    TimeOrder all() {
        return all;
    }

    /** One for some of the rows, out of which those that are let go are taken. */
    TimeOrder some() {
        forget();
        OrderPages.Share share = new OrderPages.Share(pages);
        TimeOrder order = new TimeOrder(timeOf, gone, share);
        orders.add(new Watched(new WeakReference<>(order), share));
        return order;
    }

    private void forget() {
        for (Watched one : orders) {
            if (one.order().get() == null && orders.remove(one)) {
                one.pages().giveBackAll();
            }
        }
    }

    void each(Each action) throws IOException {
        forget();
        for (Watched one : orders) {
            TimeOrder order = one.order().get();
            if (order != null) {
                action.order(order);
            }
        }
    }

    long bytes() {
        return pages.bytes();
    }

    void delete() throws IOException {
        pages.delete();
    }
}
