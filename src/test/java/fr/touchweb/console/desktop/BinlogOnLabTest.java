package fr.touchweb.console.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.assembly.Assembly;
import fr.touchweb.console.core.fleet.Account.Right;
import fr.touchweb.console.core.policy.BinlogPolicy;
import fr.touchweb.console.core.text.Message;
import fr.touchweb.console.desktop.binlog.BinlogRoom;
import fr.touchweb.console.desktop.binlog.Limits;
import fr.touchweb.console.desktop.connect.Asking;
import fr.touchweb.console.desktop.connect.HostKeyModel;
import fr.touchweb.console.desktop.connect.SecretModel;
import fr.touchweb.console.desktop.shell.ConsoleCommand;
import fr.touchweb.console.desktop.shell.FxDelivery;
import fr.touchweb.console.desktop.shell.Page;
import fr.touchweb.console.desktop.shell.PageFactory;
import fr.touchweb.console.desktop.shell.PersonLine;
import fr.touchweb.console.desktop.shell.ScopePath;
import fr.touchweb.console.desktop.shell.ShellBench;
import fr.touchweb.console.desktop.shell.Standing;
import fr.touchweb.console.desktop.widget.Theme;
import fr.touchweb.console.lab.Lab;
import fr.touchweb.console.lab.LabOptions;
import fr.touchweb.console.lab.traffic.TrafficPlan;
import fr.touchweb.console.support.FxTest;
import fr.touchweb.console.support.RealPeer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page on real binlogs, read by the real tool through a real connection. */
@Timeout(120)
class BinlogOnLabTest extends FxTest {
    private static final Instant START = Instant.parse("2027-03-02T09:15:30Z");

    @TempDir
    static Path folder;

    private static Lab lab;
    private static Assembly core;

    private ShellBench bench;
    private BinlogRoom room;
    private Page page;

    @BeforeAll
    static void start() throws Exception {
        RealPeer.require("mysqlbinlog");
        lab = Lab.start(new LabOptions(folder, Clock.fixed(START, ZoneOffset.UTC),
                TrafficPlan.demonstration().withHistory(Duration.ofSeconds(20)), false));
        core = new Assembly(lab.console());
    }

    @AfterAll
    static void stop() throws Exception {
        core.close();
        lab.close();
    }

    @BeforeEach
    void open() {
        bench = fx(() -> new ShellBench(folder.resolve("settings"), true, List.of()));
        BinlogPolicy policy = core.policy().binlog();
        BinlogSupply supply = new BinlogSupply(core);
        room = fx(() -> new BinlogRoom(supply, supply.servers(),
                new Limits(1_000, policy.searchHits(), policy.detailRows(), policy.lookBackDays()),
                Clock.systemUTC(), () -> ZoneId.of("Europe/Paris"), bench.tasks, bench.settings, bench.errors));
        fxRun(() -> {
            supply.load(bench.tasks, bench.errors);
            room.join(bench.desk);
        });
        waitFor("the fleet", () -> supply.servers().getValue().size() == 6);
        page = fx(() -> room.page().build().apply(bench.desk));
        Scene scene = show(fx(() -> new StackPane(page.view())), 1000, 760);
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

    private void run(String id) {
        fxRun(() -> page.commands().stream().filter(command -> command.id().equals(id)).findFirst()
                .map(ConsoleCommand::action).orElseThrow().accept(List.of()));
    }

    private void read(String server) {
        fxRun(() -> bench.desk.scope().set(new ScopePath("acme", server, null)));
        waitFor(".empty-state .button");
        robot().clickOn(".empty-state .button");
        waitFor("the verdict", () -> text("#binlog-verdict .label").contains("position"));
        waitFor("transactions", () -> text(".bin-row .bin-text").contains("INSERT INTO"));
    }

    @Test
    void fromTheFileToTheRowsAndBack() {
        read("acme-web1");
        assertTrue(text(".bin-file .label").contains("mysql-bin.000409"), "the gap is shown");
        assertTrue(text("#binlog-verdict .label").startsWith("●"), text("#binlog-verdict .label"));
        robot().clickOn("#binlog-filter").write("rows>=1000").push(KeyCode.ENTER);
        waitFor("one transaction", () -> text(".bin-row .bin-number").contains("180"));
        robot().clickOn("#binlog-rows").push(KeyCode.HOME);
        waitFor("rows before and after", () -> text(".bin-change .bin-name").contains("price"));
        assertTrue(text(".bin-detail .heading").contains("UPDATE sans WHERE"), text(".bin-detail .heading"));
        assertEquals(Set.of("id_product", "price"), Set.copyOf(text(".bin-change .bin-name").lines().toList()));
        ScrollPane side = robot().from(page.view()).lookup(".bin-side .scroll-pane").queryAs(ScrollPane.class);
        assertTrue(fx(() -> side.getContent().getBoundsInParent().getWidth() <= side.getViewportBounds().getWidth()),
                "nothing of the detail is cut off on a narrow page");
        run("binlogs.command.allColumns");
        waitFor("all columns", () -> text(".bin-change .bin-name").contains("wholesale_price"));
        waitFor("#binlog-undo");
        robot().clickOn("#binlog-undo");
        waitFor("the proposal", () -> robot().lookup("#binlog-undo-text").tryQueryAs(TextArea.class)
                .filter(area -> area.getText().contains("`id_product` = 1180")).isPresent());
        TextArea undo = robot().lookup("#binlog-undo-text").queryAs(TextArea.class);
        assertTrue(fx(undo::getText).startsWith("-- "), "reasons stand in the text");
        robot().clickOn("Copier le SQL");
        assertEquals(fx(undo::getText), bench.copied.getLast());
        assertTrue(core.commands().entries().stream().noneMatch(entry -> entry.line().contains("UPDATE")),
                "nothing was run");
    }

    @Test
    void aLogLineLeadsToItsSecondAndWithoutHaThereIsNothing() {
        fxRun(() -> bench.desk.scope().set(new ScopePath("acme", "acme-pp", null)));
        waitFor("no HA", () -> text(".empty-title").contains("Pas de HA, pas de binlog"));
        // The price error stands 18 minutes and 29 seconds before the lab's start.
        fxRun(() -> bench.commands.run("open-binlogs-at", "acme-web1",
                START.minus(Duration.ofSeconds(18 * 60 + 29)).toString()));
        waitFor("the moment's transaction", () -> text(".bin-detail .heading").contains("UPDATE sans WHERE"));
        waitFor("its rows", () -> text(".bin-change .bin-name").contains("price"));
        assertTrue(core.commands().entries().stream().anyMatch(entry -> entry.line().contains("mysqlbinlog")));
    }

    @Test
    void whoMayNotReadBinlogsHasNoSuchPage() {
        assertTrue(pages(Set.of(Right.LOGS, Right.BINLOG)).contains("binlog"));
        assertFalse(pages(Set.of(Right.LOGS)).contains("binlog"));
    }

    private List<String> pages(Set<Right> rights) {
        return fx(() -> {
            Asking asking = new Asking(new SecretModel(new FxDelivery(), Duration.ofSeconds(1)),
                    new HostKeyModel(new FxDelivery()), () -> {});
            DesktopServices services = new DesktopServices(core,
                    new Standing(new PersonLine("Karim Lenoir", Message.of("account.role.owner")), rights), asking,
                    true);
            try (Pages pages = new Pages(services, bench.settings, bench.tasks, bench.work, bench.errors)) {
                return pages.factories().stream().map(PageFactory::id).toList();
            }
        });
    }
}
