package fr.touchweb.console.desktop.binlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.binlog.BinlogReader;
import fr.touchweb.console.core.binlog.DatabaseLogin;
import fr.touchweb.console.core.binlog.RemoteBinlogs;
import fr.touchweb.console.core.binlog.export.TransactionExport.Kind;
import fr.touchweb.console.core.binlog.model.BinlogFile;
import fr.touchweb.console.core.binlog.model.BinlogListing;
import fr.touchweb.console.core.binlog.model.Column;
import fr.touchweb.console.core.binlog.model.Operation;
import fr.touchweb.console.core.binlog.model.RowChange;
import fr.touchweb.console.core.binlog.model.TableName;
import fr.touchweb.console.core.binlog.model.Transaction;
import fr.touchweb.console.core.binlog.model.TransactionDetail;
import fr.touchweb.console.core.binlog.model.UndoProposal;
import fr.touchweb.console.core.binlog.model.Verdict;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.BinlogPolicy;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.task.CurrentThreadRunner;
import fr.touchweb.console.lab.binlog.LabBinlogs;
import fr.touchweb.console.support.RealPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The model over the real reader and the real mysqlbinlog, on the lab's files, on the current thread. */
@Timeout(60)
class BinlogModelTest {
    private static final Instant NOW = Instant.parse("2027-03-02T09:15:30Z");
    private static final int AT_ONCE = 25;

    @TempDir
    Path folder;

    private final List<Throwable> errors = new ArrayList<>();
    private final SimpleObjectProperty<List<BinlogServer>> fleet = new SimpleObjectProperty<>(List.of());
    private BinlogState kept = BinlogState.NONE;
    private BinlogModel model;

    private final BinlogState.Memory memory = new BinlogState.Memory() {
        @Override
        public BinlogState load() {
            return kept;
        }

        @Override
        public void save(BinlogState state) {
            kept = state;
        }
    };

    private final List<String> unmasked = new CopyOnWriteArrayList<>();

    private final class Source implements BinlogSource {
        private final BinlogPolicy policy;

        Source() throws IOException {
            policy = new Policies(folder.resolve("settings")).load("lab").binlog();
        }

        @Override
        public BinlogReader reader(String server) {
            return new RemoteBinlogs(new LocalHost(server, new CommandJournal(Clock.systemUTC())), policy);
        }

        @Override
        public @Nullable DatabaseLogin login(String server) {
            return null;
        }

        @Override
        public void remember(String server, DatabaseLogin login) {
            throw new IllegalStateException("nothing here is encrypted");
        }

        @Override
        public void unmasked(@Nullable String server, String what) {
            unmasked.add(server + " " + what);
        }

        @Override
        public void forget(String server) {
            throw new IllegalStateException("nothing here is encrypted");
        }

        @Override
        public Map<TableName, List<Column>> columns(String server, DatabaseLogin login, Set<TableName> tables) {
            assertEquals("reader secret", login.user() + " " + new String(login.password()));
            return Map.of(new TableName("shop", "ps_connections"),
                    List.of(column(1, "id_connections"), column(2, "id_guest"), column(3, "ip_address"),
                            column(4, "http_referer")));
        }
    }

    private static Column column(int number, String name) {
        return new Column(number, name, "int", null, null, List.of(), number == 1);
    }

    @BeforeEach
    void open() throws IOException {
        RealPeer.require("mysqlbinlog");
        LabBinlogs.source(folder, NOW);
        LabBinlogs.replica(folder.resolve("replica"), "10.5.29-MariaDB-log", NOW);
        fleet.set(List.of(server("source", folder), server("replica", folder.resolve("replica")),
                server("alone", folder.resolve("alone"))));
        model = make(new Limits(300_000, 500, AT_ONCE, 14));
    }

    private static BinlogServer server(String id, Path root) {
        return new BinlogServer(id, "acme", root + "/var/log/mysql/*bin*");
    }

    private BinlogModel make(Limits limits) throws IOException {
        return new BinlogModel(new Source(), fleet, new CurrentThreadRunner(), InstantSource.fixed(NOW),
                () -> ZoneId.of("UTC"), limits, memory, errors::add);
    }

    private List<BinlogFile> look(String server) {
        model.files().look(Objects.requireNonNull(model.files().find(server)));
        return Objects.requireNonNull(model.files().listingProperty().get()).files();
    }

