package fr.touchweb.console.desktop.binlog;

import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.BinlogListing;
import fr.touchweb.console.core.binlog.model.Operation;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.desktop.binlog.BinlogPage.SideTab;
import fr.touchweb.console.desktop.shell.Desk;
import fr.touchweb.console.desktop.shell.ScopePath;
import fr.touchweb.console.desktop.shell.TourState;
import java.util.List;
import java.util.function.Predicate;
import javafx.beans.property.ObjectProperty;

/** The states of the page that are worth a picture, on the lab: a source, its crashed replica, and a server without HA. */
final class BinlogTour {
    private static final ScopePath SOURCE = new ScopePath("acme", "acme-web1", null);
    private static final ScopePath REPLICA = new ScopePath("acme", "acme-web2", null);
    private static final ScopePath ALONE = new ScopePath("acme", "acme-pp", null);
    private static final int MANY = 500;

    private final BinlogModel model;
    private final Desk desk;
    private final ObjectProperty<SideTab> tab;

    BinlogTour(BinlogModel model, Desk desk, ObjectProperty<SideTab> tab) {
        this.model = model;
        this.desk = desk;
        this.tab = tab;
    }

    List<TourState> states() {
        return List.of(
                new TourState("empty", this::forget, () -> model.files().servers().size() > 1, () -> {}),
                new TourState("files", () -> look(SOURCE), this::listed, () -> {}),
                new TourState("transaction", () -> read(1),
                        () -> read() && selected(t -> t.rows() > MANY && does(t, Operation.UPDATE)), () -> {}),
                new TourState("totals", () -> tab.set(SideTab.TOTALS), this::read, () -> tab.set(SideTab.DETAIL)),
                new TourState("statements", () -> model.filters().add("table:ps_stock_available"),
                        () -> selected(t -> t.statements().size() > 2) && unfolded(), this::unfiltered),
                new TourState("ddl", () -> model.filters().add("op:ddl"), () -> selected(Transaction::hasDdl),
                        this::unfiltered),
                new TourState("value", () -> model.filters().add("ps_orders.status: 'paid' → 'cancelled'"),
                        () -> model.filters().chips().stream().allMatch(c -> c.search != null && !c.search.running())
                                && selected(t -> !model.filters().hits(t).isEmpty()),
                        this::unfiltered),
                new TourState("undo", () -> {}, this::undone, () -> model.detail().closeUndo()),
                new TourState("damaged", () -> {
                    look(REPLICA);
                    read(2);
                }, () -> read() && selected(t -> true), () -> {}),
                new TourState("no-ha", () -> look(ALONE), this::listed, this::forget));
    }

    private void look(ScopePath path) {
        desk.scope().set(path);
    }

    private void forget() {
        model.filters().clear();
        desk.scope().set(ScopePath.ALL);
        model.files().look(null);
    }

    private boolean listed() {
        return model.files().listingProperty().get() != null && !model.files().loadingProperty().get();
    }

    /** Reads a file by its place from the newest. */
    private void read(int fromNewest) {
        model.files().whenListed(found -> {
            List<BinlogFile> files = found.files();
            if (files.size() >= fromNewest) {
                model.choose(List.of(files.get(files.size() - fromNewest)), false);
            }
        });
    }

    private boolean read() {
        BinlogListing listing = model.files().listingProperty().get();
        return listing != null && !model.files().chosen().isEmpty() && !model.reading().readingProperty().get()
                && model.list().size() > 0;
    }

    /** Selects the first transaction that is wanted, and says whether its rows are there. */
    private boolean selected(Predicate<Transaction> wanted) {
        Transaction now = model.detail().transactionProperty().get();
        if (now == null || !wanted.test(now)) {
            for (int i = 0; i < model.list().visibleCount(); i++) {
                if (wanted.test(model.list().visible(i))) {
                    Transaction one = model.list().visible(i);
                    model.place().scrollTo(Math.max(0, i - 6));
                    model.place().selectTransaction(one);
                    return false;
                }
            }
            return false;
        }
        return !model.detail().loadingProperty().get() && model.detail().detailProperty().get() != null;
    }

    private static boolean does(Transaction transaction, Operation operation) {
        return transaction.operations().containsKey(operation);
    }

    private boolean unfolded() {
        TransactionList.Row row = model.place().selectedProperty().get();
        if (row != null && !model.list().isUnfolded(row.number())) {
            model.place().unfold(row.number(), true);
        }
        return row != null;
    }

    private boolean undone() {
        if (model.detail().undoProperty().get() != null) {
            return true;
        }
        if (!model.detail().loadingProperty().get() && selected(t -> t.rows() > 1 && t.rows() < MANY
                && t.tables().first().table().equals("ps_orders") && t.operations().size() == 1)) {
            model.detail().proposeUndo();
        }
        return false;
    }

    private void unfiltered() {
        TransactionList.Row row = model.place().selectedProperty().get();
        if (row != null) {
            model.place().unfold(row.number(), false);
        }
        model.filters().clear();
    }
}
