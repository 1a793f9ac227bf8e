package fr.touchweb.console.desktop.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.journal.ChangeJournal;
import fr.touchweb.console.core.journal.CommandEntry;
import fr.touchweb.console.core.journal.CommandJournal;
import fr.touchweb.console.core.task.CurrentThreadRunner;
import fr.touchweb.console.core.text.Language;
import fr.touchweb.console.desktop.shell.FxDelivery;
import fr.touchweb.console.desktop.shell.Page;
import fr.touchweb.console.desktop.shell.ShellBench;
import fr.touchweb.console.support.FxTest;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActivityPageTest extends FxTest {
    @TempDir
    Path folder;

    private final CommandJournal commands = new CommandJournal(Clock.systemUTC());
    private ShellBench bench;
    private ActivityModel model;
    private Page page;

    @BeforeEach
    void open() {
        CommandEntry entry = commands.started("acme-web1", "jdurand", "ls -la '/srv/a b'");
        commands.finished(entry, "0", 120, 0);
        bench = fx(() -> new ShellBench(folder, false, List.of()));
        model = fx(() -> new ActivityModel(commands, new ChangeJournal(folder, Clock.systemUTC(), "jdurand", "poste"),
                new CurrentThreadRunner(), new FxDelivery(), bench.errors,
                new ConnectionDesk(List::of, listener -> {}, name -> {}, name -> {})));
        page = fx(() -> ActivityPage.factory(model, bench.work).build().apply(bench.desk));
        show(fx(() -> new StackPane(page.view())), 1000, 600);
        fxRun(page::shown);
    }

    @AfterEach
    void close() {
        fxRun(() -> {
            page.hidden();
            page.dispose();
            bench.close();
        });
    }

    @Test
    void theLineIsCopiedAsTheServerGotIt() {
        fxRun(() -> ((TableView<?>) robot().lookup("#commands").query()).getSelectionModel().select(0));
        waitFor("#copy-line");
        robot().clickOn("#copy-line");
        fxRun(() -> robot().lookup("#commands").query().requestFocus());
        robot().push(KeyCode.CONTROL, KeyCode.C);
        assertEquals(List.of("ls -la '/srv/a b'", "ls -la '/srv/a b'"), bench.copied);
    }

    @Test
    void theFilterAndTheTabOutliveTheView() {
        robot().clickOn("#activity-filter").write("df");
        robot().clickOn("#tab-changes");
        fxRun(page::dispose);
        fxRun(() -> bench.words.setLanguage(Language.ENGLISH));
        Page again = fx(() -> ActivityPage.factory(model, bench.work).build().apply(bench.desk));
        assertEquals("df", fx(() -> model.filterProperty().get()));
        assertEquals(ActivityTab.CHANGES, fx(() -> model.tabProperty().get()));
        fxRun(again::dispose);
    }

    @Test
    void aCommandThatEndsLaterIsShownAtItsEnd() {
        CommandEntry running = commands.started("acme-web1", "jdurand", "sleep 5");
        waitFor("the running command", () -> model.commands().size() == 2);
        fxRun(() -> model.selectedProperty().set(model.commands().getFirst()));
        commands.finished(running, "0", 1, 0);
        waitFor("its end in the sheet", () -> {
            CommandEntry selected = model.selectedProperty().get();
            return selected != null && selected.result() != null;
        });
    }

    @Test
    void everyTabHasItsView() {
        for (ActivityTab tab : ActivityTab.values()) {
            fxRun(() -> model.tabProperty().set(tab));
            settle();
            assertTrue(fx(() -> robot().lookup("#tab-" + tab.name().toLowerCase(java.util.Locale.ROOT)).query()
                    .getPseudoClassStates().toString()).contains("selected"));
        }
    }
}
