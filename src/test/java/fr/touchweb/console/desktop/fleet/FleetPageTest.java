package fr.touchweb.console.desktop.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.touchweb.console.core.fleet.Server;
import fr.touchweb.console.core.fleet.health.ServerView;
import fr.touchweb.console.core.task.CurrentThreadRunner;
import fr.touchweb.console.desktop.shell.FxDelivery;
import fr.touchweb.console.desktop.shell.ScopePath;
import fr.touchweb.console.desktop.shell.ShellBench;
import fr.touchweb.console.support.FxTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetPageTest extends FxTest {
    @TempDir
    Path folder;

    private FleetModel model;
    private ShellBench bench;

    private void open(int servers) {
        FleetRoom room = ParcSamples.roomUnchecked(folder, servers, ParcSamples::unreachable);
        bench = fx(() -> {
            model = new FleetModel(room, new CurrentThreadRunner(), new FxDelivery());
            ShellBench made = new ShellBench(folder, false, List.of(FleetPage.factory(model)));
            FleetPlaces.join(model, made.desk, standing -> {});
            made.commands.run("open-page.fleet");
            return made;
        });
        show(fx(() -> bench.shell.root()), 1000, 700);
    }

    @AfterEach
    void close() {
        fxRun(() -> {
            model.close();
            bench.close();
        });
    }

    @SuppressWarnings("unchecked")
    private TableView<ServerView> table() {
        return (TableView<ServerView>) waitFor("#fleet-table");
    }

    @Test
    void theTableShowsTheFleetAndTheCountFollowsTheFilter() {
        open(40);
        assertEquals(40, table().getItems().size());
        TextField filter = (TextField) waitFor("#fleet-filter");
        fxRun(() -> filter.setText("acme"));
        waitFor("eight servers", () -> table().getItems().size() == 8);
        assertTrue(((Label) waitFor("#fleet-count")).getText().startsWith("8 serveurs"));
        fxRun(() -> filter.setText("acme colour:red"));
        Label mistake = (Label) waitFor(".fleet-mistake");
        assertTrue(mistake.getText().startsWith("     ^ "), mistake.getText());
        assertEquals(8, table().getItems().size());
    }

    @Test
    void aFilterThatFindsNothingSaysSoAndNoKeyChoosesTheRowsBeneath() {
        open(10);
        TextField filter = (TextField) waitFor("#fleet-filter");
        fxRun(() -> filter.setText("acme"));
        waitFor("rows of one client", () -> table().getItems().size() == 2);
        assertFalse(robot().lookup("#fleet-nothing").query().isVisible());
        fxRun(() -> filter.setText("no server is called so"));
        waitFor("that there is nothing", () -> robot().lookup("#fleet-nothing").query().isVisible());
        assertTrue(fx(() -> model.shown().isEmpty()));
        fxRun(table()::requestFocus);
        for (KeyCode key : List.of(KeyCode.DOWN, KeyCode.HOME, KeyCode.SPACE, KeyCode.END)) {
            robot().type(key);
        }
        robot().press(KeyCode.SHORTCUT).type(KeyCode.A).release(KeyCode.SHORTCUT);
        assertTrue(fx(() -> table().getSelectionModel().isEmpty()));
        assertNull(fx(() -> model.selectedProperty().get()));
        fxRun(() -> ((Button) robot().lookup("#fleet-nothing .button").query()).fire());
        waitFor("all rows", () -> table().getItems().size() == 10);
        assertFalse(robot().lookup("#fleet-nothing").query().isVisible());
    }

    @Test
    void choosingARowOpensItsSheetAndEscapeClosesIt() {
        open(10);
        fxRun(() -> table().getSelectionModel().select(0));
        waitFor("#fleet-sheet");
        assertEquals("acme-web1", Objects.requireNonNull(model.selectedProperty().get()).id());
        assertTrue(robot().lookup(".sheet-section").queryAll().size() >= 8);
        assertTrue(robot().lookup(".badge.production").tryQuery().isPresent());
        fxRun(() -> model.selectedProperty().set(null));
        waitFor("no sheet", () -> robot().lookup("#fleet-sheet").queryAll().isEmpty());
    }

    @Test
    void theScopeNarrowsTheTableAndThePlacesAreThere() {
        open(10);
        assertEquals(5 + 10 + 5, bench.scope.itemsProperty().get().size());
        fxRun(() -> bench.scope.set(new ScopePath("bora", "bora-web2", null)));
        assertEquals(2, table().getItems().size());
        assertEquals("bora-web2", Objects.requireNonNull(model.selectedProperty().get()).id());
        assertEquals("acme-web1", fx(() -> bench.desk.palette().find("acme-web1", 5)).get(0).entry().name());
    }

    @Test
    void theSshCommandIsCopied() {
        open(3);
        fxRun(() -> {
            model.select("acme-web1");
            bench.commands.run("fleet.command.copySsh");
        });
        assertEquals(List.of("ssh -p 2222 -- jdurand@203.0.100.1"), bench.copied);
    }

    @Test
    void aServerIsAddedByTheFormOnceItIsRight() throws Exception {
        open(3);
        fxRun(() -> bench.commands.run("fleet.command.addServer"));
        TextField id = (TextField) waitFor("#form-id");
        Button save = fx(() -> robot().lookup((Button b) -> "Enregistrer le serveur".equals(b.getText()))
                .queryButton());
        assertTrue(save.isDisabled());
        fxRun(() -> {
            id.setText("new-web1");
            ((TextField) robot().lookup("#form-host").query()).setText("-oProxyCommand=x");
        });
        assertTrue(save.isDisabled());
        fxRun(() -> ((TextField) robot().lookup("#form-host").query()).setText("203.0.113.50"));
        assertFalse(save.isDisabled());
        fxRun(() -> ((Button) robot().lookup("#form-test").query()).fire());
        assertTrue(((Label) waitFor("#form-test-answer")).getStyleClass().contains("danger"));
        fxRun(save::fire);
        waitFor("the server", () -> model.fleet().orElseThrow().server("new-web1").isPresent());
        assertTrue(Files.readString(folder.resolve("fleet.json")).contains("203.0.113.50"));
    }

    @Test
    void cancellingTheFormChangesNothing() throws Exception {
        open(3);
        String before = Files.readString(folder.resolve("fleet.json"));
        fxRun(() -> bench.commands.run("fleet.command.addServer"));
        TextField id = (TextField) waitFor("#form-id");
        fxRun(() -> {
            id.setText("x");
            ((TextField) robot().lookup("#form-host").query()).setText("h");
            robot().lookup((Button b) -> "Ne rien changer".equals(b.getText())).queryButton().fire();
        });
        assertEquals(before, Files.readString(folder.resolve("fleet.json")));
        assertEquals(3, model.totalProperty().get());
    }

    @Test
    void anEmptyFleetSaysWhatToDoAndAFailureWhatFailed() throws Exception {
        open(0);
        waitFor(".empty-state");
        assertTrue(robot().lookup((Button b) -> "Importer des serveurs".equals(b.getText())).tryQuery().isPresent());
        Files.writeString(folder.resolve("fleet.json"), "{ \"version\": 1,");
        fxRun(model::load);
        waitFor("the failure", () -> robot().lookup((Button b) -> "Relire".equals(b.getText())).tryQuery().isPresent());
        fxRun(() -> model.save(fleet -> fleet.with(Server.of("x", "h")), problem -> assertNotNull(problem)));
        assertEquals("{ \"version\": 1,", Files.readString(folder.resolve("fleet.json")));
    }

    @Test
    void sortingIsTheModelsWorkAndIsKept() {
        open(20);
        TableColumn<ServerView, ?> disk = table().getColumns().stream().filter(c -> "disk".equals(c.getId()))
                .findFirst().orElseThrow();
        fxRun(() -> {
            disk.setSortType(TableColumn.SortType.DESCENDING);
            table().getSortOrder().setAll(List.of(disk));
        });
        List<Integer> percents = model.shown().stream().map(ServerView::diskPercent).toList();
        assertEquals(percents.stream().sorted(java.util.Comparator.reverseOrder()).toList(), percents);
        FleetSettings kept = fx(() -> bench.settings.page("fleet", FleetSettings.class,
                FleetSettings.first()));
        assertEquals("disk", kept.sort());
        assertTrue(kept.descending());
    }
}