    private void readNewest() {
        model.choose(List.of(look("source").getLast()), false);
        assertEquals(List.of(), errors);
    }

    private Verdict verdict(String file) {
        return Objects.requireNonNull(model.reading().verdicts().get(file));
    }

    @Test
    void listsFilesWithTheGapAndTheOpenOne() {
        List<BinlogFile> files = look("source");
        BinlogListing listing = Objects.requireNonNull(model.files().listingProperty().get());
        assertEquals(6, files.size());
        assertEquals(List.of(new BinlogListing.NumberGap("mysql-bin", 409, 409)), listing.gaps());
        assertEquals(BinlogFile.State.OPEN, files.getLast().state());
        assertEquals("10.11.14-MariaDB-log", files.getLast().server());
        assertEquals(List.of(), look("alone"));
        assertNotNull(Objects.requireNonNull(model.files().listingProperty().get()).none());
    }

    @Test
    void readsTheNewestFileAndCountsEveryRow() {
        readNewest();
        assertTrue(model.list().size() > 800, "transactions " + model.list().size());
        assertEquals(model.list().size(), model.reading().summary().transactions());
        assertEquals(1_180, model.reading().summary().tables().get(new TableName("shop", "ps_product"))
                .get(Operation.UPDATE).rows());
        assertEquals(Verdict.State.LIVE, verdict("mysql-bin.000413").state());
        assertEquals(1, model.reading().times().ddl().size());
        assertFalse(model.reading().readingProperty().get());
        assertTrue(model.reading().command().contains("mysqlbinlog --no-defaults"), model.reading().command());
    }

    @Test
    void filtersNarrowCountAndAreKept() {
        readNewest();
        assertTrue(model.filters().add("op:ddl"));
        assertEquals(1, model.list().visibleCount());
        assertEquals(1, model.filters().chips().getFirst().hits(model.list()));
        model.filters().toggle(model.filters().chips().getFirst());
        assertEquals(model.list().size(), model.list().visibleCount());
        assertTrue(model.filters().add("rows>=1000"));
        assertEquals(1, model.list().visibleCount());
        assertEquals(List.of("op:ddl", "rows>=1000"), kept.filters());
        assertEquals(List.of("op:ddl"), kept.off());
        assertEquals(List.of("mysql-bin.000413"), kept.files());
        assertFalse(model.filters().add("op:upsert"));
        assertNotNull(model.filters().problemProperty().get());
    }

    @Test
    void aValueIsFoundInTheRowsAndLeadsToThem() {
        readNewest();
        model.filters().add("ps_orders.status: 'paid' → 'cancelled'");
        FiltersModel.Chip chip = model.filters().chips().getFirst();
        assertEquals(List.of(), errors);
        assertTrue(chip.hits(model.list()) > 50, "hits " + chip.hits(model.list()));
        assertEquals(1, model.list().visibleCount());
        model.place().selectRow(0);
        Transaction found = Objects.requireNonNull(model.detail().transactionProperty().get());
        assertEquals(chip.hits(model.list()), found.rows());
        assertEquals(chip.hits(model.list()), model.filters().hits(found).size());
    }

    @Test
    void aSelectedTransactionShowsItsRowsWithTheNamesOfTheLog() {
        readNewest();
        model.filters().add("rows>=1000");
        model.place().selectRow(0);
        TransactionDetail detail = Objects.requireNonNull(model.detail().detailProperty().get());
        assertEquals(AT_ONCE, detail.rows().size());
        assertTrue(detail.more());
        RowChange row = detail.rows().getFirst();
        assertEquals(List.of(4), row.changedColumns());
        assertEquals("price", model.detail().columns(row).column(4).label());
        model.detail().turn(true);
        assertEquals(AT_ONCE, model.detail().firstRow());
        assertEquals(AT_ONCE,
                Objects.requireNonNull(model.detail().detailProperty().get()).rows().getFirst().number());
        model.detail().turn(false);
        assertEquals(0, model.detail().firstRow());
    }

