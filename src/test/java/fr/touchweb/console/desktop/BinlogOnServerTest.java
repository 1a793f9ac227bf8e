package fr.touchweb.console.desktop;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.binlog.BinlogReader;
import fr.touchweb.console.core.binlog.DatabaseLogin;
import fr.touchweb.console.core.binlog.RemoteBinlogs;
import fr.touchweb.console.core.binlog.SchemaReader;
import fr.touchweb.console.core.binlog.model.Column;
import fr.touchweb.console.core.binlog.model.TableName;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.policy.BinlogPolicy;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.ssh.RemoteException;
import fr.touchweb.console.desktop.binlog.BinlogRoom;
import fr.touchweb.console.desktop.binlog.BinlogServer;
import fr.touchweb.console.desktop.binlog.BinlogSource;
import fr.touchweb.console.desktop.binlog.Limits;
import fr.touchweb.console.desktop.shell.Page;
import fr.touchweb.console.desktop.shell.ScopePath;
import fr.touchweb.console.desktop.shell.ShellBench;
import fr.touchweb.console.desktop.widget.Theme;
import fr.touchweb.console.support.FxTest;
import fr.touchweb.console.support.TestMariaDb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page beside a MariaDB server that runs: what it writes now, the names that it tells, the logs that it encrypts. */
@Timeout(120)
class BinlogOnServerTest extends FxTest {
    @TempDir
    Path folder;

    private final CommandJournal journal = new CommandJournal(Clock.systemUTC());
    private final LocalHost host = new LocalHost("db1", journal);
    private final AtomicReference<@Nullable DatabaseLogin> kept = new AtomicReference<>();
    private final SimpleObjectProperty<List<BinlogServer>> fleet = new SimpleObjectProperty<>(List.of());
    private BinlogPolicy policy;
    private ShellBench bench;
    private BinlogRoom room;
    private Page page;

    /** The server on this machine. */
    private final class Source implements BinlogSource {
        private final Map<String, BinlogReader> readers = new ConcurrentHashMap<>();

        @Override
        public BinlogReader reader(String server) {
            return readers.computeIfAbsent(server, id -> new RemoteBinlogs(host, policy, () -> login(id)));
        }

        @Override
        public @Nullable DatabaseLogin login(String server) {
            DatabaseLogin known = kept.get();
            return known == null
                    ? null
                    : new DatabaseLogin(known.user(), known.password().clone(), known.address());
        }

        @Override
        public void remember(String server, DatabaseLogin login) {
            kept.set(new DatabaseLogin(login.user(), login.password().clone(), login.address()));
        }

        @Override
        public void unmasked(@Nullable String server, String what) {
            throw new IllegalStateException("nothing is exported");
        }

        @Override
        public void forget(String server) {
            kept.set(null);
        }

        @Override
        public Map<TableName, List<Column>> columns(String server, DatabaseLogin login, Set<TableName> tables)
                throws RemoteException, InterruptedException {
            return new SchemaReader(host, policy).read(login, tables);
        }
    }

    @BeforeEach
    void open() throws Exception {
        policy = new Policies(folder).load("lab").binlog();
        bench = fx(() -> new ShellBench(folder.resolve("settings"), false, List.of()));
        room = fx(() -> new BinlogRoom(new Source(), fleet,
                new Limits(1_000, policy.searchHits(), policy.detailRows(), policy.lookBackDays()), Clock.systemUTC(),
                () -> ZoneId.of("Europe/Paris"), bench.tasks, bench.settings, bench.errors));
        page = fx(() -> room.page().build().apply(bench.desk));
        Scene scene = show(fx(() -> new StackPane(page.view(), bench.overlay)), 1000, 760);
        fxRun(() -> new Theme(room.page().stylesheets()).dress(scene));
        fxRun(page::shown);
    }

    @AfterEach
    void close() {
        fxRun(() -> {
            page.hidden();
            page.dispose();
            room.close();
            bench.close();
        });
    }

    private void readNewest() {
        fxRun(() -> {
            fleet.set(List.of(new BinlogServer("db1", "acme", folder + "/mysql-bin*")));
            bench.desk.scope().set(new ScopePath("acme", "db1", null));
        });
        waitFor(".empty-state .button");
        robot().clickOn(".empty-state .button");
    }

