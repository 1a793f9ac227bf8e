package fr.touchweb.console.desktop.logs;

import fr.touchweb.console.core.format.FormatCatalog;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.logs.LogSession;
import fr.touchweb.console.core.logs.LogSource;
import fr.touchweb.console.core.logs.ServerLogs;
import fr.touchweb.console.core.logs.follow.Bookmarks;
import fr.touchweb.console.core.logs.follow.FollowTimes;
import fr.touchweb.console.core.policy.DigestPolicy;
import fr.touchweb.console.core.policy.Policies;
import fr.touchweb.console.core.policy.Policy;
import fr.touchweb.console.core.ssh.LocalHost;
import fr.touchweb.console.core.task.CurrentThreadRunner;
import fr.touchweb.console.desktop.logs.digest.DigestModel;
import fr.touchweb.console.desktop.logs.profile.ProfilesModel;
import fr.touchweb.console.desktop.shell.Page;
import fr.touchweb.console.desktop.shell.ShellBench;
import fr.touchweb.console.support.FxTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The page over two logs of this machine, in a window. */
abstract class LogsPageBench extends FxTest {
    @TempDir
    Path folder;

    ShellBench bench;
    LogSession session;
    LogsModel model;
    Page page;
    Path log;
    LogsState kept = LogsState.NONE;

    final LogsState.Memory memory = new LogsState.Memory() {
        @Override
        public LogsState load() {
            return kept;
        }

        @Override
        public void save(LogsState state) {
            kept = state;
        }
    };

    @BeforeEach
    void open() throws Exception {
        log = folder.resolve("access.log");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            text.append(line(i, i % 10 == 0 ? 503 : 200));
        }
        Files.writeString(log, text);
        FollowTimes times = new FollowTimes(Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofSeconds(5),
                Duration.ofSeconds(5), Duration.ofSeconds(60),
                Duration.ofMillis(50), Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofSeconds(30), 0,
                256 << 10, 1 << 20);
        bench = fx(() -> new ShellBench(folder.resolve("settings"), false, List.of()));
        session = new LogSession(server -> new LocalHost(server, new CommandJournal(Clock.systemUTC())), times,
                InstantSource.system(), ZoneId.of("Europe/Paris"), FormatCatalog.plain(), folder.resolve("spool"),
                1 << 28,
                Bookmarks.NONE, Thread.ofVirtual().factory(), bench.errors);
        session.start();
        List<ServerLogs> fleet = List.of(new ServerLogs("acme-web1", "acme", true, List.of(
                new LogSource("acme-web1", "access", log.toString(), null, true),
                new LogSource("acme-web1", "none", folder.resolve("none.log").toString(), null, false))),
                new ServerLogs("acme-pp", "acme", false, List.of(
                        new LogSource("acme-pp", "slow", folder.resolve("pp.slow").toString(), null, true),
                        new LogSource("acme-pp", "copied", folder.resolve("copied.log").toString(), null, true,
                                new LogSource.Copy("manager", folder.resolve("mirror/copied.log").toString(), 60),
                                LogSource.Vantage.LIVE))));
        Policy profile = new Policies(folder).load("lab");
        LogFigures figures = LogFigures.of(profile);
        model = fx(() -> new LogsModel(session, new SimpleObjectProperty<>(fleet), bench.tasks, figures, memory,
                InstantSource.system(), bench.errors));
        DigestPolicy policy = profile.digest();
        DigestModel digest = fx(() -> new DigestModel(session::view, session::reader, policy, new CurrentThreadRunner(),
                bench.errors));
        ProfilesModel profiles = fx(() -> new ProfilesModel(session::host, folder.resolve("profiler").toString(),
                bench.tasks, bench.errors));
        page = fx(() -> LogsPage.factory(model, digest, profiles, InstantSource.system()).build().apply(bench.desk));
        show(fx(() -> new StackPane(page.view())), 1000, 700);
        fxRun(page::shown);
    }

    static String line(int i, int status) {
        return "198.51.100.14 - - [13/Jan/2025:10:%02d:%02d +0100] \"GET /page-%d HTTP/1.1\" %d 12 \"-\" \"x\"%n"
                .formatted(i / 60 % 60, i % 60, i, status);
    }

    @AfterEach
    void close() {
        fxRun(() -> {
            page.hidden();
            page.dispose();
            // Else the window lays it out once more, over lines that are gone by then.
            ((StackPane) page.view().getParent()).getChildren().clear();
            bench.close();
        });
        session.close();
    }

    /** Runs a command of the page as its key would. */
    void run(String command) {
        fxRun(() -> page.commands().stream().filter(one -> one.id().equals(command)).findFirst().orElseThrow()
                .action().accept(List.of()));
    }

    void follow() {
        robot().clickOn("access");
        waitFor("the last line is on screen", () -> model.rowsProperty().get() >= 400);
    }

    String screen() {
        return fx(() -> {
            StringBuilder text = new StringBuilder();
            LogRows rows = (LogRows) robot().lookup("#log-rows").query();
            for (int i = 0; i < model.visibleRows(); i++) {
                LogRow row = rows.node(i);
                text.append(row == null ? "" : row.getAccessibleText()).append('\n');
            }
            return text.toString();
        });
    }
}