    @Test
    void anUndoIsProposedKeyedAndInReverse() {
        readNewest();
        model.filters().add("rows>=1000");
        model.place().selectRow(0);
        model.detail().proposeUndo();
        UndoProposal undo = Objects.requireNonNull(model.detail().undoProperty().get());
        List<String> updates = undo.statements().stream().filter(sql -> sql.startsWith("UPDATE")).toList();
        assertEquals(1_180, updates.size());
        assertTrue(updates.getFirst().contains("`id_product` = 1180"), updates.getFirst());
        assertFalse(undo.reasons().isEmpty());
        model.detail().closeUndo();
        assertNull(model.detail().undoProperty().get());
    }

    @Test
    void aCutFileKeepsWhatWasReadAndSaysWhere() {
        List<BinlogFile> files = look("replica");
        model.choose(List.of(files.get(1)), false);
        assertTrue(model.list().size() > 200);
        Verdict verdict = verdict("mysql-bin.000412");
        assertTrue(Set.of(Verdict.State.CUT, Verdict.State.DAMAGED).contains(verdict.state()), verdict.toString());
        assertTrue(verdict.position() > 100_000 && verdict.position() < verdict.size(), verdict.toString());
        assertEquals("danger", Looks.look(verdict));
    }

    @Test
    void aMomentChoosesFilesAndSelectsWhatHappened() {
        // The price error, as a log line of that second would ask.
        assertTrue(model.at("source", NOW.minusSeconds(19 * 60 - 31)));
        assertEquals(List.of("mysql-bin.000412", "mysql-bin.000413"),
                model.files().chosen().stream().map(BinlogFile::name).toList());
        Transaction found = Objects.requireNonNull(model.detail().transactionProperty().get());
        assertEquals(1_180, found.rows());
        assertEquals(1, model.list().visibleCount());
        assertFalse(model.at("elsewhere", NOW));
    }

    @Test
    void aRangeOlderThanEveryFileSaysSo() {
        look("source");
        model.range(new TimeRange(NOW.minusSeconds(90L * 86_400), NOW.minusSeconds(89L * 86_400)), false);
        assertNotNull(model.problemProperty().get());
        assertEquals(List.of(), model.files().chosen());
    }

    @Test
    void namesOfTodayStandInWhereTheLogHasNone() {
        BinlogFile old = look("source").getFirst();
        model.choose(List.of(old), false);
        model.filters().add("table:ps_connections");
        model.place().selectRow(0);
        assertEquals(Set.of(new TableName("shop", "ps_connections")), model.detail().nameless());
        char[] password = "secret".toCharArray();
        model.askNames(new DatabaseLogin("reader", password, null));
        assertEquals("\0".repeat(6), new String(password), "wiped");
        assertEquals(Set.of(), model.detail().nameless());
        RowChange row = Objects.requireNonNull(model.detail().detailProperty().get()).rows().getFirst();
        assertEquals("id_guest", model.detail().columns(row).column(2).label());
    }

    @Test
    void theListIsBoundedAndSaysWhatItLeavesOut() throws IOException {
        model = make(new Limits(100, 500, AT_ONCE, 14));
        readNewest();
        assertEquals(100, model.list().size());
        assertEquals(model.reading().summary().transactions(), 100 + model.list().notListed());
    }

    @Test
    void whatWasLookedAtComesBackTheNextTime() throws IOException {
        readNewest();
        model.filters().add("op:ddl");
        BinlogModel next = make(new Limits(300_000, 500, AT_ONCE, 14));
        assertEquals(0, next.list().size());
        next.restore();
        assertEquals("source", Objects.requireNonNull(next.files().serverProperty().get()).id());
        assertEquals(1, next.list().visibleCount());
    }

    @Test
    void exportsWhatTheFiltersLetThrough() throws IOException {
        readNewest();
        model.filters().add("op:ddl");
        Path file = folder.resolve("out.jsonl");
        model.export().transactions(file, Kind.JSON_LINES, false);
        assertEquals(1, Files.readAllLines(file).size());
        assertTrue(Files.readString(file).contains("ADD COLUMN gift_wrap"));
        assertEquals(1, unmasked.size());
        assertTrue(unmasked.getFirst().endsWith("1 transactions to " + file), unmasked.getFirst());
        model.export().transactions(file, Kind.JSON_LINES, true);
        assertEquals(1, unmasked.size(), "masked values are nobody's secret");
        assertNotNull(model.problemProperty().get());
        model.export().text(folder.resolve("none/undo.sql"), "x");
        assertEquals("binlogs.export.failed", Objects.requireNonNull(model.problemProperty().get()).key());
    }
}