    private void press(String key) {
        String words = bench.words.get(key);
        waitFor(words, () -> robot().lookup(".button").queryAllAs(Button.class).stream()
                .anyMatch(button -> button.getText().equals(words)));
        robot().clickOn(words);
    }

    private void logIn(String user, String password, Path socket) {
        waitFor("#login-user");
        type("#login-user", user);
        type("#login-password", password);
        type("#login-address", socket.toString());
        robot().clickOn("#choice-login-ask");
    }

    private void type(String field, String text) {
        fxRun(() -> robot().lookup(field).queryAs(TextField.class).setText(text));
    }

    @Test
    void whatIsWrittenNowItsNamesOfTodayAndAForgedStatement() throws Exception {
        try (TestMariaDb database = TestMariaDb.start(folder.resolve("mysql-bin"), "--binlog-format=ROW")) {
            database.sql("CREATE DATABASE live; CREATE TABLE live.orders (id INT PRIMARY KEY, amount INT UNSIGNED)");
            readNewest();
            waitFor("what is there", () -> text(".bin-row .bin-text").contains("CREATE TABLE live.orders"));
            robot().clickOn("#binlog-follow");
            waitFor("it follows", () -> text("#binlog-verdict .label")
                    .contains(bench.words.get("binlogs.reading.follows", "", "", "").substring(0, 8)));
            database.sql("INSERT INTO live.orders VALUES (7, 4294967295)");
            waitFor("the row of now", () -> text(".bin-row .bin-text").contains("INSERT INTO live.orders"));
            database.flushLog();
            database.sql(
                    "SET binlog_format = STATEMENT; UPDATE live.orders SET amount = 1 WHERE id = 7 AND '\n# at 4\n'"
                            + " <> ''");
            waitFor("the row of the next file", () -> text(".bin-row .bin-text").contains("UPDATE live.orders"));
            waitFor("the next file", () -> text(".bin-file .label").contains("mysql-bin.000002"));
            robot().clickOn("#binlog-follow");
            robot().clickOn("#binlog-rows").push(KeyCode.END);
            press("binlogs.detail.verify");
            waitFor("the bytes agree",
                    () -> text(".bin-detail .label").contains(bench.words.get("binlogs.verify.right")));
            robot().clickOn("#binlog-rows").push(KeyCode.UP);
            waitFor("rows", () -> text(".bin-change .bin-name").contains("@2"));
            assertTrue(text(".bin-change .label").contains("-1 (4294967295)"), text(".bin-change .label"));
            press("binlogs.detail.names");
            logIn("root", "", database.socket());
            waitFor("names of today", () -> text(".bin-change .bin-name").contains("amount"));
            assertTrue(text(".bin-change .label").lines().anyMatch("4294967295"::equals), text(".bin-change .label"));
            assertTrue(text(".bin-detail .caption").contains(bench.words.get("binlogs.names.today")));
        }
    }

    @Test
    void whatTheServerEncryptsIsReadThroughIt() throws Exception {
        Path keys = Files.writeString(folder.resolve("keys"), "1;" + "0123456789abcdef".repeat(4) + "\n");
        try (TestMariaDb database = TestMariaDb.start(folder.resolve("mysql-bin"), "--binlog-format=ROW",
                "--plugin-load-add=file_key_management", "--file-key-management-filename=" + keys,
                "--encrypt-binlog=ON")) {
            database.sql("CREATE DATABASE enc; CREATE USER reader@localhost IDENTIFIED BY 'right one';"
                    + " GRANT REPLICATION SLAVE ON *.* TO reader@localhost");
            readNewest();
            waitFor("#binlog-decrypt");
            robot().clickOn("#binlog-decrypt");
            logIn("reader", "wrong one", database.socket());
            waitFor("refused", () -> text("#binlog-verdict .label").contains("Access denied"));
            assertFalse(text(".bin-row .bin-text").contains("CREATE DATABASE"));
            waitFor("#binlog-decrypt");
            robot().clickOn("#binlog-decrypt");
            logIn("reader", "right one", database.socket());
            waitFor("its transactions", () -> text(".bin-row .bin-text").contains("CREATE DATABASE enc"));
            assertNotNull(kept.get());
            assertTrue(journal.entries().stream().noneMatch(entry -> entry.toString().contains("right one")));
        }
    }
}
